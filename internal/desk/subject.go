package desk

import (
	"context"
	"slices"

	"ilbo.press"
)

// lookAt finds the newsroom's side of a story whose notes somebody wants to read
// or to write: they are for those who may see the story while it is not published.
func (d *Desk) lookAt(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) (*ilbo.Draft, error) {
	_, draft, err := d.Open(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return draft, allowed(by, ilbo.MaySee, draft.Section, draft)
}

// beginFor begins the story of an assignment: it is the work of all who are named
// for it, whoever begins it first among them, and those who write sign it.
func (d *Desk) beginFor(ctx context.Context, by ilbo.Staff, a *ilbo.Assignment) (ilbo.StoryID, error) {
	here, err := d.people(ctx)
	if err != nil {
		return 0, err
	}
	copy := ilbo.Copy{Language: a.Language, Section: a.Section, Headline: a.Title, Slug: ilbo.MakeSlug(a.Title)}
	for _, login := range a.Who {
		if p, is := here[login]; is && p.Role != ilbo.Photographer {
			copy.Bylines = append(copy.Bylines, ilbo.Byline{Name: p.Name})
		}
	}
	writers := slices.Clone(a.Who)
	if i := slices.Index(writers, by.Login); i > 0 {
		writers = slices.Insert(slices.Delete(writers, i, i+1), 0, by.Login)
	}
	return d.Begin(ctx, by, copy, writers...)
}

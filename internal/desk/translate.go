package desk

import (
	"context"
	"strconv"

	"ilbo.press"
)

// Translate begins a story in the paper's other language with the newest copy of
// one, for whoever begins it to translate, and ties the two together, so that
// they name each other once both are published.
func (d *Desk) Translate(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) (made ilbo.StoryID, err error) {
	err = d.store.Together(ctx, func(ctx context.Context) error {
		s, draft, err := d.Open(ctx, by, id)
		if err != nil {
			return err
		}
		newest, err := d.newest(ctx, s, draft)
		if err != nil {
			return err
		}
		copy := *newest.Copy
		for _, l := range d.paper.Languages {
			if l != newest.Copy.Language {
				copy.Language = l
			}
		}
		if copy.Language == newest.Copy.Language {
			return invalid("The paper appears in one language.")
		}
		if copy.Translations == "" {
			copy.Translations = "story-" + strconv.FormatInt(int64(id), 10)
			if err := d.tie(ctx, by, s, draft, newest, copy.Translations); err != nil {
				return err
			}
		}
		copy.Slug = ""
		made, err = d.Begin(ctx, by, copy)
		return err
	})
	return made, err
}

// tie gives a story the name that it shares with its translations: on the page
// that the public has, and in its newest version.
func (d *Desk) tie(ctx context.Context, by ilbo.Staff, s *ilbo.Story, draft *ilbo.Draft, newest *ilbo.Version, name string) error {
	if draft.Changes() || s.Published.IsZero() {
		c := *newest.Copy
		c.Translations = name
		if err := d.addVersion(ctx, draft, s, &ilbo.Version{Base: newest.Number, By: by.Login, At: d.now(), Note: "tied to its translation", Copy: &c}); err != nil {
			return err
		}
	}
	return d.store.ChangeStory(ctx, s.ID, by.Login, d.now(), func(stored *ilbo.Story) ([]ilbo.Event, error) {
		before := *stored
		stored.Translations = name
		current, err := d.draft(ctx, &before, d.now())
		if err != nil {
			return nil, err
		}
		if !current.Changes() && !stored.Published.IsZero() {
			if err := d.follow(ctx, by, &before, stored, current, d.now()); err != nil {
				return nil, err
			}
		}
		return d.events(ctx, ilbo.Updated, &before, stored, d.now())
	})
}

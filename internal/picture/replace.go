package picture

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"time"

	"ilbo.press"
)

// A Replacement is what became of a picture that another file took the place of.
type Replacement struct {
	Old, New  ilbo.Picture
	Stories   []ilbo.StoryID // that print the new one now
	Drafts    []ilbo.StoryID // that were never published, and print the old one still
	Portraits int
}

// maxReplaced is how many stories are changed at once.
const maxReplaced = 2_000

// Replace takes a file in, and prints it wherever the picture stands in published
// stories and as a portrait. Stories that were not published yet keep what they
// have: somebody is at work on them. What the new file does not say of itself is
// as with the old one, whose original is kept and not offered any more.
func (l *Library) Replace(ctx context.Context, by ilbo.Staff, id ilbo.PictureID, name string, r io.Reader) (Replacement, error) {
	old, err := l.Picture(ctx, by, id)
	if err != nil {
		return Replacement{}, err
	}
	if !MayKeep(by, &old) {
		return Replacement{}, forbidden()
	}
	fresh, err := l.File(ctx, by, name, r)
	if err != nil {
		return Replacement{}, err
	}
	if fresh.ID == id {
		return Replacement{}, invalid("That is the same file again.")
	}
	now := l.desk.clock()
	var done Replacement
	err = l.store.Together(ctx, func(ctx context.Context) error {
		done = Replacement{}
		if err := l.succeed(ctx, id, fresh.ID, now, &done); err != nil {
			return err
		}
		if err := l.exchange(ctx, by, now, &done); err != nil {
			return err
		}
		return l.audit(ctx, by, ilbo.DeedPictureReplace, id, fmt.Sprintf("by %s in %d stories, %d unpublished left as they are", fresh.ID, len(done.Stories), len(done.Drafts)))
	})
	return done, err
}

// succeed lets the new picture inherit what it does not say of itself.
func (l *Library) succeed(ctx context.Context, old, fresh ilbo.PictureID, now time.Time, done *Replacement) error {
	err := l.store.ChangePicture(ctx, old, func(p *ilbo.Picture) error {
		if p.ReplacedBy != "" {
			return &ilbo.Error{Kind: ilbo.Conflict, Say: "The picture was replaced already."}
		}
		p.ReplacedBy = fresh
		done.Old = *p
		return nil
	})
	if err != nil {
		return err
	}
	return l.store.ChangePicture(ctx, fresh, func(p *ilbo.Picture) error {
		was := &done.Old
		p.Caption, p.Alt, p.Credit = cmp.Or(p.Caption, was.Caption), cmp.Or(p.Alt, was.Alt), cmp.Or(p.Credit, was.Credit)
		p.Place, p.ReplacedBy = cmp.Or(p.Place, was.Place), ""
		if len(p.Keywords) == 0 {
			p.Keywords = was.Keywords
		}
		if p.Rights == (ilbo.Rights{}) {
			p.Rights = was.Rights
		}
		if p.Focus == nil && len(p.Crops) == 0 && alike(p, was) {
			p.Focus, p.Crops = was.Focus, was.Crops
		}
		if !p.Usable(now) {
			return invalid("The rights in the new picture have run out: it takes nothing's place.")
		}
		done.New = *p
		return nil
	})
}

// alike reports whether two pictures have the same proportions.
func alike(a, b *ilbo.Picture) bool {
	return math.Abs(float64(a.Width)*float64(b.Height)-float64(b.Width)*float64(a.Height)) <= 0.01*float64(a.Width)*float64(b.Height)
}

// exchange prints the new picture where the old one stands.
func (l *Library) exchange(ctx context.Context, by ilbo.Staff, now time.Time, done *Replacement) error {
	ids, err := l.store.PrintedBy(ctx, done.Old.ID, maxReplaced+1)
	if err != nil {
		return err
	}
	if len(ids) > maxReplaced {
		return invalid("The picture is printed by more than %d stories: file the new one, and use it from now on.", maxReplaced)
	}
	for _, id := range ids {
		s, err := l.store.Story(ctx, id)
		if err != nil {
			return err
		}
		if s.Published.IsZero() {
			done.Drafts = append(done.Drafts, id)
			continue
		}
		if err := l.store.ChangeStory(ctx, id, by.Login, now, func(s *ilbo.Story) ([]ilbo.Event, error) {
			s.EachFigure(func(f *ilbo.Figure) {
				if f.Picture == done.Old.ID {
					f.Picture, f.Width, f.Height = done.New.ID, done.New.Width, done.New.Height
				}
			})
			if _, public := s.PublicFrom(); !public {
				return nil, nil // nobody has to hear of it
			}
			return []ilbo.Event{{Verb: ilbo.Updated, Story: s.ID, Keys: s.Keys()}}, nil
		}); err != nil {
			return err
		}
		done.Stories = append(done.Stories, id)
	}
	portrayed, err := l.store.Portrayed(ctx, done.Old.ID)
	if err != nil || len(portrayed) == 0 {
		return err
	}
	for i := range portrayed {
		portrayed[i].Picture = done.New.ID
	}
	done.Portraits = len(portrayed)
	return l.store.PutJournalists(ctx, portrayed)
}

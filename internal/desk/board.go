package desk

import (
	"context"
	"strings"
	"time"

	"ilbo.press"
)

// A Basket is where stories lie on their way to the page: see [ilbo.Draft.Basket].
type Basket struct {
	State ilbo.State
	Rows  []Row
	Count int  // at most [MaxCounted]
	More  bool // there are more than Rows
}

// A BoardQuery narrows the board. Empty fields do not.
type BoardQuery struct {
	Section  ilbo.SectionID
	Language ilbo.Language
	Writer   string
}

// inBasket is how many stories of a basket are shown.
const inBasket = 50

// Board gives the baskets with what by may see of them, those changed last first.
func (d *Desk) Board(ctx context.Context, by ilbo.Staff, q BoardQuery) ([]Basket, error) {
	if err := named(by); err != nil {
		return nil, err
	}
	ask := ilbo.DraftQuery{Section: q.Section, Language: q.Language, Writer: q.Writer, Limit: inBasket + 1}
	if !seesAll(by) {
		ask.Writer = by.Login
	}
	now := d.now()
	var board []Basket
	for _, state := range ilbo.Baskets() {
		ask.Basket = state
		found, err := d.store.Drafts(ctx, ask, now)
		if err != nil {
			return nil, err
		}
		b := Basket{State: state, Count: len(found)}
		if b.More = len(found) > inBasket; b.More {
			found = found[:inBasket]
			if b.Count, err = d.store.CountDrafts(ctx, ask, MaxCounted, now); err != nil {
				return nil, err
			}
		}
		if b.Rows, err = d.rows(ctx, found, now); err != nil {
			return nil, err
		}
		board = append(board, b)
	}
	return board, nil
}

// Lay puts a story into another basket: it is handed over, or, out of what is
// scheduled, taken back first. To schedule it takes a date: see [Desk.Publish].
func (d *Desk) Lay(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, basket ilbo.State, reason string) error {
	to := ilbo.Stage(basket)
	if !to.Known() {
		return invalid("A story is scheduled on its own page, with a date.")
	}
	return d.store.Together(ctx, func(ctx context.Context) error {
		_, draft, err := d.Open(ctx, by, id)
		if err != nil {
			return err
		}
		if draft.Basket() == ilbo.StateScheduled {
			if strings.TrimSpace(reason) == "" {
				return invalid("Say why the story goes back.")
			}
			if err := d.Recall(ctx, by, id, reason); err != nil {
				return err
			}
		}
		return d.HandOver(ctx, by, id, to, reason)
	})
}

// MoveSection files a story's copy under another section, as a new version. While
// somebody else is writing in the story it is refused.
func (d *Desk) MoveSection(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, to ilbo.SectionID) error {
	if err := to.Check(); err != nil {
		return err
	}
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.KeepStory(ctx, id); err != nil {
			return err
		}
		lock, err := d.lock(ctx, id)
		if err != nil {
			return err
		}
		if now := d.now(); now.Before(lock.Until) {
			return conflict("Somebody is writing in the story.")
		}
		newest, err := d.Version(ctx, by, id, 0)
		if err != nil || newest.Copy.Section == to {
			return err
		}
		moved := *newest.Copy
		moved.Section = to
		_, err = d.Save(ctx, by, Saving{Story: id, Base: newest.Number, Copy: moved, Note: "moved to " + string(to)})
		return err
	})
}

// Settle has the newsroom's side follow what the clock has done to a story: its
// date has come, or its embargo has lifted.
func (d *Desk) Settle(ctx context.Context, id ilbo.StoryID) error {
	return d.withDraft(ctx, id, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft) error {
		if !draft.Kept {
			return nil
		}
		was := *draft
		stand(draft, s, d.now())
		if was.Standing == draft.Standing && was.Published.Equal(draft.Published) && was.Embargo.Equal(draft.Embargo) {
			return nil
		}
		return d.store.PutDraft(ctx, draft)
	})
}

// today is the end of the day in the paper's zone.
func (d *Desk) today(now time.Time) time.Time {
	t := now.In(d.paper.Zone)
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, d.paper.Zone)
}

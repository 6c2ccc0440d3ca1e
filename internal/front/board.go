package front

import (
	"context"
	"fmt"

	"ilbo.press"
)

// A Board is a front as editors see it: what they arranged last, place by place,
// with what the front fills in by itself.
type Board struct {
	Work    ilbo.Front
	Public  ilbo.Front // as readers see it
	Section ilbo.Section
	Stands  []Stand
}

// Changed reports whether there is something that readers do not see yet.
func (b *Board) Changed() bool { return !Same(&b.Work, &b.Public) }

// Board gives a front as editors see it.
func (d *Desk) Board(ctx context.Context, id ilbo.FrontID, l ilbo.Language) (*Board, error) {
	if err := d.known(ctx, id, l); err != nil {
		return nil, err
	}
	work, public, err := d.both(ctx, id, l)
	if err != nil {
		return nil, err
	}
	now := d.clock()
	work.Slots, public.Slots = tidy(work.Slots, now), tidy(public.Slots, now)
	b := &Board{Work: work, Public: public}
	if id == ilbo.Home {
		h, err := d.home(ctx, work, nil)
		if err != nil {
			return nil, err
		}
		b.Stands = h.stands
		return b, nil
	}
	s, err := d.section(ctx, work, nil)
	if err != nil {
		return nil, err
	}
	b.Section, b.Stands = s.Section, s.stands
	return b, nil
}

// Room is how many stories an editor may put in a place.
func Room(p ilbo.Place) int { return room(p) }

// A Proof shows fronts as editors arranged them last, which nobody published.
type Proof struct{ desk *Desk }

// Proof gives fronts as they would be if they were published now.
func (d *Desk) Proof() Proof { return Proof{d} }

// Home makes the home front of a language.
func (p Proof) Home(ctx context.Context, l ilbo.Language) (*Home, error) {
	f, err := p.desk.Work(ctx, ilbo.Home, l)
	if err != nil {
		return nil, fmt.Errorf("proof of the home front in %s: %w", l, err)
	}
	return p.desk.home(ctx, f, nil)
}

// Section makes a section's front.
func (p Proof) Section(ctx context.Context, l ilbo.Language, id ilbo.SectionID) (*Section, error) {
	f, err := p.desk.Work(ctx, ilbo.FrontID(id), l)
	if err != nil {
		return nil, fmt.Errorf("proof of the front of %s in %s: %w", id, l, err)
	}
	return p.desk.section(ctx, f, nil)
}

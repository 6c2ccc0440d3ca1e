package wire

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

// An Intake fits copy to the paper and hands it to the desk. It remembers the
// paper's furniture, so make one for each import; it is for one goroutine.
type Intake struct {
	desk     Desk
	pictures Pictures
	rooms    *ledger
	clock    ilbo.Clock
}

// New makes an Intake.
func New(desk Desk, furniture Furniture, pictures Pictures, clock ilbo.Clock) *Intake {
	return &Intake{desk: desk, pictures: pictures, rooms: &ledger{store: furniture}, clock: clock}
}

// A Result is what taking a copy did to the paper.
type Result string

// The story is new, its copy was replaced, or it stood there already.
const (
	Added   Result = "added"
	Changed Result = "changed"
	Same    Result = "same"
)

// An Outcome says what became of a copy.
type Outcome struct {
	Result  Result
	Story   *ilbo.Story
	Notices []string // sentences on what was guessed or left out
}

// Take takes one copy in. It is idempotent: the same copy again gives Same.
// Copy that is no story for this paper is refused with ilbo.Invalid, and then
// nothing is kept. The slug and the path of a new story are the desk's to give.
func (in *Intake) Take(ctx context.Context, c *Copy) (*Outcome, error) {
	out, err := in.prepare(ctx, c)
	if err != nil || out.Result == Same {
		return out, err
	}
	if err := in.desk.TakeAll(ctx, []Taken{{out.Story, c.OldPath}}); err != nil {
		return nil, fmt.Errorf("take %s: %w", c.Story.Foreign, err)
	}
	return out, nil
}

// prepare makes the story of a copy, with the furniture and the pictures that
// it needs, and compares it with the one on file.
func (in *Intake) prepare(ctx context.Context, c *Copy) (*Outcome, error) {
	s := c.Story
	s.Body = append(ilbo.Body(nil), s.Body...)
	out := &Outcome{Story: &s, Notices: append([]string(nil), c.Notices...)}
	for _, field := range c.Ignored {
		out.notice("The field “%s” is not one that the import knows: it was ignored.", field)
	}

	if err := in.rooms.load(ctx); err != nil {
		return nil, err
	}
	section, founded := in.rooms.section(c, out)
	s.Section = section
	if err := s.Check(); err != nil {
		return nil, err
	}
	known, err := in.known(ctx, c)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return nil, err
	}
	in.date(&s, known, out)
	in.rooms.bylines(c, &s)
	in.rooms.topics(c, &s)
	if err := in.enclose(ctx, c, &s, known, out); err != nil {
		return nil, err
	}

	switch {
	case known == nil:
		out.Result = Added
	case sameCopy(&s, known):
		out.Result, out.Story = Same, known
		in.rooms.forget()
		return out, nil
	default:
		out.Result = Changed
		keepRecords(&s, known)
	}
	if err := s.Check(); err != nil {
		in.rooms.forget()
		return nil, err
	}
	return out, in.rooms.put(ctx, founded)
}

// known is the story on file under the copy's number or its alias. It gives
// ilbo.NotFound where the copy is new.
func (in *Intake) known(ctx context.Context, c *Copy) (*ilbo.Story, error) {
	for _, foreign := range []string{c.Story.Foreign, c.Alias} {
		if foreign == "" {
			continue
		}
		s, err := in.desk.Foreign(ctx, foreign)
		switch {
		case err == nil:
			return s, nil
		case !errors.Is(err, ilbo.NotFound):
			return nil, fmt.Errorf("look up %s: %w", foreign, err)
		}
	}
	return nil, ilbo.NotFound
}

// date fills the times that the copy does not give.
func (in *Intake) date(s, known *ilbo.Story, out *Outcome) {
	switch {
	case !s.Published.IsZero():
	case known != nil:
		s.Published = known.Published
	default:
		s.Published = in.clock().UTC().Truncate(time.Second)
		out.notice("“%s” gives no date: it is published now.", s.Headline)
	}
	if s.Updated.IsZero() && known != nil {
		s.Updated = known.Updated
	}
	if s.Filed.IsZero() {
		s.Filed = s.Published
	}
}

func (o *Outcome) notice(format string, args ...any) {
	o.Notices = append(o.Notices, fmt.Sprintf(format, args...))
}

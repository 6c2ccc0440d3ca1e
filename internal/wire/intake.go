package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
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
	log      io.Writer // nil: nobody reads it
}

// New makes an Intake.
func New(desk Desk, furniture Furniture, pictures Pictures, clock ilbo.Clock) *Intake {
	return &Intake{desk: desk, pictures: pictures, rooms: &ledger{store: furniture}, clock: clock}
}

// Log makes Run write a line to w for each entry that is refused and for each
// notice, as they come: a Report keeps the first of them alone. Where a line
// cannot be written, the run ends.
func (in *Intake) Log(w io.Writer) { in.log = w }

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

	pictures []ilbo.PictureID // of the copy's enclosures, empty where one did not come
	taken    Taken
	moved    []Moved
}

// Take takes one copy in. It is idempotent: the same copy again gives Same.
// Copy that is no story for this paper is refused with ilbo.Invalid, and then
// nothing is kept. The slug and the path of a new story are the desk's to give.
func (in *Intake) Take(ctx context.Context, c *Copy) (*Outcome, error) {
	out, err := in.prepare(ctx, c, false)
	if err != nil || out.Result == Same {
		return out, err
	}
	if err := in.rooms.keep(ctx); err != nil {
		return nil, err
	}
	if err := in.desk.TakeAll(ctx, []Taken{out.taken}); err != nil {
		return nil, fmt.Errorf("take %s: %w", c.Story.Foreign, err)
	}
	f := in.forwarder()
	if err := errors.Join(f.add(ctx, out.moved), f.flush(ctx)); err != nil {
		return nil, err
	}
	return out, nil
}

func (in *Intake) forwarder() *forwarder {
	return &forwarder{desk: in.desk, given: map[ilbo.Path]Listing{}}
}

// prepare makes the story of a copy, with the furniture and the pictures that
// it needs, and compares it with the one on file. Where the copy is fresh, it is
// known that there is none.
func (in *Intake) prepare(ctx context.Context, c *Copy, fresh bool) (*Outcome, error) {
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
	var known *ilbo.Story
	if !fresh {
		var err error
		if known, err = in.known(ctx, c); err != nil && !errors.Is(err, ilbo.NotFound) {
			return nil, err
		}
	}
	in.date(c, &s, known, out)
	in.rooms.bylines(c, &s)
	in.rooms.topics(c, &s)
	if err := in.enclose(ctx, c, &s, known, out); err != nil {
		return nil, err
	}

	if err := in.compare(ctx, c, &s, known, out); err != nil {
		return nil, err
	}
	check := (*ilbo.Story).Check
	if len(c.Enclosed) == 0 { // the body is still what was checked
		check = (*ilbo.Story).CheckFurniture
	}
	if out.Result == Same || out.Story != &s {
		if len(founded) == 0 && !in.rooms.noted() {
			out.moved = in.rooms.moved(c, &s)
		}
		in.rooms.forget()
		return out, nil
	}
	if err := check(out.Story); err != nil {
		in.rooms.forget()
		return nil, err
	}
	in.rooms.about(c, founded)
	out.moved = in.rooms.moved(c, &s)
	in.rooms.add(founded)
	return out, nil
}

// compare tells what is to be done with a story: kept as new, given the copy
// that changed, or left alone. Copy that is the same as the last time leaves
// the story as an editor has made it since, and so does an agency's version that is older than what readers were told of; where only its old addresses
// changed, the story on file is taken again with those.
func (in *Intake) compare(ctx context.Context, c *Copy, s, known *ilbo.Story, out *Outcome) error {
	out.taken = Taken{Story: s, OldPaths: c.OldPaths, Sum: sum(c, out.pictures)}
	s.Hold = c.Withheld.hold(in.clock())
	if known == nil {
		out.Result = Added
		return nil
	}
	before, err := in.desk.Sum(ctx, known.ID)
	switch {
	case err != nil:
		return fmt.Errorf("look up the sum of %s: %w", c.Story.Foreign, err)
	case before == out.taken.Sum, before == "" && sameCopy(s, known), c.Agency != nil && known.Updated.After(c.Agency.Made):
		out.Result, out.Story = Same, known
	case sameSaid(before, out.taken.Sum):
		out.Result, out.Story, out.taken.Story = Changed, known, known
	default:
		out.Result = Changed
		keepRecords(s, known)
	}
	if c.Withheld != nil && out.Result == Changed && !known.Published.IsZero() {
		out.notice("“%s” is %s where it comes from and public here: kill or hold it if readers should not see it.", s.Headline, c.Withheld.As)
	}
	return nil
}

// known is the story on file under the copy's number or its alias. It gives
// ilbo.NotFound where the copy is new.
func (in *Intake) known(ctx context.Context, c *Copy) (*ilbo.Story, error) {
	for _, foreign := range c.numbers() {
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

// date fills the times that the copy does not give. Copy that is withheld has
// none but those that the desk gave the story since.
func (in *Intake) date(c *Copy, s, known *ilbo.Story, out *Outcome) {
	if c.Withheld != nil {
		s.Published, s.Updated = time.Time{}, time.Time{}
	}
	switch {
	case !s.Published.IsZero():
	case known != nil && (!known.Published.IsZero() || c.Withheld != nil):
		s.Published = known.Published
	case c.Withheld != nil:
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
	if s.Filed.IsZero() {
		s.Filed = in.clock().UTC().Truncate(time.Second)
	}
}

func (o *Outcome) notice(format string, args ...any) {
	o.Notices = append(o.Notices, fmt.Sprintf(format, args...))
}

package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
)

// How much goes to the desk at a time: whichever is reached first. The index
// that is kept with the stories is made fastest of many at once.
const (
	batch      = 500
	batchBytes = 4 << 20 // of text
)

// Run takes a whole stream of copy in, and calls progress (which may be nil)
// after each entry. Entries that are refused are counted and told in the
// report; the first failure of the paper itself ends the run. What was taken
// before an error stays, and a second run goes on from there.
//
// While the desk keeps one lot of stories, the next is read.
func (in *Intake) Run(ctx context.Context, copies Copies, progress func(*Report)) (*Report, error) {
	r := &runner{in: in, report: &Report{}, next: newLot()}
	if progress == nil {
		progress = func(*Report) {}
	}
	for c, err := range copies {
		if err = cmp.Or(ctx.Err(), r.entry(ctx, c, err)); err != nil {
			return r.report, stopped(ctx, errors.Join(err, r.settle()))
		}
		progress(r.report)
	}
	err := r.flush(ctx)
	if err = errors.Join(err, r.settle()); err != nil {
		return r.report, stopped(ctx, err)
	}
	progress(r.report)
	return r.report, nil
}

// stopped says that the context has ended, where that is why something failed:
// databases have words of their own for it.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("import: %w", ctx.Err())
	}
	return err
}

// A runner gathers stories for the desk.
type runner struct {
	in     *Intake
	report *Report
	next   *lot // what is gathered
	desk   *lot // what the desk is keeping, nil where it rests
}

// A lot is stories that are handed to the desk together.
type lot struct {
	list    []*Outcome
	bytes   int             // of text
	foreign map[string]bool // numbers
	told    []verdict
	err     error // of the paper itself
	done    chan struct{}
}

func newLot() *lot { return &lot{foreign: map[string]bool{}, done: make(chan struct{})} }

func (l *lot) add(out *Outcome) {
	l.list = append(l.list, out)
	l.bytes += len(out.Story.Body.Text())
	l.foreign[out.Story.Foreign] = true
}

func (l *lot) full() bool { return len(l.list) == batch || l.bytes >= batchBytes }

// holds reports whether the lot has the copy of that number; empty is none.
func (l *lot) holds(foreign string) bool { return l != nil && foreign != "" && l.foreign[foreign] }

// A verdict is what the desk says of a story.
type verdict struct {
	out *Outcome
	err error // why it is refused; nil: it is kept
}

// entry deals with one entry of the stream.
func (r *runner) entry(ctx context.Context, c *Copy, err error) error {
	var aside *Aside
	switch {
	case errors.As(err, &aside):
		r.report.aside(aside)
		return nil
	case err != nil:
		return r.refuse(err)
	}
	return r.take(ctx, c)
}

func (r *runner) take(ctx context.Context, c *Copy) error {
	for _, foreign := range []string{c.Story.Foreign, c.Alias} {
		if r.next.holds(foreign) || r.desk.holds(foreign) {
			if err := cmp.Or(r.flush(ctx), r.settle()); err != nil {
				return err
			}
		}
	}
	out, err := r.in.prepare(ctx, c)
	switch {
	case err != nil && refusable(err):
		return r.refuse(err)
	case err != nil:
		return err
	case out.Result == Same:
		return r.count(out)
	}
	r.next.add(out)
	if r.next.full() {
		return r.flush(ctx)
	}
	return nil
}

// refuse counts and tells an entry that was refused.
func (r *runner) refuse(err error) error {
	return r.write("refused: " + r.report.refuse(err))
}

// count counts and tells what became of a copy.
func (r *runner) count(out *Outcome) error {
	r.report.count(out)
	for _, say := range out.Notices {
		if err := r.write("note: " + say); err != nil {
			return err
		}
	}
	return nil
}

func (r *runner) write(line string) error {
	if r.in.log == nil {
		return nil
	}
	if _, err := io.WriteString(r.in.log, line+"\n"); err != nil {
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The report cannot be written on.", Err: err}
	}
	return nil
}

// flush hands the gathered stories over, once the desk has kept the lot before.
func (r *runner) flush(ctx context.Context) error {
	if err := r.settle(); err != nil || len(r.next.list) == 0 {
		return err
	}
	l := r.next
	r.desk, r.next = l, newLot()
	go func() {
		defer close(l.done)
		l.err = l.hand(ctx, r.in.desk, l.list)
	}()
	return nil
}

// settle waits until the desk rests, and tells what became of its lot.
func (r *runner) settle() error {
	l := r.desk
	if l == nil {
		return nil
	}
	<-l.done
	r.desk = nil
	for _, v := range l.told {
		var err error
		if v.err != nil {
			err = r.refuse(v.err)
		} else {
			err = r.count(v.out)
		}
		if err != nil {
			return errors.Join(err, l.err)
		}
	}
	return l.err
}

// hand gives stories to the desk. Where it refuses the lot, each half is
// offered alone, so that in the end only the bad story stays out.
func (l *lot) hand(ctx context.Context, desk Desk, list []*Outcome) error {
	taken := make([]Taken, len(list))
	for i, out := range list {
		taken[i] = out.taken
	}
	err := desk.TakeAll(ctx, taken)
	switch {
	case err == nil:
		for _, out := range list {
			l.told = append(l.told, verdict{out: out})
		}
		return nil
	case !refusable(err):
		return fmt.Errorf("take %d stories from %s on: %w", len(list), list[0].Story.Foreign, err)
	case len(list) == 1:
		l.told = append(l.told, verdict{list[0], err})
		return nil
	}
	half := len(list) / 2
	if err := l.hand(ctx, desk, list[:half]); err != nil {
		return err
	}
	return l.hand(ctx, desk, list[half:])
}

// refusable holds for what is wrong with one story, as against the paper.
func refusable(err error) bool {
	return errors.Is(err, ilbo.Invalid) || errors.Is(err, ilbo.Conflict) || errors.Is(err, ilbo.Gone)
}

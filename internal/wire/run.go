package wire

import (
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
)

// batch is how many stories go to the desk at a time.
const batch = 100

// Run takes a whole stream of copy in, and calls progress (which may be nil)
// after each entry. Entries that are refused are counted and told in the
// report; the first failure of the paper itself ends the run. What was taken
// before an error stays, and a second run goes on from there.
func (in *Intake) Run(ctx context.Context, copies Copies, progress func(*Report)) (*Report, error) {
	r := &runner{in: in, report: &Report{}, waiting: map[string]bool{}, pages: in.forwarder()}
	if progress == nil {
		progress = func(*Report) {}
	}
	for c, err := range copies {
		if ctx.Err() != nil {
			return r.report, stopped(ctx, nil)
		}
		if err := r.entry(ctx, c, err); err != nil {
			return r.report, stopped(ctx, err)
		}
		progress(r.report)
	}
	if err := r.flush(ctx); err != nil {
		return r.report, stopped(ctx, err)
	}
	if err := r.pages.flush(ctx); err != nil {
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
	in      *Intake
	report  *Report
	list    []Taken
	done    []*Outcome
	waiting map[string]bool // foreign numbers in list
	pages   *forwarder
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
	if r.waiting[c.Story.Foreign] || c.Alias != "" && r.waiting[c.Alias] {
		if err := r.flush(ctx); err != nil {
			return err
		}
	}
	out, err := r.in.prepare(ctx, c)
	switch {
	case err != nil && refusable(err):
		return r.refuse(err)
	case err != nil:
		return err
	}
	if err := r.pages.add(ctx, out.moved); err != nil {
		return err
	}
	if out.Result == Same {
		return r.count(out)
	}
	r.list = append(r.list, out.taken)
	r.done = append(r.done, out)
	if out.Story.Foreign != "" {
		r.waiting[out.Story.Foreign] = true
	}
	if len(r.list) == batch {
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

// flush hands the gathered stories over.
func (r *runner) flush(ctx context.Context) error {
	list, done := r.list, r.done
	r.list, r.done = nil, nil
	clear(r.waiting)
	return r.hand(ctx, list, done)
}

// hand gives stories to the desk. Where it refuses the lot, each half is
// offered alone, so that in the end only the bad story stays out.
func (r *runner) hand(ctx context.Context, list []Taken, done []*Outcome) error {
	if len(list) == 0 {
		return nil
	}
	err := r.in.desk.TakeAll(ctx, list)
	switch {
	case err == nil:
		for _, out := range done {
			if err := r.count(out); err != nil {
				return err
			}
		}
		return nil
	case !refusable(err):
		return fmt.Errorf("take %d stories from %s on: %w", len(list), list[0].Story.Foreign, err)
	case len(list) == 1:
		return r.refuse(err)
	}
	half := len(list) / 2
	if err := r.hand(ctx, list[:half], done[:half]); err != nil {
		return err
	}
	return r.hand(ctx, list[half:], done[half:])
}

// refusable holds for what is wrong with one story, as against the paper.
func refusable(err error) bool {
	return errors.Is(err, ilbo.Invalid) || errors.Is(err, ilbo.Conflict) || errors.Is(err, ilbo.Gone)
}

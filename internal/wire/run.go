package wire

import (
	"context"
	"errors"
	"fmt"

	"ilbo.press"
)

// batch is how many stories go to the desk at a time.
const batch = 100

// Run takes a whole stream of copy in, and calls progress (which may be nil)
// after each entry. Entries that are refused are counted and told in the
// report; the first failure of the paper itself ends the run. What was taken
// before an error stays, and a second run goes on from there.
func (in *Intake) Run(ctx context.Context, copies Copies, progress func(*Report)) (*Report, error) {
	r := &runner{in: in, report: &Report{}, waiting: map[string]bool{}}
	if progress == nil {
		progress = func(*Report) {}
	}
	for c, err := range copies {
		if ctx.Err() != nil {
			return r.report, fmt.Errorf("import: %w", ctx.Err())
		}
		if aside := (*Aside)(nil); errors.As(err, &aside) {
			r.report.aside(aside)
		} else if err != nil {
			r.report.refuse(err)
		} else if err := r.take(ctx, c); err != nil {
			return r.report, err
		}
		progress(r.report)
	}
	if err := r.flush(ctx); err != nil {
		return r.report, err
	}
	progress(r.report)
	return r.report, nil
}

// A runner gathers stories for the desk.
type runner struct {
	in      *Intake
	report  *Report
	list    []Taken
	done    []*Outcome
	waiting map[string]bool // foreign numbers in list
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
		r.report.refuse(err)
		return nil
	case err != nil:
		return err
	case out.Result == Same:
		r.report.count(out)
		return nil
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
			r.report.count(out)
		}
		return nil
	case !refusable(err):
		return fmt.Errorf("take %d stories from %s on: %w", len(list), list[0].Story.Foreign, err)
	case len(list) == 1:
		r.report.refuse(err)
		return nil
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

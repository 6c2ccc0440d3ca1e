package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"ilbo.press"
)

// Run takes a whole stream of copy in, and calls progress (which may be nil)
// after each entry. Entries that are refused are counted and told in the
// report; the first failure of the paper itself ends the run. What was taken
// before an error stays, and a second run goes on from there.
//
// While the desk keeps one lot of stories, the next is read.
func (in *Intake) Run(ctx context.Context, copies Copies, progress func(*Report)) (*Report, error) {
	r := &runner{in: in, report: &Report{}, next: newLot(firstBatch), pages: in.forwarder(), progress: progress}
	if progress == nil {
		r.progress = func(*Report) {}
	}
	for c, err := range copies {
		r.ahead.add(c, err)
		if err = ctx.Err(); err == nil && r.ahead.full() {
			err = r.deal(ctx)
		}
		if err != nil {
			return r.report, stopped(ctx, errors.Join(err, r.settle()))
		}
	}
	err := cmp.Or(r.deal(ctx), r.flush(ctx))
	if err = errors.Join(err, r.settle()); err != nil {
		return r.report, stopped(ctx, err)
	}
	if err := r.pages.flush(ctx); err != nil {
		return r.report, stopped(ctx, err)
	}
	r.progress(r.report)
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
	in       *Intake
	report   *Report
	ahead    gathering // what is read
	next     *lot      // what is gathered
	desk     *lot      // what the desk is keeping, nil where it rests
	pages    *forwarder
	progress func(*Report)
}

// deal deals with what is read.
func (r *runner) deal(ctx context.Context) error {
	if err := r.judge(ctx); err != nil {
		return err
	}
	for i := range r.ahead.entries {
		err := ctx.Err()
		if err == nil {
			err = r.entry(ctx, &r.ahead.entries[i])
		}
		if err != nil {
			return err
		}
		r.progress(r.report)
	}
	clear(r.ahead.entries)
	r.ahead = gathering{entries: r.ahead.entries[:0]}
	return nil
}

// entry deals with one entry of the stream.
func (r *runner) entry(ctx context.Context, e *entry) error {
	var aside *Aside
	switch {
	case errors.As(e.err, &aside):
		r.report.aside(aside)
		return nil
	case e.err != nil:
		return r.refuse(e.err)
	}
	return r.take(ctx, e)
}

func (r *runner) take(ctx context.Context, e *entry) error {
	for _, n := range e.copy.numbers() {
		if r.next.holds(n) || r.desk.holds(n) {
			if err := cmp.Or(r.flush(ctx), r.settle()); err != nil {
				return err
			}
		}
	}
	out, err := r.in.prepare(ctx, e.copy, e.fresh)
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
	if len(r.next.list) > 0 && r.in.rooms.complete() {
		r.in.desk.Expect(ctx, taken(r.next.list))
	}
	if err := r.settle(); err != nil || len(r.next.list) == 0 {
		return err
	}
	if err := r.in.rooms.keep(ctx); err != nil {
		return err
	}
	l := r.next
	r.desk, r.next = l, l.larger()
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

package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/circulation"
)

// rollAtOnce is how many lines are stored together.
const rollAtOnce = 1_000

// importReaders takes in lists of readers, and what they have paid for.
func importReaders(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("import readers", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	files, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		fmt.Fprintln(sh.err, "ilbo: name at least one file to import")
		return errUsage
	}
	return c.within(ctx, sh, func(h *house) error {
		plans, err := h.store.Plans(ctx)
		if err != nil {
			return err
		}
		t := rolls{house: h, sh: sh, progress: newProgress(sh.err), roll: &circulation.Roll{Store: h.store, Language: h.conf.Paper.Languages[0], Clock: h.clock, Plans: plans}}
		for _, name := range files {
			if err = t.read(ctx, name); err != nil {
				break
			}
		}
		t.progress.done()
		sum := fmt.Sprintf("%d taken in, %d as before, %d refused", t.taken, t.same, t.refused)
		if t.taken+t.same > 0 {
			err = errors.Join(err, h.did(context.WithoutCancel(ctx), sh, ilbo.DeedImport, "", fmt.Sprintf("import readers: %s, of %s", sum, strings.Join(files, ", "))))
		}
		if errors.Is(err, context.Canceled) {
			return fail("The import was stopped: %s. Run it again to go on.", sum)
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(sh.out, sum)
		if t.taken+t.same == 0 && t.refused > 0 {
			return fail("Nothing was taken in.")
		}
		return nil
	})
}

// rolls are lists that are taken in.
type rolls struct {
	*house
	sh                   shell
	progress             *progress
	roll                 *circulation.Roll
	taken, same, refused int
}

// read takes a file in, many lines at a time.
func (t *rolls) read(ctx context.Context, name string) error {
	info, err := inspect(name, "a list of readers")
	if err != nil {
		return err
	}
	file, err := os.Open(name)
	if err != nil {
		return fail("%s: The file cannot be opened.", name)
	}
	defer file.Close()
	t.progress.size += info.Size()
	var batch []circulation.RollEntry
	for e, err := range circulation.ReadRoll(bufio.NewReader(io.Reader(counted{file, t.progress})), t.conf.Paper.Zone, func(column string) { fmt.Fprintf(t.sh.err, "ilbo: the column %q is ignored\n", column) }) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if e.Line == 0 {
				return err
			}
			t.refuse(name, e.Line, err)
			continue
		}
		if batch = append(batch, e); len(batch) == rollAtOnce {
			if err := t.take(ctx, name, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return t.take(ctx, name, batch)
}

// take stores entries together; one that is refused is told and left out.
func (t *rolls) take(ctx context.Context, name string, batch []circulation.RollEntry) error {
	var taken, same int
	err := t.store.Together(ctx, func(ctx context.Context) error {
		for i := range batch {
			changed, err := t.roll.Take(ctx, &batch[i])
			switch {
			case ilbo.KindOf(err) == ilbo.Invalid && err != nil:
				t.refuse(name, batch[i].Line, err)
			case err != nil:
				return err
			case changed:
				taken++
			default:
				same++
			}
		}
		return nil
	})
	if err == nil {
		t.taken, t.same = t.taken+taken, t.same+same
	}
	return err
}

func (t *rolls) refuse(name string, line int, err error) {
	t.refused++
	fmt.Fprintf(t.sh.err, "ilbo: %s:%d: %s\n", name, line, ilbo.SayOf(err))
}

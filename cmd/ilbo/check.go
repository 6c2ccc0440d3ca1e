package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"

	"ilbo.press"
)

// checkBatch is how many stories are read at a time.
const checkBatch = 500

// check looks for damage: the database's own check, then every story, then the
// originals of the pictures that stories print, then what lists show of stories and
// the counts that are kept, then what the search index and its vocabulary hold, then
// the seals of the audit log, then that the ledger balances, last the fonts that the
// paper names for print. With --recount lists and counts are made anew, with
// --reindex the index and the vocabulary are.
func check(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("check", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	reindex := f.Bool("reindex", false, "")
	recount := f.Bool("recount", false, "")
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if err := none(words, sh); err != nil {
		return err
	}
	conf, err := c.load(sh.env)
	if err != nil {
		return err
	}
	// Opening makes a file where there is none, and an empty one is sound.
	if _, err := os.Stat(conf.address()); conf.Database == inFile && errors.Is(err, fs.ErrNotExist) {
		return fail("The stories are gone: %s is not in %s.", databaseName, conf.Dir)
	}
	h, err := open(ctx, conf, sh.err)
	if err != nil {
		return err
	}
	defer h.close()
	if err := h.store.Check(ctx); err != nil {
		return err
	}
	stories, err := h.checkStories(ctx, sh.out)
	if err != nil {
		return err
	}
	if err := h.checkLists(ctx, *recount); err != nil {
		return err
	}
	if err := h.checkCounts(ctx, *recount); err != nil {
		return err
	}
	if err := h.checkIndex(ctx, sh.out, *reindex); err != nil {
		return err
	}
	if err := h.checkAudit(ctx); err != nil {
		return err
	}
	if err := h.checkLedger(ctx); err != nil {
		return err
	}
	if _, err := conf.Press.fonts(conf.Dir); err != nil {
		return err
	}
	if stories == 1 {
		fmt.Fprintln(sh.out, "1 story and its pictures are sound")
		return nil
	}
	fmt.Fprintf(sh.out, "%d stories and their pictures are sound\n", stories)
	return nil
}

// checkLedger looks whether the two sides of every entry are equal.
func (h *house) checkLedger(ctx context.Context) error {
	wrong, err := h.store.Unbalanced(ctx)
	if err == nil && len(wrong) > 0 {
		err = fail("The ledger does not balance: the first such entry is %q. It was changed by hand, or damaged: restore a backup.", wrong[0])
	}
	return err
}

// checkStories looks at every story and at the originals of its pictures, and
// says what is wrong with each.
func (h *house) checkStories(ctx context.Context, out io.Writer) (stories int, err error) {
	files, err := h.pictures.Inventory(ctx)
	if err != nil {
		return 0, err
	}
	if files.Strays > 0 {
		fmt.Fprintf(out, "note: %d files among the pictures belong to none of them, the first one is %s\n", files.Strays, files.Stray)
	}
	damaged, lost := 0, map[ilbo.PictureID]bool{}
	for after := ilbo.StoryID(0); ; {
		list, err := h.store.EachStory(ctx, after, checkBatch)
		if err != nil {
			return 0, err
		}
		if len(list) == 0 {
			break
		}
		for _, s := range list {
			after = s.ID
			stories++
			if err := s.Check(); err != nil {
				damaged++
				fmt.Fprintf(out, "story %d: %s\n", s.ID, ilbo.SayOf(err))
			}
			for _, fig := range s.Figures() {
				if err := files.Check(ctx, fig.Picture); errors.Is(err, ilbo.NotFound) && !lost[fig.Picture] {
					lost[fig.Picture] = true
					fmt.Fprintf(out, "story %d: the original of picture %s is gone\n", s.ID, fig.Picture)
				} else if err != nil && !errors.Is(err, ilbo.NotFound) {
					return 0, err
				}
			}
		}
	}
	if damaged+len(lost) > 0 {
		return 0, fail("%d stories are damaged and %d pictures are gone.", damaged, len(lost))
	}
	return stories, nil
}

// checkLists compares what lists of sections show with the stories, and has them show
// what is right where they are made anew.
func (h *house) checkLists(ctx context.Context, anew bool) error {
	wrong, err := h.store.CheckListings(ctx)
	if err != nil || len(wrong) == 0 {
		return err
	}
	if !anew {
		return fail("Lists of sections show %d of their stories otherwise than they are: run ilbo check --recount.", len(wrong))
	}
	for _, id := range wrong {
		asItIs := func(*ilbo.Story) ([]ilbo.Event, error) { return []ilbo.Event{{Verb: ilbo.Updated}}, nil }
		if err := h.store.ChangeStory(ctx, id, "", h.clock(), asItIs); err != nil {
			return err
		}
	}
	return nil
}

// checkCounts compares the counts that are kept with the lists.
func (h *house) checkCounts(ctx context.Context, recount bool) error {
	if recount {
		if err := h.store.Recount(ctx, h.conf.Paper.Zone); err != nil {
			return err
		}
	}
	wrong, err := h.store.CheckCounts(ctx)
	if err != nil {
		return err
	}
	if wrong > 0 {
		return fail("Of %d months or volumes another number of stories is kept than there are: run ilbo check --recount.", wrong)
	}
	return nil
}

// checkAudit looks through the audit log.
func (h *house) checkAudit(ctx context.Context) error {
	lines, wrong, err := h.store.CheckAudit(ctx)
	if err != nil {
		return err
	}
	if wrong > 0 {
		return fail("The audit log of %d lines is broken at line %d: it was changed there by something else than this program. Compare it with a backup: ilbo audit --json prints it.", lines, wrong)
	}
	return nil
}

// checkIndex compares the search index with the stories, once what waits for it
// is done.
func (h *house) checkIndex(ctx context.Context, out io.Writer, reindex bool) error {
	if reindex {
		if err := h.store.Reindex(ctx); err != nil {
			return err
		}
	}
	pending, err := h.store.Pending(ctx)
	if err != nil {
		return err
	}
	if pending > 0 {
		fmt.Fprintln(out, "the search index waits for ilbo serve, which brings it up to date")
		return nil
	}
	lacks, extra, err := h.store.CheckIndex(ctx, h.clock())
	if err != nil {
		return err
	}
	if lacks+extra > 0 {
		return fail("The search index lacks %d stories and holds %d that the public may not see: run ilbo check --reindex, then ilbo serve.", lacks, extra)
	}
	wrong, err := h.store.CheckVocabulary(ctx)
	if err != nil {
		return err
	}
	if wrong > 0 {
		return fail("The vocabulary that searches are completed from is wrong in %d places: run ilbo check --reindex, then ilbo serve.", wrong)
	}
	return nil
}

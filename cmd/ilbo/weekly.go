package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/booklet"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/site"
)

// weeklyDesk is where issues of the weekly are made. Letters may be nil: then nothing is
// mailed.
func (h *house) weeklyDesk(letters lesson.Letters) (*lesson.Weekly, error) {
	fonts, err := h.conf.Press.fonts(h.conf.Dir)
	if err != nil {
		return nil, err
	}
	return &lesson.Weekly{
		Store: h.store, Files: h.blobs, Letters: letters, Paper: h.conf.Paper, Clock: h.clock, Log: h.log,
		Printer: bookPress{h.conf.Paper, fonts, func(ctx context.Context) press.Darkroom { return h.pictures.Darkroom(ctx) }},
	}, nil
}

// A bookPress prints issues.
type bookPress struct {
	paper    *ilbo.Paper
	fonts    func() press.Fonts
	darkroom func(ctx context.Context) press.Darkroom
}

func (p bookPress) Print(ctx context.Context, w io.Writer, g *lesson.Gathered) error {
	i := &booklet.Issue{Issue: g.Issue, Paper: p.paper, Fonts: p.fonts()}
	for _, c := range g.Chapters {
		i.Chapters = append(i.Chapters, booklet.Chapter{Story: c.Story, Lesson: c.Lesson, Setting: c.Setting})
	}
	return booklet.Make(i).Print(w, p.darkroom(ctx))
}

// issueShelf is issues as the readers' site wants them.
type issueShelf struct {
	*store.Store
	weekly *lesson.Weekly
	blobs  picture.Blobs
}

func (s issueShelf) Gather(ctx context.Context, i *ilbo.Issue) (*lesson.Gathered, error) {
	return s.weekly.Gather(ctx, i)
}

func (s issueShelf) Lent(ctx context.Context, i *ilbo.Issue, e ilbo.Entitlement) (*ilbo.PrintedIssue, error) {
	return s.weekly.Lent(ctx, i, e)
}

func (s issueShelf) Open(ctx context.Context, f *ilbo.PrintFile) (*site.Plate, error) {
	return shelf{s.Store, s.blobs}.Open(ctx, f)
}

// orderIssues has issues printed that never were: an archive brings them without their
// files. It is called when the paper is served, on any number of nodes.
func (h *house) orderIssues(ctx context.Context) {
	for _, c := range ilbo.Courses {
		all, err := h.store.IssuesSeen(ctx, c.Section, 0, 10_000, h.clock())
		for _, i := range all {
			if err != nil || ctx.Err() != nil {
				break
			}
			if _, err = h.store.PrintedIssue(ctx, i.ID); errors.Is(err, ilbo.NotFound) {
				err = h.store.OrderIssue(ctx, i.ID, fmt.Sprintf("never printed, revision %d", i.Revision), time.Time{})
			}
		}
		if err != nil && ctx.Err() == nil {
			h.log.WarnContext(ctx, "issues that were never printed are not printed yet; it is tried again at the next start", "course", c.Section, "err", err)
		}
	}
}

// issueMake prints an issue as it is now, and copies it to a folder.
func issueMake(ctx context.Context, sh shell, args []string) error {
	f := flag.NewFlagSet("issue make", flag.ContinueOnError)
	c := addConfigFlags(f, false)
	out := f.String("out", "", "")
	words, err := parse(f, sh, args)
	if err != nil {
		return err
	}
	if len(words) != 2 {
		fmt.Fprintln(sh.err, "ilbo: name a course and a number, as weekly 3")
		return errUsage
	}
	number, err := strconv.Atoi(words[1])
	if _, ok := ilbo.CourseOf(ilbo.SectionID(words[0])); err != nil || !ok {
		return fail("%q is no issue of a course: name one like weekly 3.", words[0]+" "+words[1])
	}
	return c.within(ctx, sh, func(h *house) error {
		weekly, err := h.weeklyDesk(nil)
		if err != nil {
			return err
		}
		began := time.Now()
		i, err := h.store.IssueAt(ctx, ilbo.SectionID(words[0]), number)
		if err != nil {
			return err
		}
		p, err := weekly.Make(ctx, i)
		if err != nil {
			return err
		}
		if *out != "" {
			if err := h.copyIssue(ctx, i, p, *out); err != nil {
				return err
			}
		}
		fmt.Fprintf(sh.out, "%s %d: %d stories, %d bytes, in %.1f s\n", i.Course, i.Number, len(p.Stories), p.File.Size, time.Since(began).Seconds())
		return h.did(ctx, sh, ilbo.DeedEdition, ilbo.AuditedIssue(i.ID), "")
	})
}

// copyIssue copies what was printed of an issue to a folder.
func (h *house) copyIssue(ctx context.Context, i *ilbo.Issue, p *ilbo.PrintedIssue, dir string) error {
	in, err := h.blobs.Get(ctx, p.File.Key())
	if err != nil {
		return err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read issue %d: %w", i.ID, err)
	}
	name := filepath.Join(dir, fmt.Sprintf("%s-%d.pdf", i.Course, i.Number))
	if err = os.MkdirAll(dir, 0o755); err == nil {
		err = os.WriteFile(name, data, 0o644)
	}
	if err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s cannot be written.", name), Err: err}
	}
	return nil
}

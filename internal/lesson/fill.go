package lesson

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"ilbo.press"
)

// PDFName is how the PDF of an issue is called among its files.
const PDFName = "issue.pdf"

// Fill does what follows an issue that is out: it is printed, where it was not printed as
// it is now, and carried by its newsletter, where it was not. It is safe to do twice, and
// on two nodes at once: both print the same bytes, and one of them has it mailed.
func (w *Weekly) Fill(ctx context.Context, id ilbo.IssueID) error {
	i, err := w.Store.Issue(ctx, id)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err != nil || !i.Visible(w.now()) {
		return err // it was taken back, or put off, and then there is another order
	}
	if _, err := w.Make(ctx, i); err != nil {
		return fmt.Errorf("print issue %d: %w", id, err)
	}
	if err := w.mail(ctx, i); err != nil {
		return fmt.Errorf("mail issue %d: %w", id, err)
	}
	return nil
}

// Make prints an issue as it is now, unless that is what was printed last, and keeps it.
// It gives what is kept.
func (w *Weekly) Make(ctx context.Context, i *ilbo.Issue) (*ilbo.PrintedIssue, error) {
	for range 5 {
		g, err := w.Gather(ctx, i)
		if err != nil {
			return nil, err
		}
		p := &ilbo.PrintedIssue{Issue: i.ID, State: g.State(), Made: w.now()}
		last, err := w.Store.PrintedIssue(ctx, i.ID)
		if err == nil && last.State == p.State {
			return last, nil
		}
		if err != nil && !errors.Is(err, ilbo.NotFound) {
			return nil, err
		}
		for _, c := range g.Chapters {
			p.Stories = append(p.Stories, c.Story.ID)
		}
		var out bytes.Buffer
		if err := w.Printer.Print(ctx, &out, g); err != nil {
			return nil, err
		}
		sum := sha256.Sum256(out.Bytes())
		p.File = ilbo.PrintFile{Name: PDFName, Type: "application/pdf", Sum: hex.EncodeToString(sum[:]), Size: int64(out.Len())}
		if err := w.Files.Put(ctx, p.File.Key(), &out); err != nil {
			return nil, err
		}
		if err := w.keep(ctx, i.ID, p); !errors.Is(err, errChanged) {
			return p, err
		}
		if i, err = w.Store.Issue(ctx, i.ID); err != nil {
			return nil, err
		}
	}
	return nil, &ilbo.Error{Kind: ilbo.Busy, Say: "The issue is changed faster than it is printed. Try again in a minute."}
}

// errChanged says that an issue is not any more what was printed.
var errChanged = errors.New("the issue was changed while it was printed")

// keep keeps what was printed, unless something of it was changed or withdrawn meanwhile.
func (w *Weekly) keep(ctx context.Context, id ilbo.IssueID, p *ilbo.PrintedIssue) error {
	return w.Store.Together(ctx, func(ctx context.Context) error {
		i, err := w.Store.Issue(ctx, id)
		if err != nil {
			return err
		}
		g, err := w.Gather(ctx, i)
		if err != nil {
			return err
		}
		if g.State() != p.State {
			return errChanged
		}
		return w.Store.PutPrintedIssue(ctx, p, touched(i, time.Time{}))
	})
}

// printedAs changes when the same issue is printed otherwise than before.
const printedAs = 1

// State names all that is printed of an issue: another state is other pages.
func (g *Gathered) State() string {
	type chapter struct {
		Story  *ilbo.Story
		Level  ilbo.Level
		Lesson *ilbo.Lesson
	}
	i := g.Issue
	all := struct {
		As       int
		Course   ilbo.SectionID
		Number   int
		Date     string
		Title    string
		Word     ilbo.Body
		Chapters []chapter
	}{printedAs, i.Course, i.Number, i.Date.Format(time.DateOnly), i.Title, i.Word, nil}
	for _, c := range g.Chapters {
		all.Chapters = append(all.Chapters, chapter{c.Story, c.Lesson.Level, c.Lesson})
	}
	h := sha256.New()
	if err := json.NewEncoder(h).Encode(&all); err != nil {
		panic(fmt.Sprintf("an issue that is no JSON: %v", err)) // unreachable: it came of JSON
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Preview prints an issue as it would be now, and keeps nothing.
func (w *Weekly) Preview(ctx context.Context, out io.Writer, i *ilbo.Issue) error {
	g, err := w.Gather(ctx, i)
	if err != nil {
		return err
	}
	return w.Printer.Print(ctx, out, g)
}

// Lent is the PDF of an issue to give to somebody who is entitled to e: what is printed
// last, where the public may see all that is in it and they are given all of that. Where
// something was changed since, it is printed anew behind this. One that was not printed
// yet, or with something that was withdrawn, is Busy; to who is given less, Forbidden.
func (w *Weekly) Lent(ctx context.Context, i *ilbo.Issue, e ilbo.Entitlement) (*ilbo.PrintedIssue, error) {
	now := w.now()
	if !i.Visible(now) {
		return nil, ilbo.NotFound
	}
	g, err := w.Gather(ctx, i)
	if err != nil {
		return nil, err
	}
	for _, c := range g.Chapters {
		if !i.Gives(e, c.Story.Access) {
			return nil, ilbo.Forbidden
		}
	}
	if len(g.Chapters) == 0 && !i.Gives(e, ilbo.Subscribers) {
		return nil, ilbo.Forbidden
	}
	p, err := w.Store.PrintedIssue(ctx, i.ID)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return nil, err
	}
	state := g.State()
	if err != nil || p.State != state {
		if err := w.Store.OrderIssue(ctx, i.ID, "state "+state, time.Time{}); err != nil {
			return nil, err
		}
	}
	busy := &ilbo.Error{Kind: ilbo.Busy, Say: "The issue is being printed. Come back in a minute."}
	if err != nil {
		return nil, busy
	}
	shown := map[ilbo.StoryID]bool{}
	for _, c := range g.Chapters {
		shown[c.Story.ID] = true
	}
	for _, id := range p.Stories {
		if !shown[id] {
			return nil, busy
		}
	}
	return p, nil
}

// Changed orders the issues anew that a story is in which the public may not see any
// more. It may be told of any story, and twice.
func (w *Weekly) Changed(ctx context.Context, id ilbo.StoryID) error {
	all, err := w.Store.IssuesWith(ctx, id)
	if err != nil {
		return err
	}
	for _, brief := range all {
		if !brief.Visible(w.now()) {
			continue
		}
		i, err := w.Store.Issue(ctx, brief.ID)
		if err != nil {
			return err
		}
		g, err := w.Gather(ctx, i)
		if err != nil {
			return err
		}
		if err := w.Store.OrderIssue(ctx, i.ID, "state "+g.State(), time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

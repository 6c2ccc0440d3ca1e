package lesson

import (
	"context"
	"errors"
	"strings"
	"time"

	"ilbo.press"
)

// mostExplained is how many words of a story its letter explains.
const mostExplained = 5

// Letter is an issue as a newsletter carries it: the editor's word as its note, and of
// each story its headline, its opening and some of its words. Of a story that is locked
// no word is explained that is not in its opening.
func (w *Weekly) Letter(g *Gathered) ilbo.Mailing {
	i := g.Issue
	m := ilbo.Mailing{Newsletter: i.Newsletter, Subject: firstRunes(i.Title, ilbo.MaxMailingSubject), Note: firstRunes(note(i.Word), ilbo.MaxMailingNote)}
	for _, c := range g.Chapters {
		m.Body = append(m.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(string(c.Story.Path))})
		if opening := c.Story.Body.Opening(); len(opening) > 0 { // a quotation goes where its story goes
			m.Body = append(m.Body, ilbo.Block{Kind: ilbo.Quote, Text: opening[0].Text})
		}
		if list := explained(c); len(list.Items) > 0 {
			m.Body = append(m.Body, list)
		}
	}
	say := map[ilbo.Language]string{ilbo.English: "The whole issue, with its vocabulary and PDF", ilbo.Korean: "낱말 목록과 PDF가 있는 해설판 전체 보기"}[i.Explained()]
	m.Body = append(m.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: say, Href: w.Paper.Prefix(i.Explained()) + i.Path(), Strong: true}}})
	return m
}

// explained is a list of some words of a story, with what they mean.
func explained(c Chapter) ilbo.Block {
	set := c.Setting
	if c.Story.Access.Locked() {
		set = c.Lesson.On(c.Story.Opened().Body)
	}
	list := ilbo.Block{Kind: ilbo.List}
	for _, g := range set.Glosses {
		if len(list.Items) == mostExplained {
			break
		}
		item := ilbo.Inline{{Text: g.Headword, Strong: true}}
		if said := g.Pronunciation(); said != "" {
			item = append(item, ilbo.Span{Text: " [" + said + "]"})
		}
		list.Items = append(list.Items, append(item, ilbo.Span{Text: ": " + g.Meaning}))
	}
	return list
}

// note is a word as text, blank lines between its paragraphs.
func note(b ilbo.Body) string {
	var all []string
	for i := range b {
		all = append(all, b[i].Text.String())
	}
	return strings.Join(all, "\n\n")
}

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// mailWithin is for how long after it came out an issue is still carried: that of last
// week is not sent because a server was away.
const mailWithin = 24 * time.Hour

// mail has an issue carried by its newsletter, once. A newsletter that has ended carries
// nothing, and that is said and no failure.
func (w *Weekly) mail(ctx context.Context, i *ilbo.Issue) error {
	if w.Letters == nil || i.Newsletter == 0 || i.Mailed != "" || w.now().Sub(i.Published) > mailWithin {
		return nil
	}
	err := w.Store.Together(ctx, func(ctx context.Context) error {
		i, err := w.Store.Issue(ctx, i.ID)
		if err != nil || i.Mailed != "" || !i.Visible(w.now()) {
			return err
		}
		g, err := w.Gather(ctx, i)
		if err != nil || len(g.Chapters) == 0 {
			return err
		}
		m := w.Letter(g)
		m.Day, m.By, m.Begun = w.now().In(w.Paper.Zone).Format(time.DateOnly), i.PublishedBy, w.now()
		day, err := w.Letters.Carry(ctx, m)
		if err != nil {
			return err
		}
		first, err := w.Store.MailIssue(ctx, i.ID, day)
		if err == nil && !first { // another node was quicker: this mailing is taken back with the rest
			err = errMailed
		}
		return err
	})
	switch {
	case errors.Is(err, errMailed):
		return nil
	case errors.Is(err, ilbo.Gone) || errors.Is(err, ilbo.NotFound) || errors.Is(err, ilbo.Invalid):
		w.Log.WarnContext(ctx, "an issue is not mailed", "issue", i.ID, "why", ilbo.SayOf(err))
		return nil
	}
	return err
}

var errMailed = errors.New("another mailing carries it")

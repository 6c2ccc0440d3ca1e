package newsletters

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	plain "text/template"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
)

//go:embed *.html *.txt
var files embed.FS

var (
	sheets = template.Must(template.New("").ParseFS(files, "*.html"))
	texts  = plain.Must(plain.New("").ParseFS(files, "*.txt"))
)

// A Press prints letters.
type Press struct {
	Paper *ilbo.Paper
	Base  string // scheme and host of the paper's addresses
}

// A Letter is a mailing as it looks: see mailing.html and mailing.txt.
type Letter struct {
	Lang                      ilbo.Language
	Paper, Name, Day, Subject string
	Home, Manage, Unsubscribe string
	Note                      []string
	Parts                     []PartView
	Stories                   []StoryView
	Why, EndIt, All           string
	Opened, Counted           string // the picture that counts opens, and what is said of it; empty: none
}

// A StoryView is a story in a letter. It has no body: see mailing.Issue.
type StoryView struct {
	Kicker, Headline, Deck, URL string
	Locked                      string // who reads on; empty: everybody
	Size, Line                  int    // of the headline, in pixels
}

// Print makes both forms of a mailing.
func (p Press) Print(i *mailing.Issue) (html, text string, err error) {
	l := i.Newsletter.Language
	w := wordsIn(l)
	home := p.Base + p.Paper.Prefix(l) + "/"
	v := Letter{Lang: l, Paper: p.Paper.Title.In(l), Name: i.Newsletter.Title(), Day: w.day(i.Day), Subject: i.Subject, Home: home,
		Manage: home + "newsletters", Unsubscribe: mailing.Unsubscribe, Note: i.Note, EndIt: w.EndIt, All: w.All}
	v.Why = fmt.Sprintf(w.Why, i.Newsletter.Title(), v.Paper)
	v.Parts = p.parts(i.Parts, w)
	if i.Opened != "" {
		v.Opened, v.Counted = i.Opened, w.Counted
	}
	for n, t := range i.Stories {
		v.Stories = append(v.Stories, p.story(&t, w, n == 0 && len(i.Parts) == 0))
	}
	return both("mailing", v)
}

func (p Press) story(t *ilbo.Teaser, w *words, first bool) StoryView {
	s := StoryView{Kicker: t.Kicker, Headline: t.Headline, Deck: t.Deck, URL: p.Base + string(t.Path), Size: 19, Line: 26}
	if first {
		s.Size, s.Line = 25, 32
	}
	if t.Access.Locked() {
		s.Locked = w.Locked
	}
	return s
}

// An AskLetter is the letter that asks: see ask.html and ask.txt.
type AskLetter struct {
	Lang                   ilbo.Language
	Subject, Say, Go, Else string
	Names                  []string
	Link                   string
}

// Ask makes the letter that asks whether somebody wants newsletters.
func (p Press) Ask(l ilbo.Language, names []string, link string) (subject, html, text string, err error) {
	w := wordsIn(l)
	title := p.Paper.Title.In(l)
	v := AskLetter{Lang: l, Subject: fmt.Sprintf(w.AskSubject, title), Say: fmt.Sprintf(w.AskSay, title), Go: w.Confirm, Else: w.AskElse, Names: names, Link: link}
	html, text, err = both("ask", v)
	return v.Subject, html, text, err
}

func both(name string, view any) (html, text string, err error) {
	var h, t bytes.Buffer
	if err := sheets.ExecuteTemplate(&h, name+".html", view); err != nil {
		return "", "", err
	}
	if err := texts.ExecuteTemplate(&t, name+".txt", view); err != nil {
		return "", "", err
	}
	return h.String(), strings.TrimSpace(t.String()) + "\n", nil
}

// day is a date as papers write it.
func (w *words) day(t time.Time) string {
	if w.Weekdays == nil {
		return t.Format("Monday, January 2, 2006")
	}
	return fmt.Sprintf("%d년 %d월 %d일 %s", t.Year(), t.Month(), t.Day(), w.Weekdays[t.Weekday()])
}

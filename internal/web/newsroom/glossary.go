package newsroom

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// A GlossaryPage is what all lessons explain: see glossary/glossary.html.
type GlossaryPage struct {
	*Frame
	Ways      []Link // of one language in the other
	Learned   ilbo.Language
	Explained ilbo.Language
	Asked     string
	Entries   []GlossaryRow
	Next      string   // address of what follows; empty: nothing does
	Listed    string   // how many words of the language the paper knows the level of
	MayList   bool     // whoever looks may load a list of words
	Refused   []string // lines of the list that was sent which are none
}

// A GlossaryRow is a meaning of a word, with the stories that have it.
type GlossaryRow struct {
	Headword, Speech, Said, Meaning, Note string
	Used                                  []GlossaryUse
}

// A GlossaryUse is a story in which a word is explained.
type GlossaryUse struct {
	Words, When, URL string
	Title            string
}

const glossaryPageSize = 60

func (n *Newsroom) glossaryRoutes(staff func(pattern string, do func(*visit) error)) {
	staff("GET "+Root+"/glossary", permitted(ilbo.MaySee, n.glossaryPage))
	staff("POST "+Root+wordsPath, permitted(ilbo.MayReady, n.loadWords))
}

func (n *Newsroom) glossaryPage(v *visit) error {
	p, err := n.glossaryView(v)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "glossary", p)
}

func (n *Newsroom) glossaryView(v *visit) (*GlossaryPage, error) {
	asked := v.r.URL.Query()
	q := ilbo.GlossaryQuery{Learned: ilbo.English, Explained: ilbo.Korean, Begins: ilbo.Clean(firstRunes(asked.Get("q"), 80)), After: firstRunes(asked.Get("after"), 600), Limit: glossaryPageSize + 1}
	if ilbo.Language(asked.Get("learned")) == ilbo.Korean {
		q.Learned, q.Explained = ilbo.Korean, ilbo.English
	}
	p := &GlossaryPage{Frame: v.frame(func(w *Words) string { return w.Lesson.Glossary }), Learned: q.Learned, Explained: q.Explained, Asked: q.Begins, MayList: v.staff.Role.May(ilbo.MayReady)}
	w := &p.W.Lesson
	address := func(l ilbo.Language, after string) string {
		values := url.Values{"learned": {string(l)}}
		if q.Begins != "" {
			values.Set("q", q.Begins)
		}
		if after != "" {
			values.Set("after", after)
		}
		return Root + "/glossary?" + values.Encode()
	}
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		p.Ways = append(p.Ways, Link{w.Ways[l], address(l, ""), l == q.Learned})
	}
	found, err := n.Lessons.Glossary(v.r.Context(), q)
	if err != nil {
		return nil, err
	}
	if len(found) > glossaryPageSize {
		found = found[:glossaryPageSize]
		p.Next = address(q.Learned, found[len(found)-1].Place())
	}
	titles, err := v.titles(found)
	if err != nil {
		return nil, err
	}
	for i := range found {
		e := &found[i]
		if last := len(p.Entries) - 1; last < 0 || ilbo.WordKey(p.Entries[last].Headword) != ilbo.WordKey(e.Headword) || p.Entries[last].Meaning != e.Meaning {
			p.Entries = append(p.Entries, GlossaryRow{Headword: e.Headword, Speech: w.Speech[e.Speech], Said: e.Pronunciation(), Meaning: e.Meaning, Note: e.Note})
		}
		row := &p.Entries[len(p.Entries)-1]
		row.Used = append(row.Used, GlossaryUse{Words: e.Words, When: v.day(e.At), URL: storyAddress(e.Story) + "/lesson", Title: titles[e.Story]})
	}
	listed, err := n.Lessons.Listed(v.r.Context(), q.Learned)
	if err != nil {
		return nil, err
	}
	var parts []string
	for _, level := range ilbo.Levels(q.Learned) {
		if listed[level] > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s", level, grouped(listed[level])))
		}
	}
	if p.Listed = w.NoList; len(parts) > 0 {
		p.Listed = fmt.Sprintf(w.Listed, strings.Join(parts, " · "))
	}
	return p, nil
}

// wordsPath takes a list of words by level.
const wordsPath = "/glossary/words"

// maxList is the longest request that sends one: the list, and what stands around it.
const maxList = lesson.MaxList + 1<<16

// mostRefused is how many refused lines are named one by one.
const mostRefused = 20

// loadWords takes a list of words by level in the place of the one that each of its
// languages had, and names the lines that are none.
func (n *Newsroom) loadWords(v *visit) error {
	w := &wordsIn(v.language()).Lesson
	var lists map[ilbo.Language][]ilbo.ListedWord
	var refused []string
	left := 0
	err := v.eachFile(func(_ string, r io.Reader) (err error) {
		if lists != nil {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: w.OneList}
		}
		lists, err = lesson.ReadWords(r, func(bad lesson.RefusedLine) {
			if len(refused) == mostRefused {
				left++
				return
			}
			refused = append(refused, fmt.Sprintf(w.BadLine, bad.Line, bad.In(cmp.Or(w.Flaws[bad.Flaw], string(bad.Flaw)))))
		})
		return err
	})
	kept := len(lists[ilbo.English]) + len(lists[ilbo.Korean])
	if err == nil && kept > 0 {
		err = n.Lessons.LoadWords(v.r.Context(), v.staff.Staff, lists)
	}
	if kind := kindOf(err); err != nil && kind != ilbo.Invalid {
		return err
	}
	if err == nil && kept > 0 && len(refused) == 0 {
		return v.see(Root + "/glossary?done=words")
	}
	p, viewErr := n.glossaryView(v)
	if viewErr != nil {
		return viewErr
	}
	p.Refused = refused
	if left > 0 {
		p.Refused = append(p.Refused, fmt.Sprintf(w.BadLines, grouped(left)))
	}
	status := http.StatusOK
	switch {
	case err != nil:
		status, p.Wrong = http.StatusBadRequest, wordsIn(v.language()).wrong(err)
	case kept == 0:
		status, p.Wrong = http.StatusBadRequest, w.NothingListed
	default:
		p.Wrong = fmt.Sprintf(w.SomeListed, grouped(kept))
	}
	return v.show(status, "glossary", p)
}

// titles are what the stories of entries are called at the desk.
func (v *visit) titles(found []ilbo.GlossaryEntry) (map[ilbo.StoryID]string, error) {
	var ids []ilbo.StoryID
	for _, e := range found {
		ids = append(ids, e.Story)
	}
	teasers, err := v.Store.TeasersByID(v.r.Context(), ids, v.Clock())
	if err != nil {
		return nil, err
	}
	all := map[ilbo.StoryID]string{}
	for _, id := range ids {
		all[id] = fmt.Sprintf(wordsIn(v.language()).Lesson.Unseen, id)
	}
	for i := range teasers {
		all[teasers[i].ID] = teasers[i].Headline
	}
	return all, nil
}

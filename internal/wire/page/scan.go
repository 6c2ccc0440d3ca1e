package page

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

var (
	updatedLabel = regexp.MustCompile(`(?i)updated|modified|수정|업데이트|최종`)
	dateLabels   = regexp.MustCompile(`(?i)(?:first |last )?(?:published|posted|updated|modified|created|date|on|at)\b\s*(?:on|at)?|기사\s*입력|최초\s*입력|최종\s*수정|최종\s*업데이트|업데이트|입력|등록|수정|승인|송고|발행|게재|작성일?|일시|시간`)
	breadcrumb   = regexp.MustCompile(`\s*[>›»/]\s*`)
	bullet       = regexp.MustCompile(`^(?:[•◦‣▪●○]\s*|[-*–]\s+)(.+)$`)
)

// dateLine reads a line that does little but date the story: at most a label,
// a section and a byline stand beside the date.
func dateLine(line string, opts *Options) []stamp {
	if utf8.RuneCountInString(line) > 160 || !strings.ContainsAny(line, "0123456789") {
		return nil
	}
	stamps := findStamps(line, opts.zone())
	if len(stamps) == 0 {
		return nil
	}
	rest := line[stamps[len(stamps)-1].to:]
	beside := utf8.RuneCountInString(strings.TrimSpace(rest))
	for _, s := range stamps {
		beside += utf8.RuneCountInString(bareLabel(s.label))
	}
	if beside > 60 || isParagraph(line) && beside > 24 {
		return nil
	}
	return stamps
}

// bareLabel is what stands before a date apart from the words for dates.
func bareLabel(label string) string {
	return strings.Trim(dateLabels.ReplaceAllString(label, " "), " :|·-–—,•/[]()")
}

// A scan walks from the headline down and fills a copy.
type scan struct {
	*sheet
	copy     *wire.Copy
	beside   *folder
	at       int
	decks    []string
	pending  []string // short lines of which the next line decides what they are
	lead     bool
	runs     int // paragraphs so far
	subheads int
}

// above reads the section and the date above the headline.
func (r *scan) above(at int) {
	r.at = at
	for i := at - 1; i >= 0 && i >= at-4; i-- {
		if d := r.date[i]; d != nil {
			r.dated(d)
			continue
		}
		if r.copy.Section == "" {
			r.section(i)
		}
	}
}

// section reads a line that names the story's section, unless it is part of
// the menu, where the names stand one below the other.
func (r *scan) section(i int) {
	steps := breadcrumb.Split(r.lines[i], -1)
	last := steps[len(steps)-1]
	if _, ok := isSection(last, r.opts.Sections); !ok {
		return
	}
	if len(steps) == 1 && i > 0 {
		if _, menu := isSection(r.lines[i-1], r.opts.Sections); menu {
			return
		}
	}
	r.copy.Section = last
}

// dated takes the dates of a line, and the section or the byline beside them.
func (r *scan) dated(stamps []stamp) {
	for _, d := range stamps {
		at := whole(d.at)
		published, updated := &r.copy.Story.Published, &r.copy.Story.Updated
		switch {
		case updatedLabel.MatchString(d.label) && updated.IsZero():
			*updated = at
		case published.IsZero():
			*published = at
		case updated.IsZero() && at.After(*published):
			*updated = at
		}
		label := bareLabel(d.label)
		if names := readByline(label); names != nil {
			r.sign(names)
		} else if label != "" && r.copy.Section == "" && utf8.RuneCountInString(label) <= 40 && !isChrome(label) {
			steps := breadcrumb.Split(label, -1)
			r.copy.Section = steps[len(steps)-1]
		}
	}
}

func (r *scan) sign(names []string) {
	for _, name := range names {
		if len(r.copy.Bylines) < 20 {
			r.copy.Bylines = append(r.copy.Bylines, name)
		}
	}
}

// below reads the furniture between headline and text, and the text.
func (r *scan) below(at int) {
	signed := r.bylineBelow(at)
	for i := at + 1; i < len(r.lines); i++ {
		line := r.lines[i]
		switch {
		case r.runs > 0 && isEnd(line):
			r.close()
			return
		case r.date[i] != nil:
			if r.runs == 0 || r.copy.Story.Published.IsZero() {
				r.dated(r.date[i])
			}
		case isChrome(line), isEnd(line), strings.EqualFold(line, r.copy.Story.Headline), r.topics(line):
		case r.signed(line), r.caption(i):
		case i < signed:
			r.decks = append(r.decks, line)
		case r.runs == 0 && r.before(i):
		default:
			if !r.text(line) {
				r.close()
				return
			}
		}
	}
	r.close()
}

// bylineBelow finds a byline that stands between headline and text. All that
// is no chrome before it is deck. It gives 0 where there is none.
func (r *scan) bylineBelow(at int) int {
	others := 0
	for i := at + 1; i < len(r.lines) && i < at+20; i++ {
		if readByline(r.lines[i]) != nil {
			return i
		}
		if _, credit := body.SplitCredit(r.lines[i]); credit != "" || r.repeated(i) || r.echo(i, at+1) || r.isFurniture(i) {
			continue
		}
		if others++; others > 3 || utf8.RuneCountInString(r.lines[i]) > 300 {
			return 0
		}
	}
	return 0
}

// topics reads the line of a story's tags.
func (r *scan) topics(line string) bool {
	var names []string
	if onlyTag.MatchString(line) {
		names = strings.FieldsFunc(line, func(c rune) bool { return c == '#' || unicode.IsSpace(c) })
	} else if m := tagList.FindStringSubmatch(line); m != nil {
		names = strings.FieldsFunc(m[1], func(c rune) bool { return c == '#' || c == ',' })
	}
	for _, name := range names {
		r.copy.Topics = addTopic(r.copy.Topics, name)
	}
	return names != nil
}

func (r *scan) signed(line string) bool {
	names := readByline(line)
	if names == nil {
		return false
	}
	if len(r.copy.Bylines) == 0 {
		r.sign(names)
	}
	return true
}

// caption reads the line below a picture: it ends in a credit, or the page
// says it twice. A caption stands once in the copy.
func (r *scan) caption(i int) bool {
	line := r.lines[i]
	caption, credit := body.SplitCredit(line)
	twice := r.repeated(i) && utf8.RuneCountInString(line) >= 15
	if r.echo(i, r.at+1) && utf8.RuneCountInString(line) >= 15 {
		return true
	}
	if credit == "" && !twice {
		return false
	}
	if credit != "" && !twice && r.runs > 0 && caption == "" {
		return true // a credit on a line of its own
	}
	e := wire.Enclosed{Caption: caption, Credit: credit, Block: wire.Lead}
	if !r.lead && r.runs == 0 {
		r.lead = true
		e.File, e.Open = r.beside.namesake()
	} else {
		r.flush(false)
		e.Block = len(r.copy.Story.Body)
		r.copy.Story.Body = append(r.copy.Story.Body, ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Caption: caption, Credit: credit}}})
	}
	r.copy.Enclosed = append(r.copy.Enclosed, e)
	return true
}

// before reads a short line between the furniture and the text: a deck, or
// somebody's name.
func (r *scan) before(i int) bool {
	line := r.lines[i]
	if isParagraph(line) {
		return false
	}
	if _, ok := isSection(line, r.opts.Sections); ok {
		if r.copy.Section == "" {
			r.section(i)
		}
		return true
	}
	if len(r.copy.Bylines) == 0 && wire.IsPerson(line) && r.nearDate(i) {
		r.sign([]string{line})
		return true
	}
	if len(r.decks) < 3 && utf8.RuneCountInString(line) >= 12 {
		r.decks = append(r.decks, line)
	}
	return true
}

func (r *scan) nearDate(i int) bool {
	return r.date[i-1] != nil || r.date[i+1] != nil || i+1 < len(r.lines) && isShare(r.lines[i+1])
}

// text reads a line of the story itself, and gives false where the story has
// ended: where several short lines follow each other.
func (r *scan) text(line string) bool {
	if isParagraph(line) || r.runs > 0 && isSpoken(line) {
		r.flush(true)
		r.add(line)
		return true
	}
	if m := bullet.FindStringSubmatch(line); m != nil && r.runs > 0 {
		r.item(m[1])
		return true
	}
	r.pending = append(r.pending, line)
	return len(r.pending) < 3
}

func (r *scan) add(line string) {
	r.runs++
	r.copy.Story.Body = append(r.copy.Story.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(line)})
}

func (r *scan) item(text string) {
	r.flush(false)
	body := r.copy.Story.Body
	if n := len(body); n > 0 && body[n-1].Kind == ilbo.List {
		body[n-1].Items = append(body[n-1].Items, ilbo.Plain(text))
		return
	}
	r.copy.Story.Body = append(body, ilbo.Block{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain(text)}})
}

// flush decides on the short lines before a paragraph: one is a subhead; two
// are links to somewhere else, and go.
func (r *scan) flush(text bool) {
	if text && len(r.pending) == 1 && r.runs > 0 && utf8.RuneCountInString(r.pending[0]) <= 100 {
		r.subheads++
		r.copy.Story.Body = append(r.copy.Story.Body, ilbo.Block{Kind: ilbo.Subhead, Text: ilbo.Plain(r.pending[0])})
	}
	r.pending = nil
}

// close ends the story.
func (r *scan) close() {
	r.pending = nil
	body := r.copy.Story.Body
	for n := len(body); n > 0 && body[n-1].Kind == ilbo.Subhead; n-- {
		body = body[:n-1]
	}
	r.copy.Story.Body = body
	r.copy.Story.Deck = strings.Join(r.decks, " ")
	if r.copy.Story.Updated.Before(r.copy.Story.Published) {
		r.copy.Story.Updated = time.Time{}
	}
}

// judge says why the page is no story after all, and nothing where it is one.
func (r *scan) judge() string {
	size := utf8.RuneCountInString(r.copy.Story.Body.Text())
	if r.copy.Story.Language = languageOf("", r.copy); r.copy.Story.Language == ilbo.Korean {
		size *= 2 // a syllable says what two or three letters say
	}
	evidence := !r.copy.Story.Published.IsZero() || len(r.copy.Bylines) > 0 || r.at > 0 && r.isTitle(r.at)
	switch {
	case r.runs == 0 || size < 60:
		return "no paragraphs follow its headline"
	case !evidence && (r.runs < 2 || size < 200):
		return "it has no date, no byline and hardly any text"
	case r.subheads >= 4 && r.subheads*10 >= r.runs*8:
		return "it is a list of many stories"
	}
	return ""
}

// addTopic adds a name unless it is too long, too many or there already.
func addTopic(list []string, name string) []string {
	name = ilbo.Clean(strings.Trim(name, " #,"))
	if name == "" || utf8.RuneCountInString(name) > 40 || len(list) >= maxTopics {
		return list
	}
	for _, have := range list {
		if strings.EqualFold(have, name) {
			return list
		}
	}
	return append(list, name)
}

// maxTopics is how many of a page's keywords become topics: the first name
// the subject, the others are there for search engines.
const maxTopics = 8

// languageOf decides in what language a copy is. What the page declares is
// often what its template said, so that English and Korean are told by the
// letters; another language is believed.
func languageOf(declared string, c *wire.Copy) ilbo.Language {
	guess := ilbo.GuessLanguage(c.Story.Headline + " " + c.Story.Body.Text())
	tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(strings.TrimSpace(declared), "_", "-")), "-")
	if l := ilbo.Language(tag); tag == "" || l.Known() || guess == ilbo.Korean {
		return guess
	}
	return ilbo.Language(tag)
}

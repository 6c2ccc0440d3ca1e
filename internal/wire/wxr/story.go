package wxr

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
)

// importer signs what this package records.
var importer = ilbo.ImportOf("wxr")

// story makes copy of a post, or refuses it.
func (r *reader) story(src *source, i *item) (*wire.Copy, error) {
	if i.id <= 0 {
		return nil, src.refuse(i.line, "This entry has no number (“wp:post_id”), by which a second import would know it.")
	}
	writers := src.site.writers(i)
	c := &wire.Copy{Founding: true, Bylines: names(writers), OldPaths: src.site.oldPaths(i)}
	s := &c.Story
	s.Foreign = "wxr:" + src.site.key + ":" + strconv.FormatInt(i.id, 10)
	s.Headline = plain(i.title)
	m := &maker{reader: r, src: src, item: i, copy: c}
	set, err := m.body()
	if err != nil {
		return nil, src.refuse(i.line, "“%s” cannot be read: its text is nested too deeply.", short(s.Headline))
	}
	if set.Cut {
		return nil, src.refuse(i.line, "“%s” has more parts than a story.", short(s.Headline))
	}
	s.Body, c.Enclosed = set.Body, set.Enclosed
	m.deck()
	m.headline()
	s.Language = r.o.language(s.Headline + "\n" + s.Deck + "\n" + s.Body.Text())
	listed := m.furniture()
	m.times()
	m.plates()
	c.OldPages = src.site.oldPages(i, r.o.zone(), listed, writers)
	if err := r.check(src, i, c); err != nil {
		return nil, err
	}
	return c, nil
}

// check refuses a story that cannot be printed, with its line.
func (r *reader) check(src *source, i *item, c *wire.Copy) error {
	if c.Story.Headline == "" {
		return src.refuse(i.line, "Post %d has neither a headline nor text to make one of.", i.id)
	}
	if len(c.Story.Body) == 0 && len(c.Enclosed) == 0 && c.Withheld == nil {
		return src.refuse(i.line, "“%s” holds neither text nor a picture that could be printed.", short(c.Story.Headline))
	}
	alike := c.Story
	alike.Section = "national" // any that is well formed: the intake knows the real one
	alike.Body = slices.DeleteFunc(slices.Clone(c.Story.Body), func(b ilbo.Block) bool { return b.Kind == ilbo.PictureKind || b.Kind == ilbo.Gallery })
	if err := alike.Check(); err != nil {
		return src.refuse(i.line, "%s", ilbo.SayOf(err))
	}
	return nil
}

// A maker makes copy of one post.
type maker struct {
	*reader
	src   *source
	item  *item
	copy  *wire.Copy
	depth int // of blocks within blocks
}

func (m *maker) notice(format string, args ...any) {
	say := fmt.Sprintf("“%s”: ", short(m.copy.Story.Headline)) + fmt.Sprintf(format, args...)
	if !slices.Contains(m.copy.Notices, say) {
		m.copy.Notices = append(m.copy.Notices, say)
	}
}

// deck takes the excerpt for the line below the headline, unless it only
// repeats how the text begins, as excerpts that WordPress makes do.
func (m *maker) deck() {
	deck := plain(m.item.excerpt)
	bare := strings.TrimSpace(strings.TrimRight(strings.TrimSuffix(deck, "[…]"), " .…"))
	switch {
	case bare == "" || strings.HasPrefix(ilbo.Clean(m.copy.Story.Body.Text()), bare):
	case utf8.RuneCountInString(deck) > maxDeck:
		m.notice("Its excerpt is longer than a deck and was left out.")
	default:
		m.copy.Story.Deck = deck
	}
}

// maxDeck is the longest deck, in characters.
const maxDeck = 2_000

// headline makes one of the first words, where the post has none: what the old
// site printed without a headline is not lost, and is named for an editor.
func (m *maker) headline() {
	s := &m.copy.Story
	if s.Headline != "" {
		return
	}
	text := ilbo.Clean(s.Deck + " " + s.Body.Text())
	if s.Headline = firstWords(text); s.Headline != "" {
		m.notice("Post %d had no headline: this one is made of its first words.", m.item.id)
	}
}

// firstWords are as many words of a text as a headline has.
func firstWords(text string) string {
	if utf8.RuneCountInString(text) <= madeHeadline {
		return text
	}
	cut := string([]rune(text)[:madeHeadline])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,.;:-–—") + "…"
}

// madeHeadline is the longest headline that is made, in characters.
const madeHeadline = 80

// furniture gives the story its section and topics, and notes what the old
// site did with it. It gives the categories and tags that listed the story.
func (m *maker) furniture() []listing {
	c, p := m.copy, m.src.site.department(m.item)
	c.Department, c.Section, c.Topics = p.above, p.section, p.others
	for _, t := range m.item.terms {
		switch t.domain {
		case "post_tag", "tag":
			name := plain(t.name)
			if name != "" && !slices.Contains(c.Topics, name) {
				c.Topics = append(c.Topics, name)
			}
			p.listed = append(p.listed, listing{slug: t.slug, of: wire.OfTopic, name: name, tag: true})
		case "category", "post_format", "author", "":
		default:
			if name := ilbo.Clean(t.domain); m.once("taxonomy:" + name) {
				c.Notices = append(c.Notices, fmt.Sprintf("The taxonomy “%s” is not one that the import knows: its terms were left out.", short(name)))
			}
		}
	}
	if m.item.sticky {
		m.notice("It was kept at the top in WordPress: place it on the front if it should stand there.")
	}
	if e := m.item.value("enclosure"); e != "" {
		address, _, _ := strings.Cut(e, "\n")
		m.notice("The recording %s cannot come in this way and was left out.", body.Short(ilbo.Clean(address)))
	}
	return p.listed
}

// times dates the story, and withholds it where the public did not see it.
func (m *maker) times() {
	s, i, site := &m.copy.Story, m.item, m.src.site
	at := site.published(i, m.o.zone())
	as, reason := standing(i, at)
	if as == "" {
		s.Published, s.Updated = at, site.updated(i, at, m.o.zone())
		return
	}
	s.Filed = at
	m.copy.Withheld = &wire.Withheld{As: as, By: importer, Reason: reason}
}

// standing is what an entry was that the public did not see, empty where it did.
func standing(i *item, at time.Time) (wire.Standing, string) {
	switch {
	case i.status == "publish" && i.password != "":
		return wire.Protected, "It was password-protected in WordPress."
	case i.status == "publish" && at.IsZero():
		return wire.Draft, "It was published in WordPress, and the export does not say when."
	case i.status == "publish":
		return "", ""
	case i.status == "pending":
		return wire.Pending, "It waited for an editor in WordPress."
	case i.status == "private":
		return wire.Private, "It was private in WordPress."
	case i.status == "future" && at.IsZero():
		return wire.Scheduled, "It was scheduled in WordPress."
	case i.status == "future":
		return wire.Scheduled, "It was scheduled in WordPress for " + at.Format("2006-01-02 15:04") + " UTC."
	case i.status == "draft":
		return wire.Draft, "It was a draft in WordPress."
	case i.status == "":
		return wire.Draft, "The export does not say whether it was published in WordPress."
	}
	return wire.Draft, "Its status in WordPress was “" + short(ilbo.Clean(i.status)) + "”."
}

// baseOf is the address that links in a post are relative to.
func (s *site) baseOf(i *item) *url.URL {
	u, err := url.Parse(i.link)
	if err != nil || s.base == nil {
		return s.base
	}
	return s.base.ResolveReference(u)
}

// plain is a field of HTML as one line of text.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		if set, err := body.HTML(s, body.Options{}); err == nil {
			s = strings.ReplaceAll(set.Body.Text(), "\n", " ")
		}
	}
	return ilbo.Clean(s)
}

// short is a text as a sentence quotes it.
func short(s string) string {
	if utf8.RuneCountInString(s) > 80 {
		return string([]rune(s)[:79]) + "…"
	}
	return s
}

func number(s string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	return n, err == nil && n > 0
}

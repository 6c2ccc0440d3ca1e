package ghost

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// postColumns are the columns of a post that are short.
var postColumns = []string{
	"id", "uuid", "title", "slug", "type", "page", "status", "visibility", "locale", "author_id",
	"feature_image", "feature_image_alt", "feature_image_caption", "image", "custom_excerpt", "excerpt", "canonical_url",
	"created_at", "updated_at", "published_at", "codeinjection_head", "codeinjection_foot", "custom_template",
}

func newPostRow() row {
	r := newRow(postColumns...)
	for _, name := range bodies {
		r[name] = &field{limit: maxBody}
	}
	return r
}

// A reader reads the posts of an export that was looked through.
type reader struct {
	*export
	site  *site
	row   row
	meta  row
	small *scanner // reads rows of other tables
	tally *tally
}

// copy makes a story of the post in the row. The error is part of a sentence.
func (r *reader) copy() (*wire.Copy, error) {
	for _, name := range postColumns {
		if r.row[name].long && !strings.HasPrefix(name, "code") {
			return nil, fmt.Errorf("“%s” is longer than %d kB", name, maxShort>>10)
		}
	}
	c := &wire.Copy{Founding: true, Publisher: r.title, About: map[string]string{}, Bios: map[string]string{}}
	s := &c.Story
	for _, name := range r.row.wrong() {
		r.notice(c, "The column “%s” of “%s” holds %s: it was ignored.", name, r.name(), r.row[name].as)
	}
	s.Headline = r.row.line("title")
	if s.Headline == "" {
		return nil, errors.New("it has no title")
	}
	if s.Deck = r.row.line("custom_excerpt"); s.Deck == "" {
		s.Deck = r.row.line("excerpt")
	}
	var err error
	if s.Foreign, err = r.foreign(); err != nil {
		return nil, err
	}
	if err := r.picture(c); err != nil {
		return nil, err
	}
	if err := r.body(c); err != nil {
		return nil, err
	}
	r.dates(c)
	r.access(c)
	at := r.furniture(c)
	r.addresses(c, at)
	r.extras(c)
	s.Language = r.language(s)
	return c, check(c)
}

func (r *reader) notice(c *wire.Copy, format string, args ...any) {
	c.Notices = append(c.Notices, fmt.Sprintf(format, args...))
}

// name is what to call the post in a sentence.
func (r *reader) name() string {
	for _, column := range []string{"title", "slug", "id", "uuid"} {
		if s := short(r.row.text(column)); s != "" {
			return s
		}
	}
	return "without a name"
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// numberOf is what tells a post from the others of the export: its UUID, which
// no other site's posts have either, or else its own number.
func numberOf(r row) string {
	if id := strings.ToLower(r.line("uuid")); uuid.MatchString(id) {
		return id
	}
	if id := r.line("id"); id != "" {
		return id
	}
	return r.line("slug")
}

// foreign is the post's number among the stories of all papers.
func (r *reader) foreign() (string, error) {
	id := numberOf(r.row)
	if id == "" || len(id) > 120 {
		return "", errors.New("it has no id")
	}
	k := r.keys.of(id)
	met, several := r.doubles[k]
	if met {
		return "", errors.New("a post before it has the same id")
	}
	if several {
		r.doubles[k] = true
	}
	if uuid.MatchString(id) {
		return "ghost:" + id, nil
	}
	return "ghost:" + r.siteNumber() + ":" + id, nil
}

// siteNumber tells sites apart: by the number that each of them makes for
// itself, or else by the title. What other programs write for Ghost to import
// may have neither; there the slug of the post has to do, so that the posts 1
// of two sites do not replace each other.
func (r *reader) siteNumber() string {
	of := r.hash
	switch {
	case of != "" && len(of) <= 64:
		return of
	case of == "":
		of = "title\n" + r.title
	}
	if r.hash == "" && r.title == "" {
		of = "slug\n" + r.row.line("slug")
	}
	sum := sha256.Sum256([]byte(of))
	return hex.EncodeToString(sum[:8])
}

// post is the key that links name the post by. One without a number has none.
func (r *reader) post() key {
	if id := r.row.text("id"); id != "" {
		return r.keys.of(id)
	}
	return 0
}

// dates sets when the post was published and changed.
func (r *reader) dates(c *wire.Copy) {
	s := &c.Story
	read := func(column string) time.Time {
		at, ok := moment(r.row[column])
		if !ok {
			r.notice(c, "The column “%s” of “%s” holds “%s”, which is no date: it was ignored.", column, r.name(), short(string(r.row[column].value)))
		}
		return at
	}
	created := read("created_at")
	s.Published, s.Updated, s.Filed = read("published_at"), read("updated_at"), created
	if s.Published.IsZero() && r.row.text("status") == "published" {
		s.Published = created
	}
	if s.Filed.IsZero() || s.Filed.After(s.Published) && !s.Published.IsZero() {
		s.Filed = s.Published
	}
	if s.Updated.Sub(s.Published) < time.Minute {
		s.Updated = time.Time{}
	}
}

// access says who may read the post, and whether the public saw it. Members
// are readers who signed up for nothing: the meter, which every reader has,
// comes nearest to that. Those who paid are subscribers; so are those of tiers,
// and of anything that the import does not know, since text that somebody
// locked must not be opened by a guess.
func (r *reader) access(c *wire.Copy) {
	switch v := r.row.line("visibility"); v {
	case "", "public":
		c.Story.Access = ilbo.Free
	case "members":
		c.Story.Access = ilbo.Metered
	default:
		c.Story.Access = ilbo.Subscribers
	}
	by := ilbo.ImportOf("Ghost")
	switch status := r.row.line("status"); status {
	case "published":
	case "scheduled":
		when := ""
		if at := c.Story.Published; !at.IsZero() {
			when = " for " + at.In(r.zone).Format("2 January 2006, 15:04 MST")
		}
		c.Withheld = &wire.Withheld{As: wire.Scheduled, By: by, Reason: "It was scheduled in Ghost" + when + "."}
	case "sent":
		c.Withheld = &wire.Withheld{As: mailed, By: by, Reason: "It was sent by e-mail and never stood on the site."}
	default:
		c.Withheld = &wire.Withheld{As: wire.Draft, By: by, Reason: "It was a draft in Ghost."}
		if status != "draft" && status != "" {
			r.notice(c, "The status of “%s” is “%s”, which the import does not know: it stays a draft.", r.name(), short(status))
		}
	}
}

// mailed is a post that went out by e-mail alone.
const mailed wire.Standing = "sent by e-mail only"

// furniture sets section, topics and bylines, and gives what the address of
// the post was made of.
func (r *reader) furniture(c *wire.Copy) origin {
	at := origin{slug: r.row.line("slug"), id: r.row.line("id"), published: c.Story.Published.In(r.zone)}
	post := r.post()
	old := &wire.OldPages{Root: "/"}
	for _, feed := range []string{"rss/", "feed/"} {
		old.Add(feed, wire.OldPage{Of: wire.OfPaper, Feed: "feed.xml"})
	}
	for i, l := range r.tagged.of(post) {
		t, ok := r.tags.get(l.to)
		switch {
		case !ok || t.name == "":
			r.tally.add(strangeTags)
			continue
		case t.internal:
			r.tally.add(internalTags)
			continue
		case c.Section == "":
			c.Section = t.name
			r.site.lists.add(old, tagPages, t.slug, wire.OldPage{Of: wire.OfSection, Name: t.name})
		default:
			c.Topics = append(c.Topics, t.name)
			r.site.lists.add(old, tagPages, t.slug, wire.OldPage{Of: wire.OfTopic, Name: t.name})
		}
		if i == 0 {
			at.tag = t.slug
		}
		if t.about != "" {
			c.About[t.name] = t.about
		}
	}
	at.author = r.bylines(c, r.signed.of(post), old)
	c.OldPages = old.All
	return at
}

// bylines sets the bylines, and gives the slug of the first. Before version 1
// a post had one author, in a column.
func (r *reader) bylines(c *wire.Copy, signed links, old *wire.OldPages) (slug string) {
	if id := r.row.text("author_id"); len(signed) == 0 && id != "" {
		at, ok := r.people.find(id)
		if !ok {
			r.tally.add(strangers)
			return ""
		}
		signed = links{{to: at}}
	}
	for i, l := range signed {
		p, ok := r.people.get(l.to)
		if !ok || p.name == "" {
			r.tally.add(strangers)
			continue
		}
		if i == 0 {
			slug = p.slug
		}
		c.Bylines = append(c.Bylines, p.name)
		r.site.lists.add(old, authorPages, p.slug, wire.OldPage{Of: wire.OfJournalist, Name: p.name})
		if p.bio != "" {
			c.Bios[p.name] = p.bio
		}
	}
	return slug
}

// addresses sets where the post was, by the shape of the site's addresses and
// by its UUID, as previews and e-mails had it.
func (r *reader) addresses(c *wire.Copy, at origin) {
	if id := strings.ToLower(r.row.line("uuid")); uuid.MatchString(id) {
		defer func() {
			kind := "p"
			if c.Withheld != nil && c.Withheld.As == mailed {
				kind = "email"
			}
			c.OldPaths = append(c.OldPaths, ilbo.Path("/"+kind+"/"+id+"/"))
		}()
	}
	if k := r.keys.of(at.slug); c.Withheld == nil {
		met, several := r.twice[k]
		if met {
			r.notice(c, "“%s” has the slug “%s” of a post before it: the old address leads to that one.", r.name(), short(at.slug))
			return
		}
		if several {
			r.twice[k] = true
		}
	}
	path, ok := r.site.shape.path(at)
	if !ok {
		if c.Withheld == nil {
			r.notice(c, "Where “%s” lived cannot be told: its old address leads nowhere.", r.name())
		}
		return
	}
	c.OldPaths = append(c.OldPaths, path)
}

// picture sets the lead.
func (r *reader) picture(c *wire.Copy) error {
	source := r.row.line("feature_image")
	if source == "" {
		source = r.row.line("image") // before version 1
	}
	alt, caption := r.row.text("feature_image_alt"), r.row.text("feature_image_caption")
	if at, ok := r.metas.of(r.post()); ok {
		r.small.reset(io.NewSectionReader(r.file, at, r.size-at), at)
		if _, err := r.meta.read(r.small); err != nil {
			return err
		}
		if s := r.meta.text("feature_image_alt"); s != "" {
			alt = s
		}
		if s := r.meta.text("feature_image_caption"); s != "" {
			caption = s
		}
	}
	if source == "" {
		return nil
	}
	e := r.site.enclose(source, plain(caption), alt)
	e.Block = wire.Lead
	c.Enclosed = append(c.Enclosed, e)
	return nil
}

// extras notes what the post has and the story does not.
func (r *reader) extras(c *wire.Copy) {
	if to := r.row.line("canonical_url"); to != "" && !strings.HasPrefix(to, placeholder) {
		r.notice(c, "“%s” was first published at %s, as its canonical address says.", r.name(), short(to))
	}
	if r.row.line("codeinjection_head") != "" || r.row.line("codeinjection_foot") != "" {
		r.tally.add(scripts)
	}
	if r.row.line("custom_template") != "" {
		r.tally.add(templates)
	}
}

// language is the story's. Another one than English and Korean is believed,
// where somebody chose it; Ghost says English where nobody did, so that of
// these two the paper decides, if it has one alone, or else the letters.
func (r *reader) language(s *ilbo.Story) ilbo.Language {
	declared := r.row.line("locale")
	if declared == "" {
		declared = r.locale
	}
	guess := ilbo.GuessLanguage(s.Headline + " " + s.Body.Text())
	tag, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(declared, "_", "-")), "-")
	if l := ilbo.Language(tag); tag != "" && !l.Known() && guess != ilbo.Korean {
		return l
	}
	if list := r.options.Languages; len(list) == 1 {
		return list[0]
	}
	return guess
}

// check refuses what the desk would refuse, where the post can still be named.
func check(c *wire.Copy) error {
	alike := c.Story
	alike.Section = "national" // any that is well formed: the intake knows the real one
	if err := alike.Check(); err != nil {
		return errors.New(ilbo.SayOf(err))
	}
	return nil
}

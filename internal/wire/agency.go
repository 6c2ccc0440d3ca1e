package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// An Agency is what an agency says of its copy beside the copy itself.
type Agency struct {
	GUID     string // names the item for ever, in all its versions
	Before   string // another GUID, of an item that this one replaces; empty: none
	Version  string
	Made     time.Time // of this version
	Status   ilbo.TakeStatus
	Urgency  int
	Tag      string // BCP 47
	Embargo  time.Time
	Reason   string // of the embargo
	Slugline string
	Credit   string // who is to be named
	Note     string // to editors
	Rights   string
	Link     string
	Running  string // the running story that it is a part of
	Part     int
}

// Options say what a reader of agency copy is to know.
type Options struct {
	Zone *time.Location // of times that name none; nil is UTC
	Dir  fs.FS          // where pictures' files are looked for; nil: there are none
	Base *url.URL       // where the copy was fetched from; nil: it was not
}

// In is the zone of times that name none.
func (o *Options) In() *time.Location {
	if o.Zone == nil {
		return time.UTC
	}
	return o.Zone
}

// The longest fields of agency copy: characters of a line, bytes of a note.
const (
	maxLine = 400
	maxNote = 4_000
	maxID   = 300
)

// Finish makes copy of an agency whole: its number, its status, its embargo and
// its source follow from what the agency says. Format names the import. Copy
// without a name of its own gets one from what it says.
func (c *Copy) Finish(format string) {
	a, s := c.Agency, &c.Story
	for _, line := range []*string{&a.GUID, &a.Before, &a.Version, &a.Tag, &a.Slugline, &a.Credit, &a.Running, &a.Reason, &s.Kicker, &s.Dateline.Place, &s.Source} {
		*line = Short(*line, maxLine)
	}
	s.Headline = ilbo.Clean(s.Headline) // one that is too long is none, and is refused
	a.Note, a.Rights, s.Deck = Short(a.Note, maxNote), Short(a.Rights, maxNote), Short(s.Deck, 2_000)
	if !ilbo.SafeHref(a.Link) || strings.HasPrefix(a.Link, "/") {
		a.Link = ""
	}
	if a.GUID == "" {
		a.GUID = format + ":" + hash([]string{a.Slugline, s.Headline, a.Link, s.Published.UTC().Format(time.RFC3339)})
	}
	a.GUID, a.Before = Named(a.GUID), Named(a.Before)
	s.Foreign = "wire:" + a.GUID
	if a.Before != "" {
		c.Alias = "wire:" + a.Before
	}
	if a.Urgency < 1 || a.Urgency > 9 {
		a.Urgency = 0
	}
	if a.Made.IsZero() {
		a.Made = s.Published
	}
	if s.Source == "" {
		s.Source = a.Credit
	}
	guess := ilbo.GuessLanguage(s.Headline + " " + s.Body.Text())
	if s.Language = ilbo.Language(ilbo.PrimaryTag(a.Tag)); s.Language == "" || s.Language == ilbo.English && guess == ilbo.Korean {
		s.Language = guess // many a Korean feed says that it is American
	}
	if s.Headline == "" {
		s.Headline = firstWords(s, a)
	}
	c.stand(format)
}

// stand gives the story the records that follow from what the agency allows.
func (c *Copy) stand(format string) {
	a, s := c.Agency, &c.Story
	by := ilbo.ImportOf(format)
	switch a.Status {
	case ilbo.Withheld:
		c.Withheld = &Withheld{As: KeptBack, By: by, Reason: "The agency withholds it."}
	case ilbo.Cancelled:
		c.Withheld = &Withheld{As: CalledOff, By: by, Reason: "The agency has cancelled it."}
	default:
		a.Status = ilbo.Usable
	}
	if !a.Embargo.IsZero() {
		reason := a.Reason
		if reason == "" {
			reason = "The agency's embargo."
		}
		s.Embargo = &ilbo.Embargo{Until: a.Embargo, By: by, At: a.Made, Reason: reason}
	}
}

// firstWords stands for a headline that copy does not have.
func firstWords(s *ilbo.Story, a *Agency) string {
	if a.Slugline != "" {
		return a.Slugline
	}
	for _, b := range s.Body {
		if text := b.Text.String(); text != "" {
			return Short(text, 100)
		}
	}
	return ""
}

// Named is a foreign name as it is kept: one that is too long by its hash.
func Named(id string) string {
	id = ilbo.Clean(id)
	if len(id) <= maxID {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "sha256:" + hex.EncodeToString(sum[:16])
}

// Short makes text one line of at most n characters.
func Short(text string, n int) string {
	if len(text) > 8*n+64 {
		text = strings.ToValidUTF8(text[:8*n+64], "")
	}
	text = ilbo.Clean(text)
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:n-1])) + "…"
}

// moments are the ways in which formats write times, the usual ones first.
var moments = []string{
	time.RFC3339, "2006-01-02T15:04:05.999Z07:00", "2006-01-02T15:04:05-0700", "20060102T150405Z0700", "20060102T150405Z",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 Jan 2006 15:04 MST",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "02 Jan 06 15:04 -0700", "Mon, 02 Jan 06 15:04:05 -0700", "Mon, 02 Jan 06 15:04:05 MST",
	"Monday, January 2, 2006 15:04:05 MST", "Monday, 2 January 2006 15:04:05 -0700", "Monday, 2 January 2006 15:04:05 MST",
	"2006-01-02T15:04Z07:00", "Mon, 2 Jan 2006 15:04:05-0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
}

// local are those that name no zone.
var local = []string{
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "20060102T150405", "20060102", "2006-01-02", "2006.01.02 15:04",
	"Mon, 2 Jan 2006 15:04:05", "Mon, 2 Jan 2006", "2 Jan 2006", "Jan 2, 2006", "January 2, 2006", "2006-01", "2006", time.ANSIC,
}

// zones are the letters that old mail dates say zones with: RFC 822.
var zones = map[string]int{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "KST": 9, "JST": 9, "CET": 1, "CEST": 2, "BST": 1}

// Moment reads a time in any of the forms in which feeds and agencies write
// one, zero for what is none or of no year that papers are of.
func Moment(text string, zone *time.Location) time.Time {
	text = ilbo.Clean(text)
	if text == "" || len(text) > 100 {
		return time.Time{}
	}
	if first, rest, ok := strings.Cut(text, ","); ok && len(first) > 3 && len(strings.Fields(first)) == 1 && strings.ContainsAny(rest, ":") {
		text = first[:3] + "," + rest // Tues, and longer
	}
	for _, layout := range moments {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if name, offset := t.Zone(); offset == 0 && zones[name] != 0 {
			t = t.Add(-time.Duration(zones[name]) * time.Hour)
		}
		return dated(t)
	}
	if zone == nil {
		zone = time.UTC
	}
	for _, layout := range local {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return dated(t)
		}
	}
	return time.Time{}
}

func dated(t time.Time) time.Time {
	if y := t.UTC().Year(); y < 1800 || y > 2200 {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Second)
}

// Newer tells two versions of an item apart: whether a comes after b, by their
// numbers where both have one, and otherwise by when they were made. It gives
// 0 where that says nothing.
func Newer(a, b string, madeA, madeB time.Time) int {
	na, errA := strconv.ParseUint(a, 10, 63)
	nb, errB := strconv.ParseUint(b, 10, 63)
	switch {
	case errA == nil && errB == nil && na != nb:
		if na > nb {
			return 1
		}
		return -1
	case madeA.IsZero() || madeB.IsZero():
		return 0
	}
	return madeA.Compare(madeB)
}

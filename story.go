package ilbo

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// A StoryID numbers a story for ever. Zero is no story.
type StoryID int64

// Access says who may read a story's body.
type Access string

// Who may read: everybody, everybody until the meter is full, or subscribers.
const (
	Free        Access = "free"
	Metered     Access = "metered"
	Subscribers Access = "subscribers"
)

// A Story is one piece of copy with its furniture, and the records of what
// happened to it.
type Story struct {
	ID       StoryID
	Language Language
	Section  SectionID
	Slug     Slug
	Path     Path   // empty until first published
	Foreign  string // the number it had in the system it came from; unique where not empty
	// Translations ties together a story and its translations: all of them
	// carry the same name. Empty where there is none.
	Translations string

	Kicker   string
	Headline string
	Deck     string
	Bylines  []Byline
	Dateline Dateline
	Source   string // agency or other paper that the copy is from
	Topics   []TopicID
	Lead     *Figure
	Body     Body
	Access   Access // empty is Free
	Print    Print

	Filed     time.Time
	Published time.Time // zero until published
	Updated   time.Time // last change of the published copy that readers should know of

	Embargo     *Embargo
	Hold        *Hold
	Spike       *Spike
	Kill        *Kill
	Corrections []Correction
}

// PublicFrom tells from when on the public may see the story, and false where
// it may not see it at all as things stand. It is the one rule of visibility:
// a story is public once it has been published, unless it was killed, spiked
// or is held, and not before its embargo lifts.
func (s *Story) PublicFrom() (time.Time, bool) {
	if s.Published.IsZero() || s.Kill != nil || s.Spike != nil || s.Hold != nil {
		return time.Time{}, false
	}
	if s.Embargo != nil && s.Embargo.Until.After(s.Published) {
		return s.Embargo.Until, true
	}
	return s.Published, true
}

// Visible reports whether the public may see the story now.
func (s *Story) Visible(now time.Time) bool {
	from, ok := s.PublicFrom()
	return ok && !now.Before(from)
}

// Withdrawn reports whether the story was public once and was killed: its
// address then answers with the notice of that.
func (s *Story) Withdrawn(now time.Time) bool {
	if s.Kill == nil {
		return false
	}
	alive := *s
	alive.Kill = nil
	from, ok := alive.PublicFrom()
	return ok && !s.Kill.At.Before(from)
}

// Changed is the last time that readers saw something new in the story.
func (s *Story) Changed() time.Time {
	t := s.Published
	if s.Updated.After(t) {
		t = s.Updated
	}
	for _, c := range s.Corrections {
		if c.At.After(t) {
			t = c.At
		}
	}
	return t
}

// Teaser is the story without its body, for fronts and lists.
func (s *Story) Teaser() Teaser {
	t := Teaser{
		ID: s.ID, Language: s.Language, Section: s.Section, Path: s.Path, Kicker: s.Kicker, Headline: s.Headline,
		Deck: s.Deck, Bylines: s.Bylines, Dateline: s.Dateline, Lead: s.Lead, Access: s.Access,
		Published: s.Published, Updated: s.Changed(), Words: s.Body.Words(),
	}
	if s.Lead != nil {
		t.Pictures = 1
	}
	for _, b := range s.Body {
		t.Pictures += len(b.Figures)
		if b.Video != nil && t.Length == 0 {
			t.Length = b.Video.Duration
		}
	}
	if t.Lead == nil && !s.Access.Locked() {
		t.Lead = s.Body.firstFigure()
	}
	return t
}

// Figures are all pictures that the story prints, the lead first.
func (s *Story) Figures() []Figure {
	var list []Figure
	if s.Lead != nil {
		list = append(list, *s.Lead)
	}
	return append(list, s.Body.Figures()...)
}

// The most that a story's parts may hold.
const (
	maxHeadline = 400   // characters
	maxDeck     = 2_000 // characters
	maxBylines  = 40
	maxTopics   = 50

	firstYear, lastYear = 1800, 2200 // whose days have addresses
)

// Check reports the first thing wrong with the copy, as an [Error] of kind
// Invalid with a sentence for whoever wrote it, or nil.
func (s *Story) Check() error {
	if err := s.CheckFurniture(); err != nil {
		return err
	}
	return s.Body.Check()
}

// CheckFurniture is Check of everything but the body.
func (s *Story) CheckFurniture() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	switch {
	case !s.Language.Known():
		return say("A story is in English (en) or Korean (ko), not in %s.", quote(string(s.Language)))
	case strings.TrimSpace(s.Headline) == "":
		return say("The story has no headline.")
	case utf8.RuneCountInString(s.Headline) > maxHeadline:
		return say("The headline is longer than %d characters.", maxHeadline)
	case utf8.RuneCountInString(s.Dateline.Place) > maxHeadline || utf8.RuneCountInString(s.Source) > maxHeadline:
		return say("The dateline or the source is longer than a headline.")
	case utf8.RuneCountInString(s.Deck) > maxDeck || utf8.RuneCountInString(s.Kicker) > maxHeadline:
		return say("The kicker or the deck is longer than a paragraph.")
	case len(s.Bylines) > maxBylines:
		return say("The story has more than %d bylines.", maxBylines)
	case len(s.Topics) > maxTopics:
		return say("The story has more than %d topics.", maxTopics)
	case s.Access != "" && s.Access != Free && s.Access != Metered && s.Access != Subscribers:
		return say("Access is free, metered or subscribers, not %s.", quote(string(s.Access)))
	case !utf8.ValidString(s.Headline + s.Deck + s.Kicker + s.Dateline.Place + s.Source):
		return say("The story holds bytes that are not UTF-8 text.")
	case unprintable(s.Headline + s.Deck + s.Kicker + s.Dateline.Place + s.Source):
		return say("The story holds control characters.")
	case !dated(s.Published) || !dated(s.Updated):
		return say("A story is of the years %d to %d.", firstYear, lastYear)
	}
	for _, b := range s.Bylines {
		if utf8.RuneCountInString(b.Name) > maxHeadline || unprintable(b.Name) || !utf8.ValidString(b.Name) {
			return say("A byline is no name.")
		}
	}
	return s.Section.Check()
}

// dated reports whether a moment is one that a story may have, or none.
func dated(t time.Time) bool {
	return t.IsZero() || t.UTC().Year() >= firstYear && t.UTC().Year() <= lastYear
}

// unprintable reports whether a text holds control characters, which some
// databases do not take, and no reader sees. None is a part of another character.
func unprintable(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7F {
			return true
		}
	}
	return false
}

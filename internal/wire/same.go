package wire

import (
	"bytes"
	"encoding/json"
	"time"

	"ilbo.press"
)

// content is the part of a story that a copy decides.
type content struct {
	Language  ilbo.Language
	Section   ilbo.SectionID
	Furniture [5]string
	Bylines   []ilbo.Byline
	Topics    []ilbo.TopicID
	Lead      *ilbo.Figure
	Body      ilbo.Body
	Access    ilbo.Access
	Published time.Time
	Updated   time.Time
}

// sameCopy reports whether two stories say the same. An empty list and none
// at all are the same, and so are two names of one moment.
func sameCopy(a, b *ilbo.Story) bool { return bytes.Equal(contentOf(a), contentOf(b)) }

func contentOf(s *ilbo.Story) []byte {
	out, err := json.Marshal(contentFrom(s))
	if err != nil {
		return nil // unreachable: the years are 0 to 9999, and the rest is text
	}
	return out
}

func contentFrom(s *ilbo.Story) content {
	c := content{
		Language: s.Language, Section: s.Section,
		Furniture: [5]string{s.Kicker, s.Headline, s.Deck, s.Dateline.Place, s.Source},
		Bylines:   append([]ilbo.Byline{}, s.Bylines...), Topics: append([]ilbo.TopicID{}, s.Topics...),
		Lead: s.Lead, Body: append(ilbo.Body{}, s.Body...), Access: s.Access,
		Published: moment(s.Published), Updated: moment(s.Updated),
	}
	if c.Access == "" {
		c.Access = ilbo.Free
	}
	return c
}

func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// keepRecords gives a story that replaces another what the desk decided for
// that: its number, address and records. A hold that an import made is the
// import's to renew or to end, as long as the story is not published.
func keepRecords(s, known *ilbo.Story) {
	hold := s.Hold
	s.ID, s.Slug, s.Path, s.Foreign = known.ID, known.Slug, known.Path, known.Foreign
	s.Filed, s.Translations = known.Filed, known.Translations
	s.Embargo, s.Hold, s.Spike, s.Kill, s.Corrections = known.Embargo, known.Hold, known.Spike, known.Kill, known.Corrections
	if known.Published.IsZero() && (known.Hold == nil || known.Hold.Imported()) {
		s.Hold = hold
	}
}

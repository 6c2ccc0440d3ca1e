package ilbo

import (
	"strconv"
	"strings"
	"time"
)

// A Clock tells the time. Only main and tests make one.
type Clock func() time.Time

// A Verb is what happened to a story.
type Verb string

// What happens to stories that others must follow.
const (
	Published Verb = "published"
	Updated   Verb = "updated"
	Corrected Verb = "corrected"
	Killed    Verb = "killed"
	Held      Verb = "held"
	Released  Verb = "released" // from a hold, or by an embargo that lifts
	Spiked    Verb = "spiked"
	Expired   Verb = "expired" // the rights in a picture that it prints
)

// TakesBack reports whether what was shown may not be shown any more, not even
// where nothing newer can be had.
func (v Verb) TakesBack() bool { return v == Killed || v == Held || v == Spiked || v == Expired }

// An Event says that something happened to a story. It is kept in the same
// transaction as the change itself, and is delivered to each of its followers
// (index, page cache…) until that follower has done its part, which may be
// more than once.
type Event struct {
	Verb  Verb      `json:"verb"`
	Story StoryID   `json:"story"`
	Keys  []Key     `json:"keys"`        // pages that this makes stale
	At    time.Time `json:"at,omitzero"` // not to be delivered before; zero is at once
}

// A Key is something that pages depend on: a page names the keys it was made
// from, and a change names the keys that it touches.
type Key string

// KeyFurniture is what every page depends on: sections, topics, journalists'
// names, the paper's own settings.
const KeyFurniture Key = "furniture"

// KeyPlans is for pages that say what the paper sells.
const KeyPlans Key = "plans"

// KeyPlates is for pictures, films, subtitles and share cards at shared caches.
// The paper itself asks each time who may see them, so that no change names it.
const KeyPlates Key = "plates"

// KeyStory is for pages that show the body of a story.
func KeyStory(id StoryID) Key { return Key("story:" + strconv.FormatInt(int64(id), 10)) }

// Story gives the story of a key of [KeyStory], and false for other keys.
func (k Key) Story() (StoryID, bool) {
	rest, is := strings.CutPrefix(string(k), "story:")
	n, err := strconv.ParseInt(rest, 10, 64)
	return StoryID(n), is && err == nil
}

// KeyLanguage is for pages that list stories of the whole paper in a language:
// its home front, its feeds, the index of its sitemaps.
func KeyLanguage(l Language) Key { return Key("language:" + string(l)) }

// KeySection is for pages that list a section's stories in a language.
func KeySection(l Language, id SectionID) Key {
	return Key("section:" + string(l) + ":" + string(id))
}

// KeyTopic is for pages that list a topic's stories.
func KeyTopic(l Language, id TopicID) Key { return Key("topic:" + string(l) + ":" + string(id)) }

// KeyJournalist is for pages that list a journalist's stories.
func KeyJournalist(l Language, id JournalistID) Key {
	return Key("by:" + string(l) + ":" + string(id))
}

// KeyVocabulary is for what is made of the words of all stories in a language.
func KeyVocabulary(l Language) Key { return Key("vocabulary:" + string(l)) }

// KeyFront is for the front that editors arranged.
func KeyFront(l Language, id FrontID) Key { return Key("front:" + string(l) + ":" + string(id)) }

// KeyEditions is for pages that show printed editions in a language.
func KeyEditions(l Language) Key { return Key("editions:" + string(l)) }

// KeyBanner is for pages of a language: all of them carry its breaking news.
func KeyBanner(l Language) Key { return Key("banner:" + string(l)) }

// KeyMostRead is for pages that show what is read most.
func KeyMostRead(l Language) Key { return Key("most-read:" + string(l)) }

// Keys are all that a change of the story touches.
func (s *Story) Keys() []Key {
	keys := []Key{KeyStory(s.ID), KeyVolume(VolumeOf(s.ID)), KeyLanguage(s.Language), KeySection(s.Language, s.Section)}
	if s.Section.Sub() {
		keys = append(keys, KeySection(s.Language, s.Section.Top()))
	}
	for _, t := range s.Topics {
		keys = append(keys, KeyTopic(s.Language, t))
	}
	for _, b := range s.Bylines {
		if b.Journalist != "" {
			keys = append(keys, KeyJournalist(s.Language, b.Journalist))
		}
	}
	return keys
}

package wire

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// A ledger knows the paper's furniture, and notes what copy adds to it.
type ledger struct {
	store  Furniture
	loaded bool

	sections []ilbo.Section
	topicOf  map[string]ilbo.TopicID      // by folded name, and by ID
	person   map[string]ilbo.JournalistID // by folded name
	taken    map[ilbo.JournalistID]bool

	newTopics      []ilbo.Topic // of one copy
	newJournalists []ilbo.Journalist

	unkept struct { // of the copies before it
		sections    []ilbo.Section
		topics      []ilbo.Topic
		journalists []ilbo.Journalist
	}
}

func (l *ledger) load(ctx context.Context) error {
	if l.loaded {
		return nil
	}
	sections, err := l.store.Sections(ctx)
	if err != nil {
		return fmt.Errorf("read the sections: %w", err)
	}
	topics, err := l.store.Topics(ctx)
	if err != nil {
		return fmt.Errorf("read the topics: %w", err)
	}
	journalists, err := l.store.Journalists(ctx)
	if err != nil {
		return fmt.Errorf("read the journalists: %w", err)
	}
	l.sections = append(sections, l.unkept.sections...)
	topics = append(topics, l.unkept.topics...)
	journalists = append(journalists, l.unkept.journalists...)
	l.topicOf = make(map[string]ilbo.TopicID, len(topics))
	for i := range topics {
		l.knowTopic(&topics[i])
	}
	l.person = make(map[string]ilbo.JournalistID, len(journalists))
	l.taken = make(map[ilbo.JournalistID]bool, len(journalists))
	for i := range journalists {
		l.knowJournalist(&journalists[i])
	}
	l.loaded = true
	return nil
}

// add takes what the copy adds to the furniture, for [ledger.keep].
func (l *ledger) add(founded []ilbo.Section) {
	l.sections = append(l.sections, founded...)
	l.unkept.sections = append(l.unkept.sections, founded...)
	l.unkept.topics = append(l.unkept.topics, l.newTopics...)
	l.unkept.journalists = append(l.unkept.journalists, l.newJournalists...)
	l.newTopics, l.newJournalists = nil, nil
}

// complete reports whether all furniture of the copies is in the paper.
func (l *ledger) complete() bool {
	return len(l.unkept.sections)+len(l.unkept.topics)+len(l.unkept.journalists) == 0
}

// keep puts what copies added into the paper. It has to be there before their
// stories are.
func (l *ledger) keep(ctx context.Context) error {
	if err := l.store.PutSections(ctx, l.unkept.sections); err != nil {
		return fmt.Errorf("keep new sections: %w", err)
	}
	l.unkept.sections = nil
	if err := l.store.PutTopics(ctx, l.unkept.topics); err != nil {
		return fmt.Errorf("keep new topics: %w", err)
	}
	l.unkept.topics = nil
	if err := l.store.PutJournalists(ctx, l.unkept.journalists); err != nil {
		return fmt.Errorf("keep new journalists: %w", err)
	}
	l.unkept.journalists = nil
	return nil
}

// forget drops what was noted and not added; the furniture is read afresh.
func (l *ledger) forget() {
	if l.noted() {
		l.loaded = false
	}
	l.newTopics, l.newJournalists = nil, nil
}

// noted reports whether something was noted and not added.
func (l *ledger) noted() bool { return len(l.newTopics)+len(l.newJournalists) > 0 }

// topics names the subjects of a story, and makes those that are new.
func (l *ledger) topics(c *Copy, s *ilbo.Story) {
	s.Topics = nil
	seen := map[ilbo.TopicID]bool{}
	for _, name := range c.Topics {
		id, ok := l.topic(ilbo.Clean(name), s.Language)
		if ok && !seen[id] && len(s.Topics) < maxTopics {
			seen[id] = true
			s.Topics = append(s.Topics, id)
		}
	}
}

// maxName is the longest name that a section or a topic is given, in characters.
const maxName = 200

// maxTopics is the most topics that a story has.
const maxTopics = 50

func (l *ledger) topic(name string, lang ilbo.Language) (ilbo.TopicID, bool) {
	if id, ok := l.topicOf[fold(name)]; ok {
		return id, true
	}
	slug, ok := slugOf(name)
	if !ok || utf8.RuneCountInString(name) > maxName {
		return "", false
	}
	if id, ok := l.topicOf[string(slug)]; ok {
		return id, true
	}
	t := ilbo.Topic{ID: ilbo.TopicID(slug), Name: ilbo.Words{lang: name}}
	l.newTopics = append(l.newTopics, t)
	l.knowTopic(&t)
	return t.ID, true
}

func (l *ledger) knowTopic(t *ilbo.Topic) {
	l.topicOf[string(t.ID)] = t.ID
	for _, name := range t.Name {
		l.topicOf[fold(name)] = t.ID
	}
}

// journalist finds a person by name in either language, and makes one who is new.
func (l *ledger) journalist(name string, lang ilbo.Language) ilbo.JournalistID {
	if id, ok := l.person[fold(name)]; ok {
		return id
	}
	slug, ok := slugOf(name)
	if !ok {
		return ""
	}
	id := ilbo.JournalistID(slug)
	for n := 2; l.taken[id]; n++ {
		id = ilbo.JournalistID(slug.Numbered(n))
	}
	j := ilbo.Journalist{ID: id, Name: ilbo.Words{lang: name}}
	l.newJournalists = append(l.newJournalists, j)
	l.knowJournalist(&j)
	return id
}

func (l *ledger) knowJournalist(j *ilbo.Journalist) {
	l.taken[j.ID] = true
	for _, name := range j.Name {
		l.person[fold(name)] = j.ID
	}
}

// fold makes names comparable: "Han River" and "HAN  RIVER" are one.
func fold(name string) string { return strings.ToLower(ilbo.Clean(name)) }

// slugOf makes a name's slug, and false where it has no letter to make one of.
func slugOf(name string) (ilbo.Slug, bool) {
	slug := ilbo.MakeSlug(name)
	return slug, slug != "story" || fold(name) == "story"
}

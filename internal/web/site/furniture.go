package site

import (
	"context"
	"slices"
	"sync"

	"ilbo.press"
)

// furniture is what every page shows and what changes seldom: sections and the
// names of topics. It is kept until [Site.Stale] hears of a change.
type furniture struct {
	mu       sync.Mutex
	changes  uint64 // how often it was forgotten
	sections []ilbo.Section
	topics   map[ilbo.TopicID]ilbo.Words
}

// Stale marks pages that were made from one of the keys, as the page cache's
// own method of that name does, and forgets what was kept of them here first.
func (s *Site) Stale(keys ...ilbo.Key) {
	if slices.Contains(keys, ilbo.KeyFurniture) {
		s.furniture.mu.Lock()
		s.furniture.changes++
		s.furniture.sections, s.furniture.topics = nil, nil
		s.furniture.mu.Unlock()
	}
	s.cache.Stale(keys...)
}

// sections are the paper's sections in the order of the menu. Callers do not
// change them.
func (s *Site) sections(ctx context.Context) ([]ilbo.Section, error) {
	f := &s.furniture
	return kept(f, &f.sections, func() ([]ilbo.Section, error) { return s.stories.Sections(ctx) })
}

// topicNames are the names of all topics.
func (s *Site) topicNames(ctx context.Context) (map[ilbo.TopicID]ilbo.Words, error) {
	f := &s.furniture
	return kept(f, &f.topics, func() (map[ilbo.TopicID]ilbo.Words, error) {
		list, err := s.stories.Topics(ctx)
		names := make(map[ilbo.TopicID]ilbo.Words, len(list))
		for _, t := range list {
			names[t.ID] = t.Name
		}
		return names, err
	})
}

// kept gives what place holds, or else reads it. What was read before a change
// and arrives after it is used and not kept.
func kept[T []ilbo.Section | map[ilbo.TopicID]ilbo.Words](f *furniture, place *T, read func() (T, error)) (T, error) {
	f.mu.Lock()
	have, changes := *place, f.changes
	f.mu.Unlock()
	if have != nil {
		return have, nil
	}
	have, err := read()
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.changes == changes {
		*place = have
	}
	return have, nil
}

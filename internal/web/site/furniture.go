package site

import (
	"context"
	"maps"
	"slices"
	"sync"

	"ilbo.press"
	"ilbo.press/internal/front"
)

// furniture is what many pages show and what changes less often than they
// are made. It is kept until [Site.Stale] hears of a change.
type furniture struct {
	mu       sync.Mutex
	changes  uint64 // how often something was forgotten
	sections drawer[struct{}, []ilbo.Section]
	lists    drawer[ilbo.Key, []ilbo.Teaser]   // forgotten whatever changes
	banners  drawer[ilbo.Language, front.Line] // as well

	topics      drawer[ilbo.TopicID, ilbo.Words] // their names
	journalists drawer[ilbo.JournalistID, ilbo.Words]
}

// A drawer keeps things of one kind by what they are asked for with.
type drawer[K comparable, V any] map[K]V

// drawerLimit is how many things a drawer holds: more than a paper has sections
// in all its languages.
const drawerLimit = 1000

// Stale marks pages that were made from one of the keys, as the page cache's
// own method of that name does, and forgets what was kept of them here first.
func (s *Site) Stale(keys ...ilbo.Key) {
	s.furniture.forget(slices.Contains(keys, ilbo.KeyFurniture))
	s.cache.Stale(keys...)
}

func (f *furniture) forget(everything bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.changes++
	f.lists, f.banners = nil, nil
	if everything {
		f.sections, f.topics, f.journalists = nil, nil, nil
	}
}

// sections are the paper's sections in the order of the menu. Callers do not
// change them.
func (s *Site) sections(ctx context.Context) ([]ilbo.Section, error) {
	f := &s.furniture
	return kept(f, &f.sections, struct{}{}, func() ([]ilbo.Section, error) { return s.stories.Sections(ctx) })
}

// keptList is a list that many pages show: what read gives, kept under the key
// that those pages depend on. Callers do not change it.
func (s *Site) keptList(key ilbo.Key, read func() ([]ilbo.Teaser, error)) ([]ilbo.Teaser, error) {
	return kept(&s.furniture, &s.furniture.lists, key, read)
}

// kept gives what the drawer holds for k, or else reads it. What was read
// before a change and arrives after it is used and not kept.
func kept[K comparable, V any](f *furniture, d *drawer[K, V], k K, read func() (V, error)) (V, error) {
	f.mu.Lock()
	have, ok := (*d)[k]
	changes := f.changes
	f.mu.Unlock()
	if ok {
		return have, nil
	}
	have, err := read()
	if err != nil {
		return have, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.changes == changes && len(*d) < drawerLimit {
		if *d == nil {
			*d = drawer[K, V]{}
		}
		(*d)[k] = have
	}
	return have, nil
}

// namesLimit is how many names of one kind are kept.
const namesLimit = 10_000

// topicNames are the names of topics, those that are not there left out.
func (s *Site) topicNames(ctx context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error) {
	return keptNames(ctx, &s.furniture, &s.furniture.topics, ids, s.stories.TopicNames)
}

// journalistNames are those of journalists.
func (s *Site) journalistNames(ctx context.Context, ids []ilbo.JournalistID) (map[ilbo.JournalistID]ilbo.Words, error) {
	return keptNames(ctx, &s.furniture, &s.furniture.journalists, ids, s.stories.JournalistNames)
}

// keptNames gives the names that the drawer holds, and reads the others.
func keptNames[K comparable](ctx context.Context, f *furniture, d *drawer[K, ilbo.Words], ids []K, read func(context.Context, []K) (map[K]ilbo.Words, error)) (map[K]ilbo.Words, error) {
	names := make(map[K]ilbo.Words, len(ids))
	var others []K
	f.mu.Lock()
	for _, id := range ids {
		if name, ok := (*d)[id]; ok {
			names[id] = name
		} else {
			others = append(others, id)
		}
	}
	changes := f.changes
	f.mu.Unlock()
	if len(others) == 0 {
		return names, nil
	}
	found, err := read(ctx, others)
	if err != nil {
		return nil, err
	}
	maps.Copy(names, found)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.changes == changes && len(*d) < namesLimit {
		if *d == nil {
			*d = drawer[K, ilbo.Words]{}
		}
		maps.Copy(*d, found)
	}
	return names, nil
}

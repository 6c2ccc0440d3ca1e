package front

import (
	"cmp"
	"slices"
	"time"

	"ilbo.press"
)

// The half-lives of a story: how long it takes to be worth half as much to a
// front. The home front turns over in a morning, a section's in a day.
const (
	homeHalfLife    = 6 * time.Hour
	sectionHalfLife = 24 * time.Hour
)

// HalfLife is that of stories on a front.
func HalfLife(id ilbo.FrontID) time.Duration {
	if id == ilbo.Home {
		return homeHalfLife
	}
	return sectionHalfLife
}

// maxWeighted is how many stories of a language count by their weights: those
// that were given one last.
const maxWeighted = 200

// rank puts stories in the order in which a front fills itself.
//
// A story is worth 2^(weight - age/half-life): each half-life halves it, and each
// step of weight doubles it. Of two stories the one that is worth more now always
// was and always will be, so that the order changes when editors or stories do
// and never by the clock: it is that of the moments at which stories were
// published, with a half-life added for each step of weight. Without weights that
// is recency. Stories of one moment stand by their numbers, as in every list.
func rank(list []ilbo.Teaser, weights map[ilbo.StoryID]ilbo.Weight, halfLife time.Duration) {
	moment := func(t *ilbo.Teaser) time.Time { return t.Published.Add(time.Duration(weights[t.ID]) * halfLife) }
	slices.SortStableFunc(list, func(a, b ilbo.Teaser) int {
		return cmp.Or(moment(&b).Compare(moment(&a)), cmp.Compare(b.ID, a.ID))
	})
}

// ranked is what a selection gives by recency and weight, where newest is what it
// gives by recency: stories with a weight come in from behind its end, and where
// such sink, others come up from there.
func (m *maker) ranked(sel ilbo.Selection, newest []ilbo.Teaser) []ilbo.Teaser {
	if m.err == nil && m.weighted == nil {
		m.weighted, m.err = m.store.Weighted(m.ctx, m.language, maxWeighted, m.now)
		m.weighted = append([]ilbo.Weighted{}, m.weighted...) // that there are none is known from now on
	}
	weights, sunk, list := map[ilbo.StoryID]ilbo.Weight{}, 0, newest
	var lifted []ilbo.Teaser
	for _, w := range m.weighted {
		if !listed(&w, sel) {
			continue
		}
		weights[w.ID] = w.Weight
		if w.Weight < 0 {
			sunk++
		} else if !slices.ContainsFunc(newest, func(t ilbo.Teaser) bool { return t.ID == w.ID }) {
			lifted = append(lifted, w.Teaser)
		}
	}
	if len(weights) == 0 {
		return newest
	}
	if sunk > 0 && len(newest) == sel.Limit {
		more := sel
		more.Limit += sunk
		list = m.list(more)
		lifted = slices.DeleteFunc(lifted, func(l ilbo.Teaser) bool {
			return slices.ContainsFunc(list, func(t ilbo.Teaser) bool { return t.ID == l.ID })
		})
	}
	list = slices.Concat(list, lifted)
	rank(list, weights, m.halfLife)
	return list
}

// listed reports whether a selection of a language, by section, films or
// galleries, gives a story.
func listed(w *ilbo.Weighted, sel ilbo.Selection) bool {
	return (sel.Section == "" || w.Section == sel.Section || w.Section.Top() == sel.Section) && (!sel.Films || w.Films) && (!sel.Galleries || w.Galleries)
}

package front

import (
	"cmp"
	"slices"
	"time"

	"ilbo.press"
)

// What editors do to an arrangement, step by step. Each changes the front that it
// is given, and nothing that is stored.

// Put puts a story in a spot of a place, counted from 0. What stood there by
// choice goes where the story came from, or off the front.
func Put(f *ilbo.Front, place ilbo.Place, at int, story ilbo.StoryID) error {
	if at < 0 || at >= room(place) || story < 1 {
		return refuse(NoSuchSpot)
	}
	moved := ilbo.Slot{Place: place, Story: story}
	from := slices.IndexFunc(f.Slots, func(s ilbo.Slot) bool { return s.Story == story })
	if from >= 0 {
		moved.Until = f.Slots[from].Until
	}
	list := f.In(place)
	for len(list) <= at {
		list = append(list, ilbo.Slot{Place: place})
	}
	displaced := list[at]
	if displaced.Story == story {
		return nil
	}
	if from >= 0 {
		displaced.Place = f.Slots[from].Place
		if f.Slots[from].Place == place {
			list[slices.IndexFunc(list, func(s ilbo.Slot) bool { return s.Story == story })] = displaced
		} else {
			f.Slots = slices.Clone(f.Slots)
			f.Slots[from] = displaced
		}
	}
	list[at] = moved
	replace(f, place, list)
	return nil
}

// Off frees a spot: it fills by itself.
func Off(f *ilbo.Front, place ilbo.Place, at int) error {
	list, err := chosen(f, place, at)
	if err != nil {
		return err
	}
	list[at] = ilbo.Slot{Place: place}
	replace(f, place, list)
	return nil
}

// Move moves what an editor put in a spot up or down by so many; what is there
// comes in its place.
func Move(f *ilbo.Front, place ilbo.Place, at, by int) error {
	list, err := chosen(f, place, at)
	if err != nil {
		return err
	}
	return Put(f, place, at+by, list[at].Story)
}

// Lock keeps what an editor put in a spot there until a moment; without one, until
// somebody changes it.
func Lock(f *ilbo.Front, place ilbo.Place, at int, until, now time.Time) error {
	if !until.IsZero() && (!until.After(now) || until.After(now.Add(maxLock))) {
		return refuse(BadLock)
	}
	list, err := chosen(f, place, at)
	if err != nil {
		return err
	}
	list[at].Until = until
	replace(f, place, list)
	return nil
}

// chosen are the slots of a place, in which an editor put a story at a spot.
func chosen(f *ilbo.Front, place ilbo.Place, at int) ([]ilbo.Slot, error) {
	list := f.In(place)
	if at < 0 || at >= len(list) || list[at].Story == 0 {
		return nil, refuse(NoSuchSpot)
	}
	return list, nil
}

// replace puts other slots in a place, and drops free ones at its end.
func replace(f *ilbo.Front, place ilbo.Place, list []ilbo.Slot) {
	kept := slices.DeleteFunc(slices.Clone(f.Slots), func(s ilbo.Slot) bool { return s.Place == place })
	f.Slots = trim(append(kept, list...))
}

// trim drops the free slots at the end of each place, which say nothing, and gives
// the rest by place.
func trim(slots []ilbo.Slot) []ilbo.Slot {
	var list []ilbo.Slot
	for i, s := range slots {
		if s.Story != 0 || slices.ContainsFunc(slots[i:], func(o ilbo.Slot) bool { return o.Place == s.Place && o.Story != 0 }) {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b ilbo.Slot) int { return cmp.Compare(a.Place, b.Place) })
	return list
}

// sound drops slots that no front can have and old papers may: of a story that has
// one already, and beyond what a place has room for.
func sound(f ilbo.Front) ilbo.Front {
	seen, there := map[ilbo.StoryID]bool{}, map[ilbo.Place]int{}
	var list []ilbo.Slot
	for _, s := range f.Slots {
		if s.Story != 0 && seen[s.Story] || there[s.Place] >= room(s.Place) {
			continue
		}
		seen[s.Story] = true
		there[s.Place]++
		list = append(list, s)
	}
	f.Slots = list
	return f
}

// tidy frees the slots whose locks have run out.
func tidy(slots []ilbo.Slot, now time.Time) []ilbo.Slot {
	list := slices.Clone(slots)
	for i, s := range list {
		if !s.Holds(now) {
			list[i] = ilbo.Slot{Place: s.Place}
		}
	}
	return trim(list)
}

// A Change is what differs in one spot of two arrangements.
type Change struct {
	Place    ilbo.Place
	At       int // from 0
	Old, New ilbo.Slot
}

// Changes are what differs from one arrangement to another, by place.
func Changes(old, new *ilbo.Front) []Change {
	var places []ilbo.Place
	for _, s := range slices.Concat(old.Slots, new.Slots) {
		places = append(places, s.Place)
	}
	slices.Sort(places)
	var list []Change
	for _, p := range slices.Compact(places) {
		was, is := old.In(p), new.In(p)
		for i := range max(len(was), len(is)) {
			c := Change{Place: p, At: i}
			if i < len(was) {
				c.Old = was[i]
			}
			if i < len(is) {
				c.New = is[i]
			}
			if c.Old.Story != c.New.Story || !c.Old.Until.Equal(c.New.Until) {
				list = append(list, c)
			}
		}
	}
	return list
}

// Same reports whether two arrangements put the same stories in the same spots for
// as long.
func Same(a, b *ilbo.Front) bool { return len(Changes(a, b)) == 0 }

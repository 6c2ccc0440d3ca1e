package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ilbo.press"
)

// A Tray is what lies on somebody's own desk.
type Tray struct {
	Work    []Row // theirs, in work
	Back    []SentBack
	Waiting []Row // for them to read or to publish; those that wait longest first
	Today   []Row // that are scheduled until midnight, the next one first
	News    []News
	Left    time.Time // when they were last here; zero is never
}

// A SentBack is a story of theirs that goes back to them, and why.
type SentBack struct {
	Row
	Step ilbo.HandOver
}

// A News is something that others did to a story since somebody was last here: a
// step, or a new version.
type News struct {
	Row
	At   time.Time
	By   string
	Step *ilbo.HandOver // nil: it was written on
}

// How much of each lies on a desk, and when somebody has left it.
const (
	onDesk    = 30
	lookedAt  = 200
	longAway  = 45 * time.Minute
	inWaiting = 40
)

// Tray gives what lies on somebody's desk, and notes that they are there.
func (d *Desk) Tray(ctx context.Context, by ilbo.Staff) (*Tray, error) {
	if err := named(by); err != nil {
		return nil, err
	}
	now := d.now()
	m := &Tray{}
	var err error
	if m.Left, err = d.store.Arrive(ctx, by.ID, now, longAway); err != nil {
		return nil, err
	}
	work, err := d.store.Drafts(ctx, ilbo.DraftQuery{Open: true, Writer: by.Login, Limit: onDesk}, now)
	if err != nil {
		return nil, err
	}
	if m.Work, err = d.rows(ctx, work, now); err != nil {
		return nil, err
	}
	for _, add := range []func(context.Context, ilbo.Staff, *Tray, time.Time) error{d.sentBack, d.waiting, d.dueToday, d.news} {
		if err := add(ctx, by, m, now); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// sentBack takes what others sent back out of what is in work.
func (d *Desk) sentBack(ctx context.Context, by ilbo.Staff, m *Tray, _ time.Time) error {
	var ids []ilbo.StoryID
	for _, r := range m.Work {
		if r.Stage == ilbo.StageDraft {
			ids = append(ids, r.Story)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	last, err := d.store.LastHandOvers(ctx, ids)
	if err != nil {
		return err
	}
	m.Work = slices.DeleteFunc(m.Work, func(r Row) bool {
		step, ok := last[r.Story]
		back := ok && r.Stage == ilbo.StageDraft && step.To == ilbo.StageDraft && step.By != by.Login && step.Reason != ""
		if back {
			m.Back = append(m.Back, SentBack{r, step})
		}
		return back
	})
	return nil
}

// waiting are stories that wait for what somebody may do: filed ones for who makes
// them ready, edited and ready ones for who publishes. A chief editor, who may do
// all of it everywhere, is not waited for where others read.
func (d *Desk) waiting(ctx context.Context, by ilbo.Staff, m *Tray, now time.Time) error {
	var baskets []ilbo.Stage
	ready, publish := by.Role.Reach(ilbo.MayReady), by.Role.Reach(ilbo.MayPublish)
	if ready > ilbo.OwnWork && publish != ilbo.WholePaper {
		baskets = append(baskets, ilbo.StageFiled)
	}
	if publish > ilbo.OwnWork {
		baskets = append(baskets, ilbo.StageEdited, ilbo.StageReady)
	}
	sections := []ilbo.SectionID{""}
	if ready == ilbo.OwnSections {
		sections = by.Sections
	}
	var all []ilbo.Draft
	for _, basket := range baskets {
		for _, section := range sections {
			some, err := d.store.Drafts(ctx, ilbo.DraftQuery{Basket: ilbo.State(basket), Section: section, Limit: inWaiting}, now)
			if err != nil {
				return err
			}
			all = append(all, some...)
		}
	}
	slices.SortFunc(all, func(a, b ilbo.Draft) int { return cmp.Or(a.Changed.Compare(b.Changed), cmp.Compare(a.Story, b.Story)) })
	all = slices.CompactFunc(all, func(a, b ilbo.Draft) bool { return a.Story == b.Story })
	var err error
	m.Waiting, err = d.rows(ctx, all[:min(len(all), inWaiting)], now)
	return err
}

func (d *Desk) dueToday(ctx context.Context, by ilbo.Staff, m *Tray, now time.Time) error {
	q := ilbo.DraftQuery{State: ilbo.StateScheduled, Limit: lookedAt}
	if !seesAll(by) {
		q.Writer = by.Login
	}
	found, err := d.store.Drafts(ctx, q, now)
	if err != nil {
		return err
	}
	midnight := d.today(now)
	found = slices.DeleteFunc(found, func(draft ilbo.Draft) bool { return !draft.Published.Before(midnight) })
	slices.SortFunc(found, func(a, b ilbo.Draft) int { return a.Published.Compare(b.Published) })
	m.Today, err = d.rows(ctx, found[:min(len(found), onDesk)], now)
	return err
}

// news are what others wrote in somebody's own stories, and, of a section editor,
// in those of their sections; and the steps that those took, or any that the
// person may make ready.
func (d *Desk) news(ctx context.Context, by ilbo.Staff, m *Tray, now time.Time) error {
	if m.Left.IsZero() {
		return nil
	}
	changed, err := d.store.Drafts(ctx, ilbo.DraftQuery{Writer: by.Login, Since: m.Left, Limit: onDesk}, now)
	if err != nil {
		return err
	}
	sections := by.Sections
	if by.Role.Reach(ilbo.MayReady) != ilbo.OwnSections {
		sections = nil
	}
	for _, section := range sections {
		some, err := d.store.Drafts(ctx, ilbo.DraftQuery{Section: section, Since: m.Left, Limit: onDesk}, now)
		if err != nil {
			return err
		}
		changed = append(changed, some...)
	}
	seen := map[ilbo.StoryID]bool{}
	for _, draft := range changed {
		if draft.By != by.Login && draft.By != "" && !seen[draft.Story] {
			m.News = append(m.News, News{Row: Row{Draft: draft, Now: draft.State(now)}, At: draft.Changed, By: draft.By})
		}
		seen[draft.Story] = true
	}
	steps, err := d.store.RecentHandOvers(ctx, lookedAt)
	if err != nil {
		return err
	}
	steps = slices.DeleteFunc(steps, func(h ilbo.HandOver) bool { return !h.At.After(m.Left) || h.By == by.Login })
	ids := make([]ilbo.StoryID, len(steps))
	for i := range steps {
		ids[i] = steps[i].Story
	}
	if len(ids) > 0 {
		known, err := d.store.DraftsByID(ctx, ids)
		if err != nil {
			return err
		}
		for i, step := range steps {
			draft, ok := known[step.Story]
			if !ok || !draft.Wrote(by.Login) && !by.May(ilbo.MayReady, draft.Section, false) {
				continue
			}
			m.News = append(m.News, News{Row: Row{Draft: draft, Now: draft.State(now)}, At: step.At, By: step.By, Step: &steps[i]})
		}
	}
	slices.SortStableFunc(m.News, func(a, b News) int { return b.At.Compare(a.At) })
	m.News = m.News[:min(len(m.News), onDesk)]
	return nil
}

// The most of views that somebody keeps, and the longest of their names and of
// what they are narrowed by.
const (
	maxViews    = 30
	maxViewName = 40    // characters
	maxFilters  = 4_000 // bytes
)

// Views are the lists that somebody keeps.
func (d *Desk) Views(ctx context.Context, by ilbo.Staff) ([]ilbo.View, error) {
	return d.store.Views(ctx, by.ID)
}

// KeepView keeps a list under a name, in the place of one of that name.
func (d *Desk) KeepView(ctx context.Context, by ilbo.Staff, name, filters string) error {
	name = ilbo.Clean(name)
	switch {
	case name == "":
		return invalid("A view needs a name.")
	case utf8.RuneCountInString(name) > maxViewName:
		return invalid("The name of a view has at most %d characters.", maxViewName)
	case len(filters) > maxFilters || strings.ContainsAny(filters, "\x00\n"):
		return invalid("The list is narrowed by too much to be kept.")
	}
	return d.store.Together(ctx, func(ctx context.Context) error {
		views, err := d.store.Views(ctx, by.ID)
		if err != nil {
			return err
		}
		known := slices.ContainsFunc(views, func(v ilbo.View) bool { return v.Name == name })
		if len(views) >= maxViews && !known {
			return conflict("You keep as many views as there may be: take one away first.")
		}
		return d.store.PutView(ctx, ilbo.View{Staff: by.ID, Name: name, Filters: filters})
	})
}

// DropView takes a view away.
func (d *Desk) DropView(ctx context.Context, by ilbo.Staff, name string) error {
	return d.store.DropView(ctx, by.ID, name)
}

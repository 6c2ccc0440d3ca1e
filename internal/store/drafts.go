package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// A draftList is a list of drafts as one range of an index. A state that stories
// come into of themselves, by the clock, is several of them.
type draftList struct {
	from string // tables, up to WHERE
	by   string // the table that has the order
	text strings.Builder
	args []any
}

func (l *draftList) only(condition string, values ...any) {
	if len(l.args) == 0 && l.text.Len() == 0 {
		l.text.WriteString(`WHERE `)
	} else {
		l.text.WriteString(` AND `)
	}
	l.text.WriteString(condition)
	l.args = append(l.args, values...)
}

// MaxDrafts is the most drafts that are listed at once.
const MaxDrafts = 1_000

// Drafts lists what a query asks for, those changed last first. States are those
// of now: what was scheduled and is public by now counts as published. A query
// without a limit, or with one above [MaxDrafts], is Invalid.
func (s *Store) Drafts(ctx context.Context, q ilbo.DraftQuery, now time.Time) ([]ilbo.Draft, error) {
	if q.Limit < 1 || q.Limit > MaxDrafts {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A list of the newsroom holds 1 to %d stories, not %d.", MaxDrafts, q.Limit)}
	}
	var all []ilbo.Draft
	lists := draftLists(q, now)
	for _, l := range lists {
		some, err := list(ctx, s, scanDraft, `SELECT `+draftColumns+` FROM `+l.from+l.text.String()+` ORDER BY `+l.by+`.changed DESC, `+l.by+`.story DESC LIMIT ?`,
			append(l.args, q.Limit)...)
		if err != nil {
			return nil, fmt.Errorf("reading drafts: %w", err)
		}
		all = append(all, some...)
	}
	if len(lists) > 1 {
		slices.SortFunc(all, func(a, b ilbo.Draft) int {
			return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(b.Story, a.Story))
		})
	}
	return all[:min(len(all), q.Limit)], nil
}

// CountDrafts is how many a query asks for, at most so many.
func (s *Store) CountDrafts(ctx context.Context, q ilbo.DraftQuery, most int, now time.Time) (n int, err error) {
	for _, l := range draftLists(q, now) {
		some, err := one(ctx, s, value[int], `SELECT count(*) FROM (SELECT 1 FROM `+l.from+l.text.String()+` LIMIT ?) AS few`, append(l.args, most)...)
		if err != nil {
			return 0, fmt.Errorf("counting drafts: %w", err)
		}
		n += some
	}
	return min(n, most), nil
}

// draftLists are the ranges that a query is put together from.
func draftLists(q ilbo.DraftQuery, now time.Time) []*draftList {
	at := now.UnixMilli()
	lists := []*draftList{}
	begin := func() *draftList {
		l := &draftList{from: `drafts d `, by: `d`}
		if q.Writer != "" {
			l.from, l.by = `draft_writers w CROSS JOIN drafts d `, `w`
			l.only(`w.login = ? AND d.story = w.story`, q.Writer)
			if q.Open {
				l.only(`w.unsettled = 1`)
			}
		}
		lists = append(lists, l)
		return l
	}
	const lifted = `d.standing = 'embargoed' AND d.embargo <= ?`
	switch q.State {
	case "":
		begin()
	case ilbo.StatePublished:
		begin().only(`d.standing = 'published'`)
		begin().only(`d.standing = 'scheduled' AND d.published <= ?`, at)
		begin().only(lifted+` AND d.published <= ?`, at, at)
	case ilbo.StateScheduled:
		begin().only(`d.standing = 'scheduled' AND d.published > ?`, at)
		begin().only(lifted+` AND d.published > ?`, at, at)
	case ilbo.StateEmbargoed:
		begin().only(`d.standing = 'embargoed' AND d.embargo > ?`, at)
	default:
		begin().only(`d.standing = ?`, string(q.State))
		if ilbo.Stage(q.State).Known() {
			begin().only(lifted+` AND d.published IS NULL AND d.stage = ?`, at, string(q.State))
		}
	}
	for _, l := range lists {
		l.narrow(q, at)
	}
	return lists
}

// public holds of what has become public by the clock.
const public = `d.standing IN ('scheduled', 'embargoed') AND coalesce(d.published, 9000000000000000) <= ? AND coalesce(d.embargo, 0) <= ?`

func (l *draftList) narrow(q ilbo.DraftQuery, at int64) {
	if q.Open {
		l.only(`d.unsettled = 1`)
		l.only(`NOT (d.version = d.printed AND `+public+`)`, at, at)
	}
	if q.Basket != "" {
		l.only(`d.basket = ?`, string(q.Basket))
		l.only(`NOT (`+public+`)`, at, at)
	}
	if q.Section != "" {
		l.only(`(d.section = ? OR d.section LIKE ? ESCAPE '\')`, string(q.Section), like(string(q.Section))+"/%")
	}
	if q.Language != "" {
		l.only(`d.language = ?`, string(q.Language))
	}
	if !q.Since.IsZero() {
		l.only(l.by+`.changed > ?`, q.Since.UnixMilli())
	}
	if after := q.After; !after.At.IsZero() {
		// The bound is what the index is entered by; the row values alone would
		// read every draft up to the first.
		l.only(l.by+`.changed <= ? AND (`+l.by+`.changed, `+l.by+`.story) < (?, ?)`, after.At.UnixMilli(), after.At.UnixMilli(), int64(after.ID))
	}
	if words := strings.Fields(q.Words); len(words) > 0 {
		for i := range maxSought { // the last again and again, so that there are few statements to prepare
			holds := "%" + like(strings.ToLower(words[min(i, len(words)-1)])) + "%"
			l.only(`(lower(d.title) LIKE ? ESCAPE '\' OR d.writers LIKE ? ESCAPE '\')`, holds, holds)
		}
	}
}

// maxSought is how many words of a query are looked for.
const maxSought = 4

// like is a text with nothing in it that LIKE would take for a pattern.
func like(text string) string { return likeSigns.Replace(text) }

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// DraftsByID gives the drafts of stories, those left out that nobody has worked
// on here.
func (s *Store) DraftsByID(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.Draft, error) {
	return byID(ctx, s, ids, scanDraft, func(d ilbo.Draft) ilbo.StoryID { return d.Story }, selectDrafts+`WHERE d.story IN `)
}

// LocksOn gives who may write in stories at a moment, those left out in which
// nobody does.
func (s *Store) LocksOn(ctx context.Context, ids []ilbo.StoryID, now time.Time) (map[ilbo.StoryID]ilbo.Lock, error) {
	found, err := byID(ctx, s, ids, scanLock, func(l ilbo.Lock) ilbo.StoryID { return l.Story }, selectLocks+`WHERE story IN `)
	for id, l := range found {
		if !now.Before(l.Until) {
			delete(found, id)
		}
	}
	return found, err
}

// LastHandOvers gives the last step of stories.
func (s *Store) LastHandOvers(ctx context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.HandOver, error) {
	return byID(ctx, s, ids, scanHandOver, func(h ilbo.HandOver) ilbo.StoryID { return h.Story },
		selectHandOvers+`WHERE h.id = (SELECT max(o.id) FROM hand_overs o WHERE o.story = h.story) AND h.story IN `)
}

// RecentHandOvers gives the last steps that stories took, the last one first.
func (s *Store) RecentHandOvers(ctx context.Context, limit int) ([]ilbo.HandOver, error) {
	found, err := list(ctx, s, scanHandOver, selectHandOvers+`WHERE h.id > 0 ORDER BY h.id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the last steps of stories: %w", err)
	}
	return found, nil
}

// byID reads rows of many stories, by their stories. The text ends with IN.
func byID[T any](ctx context.Context, s *Store, ids []ilbo.StoryID, scan func(scanner) (T, error), id func(T) ilbo.StoryID, text string) (map[ilbo.StoryID]T, error) {
	found := make(map[ilbo.StoryID]T, len(ids))
	for some := range slices.Chunk(ids, maxAmong) {
		marks, args := among(some)
		rows, err := list(ctx, s, scan, text+`(`+marks+`)`, args...)
		if err != nil {
			return nil, fmt.Errorf("reading what the newsroom knows of %d stories: %w", len(ids), err)
		}
		for _, row := range rows {
			found[id(row)] = row
		}
	}
	return found, nil
}

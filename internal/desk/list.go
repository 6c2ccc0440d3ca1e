package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// A ListQuery asks for stories as the newsroom lists them. Empty fields do not
// narrow it.
type ListQuery struct {
	// States are those asked for: none is what is in work. Published alone is the
	// archive, which holds stories that the newsroom has never touched as well, in
	// the order of publication; all else is in the order of change.
	States   []ilbo.State
	Section  ilbo.SectionID // with its parts
	Language ilbo.Language
	Writer   string
	Words    string
	After    ilbo.Cursor // see [Listing.Next]
	Page     int         // of a search of the archive, from 1
	Limit    int
}

// archive reports whether what was published is asked for.
func (q *ListQuery) archive() bool {
	return len(q.States) == 1 && q.States[0] == ilbo.StatePublished
}

// A Listing is a page of stories.
type Listing struct {
	Rows []Row
	Next ilbo.Cursor // after which the list goes on; zero where it ends
	Page int         // the next one of a search of the archive; 0 where it ends
	// Archive are the first that were found of what is published, where what is in
	// work was searched.
	Archive []Row
}

// A Row is a story in a list.
type Row struct {
	ilbo.Draft
	Now     ilbo.State    // how it stands
	Bylines []ilbo.Byline // of a story that nobody has worked on here
	Writing string        // login of who is writing in it just now; may be empty
}

// The most that are listed at once, and that the archive adds to a search.
const (
	maxList     = 200
	fromArchive = 10
)

// List gives the stories that a query asks for and that by may see: who sees their
// own work alone is given that.
func (d *Desk) List(ctx context.Context, by ilbo.Staff, q ListQuery) (*Listing, error) {
	if err := named(by); err != nil {
		return nil, err
	}
	if q.Limit = cmp.Or(q.Limit, 50); q.Limit < 1 || q.Limit > maxList {
		return nil, invalid("A list of the newsroom holds 1 to %d stories, not %d.", maxList, q.Limit)
	}
	own := !seesAll(by)
	if own {
		if q.Writer != "" && q.Writer != by.Login {
			return &Listing{}, nil
		}
		q.Writer = by.Login
	}
	now := d.now()
	if q.archive() {
		return d.archive(ctx, q, own, now)
	}
	l, err := d.drafts(ctx, q, now)
	if err != nil || q.Words == "" || own || len(q.States) > 0 || !q.After.At.IsZero() {
		return l, err
	}
	q.Limit = fromArchive
	found, err := d.search(ctx, q, now)
	if err != nil {
		return nil, err
	}
	l.Archive = found.Rows
	return l, nil
}

// seesAll reports whether somebody sees the work of everybody.
func seesAll(by ilbo.Staff) bool { return by.Role.Reach(ilbo.MaySee) == ilbo.WholePaper }

// drafts lists what the newsroom works on or has worked on.
func (d *Desk) drafts(ctx context.Context, q ListQuery, now time.Time) (*Listing, error) {
	ask := ilbo.DraftQuery{Section: q.Section, Language: q.Language, Writer: q.Writer, Words: q.Words, After: q.After, Limit: q.Limit + 1}
	states := q.States
	if len(states) == 0 {
		states = []ilbo.State{""}
	}
	var all []ilbo.Draft
	for _, state := range states {
		ask.State, ask.Open = state, state == ""
		some, err := d.store.Drafts(ctx, ask, now)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	if len(states) > 1 {
		slices.SortFunc(all, func(a, b ilbo.Draft) int { return cmp.Or(b.Changed.Compare(a.Changed), cmp.Compare(b.Story, a.Story)) })
	}
	l := &Listing{}
	if len(all) > q.Limit {
		all = all[:q.Limit]
		l.Next = all[q.Limit-1].Cursor()
	}
	var err error
	l.Rows, err = d.rows(ctx, all, now)
	return l, err
}

// rows are drafts as lists show them.
func (d *Desk) rows(ctx context.Context, drafts []ilbo.Draft, now time.Time) ([]Row, error) {
	if len(drafts) == 0 {
		return nil, nil
	}
	ids := make([]ilbo.StoryID, len(drafts))
	for i := range drafts {
		ids[i] = drafts[i].Story
	}
	locks, err := d.store.LocksOn(ctx, ids, now)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(drafts))
	for i, draft := range drafts {
		rows[i] = Row{Draft: draft, Now: draft.State(now), Writing: locks[draft.Story].By}
	}
	return rows, nil
}

// archive lists what was published. Of somebody's it holds what has their byline,
// where they have one, and otherwise, or where they see nothing else, their work.
func (d *Desk) archive(ctx context.Context, q ListQuery, own bool, now time.Time) (*Listing, error) {
	var journalist ilbo.JournalistID
	if q.Writer != "" {
		_, err := d.store.Journalist(ctx, ilbo.JournalistID(q.Writer))
		if err != nil && !errors.Is(err, ilbo.NotFound) {
			return nil, err
		}
		if own || err != nil {
			return d.drafts(ctx, q, now)
		}
		journalist = ilbo.JournalistID(q.Writer)
	}
	if strings.TrimSpace(q.Words) != "" {
		return d.search(ctx, q, now)
	}
	found, err := d.store.Teasers(ctx, ilbo.Selection{Language: q.Language, Section: q.Section, Journalist: journalist, Before: q.After, Limit: q.Limit + 1}, now)
	if err != nil {
		return nil, err
	}
	l := &Listing{}
	if len(found) > q.Limit {
		found = found[:q.Limit]
		l.Next = found[q.Limit-1].Cursor()
	}
	l.Rows, err = d.printed(ctx, found, now)
	return l, err
}

// search looks for words in what was published.
func (d *Desk) search(ctx context.Context, q ListQuery, now time.Time) (*Listing, error) {
	if d.find == nil {
		return &Listing{}, nil
	}
	page := max(q.Page, 1)
	ids, more, err := d.find.Find(ctx, Asked{Words: q.Words, Language: q.Language, Section: q.Section, Writer: ilbo.JournalistID(q.Writer)}, page, q.Limit)
	if err != nil {
		return nil, err
	}
	found, err := d.store.TeasersByID(ctx, ids, now)
	if err != nil {
		return nil, err
	}
	l := &Listing{}
	if more {
		l.Page = page + 1
	}
	l.Rows, err = d.printed(ctx, found, now)
	return l, err
}

// printed are published stories as lists show them, with what the newsroom knows
// of those that it has worked on.
func (d *Desk) printed(ctx context.Context, found []ilbo.Teaser, now time.Time) ([]Row, error) {
	if len(found) == 0 {
		return nil, nil
	}
	ids := make([]ilbo.StoryID, len(found))
	for i := range found {
		ids[i] = found[i].ID
	}
	known, err := d.store.DraftsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	drafts := make([]ilbo.Draft, len(found))
	for i, t := range found {
		draft, kept := known[t.ID]
		if !kept {
			draft = ilbo.Draft{
				Story: t.ID, Version: 1, Printed: 1, Stage: ilbo.StageReady, Language: t.Language, Section: t.Section, Title: t.Headline, Words: t.Words,
				Changed: latest(t.Published, t.Updated), Standing: ilbo.StatePublished, Published: t.Published, Path: t.Path,
			}
		}
		drafts[i] = draft
	}
	rows, err := d.rows(ctx, drafts, now)
	for i := range rows {
		if !rows[i].Kept {
			rows[i].Bylines = found[i].Bylines
		}
	}
	return rows, err
}

// Rows gives some stories as lists show them, in the order asked for, but for
// those that are not there or that by may not see.
func (d *Desk) Rows(ctx context.Context, by ilbo.Staff, ids []ilbo.StoryID) ([]Row, error) {
	now := d.now()
	known, err := d.store.DraftsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	var drafts []ilbo.Draft
	for _, id := range ids {
		draft, kept := known[id]
		if !kept {
			_, made, err := d.Open(ctx, by, id)
			if errors.Is(err, ilbo.NotFound) || errors.Is(err, ilbo.Forbidden) {
				continue
			}
			if err != nil {
				return nil, err
			}
			draft = *made
		}
		if by.May(ilbo.MaySee, draft.Section, draft.Wrote(by.Login)) {
			drafts = append(drafts, draft)
		}
	}
	return d.rows(ctx, drafts, now)
}

// MaxCounted is where counts of lists end: there are so many, or more.
const MaxCounted = 500

// Counts are how many stories there are in each state, at most [MaxCounted] of
// each; under the empty state stands what is in work. Of what was published there
// is no count.
func (d *Desk) Counts(ctx context.Context, by ilbo.Staff, section ilbo.SectionID, l ilbo.Language) (map[ilbo.State]int, error) {
	q := ilbo.DraftQuery{Section: section, Language: l}
	if !seesAll(by) {
		q.Writer = by.Login
	}
	now, counts := d.now(), map[ilbo.State]int{}
	for _, state := range append(ilbo.States(), "") {
		if state == ilbo.StatePublished {
			continue
		}
		q.State, q.Open = state, state == ""
		n, err := d.store.CountDrafts(ctx, q, MaxCounted, now)
		if err != nil {
			return nil, err
		}
		counts[state] = n
	}
	return counts, nil
}

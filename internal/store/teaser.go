package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"ilbo.press"
)

const teaserColumns = `s.id, s.language, s.section, s.path, s.kicker, s.headline, s.deck, s.bylines, s.place,
	s.lead, s.figure, s.pictures, s.length, s.words, s.access, s.published, s.changed`

// A teaserRow is what a row of teaserColumns is read into. The rows of a list share
// one: what a page spends of its list would otherwise go, half of it, to places for
// values that are gone with the row.
type teaserRow struct {
	id, pictures, length, words, published, changed number

	language, section, path, kicker, headline, deck, bylines, place, lead, figure, access optional

	into []any
}

func newTeaserRow() *teaserRow {
	r := &teaserRow{}
	r.into = []any{&r.id, &r.language, &r.section, &r.path, &r.kicker, &r.headline, &r.deck, &r.bylines, &r.place,
		&r.lead, &r.figure, &r.pictures, &r.length, &r.words, &r.access, &r.published, &r.changed}
	return r
}

func (r *teaserRow) scan(row scanner) (ilbo.Teaser, error) {
	if err := row.Scan(r.into...); err != nil {
		return ilbo.Teaser{}, err
	}
	return r.teaser()
}

// teaser is that of the row that was read last.
func (r *teaserRow) teaser() (ilbo.Teaser, error) {
	t := ilbo.Teaser{
		ID: ilbo.StoryID(r.id.value), Language: ilbo.Language(r.language), Section: ilbo.SectionID(r.section), Path: ilbo.Path(r.path),
		Kicker: string(r.kicker), Headline: string(r.headline), Deck: string(r.deck), Dateline: ilbo.Dateline{Place: string(r.place)},
		Pictures: int(r.pictures.value), Length: time.Duration(r.length.value), Words: int(r.words.value), Access: ilbo.Access(r.access),
		Published: r.published.moment(), Updated: r.changed.moment(),
	}
	var err error
	if t.Bylines, err = decodeBylines(string(r.bylines)); err != nil {
		return t, err
	}
	return t, decode(string(cmp.Or(r.lead, r.figure)), &t.Lead)
}

func scanTeaser(row scanner) (ilbo.Teaser, error) { return newTeaserRow().scan(row) }

// MaxTeasers is the longest list that is given in one answer.
const MaxTeasers = 10_000

// languages are those that a selection without one asks for.
var languages = [...]ilbo.Language{ilbo.English, ilbo.Korean}

// Teasers lists the stories of a selection that the public may see at now, the
// newest first, or the oldest where it says so; stories of the same moment stand
// by their numbers. A selection without a limit, or with one above
// [MaxTeasers], is Invalid.
func (s *Store) Teasers(ctx context.Context, sel ilbo.Selection, now time.Time) ([]ilbo.Teaser, error) {
	if sel.Limit <= 0 || sel.Limit > MaxTeasers {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A list holds 1 to %d stories, not %d.", MaxTeasers, sel.Limit)}
	}
	if sel.Language != "" {
		return s.teasers(ctx, sel, sel.Language, now)
	}
	var all []ilbo.Teaser
	for _, l := range languages {
		some, err := s.teasers(ctx, sel, l, now)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b ilbo.Teaser) int {
		if sel.Oldest {
			a, b = b, a
		}
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(b.ID, a.ID))
	})
	return all[:min(len(all), sel.Limit)], nil
}

func (s *Store) teasers(ctx context.Context, sel ilbo.Selection, l ilbo.Language, now time.Time) ([]ilbo.Teaser, error) {
	lists := listsOf(sel, l)
	text := ` l.list = ? AND l.published >= ? AND l.published < ? AND l.public_from <= ?`
	from, to := orElse(sel.From, firstMoment), orElse(sel.To, lastMoment)
	var cursors []any
	// The bounds are what the index is entered by; the row values alone would
	// read every story up to the first.
	if before := sel.Before; !before.At.IsZero() {
		to = min(to, before.At.UnixMilli()+1)
		text += ` AND (l.published, l.story) < (?, ?)`
		cursors = append(cursors, before.At.UnixMilli(), int64(before.ID))
	}
	if after := sel.After; !after.At.IsZero() {
		from = max(from, after.At.UnixMilli())
		text += ` AND (l.published, l.story) > (?, ?)`
		cursors = append(cursors, after.At.UnixMilli(), int64(after.ID))
	}
	args := append([]any{string(lists[0]), from, to, now.UnixMilli()}, cursors...)
	for _, name := range lists[1:] {
		// EXISTS would let PostgreSQL read all of the longer list instead of
		// looking each story up in it.
		text += ` AND (SELECT o.story FROM listings o WHERE o.list = ? AND o.published = l.published AND o.story = l.story) IS NOT NULL`
		args = append(args, string(name))
	}
	switch {
	case sel.Level != "":
		text += ` AND (SELECT le.level FROM lessons le WHERE le.story = l.story) = ?`
		args = append(args, string(sel.Level))
	case sel.Lessons:
		text += ` AND (SELECT le.level FROM lessons le WHERE le.story = l.story) IS NOT NULL`
	}
	if sel.Oldest {
		text += ` ORDER BY l.published, l.story LIMIT ?`
	} else {
		text += ` ORDER BY l.published DESC, l.story DESC LIMIT ?`
	}
	args = append(args, sel.Limit)
	var found []ilbo.Teaser
	err := errNoTeaser
	if holdsTeasers(lists[0]) {
		found, err = s.teasersBy(ctx, (&keptTeaserRow{}).scan, now, `SELECT `+keptTeaser+` FROM listings l WHERE`+text, args...)
	}
	switch {
	case !errors.Is(err, errNoTeaser):
	case sel.Limit >= manyApart && lists[0] != ilbo.KeyLanguage(l) && s.apart(ctx):
		found, err = s.teasersApart(ctx, now, `SELECT l.story AS story FROM listings l WHERE`+text, args...)
	default:
		found, err = s.teaserList(ctx, now, `SELECT `+teaserColumns+` FROM listings l CROSS JOIN stories s WHERE s.id = l.story AND`+text, args...)
	}
	if err != nil {
		return nil, fmt.Errorf("listing stories of %s: %w", lists[0], err)
	}
	return found, nil
}

// manyApart is how many rows, which lie all over a file, are read by two connections:
// of an archive larger than memory each is a wait for the disk. For fewer it is not
// worth the second statement, nor for a day's, which lie together.
const manyApart = 16

// apart reports whether rows may be read by several connections at once: not in a
// transaction, which has one, nor on a server, which sees to it itself.
func (s *Store) apart(ctx context.Context) bool {
	return !s.dialect.shared() && transactionOf(ctx, s) == nil
}

// teasersApart are the teasers of the stories that text finds, in its order. Their
// numbers come in one text: to hand over thirty rows takes longer than to find them.
func (s *Store) teasersApart(ctx context.Context, now time.Time, text string, args ...any) ([]ilbo.Teaser, error) {
	numbers, err := one(ctx, s, value[sql.NullString], `SELECT (SELECT string_agg(story, ' ') FROM (`+text+`) AS found)`, args...)
	if err != nil {
		return nil, err
	}
	var ids []ilbo.StoryID
	for part := range strings.FieldsSeq(numbers.String) {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, err
		}
		ids = append(ids, ilbo.StoryID(id))
	}
	return s.TeasersByID(ctx, ids, now)
}

// TeasersByID gives the teasers of ids in the order asked, and leaves out those
// that the public may not see at now. A number asked twice is given twice.
func (s *Store) TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error) {
	half := len(ids)
	if half >= manyApart && s.apart(ctx) {
		half = (half + 1) / 2
	}
	var rest []ilbo.Teaser
	var failed error
	var meanwhile sync.WaitGroup
	if half < len(ids) {
		meanwhile.Go(func() { rest, failed = s.readTeasers(ctx, ids[half:], now) })
	}
	some, err := s.readTeasers(ctx, ids[:half], now)
	meanwhile.Wait()
	if err := cmp.Or(err, failed); err != nil {
		return nil, fmt.Errorf("reading %d teasers: %w", len(ids), err)
	}
	found := make(map[ilbo.StoryID]ilbo.Teaser, len(ids))
	for _, t := range slices.Concat(some, rest) {
		found[t.ID] = t
	}
	var all []ilbo.Teaser
	for _, id := range ids {
		if t, ok := found[id]; ok {
			all = append(all, t)
		}
	}
	return all, nil
}

// readTeasers are those of ids that the public may see at now, in any order.
func (s *Store) readTeasers(ctx context.Context, ids []ilbo.StoryID, now time.Time) (all []ilbo.Teaser, err error) {
	for some := range slices.Chunk(ids, maxAmong) {
		marks, args := among(some)
		teasers, err := s.teaserList(ctx, now, `SELECT `+teaserColumns+` FROM stories s WHERE s.id IN (`+marks+`) AND s.public_from <= ?`,
			append(args, now.UnixMilli())...)
		if err != nil {
			return nil, err
		}
		all = append(all, teasers...)
	}
	return all, nil
}

// maxTranslations is how many translations of a story are looked at.
const maxTranslations = 20

// Translations are the other stories that carry the same name of translations
// and that the public may see at now, by language.
func (s *Store) Translations(ctx context.Context, story *ilbo.Story, now time.Time) ([]ilbo.Teaser, error) {
	if story.Translations == "" {
		return []ilbo.Teaser{}, nil
	}
	found, err := s.teaserList(ctx, now, `SELECT `+teaserColumns+` FROM stories s
	WHERE s.translations = ? AND s.id <> ? AND s.language <> ? AND s.public_from <= ? LIMIT ?`,
		story.Translations, int64(story.ID), string(story.Language), now.UnixMilli(), maxTranslations)
	if err != nil {
		return nil, fmt.Errorf("reading translations of story %d: %w", story.ID, err)
	}
	slices.SortFunc(found, func(a, b ilbo.Teaser) int {
		return cmp.Or(cmp.Compare(a.Language, b.Language), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}

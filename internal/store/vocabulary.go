package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"ilbo.press"
)

// The vocabulary holds what public stories offer to those who search, each word
// with how many of them do. It is kept in the transactions that keep the index,
// many stories at a time, and is left by a story in the very transaction that
// hides it: nobody is shown a word that only an invisible story has. What each
// story gave is kept beside it, so that it can be taken back, and is never given
// twice.
//
// Whoever changes it waits for others who do: their rows are many, and each
// would otherwise wait for some of another's.

// vocabularyLevels part words by their stories: a word is of the level of how
// many of these it reaches. Its level changes seldom however often it is
// counted, so that the indexes by level are seldom written.
var vocabularyLevels = [...]int{2, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536}

// spelledFrom is how many stories hold a word that others are taken for.
const spelledFrom = 2

// vocabularyRows is how many rows one statement reads or writes.
const vocabularyRows = 64

func levelOf(stories int) int {
	n := 0
	for n < len(vocabularyLevels) && stories >= vocabularyLevels[n] {
		n++
	}
	return n
}

// A heldWord is a row of the vocabulary by its name.
type heldWord struct{ language, text string }

func (a heldWord) compare(b heldWord) int {
	return cmp.Or(strings.Compare(a.language, b.language), strings.Compare(a.text, b.text))
}

// A wordChange is what becomes of a row.
type wordChange struct {
	heldWord
	typed, initials string
	stories         int // more, or fewer
	newest          int64
}

// A vocabularyChange gathers what stories give and take back.
type vocabularyChange map[heldWord]*wordChange

func (v vocabularyChange) of(w heldWord) *wordChange {
	if v[w] == nil {
		v[w] = &wordChange{heldWord: w}
	}
	return v[w]
}

// give counts a story's words, and writes what it gave.
func (v vocabularyChange) give(e *ilbo.IndexEntry) string {
	lines := []string{string(e.Language)}
	for _, h := range e.Headwords {
		c := v.of(heldWord{string(e.Language), h.Text})
		c.typed, c.initials = h.Typed, h.Initials
		c.stories++
		c.newest = max(c.newest, secondOf(e.Published))
		lines = append(lines, h.Text)
	}
	return strings.Join(lines, "\n")
}

// takeBack takes off what a story gave.
func (v vocabularyChange) takeBack(given string) {
	lines := strings.Split(given, "\n")
	for _, text := range lines[1:] {
		v.of(heldWord{lines[0], text}).stories--
	}
}

// inOrder are the changes that change something.
func (v vocabularyChange) inOrder() []*wordChange {
	var list []*wordChange
	for _, c := range v {
		if c.stories != 0 {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b *wordChange) int { return a.compare(b.heldWord) })
	return list
}

// putVocabulary makes the vocabulary hold what entries give, each of another
// story, and nothing of the stories that are gone.
func (t *transaction) putVocabulary(ctx context.Context, entries []ilbo.IndexEntry, gone []ilbo.StoryID) error {
	if len(entries)+len(gone) == 0 {
		return nil
	}
	if err := t.store.dialect.alone(ctx, t.tx); err != nil {
		return err
	}
	entries, late, err := t.inTime(ctx, entries)
	if err != nil {
		return err
	}
	gone = slices.Concat(gone, late)
	given, err := t.given(ctx, entries, gone)
	if err != nil {
		return err
	}
	change := vocabularyChange{}
	for _, text := range given {
		change.takeBack(text)
	}
	var rows []any
	for i := range entries {
		id, text := entries[i].Story, change.give(&entries[i])
		if given[id] != text {
			rows = append(rows, int64(id), text)
		}
	}
	err = inChunks(rows, 2, func(rows []any) error {
		_, err := t.exec(ctx, putGiven(len(rows)/2), rows...)
		return err
	})
	if err != nil {
		return err
	}
	var taken []any
	for _, id := range gone {
		if _, ok := given[id]; ok {
			taken = append(taken, int64(id))
		}
	}
	err = inChunks(taken, 1, func(ids []any) error {
		_, err := t.exec(ctx, `DELETE FROM vocabulary_stories WHERE story IN `+places(len(ids)), ids...)
		return err
	})
	if err != nil {
		return err
	}
	return t.changeWords(ctx, change.inOrder())
}

// inTime parts entries from the stories whose entries come too late: those were
// made of a story that the public could see, and has been hidden since.
func (t *transaction) inTime(ctx context.Context, entries []ilbo.IndexEntry) (still []ilbo.IndexEntry, late []ilbo.StoryID, err error) {
	from := make(map[ilbo.StoryID]int64, len(entries))
	var ids []any
	for i := range entries {
		from[entries[i].Story] = entries[i].PublicFrom.UnixMilli()
		ids = append(ids, int64(entries[i].Story))
	}
	hidden := make(map[ilbo.StoryID]bool)
	err = inChunks(ids, 1, func(ids []any) error {
		found, err := list(ctx, t.store, scanPublicFrom, selectPublicFrom(len(ids)), ids...)
		for _, f := range found {
			hidden[f.story] = f.at > from[f.story]
		}
		return err
	})
	for i := range entries {
		if id := entries[i].Story; hidden[id] {
			late = append(late, id)
		} else {
			still = append(still, entries[i])
		}
	}
	return still, late, err
}

// never is later than any moment that a story is public from.
const never = `9223372036854775807`

type publicFrom struct {
	story ilbo.StoryID
	at    int64
}

func scanPublicFrom(row scanner) (p publicFrom, err error) { return p, row.Scan(&p.story, &p.at) }

// given is what those stories gave that gave anything.
func (t *transaction) given(ctx context.Context, entries []ilbo.IndexEntry, gone []ilbo.StoryID) (map[ilbo.StoryID]string, error) {
	ids := make([]any, 0, len(entries)+len(gone))
	for i := range entries {
		ids = append(ids, int64(entries[i].Story))
	}
	for _, id := range gone {
		ids = append(ids, int64(id))
	}
	texts := make(map[ilbo.StoryID]string)
	err := inChunks(ids, 1, func(ids []any) error {
		found, err := list(ctx, t.store, scanGiven, selectGiven(len(ids)), ids...)
		for _, g := range found {
			texts[g.story] = g.headwords
		}
		return err
	})
	return texts, err
}

type gift struct {
	story     ilbo.StoryID
	headwords string
}

func scanGiven(row scanner) (g gift, err error) { return g, row.Scan(&g.story, &g.headwords) }

// changeWords counts, drops what no story holds any more, and keeps the
// spellings of what is held often enough.
func (t *transaction) changeWords(ctx context.Context, changes []*wordChange) error {
	by := make(map[heldWord]*wordChange, len(changes))
	var rows []any
	touched := make(map[string]bool)
	for _, c := range changes {
		by[c.heldWord] = c
		touched[c.language] = true
		rows = append(rows, c.language, c.text, c.typed, c.initials, c.stories, levelOf(c.stories), c.newest)
	}
	var dropped []heldWord
	var leveled []leveledWord
	var spelled []spelledWord
	err := inChunks(rows, 7, func(rows []any) error {
		counted, err := list(ctx, t.store, scanCounted, putWords(len(rows)/7), rows...)
		if err != nil {
			return err
		}
		for _, w := range counted {
			before := w.stories - by[w.heldWord].stories
			if w.stories <= 0 {
				dropped = append(dropped, w.heldWord)
			} else if level := levelOf(w.stories); before > 0 && level != levelOf(before) {
				leveled = append(leveled, leveledWord{w.heldWord, level})
			}
			switch {
			case before < spelledFrom && w.stories >= spelledFrom:
				for _, s := range ilbo.Spellings(w.typed, true) {
					spelled = append(spelled, spelledWord{w.heldWord, s, utf8.RuneCountInString(w.typed)})
				}
			case before >= spelledFrom && w.stories < spelledFrom:
				if err := t.unspell(ctx, w); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := t.spell(ctx, spelled); err != nil {
		return err
	}
	for _, w := range leveled {
		if _, err := t.exec(ctx, putLevel, w.level, w.language, w.text); err != nil {
			return err
		}
	}
	for _, w := range dropped {
		if _, err := t.exec(ctx, deleteWord, w.language, w.text); err != nil {
			return err
		}
	}
	for _, l := range slices.Sorted(maps.Keys(touched)) {
		t.enqueue(ilbo.Event{Verb: ilbo.Updated, Keys: []ilbo.Key{ilbo.KeyVocabulary(ilbo.Language(l))}})
	}
	return nil
}

type countedWord struct {
	heldWord
	typed   string
	stories int
}

func scanCounted(row scanner) (w countedWord, err error) {
	return w, row.Scan(&w.language, &w.text, &w.typed, &w.stories)
}

// A spelledWord is a spelling by which a word is found.
type spelledWord struct {
	heldWord
	spelling string
	letters  int
}

// spell keeps spellings, in the order of their rows: those of a word lie far
// apart.
func (t *transaction) spell(ctx context.Context, list []spelledWord) error {
	slices.SortFunc(list, func(a, b spelledWord) int {
		return cmp.Or(strings.Compare(a.language, b.language), strings.Compare(a.spelling, b.spelling), cmp.Compare(a.letters, b.letters), strings.Compare(a.text, b.text))
	})
	var rows []any
	for _, w := range list {
		rows = append(rows, w.language, w.spelling, w.letters, w.text)
	}
	return inChunks(rows, 4, func(rows []any) error {
		_, err := t.exec(ctx, putSpellings(len(rows)/4), rows...)
		return err
	})
}

func (t *transaction) unspell(ctx context.Context, w countedWord) error {
	args := []any{w.language, utf8.RuneCountInString(w.typed), w.text}
	for _, s := range ilbo.Spellings(w.typed, true) {
		args = append(args, s)
	}
	_, err := t.exec(ctx, `DELETE FROM vocabulary_spellings WHERE language = ? AND letters = ? AND text = ? AND spelling IN `+places(len(args)-3), args...)
	return err
}

// A leveledWord is a word that is of another level now.
type leveledWord struct {
	heldWord
	level int
}

const putLevel = `UPDATE vocabulary SET level = ? WHERE language = ? AND text = ?`

const deleteWord = `DELETE FROM vocabulary WHERE language = ? AND text = ?`

func selectPublicFrom(stories int) string {
	return `SELECT id, coalesce(public_from, ` + never + `) FROM stories WHERE id IN ` + places(stories)
}

func selectGiven(stories int) string {
	return `SELECT story, headwords FROM vocabulary_stories WHERE story IN ` + places(stories)
}

func putGiven(rows int) string {
	return `INSERT INTO vocabulary_stories (story, headwords) VALUES ` + repeated(`(?, ?)`, rows) + `
	ON CONFLICT (story) DO UPDATE SET headwords = excluded.headwords`
}

// putWords counts words, and leaves the levels of those that are there to
// putLevel: SQLite writes the indexes by level anew for every row that is given
// one, whichever it was.
func putWords(rows int) string {
	return `INSERT INTO vocabulary (language, text, typed, initials, stories, level, newest) VALUES ` + repeated(`(?, ?, ?, ?, ?, ?, ?)`, rows) + `
	ON CONFLICT (language, text) DO UPDATE SET stories = vocabulary.stories + excluded.stories,
	newest = CASE WHEN vocabulary.newest < excluded.newest THEN excluded.newest ELSE vocabulary.newest END
	RETURNING language, text, typed, stories`
}

func putSpellings(rows int) string {
	return `INSERT INTO vocabulary_spellings (language, spelling, letters, text) VALUES ` + repeated(`(?, ?, ?, ?)`, rows) + `
	ON CONFLICT (language, spelling, letters, text) DO NOTHING`
}

// vocabularyWritings are the statements of full chunks.
func vocabularyWritings() []string {
	return []string{
		putLevel, selectPublicFrom(vocabularyRows), selectGiven(vocabularyRows), putGiven(vocabularyRows), putWords(vocabularyRows), putSpellings(vocabularyRows),
	}
}

// inChunks calls do with some rows of so many values after the other.
func inChunks(rows []any, width int, do func(rows []any) error) error {
	for some := range slices.Chunk(rows, width*vocabularyRows) {
		if err := do(some); err != nil {
			return err
		}
	}
	return nil
}

// places are so many placeholders in brackets.
func places(n int) string { return `(` + repeated(`?`, n) + `)` }

func repeated(text string, n int) string { return strings.Repeat(text+`, `, n-1) + text }

// emptyVocabulary takes everything out, before it is made anew.
func (t *transaction) emptyVocabulary(ctx context.Context) error {
	if err := t.store.dialect.alone(ctx, t.tx); err != nil {
		return err
	}
	for _, table := range []string{"vocabulary", "vocabulary_stories", "vocabulary_spellings"} {
		if _, err := t.exec(ctx, `DELETE FROM `+table); err != nil {
			return fmt.Errorf("emptying %s: %w", table, err)
		}
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// A list's name is the key of the pages that show it, so that there is one way
// to say "stories of that topic in Korean".

func filmsList(l ilbo.Language) ilbo.Key     { return ilbo.Key("films:" + string(l)) }
func galleriesList(l ilbo.Language) ilbo.Key { return ilbo.Key("galleries:" + string(l)) }

// A shelf is where a story stands in the lists: what its listings are made of.
type shelf struct {
	lists      []ilbo.Key
	published  int64
	publicFrom int64
	changed    int64
	entry      entry
}

// An entry is what lists of addresses say of a story; nothing of one that will
// not be public.
type entry struct {
	language            ilbo.Language
	path                ilbo.Path
	translations        string
	publicFrom, changed int64
	picture             ilbo.PictureID
	width, height       int
}

// elsewhere is what they say of it beside its translations.
func (e entry) elsewhere() entry {
	e.changed, e.picture, e.width, e.height = 0, "", 0, 0
	return e
}

// alone is what they say of one that has no translations.
func (e entry) alone() entry {
	e.translations = ""
	return e
}

// enter writes the entry of a story with the picture that stands for it.
func (sh *shelf) enter(s *ilbo.Story, lead *ilbo.Figure) {
	sh.entry = entry{language: s.Language, path: s.Path, translations: s.Translations, publicFrom: sh.publicFrom, changed: sh.changed}
	if lead != nil {
		sh.entry.picture, sh.entry.width, sh.entry.height = lead.Picture, lead.Width, lead.Height
	}
}

// shelve puts a story on its shelf; one that will not be public is on none.
func shelve(s *ilbo.Story, films, galleries bool) shelf {
	from, public := s.PublicFrom()
	if !public {
		return shelf{}
	}
	story, volume := ilbo.KeyStory(s.ID), ilbo.KeyVolume(ilbo.VolumeOf(s.ID))
	lists := slices.DeleteFunc(s.Keys(), func(k ilbo.Key) bool { return k == story || k == volume })
	if films {
		lists = append(lists, filmsList(s.Language))
	}
	if galleries {
		lists = append(lists, galleriesList(s.Language))
	}
	slices.Sort(lists)
	return shelf{lists: slices.Compact(lists), published: s.Published.UnixMilli(), publicFrom: from.UnixMilli(), changed: s.Changed().UnixMilli()}
}

const (
	selectShelved = `SELECT language, section, bylines, topics, films, galleries, published, changed, public_from,
	path, translations, lead, figure FROM stories WHERE id = ?` // and dialect.lock
	putListing = `INSERT INTO listings (list, published, story, public_from, changed, teaser) VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT (list, published, story) DO UPDATE SET public_from = excluded.public_from, changed = excluded.changed, teaser = excluded.teaser`
	deleteListing = `DELETE FROM listings WHERE list = ? AND published = ? AND story = ?`
)

// shelved is where the story stands now, and keeps others from changing it. The listings are worked out again from
// the row: a migration that changes what they are made of must rebuild them.
func (t *transaction) shelved(ctx context.Context, id ilbo.StoryID) (shelf, error) {
	if id == 0 {
		return shelf{}, nil
	}
	s := ilbo.Story{ID: id}
	var bylines, topics, lead, figure string
	var films, galleries int
	var published, changed, public sql.NullInt64
	var path, translations sql.NullString
	err := t.first(ctx, []any{&s.Language, &s.Section, &bylines, &topics, &films, &galleries, &published, &changed, &public,
		&path, &translations, &lead, &figure}, selectShelved+t.store.dialect.lock(), int64(id))
	if errors.Is(err, sql.ErrNoRows) || err == nil && !public.Valid {
		return shelf{}, nil
	}
	if lead != "" {
		figure = lead
	}
	if err := errors.Join(err, decode(bylines, &s.Bylines), decode(topics, &s.Topics), decode(figure, &s.Lead)); err != nil {
		return shelf{}, err
	}
	s.Published, s.Path, s.Translations = moment(published), ilbo.Path(path.String), translations.String
	old := shelve(&s, films > 0, galleries > 0)
	old.publicFrom, old.changed = public.Int64, changed.Int64
	old.enter(&s, s.Lead)
	return old, nil
}

// putListings moves the story, which lists show as the teaser does, from its old
// shelf to the one where it belongs.
func (t *transaction) putListings(ctx context.Context, s *ilbo.Story, teaser *ilbo.Teaser, old shelf, at time.Time) error {
	now := shelve(s, count(s, ilbo.VideoKind) > 0, count(s, ilbo.Gallery) > 0)
	if len(now.lists) > 0 {
		now.enter(s, teaser.Lead)
	}
	for _, name := range old.lists {
		if old.published == now.published && slices.Contains(now.lists, name) {
			continue
		}
		if _, err := t.exec(ctx, deleteListing, string(name), old.published, int64(s.ID)); err != nil {
			return err
		}
	}
	kept, err := encodeTeaser(teaser)
	if err != nil {
		return err
	}
	same := now.published == old.published && now.publicFrom == old.publicFrom && now.changed == old.changed
	for _, name := range now.lists {
		row := []any{string(name), now.published, int64(s.ID), now.publicFrom, now.changed, nil}
		if holdsTeasers(name) {
			row[5] = kept
		} else if same && slices.Contains(old.lists, name) {
			continue
		}
		if _, err := t.exec(ctx, putListing, row...); err != nil {
			return err
		}
	}
	return t.count(ctx, s.ID, old, now, at)
}

// holdsTeasers reports whether the rows of a list hold teasers. Those of sections do:
// sixty stories of a month of twenty years ago are 20 kB in one place of a file,
// where their own rows stand on sixty pages. In the lists of topics it would be the same for
// five times as much: a story has several, and ends of lists in the middle of a table
// leave its pages half empty.
func holdsTeasers(list ilbo.Key) bool { return strings.HasPrefix(string(list), sectionLists) }

// CheckListings finds the stories that a list of a section shows otherwise than they
// are, or from another moment on.
func (s *Store) CheckListings(ctx context.Context) (wrong []ilbo.StoryID, err error) {
	rows, err := s.query(ctx, `SELECT `+keptTeaser+`, l.public_from, s.public_from, `+teaserColumns+` FROM listings l JOIN stories s ON s.id = l.story
	WHERE l.list >= ? AND l.list < ?`, sectionLists, sectionLists+"\U0010FFFF")
	if err != nil {
		return nil, fmt.Errorf("comparing the lists with the stories: %w", err)
	}
	defer rows.Close()
	listed, row := &keptTeaserRow{}, newTeaserRow()
	var from, publicFrom number
	into := slices.Concat(listed.into(), []any{&from, &publicFrom}, row.into)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("comparing the lists with the stories: %w", err)
		}
		story, err := row.teaser()
		if err != nil {
			return nil, fmt.Errorf("comparing the lists with story %d: %w", row.id.value, err)
		}
		if t, err := listed.teaser(); err != nil || from != publicFrom || !reflect.DeepEqual(t, story) {
			wrong = append(wrong, story.ID)
		}
	}
	slices.Sort(wrong)
	return slices.Compact(wrong), s.failure(rows.Err())
}

// listsOf are the lists that a selection in one language asks for, the one
// that is likely to be the shortest first.
func listsOf(sel ilbo.Selection, l ilbo.Language) []ilbo.Key {
	var lists []ilbo.Key
	if sel.Journalist != "" {
		lists = append(lists, ilbo.KeyJournalist(l, sel.Journalist))
	}
	if sel.Topic != "" {
		lists = append(lists, ilbo.KeyTopic(l, sel.Topic))
	}
	if sel.Galleries {
		lists = append(lists, galleriesList(l))
	}
	if sel.Films {
		lists = append(lists, filmsList(l))
	}
	if sel.Section != "" {
		lists = append(lists, ilbo.KeySection(l, sel.Section))
	}
	if len(lists) == 0 {
		lists = append(lists, ilbo.KeyLanguage(l))
	}
	return lists
}

// The first and the last moment that a list can ask for.
const (
	firstMoment = -1 << 62
	lastMoment  = 1 << 62
)

func orElse(t time.Time, otherwise int64) int64 {
	if t.IsZero() {
		return otherwise
	}
	return t.UnixMilli()
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// PutStory stores a story with all its records, and enqueues the events, in
// one transaction. ID 0 makes a new story and sets its ID; another ID replaces
// everything that is stored of that story, or makes it with that number.
// Events of story 0 are taken to be of this one and touch the story's keys
// beside their own; so do those without keys. A record that the story no longer carries ends, nobody's doing:
// use [Store.ChangeStory] to name who ended it.
//
// An address or foreign number that another story has is a Conflict, and a
// story that would be public without an address is Invalid.
func (s *Store) PutStory(ctx context.Context, story *ilbo.Story, events ...ilbo.Event) error {
	return s.putting(ctx, story, func(ctx context.Context, t *transaction) error {
		return t.put(ctx, story, "", time.Now(), events)
	})
}

// ChangeStory reads a story, lets change mend it, and stores it with the
// events that change gives, all in one transaction, so that two changes at the
// same time never undo each other. By and at are who and when, for the records
// that end. An error of change leaves everything as it was.
func (s *Store) ChangeStory(ctx context.Context, id ilbo.StoryID, by string, at time.Time, change func(*ilbo.Story) ([]ilbo.Event, error)) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if err := t.keep(ctx, id); err != nil {
			return err
		}
		story, err := s.Story(ctx, id)
		if err != nil {
			return err
		}
		events, err := change(story)
		if err != nil {
			return err
		}
		story.ID = id
		return t.put(ctx, story, by, at, events)
	})
}

// keep keeps others from changing a story until the transaction ends.
func (t *transaction) keep(ctx context.Context, id ilbo.StoryID) error {
	lock := t.store.dialect.lock()
	if lock == "" {
		return nil
	}
	var found int64
	err := t.first(ctx, []any{&found}, `SELECT id FROM stories WHERE id = ?`+lock, int64(id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil // who reads it next says so
	}
	return err
}

// A Filing is a story to store, with the events that tell of it.
type Filing struct {
	Story  *ilbo.Story
	Events []ilbo.Event
}

// PutStories stores some hundred stories in one transaction, each as PutStory
// would. Nothing is stored where one of them fails.
func (s *Store) PutStories(ctx context.Context, filings []Filing) error {
	ids := make([]ilbo.StoryID, len(filings))
	for i, f := range filings {
		ids[i] = f.Story.ID
	}
	err := s.Whole(ctx, func(ctx context.Context) error {
		for i, f := range filings {
			if err := s.PutStory(ctx, f.Story, f.Events...); err != nil {
				return fmt.Errorf("storing the %dth story: %w", i+1, err)
			}
		}
		return nil
	})
	if err != nil {
		for i, f := range filings {
			f.Story.ID = ids[i]
		}
	}
	return err
}

// putting changes the database and takes back the ID it gave where that fails.
func (s *Store) putting(ctx context.Context, story *ilbo.Story, do func(context.Context, *transaction) error) error {
	id := story.ID
	err := s.change(ctx, do)
	if err != nil {
		story.ID = id
	}
	return err
}

// put stores a story, its body, records, lists and pictures, and gives it its
// ID where it has none.
func (t *transaction) put(ctx context.Context, given *ilbo.Story, by string, at time.Time, events []ilbo.Event) error {
	s := asKept(given)
	if err := t.mayPut(ctx, s); err != nil {
		return err
	}
	old, err := t.shelved(ctx, s.ID)
	if err != nil {
		return err
	}
	teaser := s.Teaser()
	if err := t.putRow(ctx, s, &teaser); err != nil {
		return fmt.Errorf("storing story %d: %w", s.ID, err)
	}
	isNew := given.ID == 0
	if isNew {
		t.note(s.ID, made)
	}
	t.note(s.ID, stored)
	given.ID = s.ID
	if from, public := s.PublicFrom(); old.lists != nil && (!public || from.UnixMilli() > old.publicFrom) {
		t.hidden = append(t.hidden, s.ID)
	}
	for _, part := range []func() error{
		func() error { return t.putRecords(ctx, s, isNew, by, at) },
		func() error { return t.putCorrections(ctx, s, isNew) },
		func() error { return t.putListings(ctx, s, &teaser, old, at) },
		func() error { return t.putPictures(ctx, s, isNew) },
	} {
		if err := part(); err != nil {
			return fmt.Errorf("storing story %d: %w", s.ID, err)
		}
	}
	for _, e := range events {
		if e.Story == 0 || len(e.Keys) == 0 {
			e.Story, e.Keys = s.ID, append(s.Keys(), e.Keys...)
		}
		t.enqueue(e)
	}
	return nil
}

// mayPut finds what a story must not be stored with. Where the whole database
// is locked, what it finds holds until the commit; where others write at the
// same time, who comes second is refused by the index of addresses or that of
// foreign numbers, with the same kind of error.
func (t *transaction) mayPut(ctx context.Context, s *ilbo.Story) error {
	if _, public := s.PublicFrom(); public && s.Path == "" {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "A story cannot be public without an address."}
	}
	if len(s.Path) > maxPath || len(s.Foreign) > maxPath || len(s.Translations) > maxPath {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("An address, a number in an old system and a name of translations have at most %d bytes.", maxPath)}
	}
	taken := func(text, value string) (bool, error) {
		if value == "" {
			return false, nil
		}
		var id int64
		err := t.first(ctx, []any{&id}, text, value)
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		return ilbo.StoryID(id) != s.ID, err
	}
	if is, err := taken(storyWithForeign, s.Foreign); err != nil {
		return err
	} else if is {
		return conflict("Another story has that number in its old system.")
	}
	if is, err := taken(storyWithPath, string(s.Path)); err != nil {
		return err
	} else if is {
		return conflict("Another story has the address " + string(s.Path) + ".")
	}
	return nil
}

const (
	storyWithPath    = `SELECT id FROM stories WHERE path = ?`
	storyWithForeign = `SELECT id FROM stories WHERE foreign_id = ?`

	putStory = `INSERT INTO stories (id, foreign_id, language, section, slug, path, translations, kicker, headline, deck,
	bylines, place, source, topics, lead, figure, access, words, pictures, length, films, galleries, recorded,
	filed, published, updated, changed, public_from, print)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (id) DO UPDATE SET foreign_id = excluded.foreign_id, language = excluded.language,
	section = excluded.section, slug = excluded.slug, path = excluded.path, translations = excluded.translations,
	kicker = excluded.kicker, headline = excluded.headline, deck = excluded.deck, bylines = excluded.bylines,
	place = excluded.place, source = excluded.source, topics = excluded.topics, lead = excluded.lead,
	figure = excluded.figure, access = excluded.access, words = excluded.words, pictures = excluded.pictures,
	length = excluded.length, films = excluded.films, galleries = excluded.galleries, recorded = excluded.recorded,
	filed = excluded.filed, published = excluded.published, updated = excluded.updated, changed = excluded.changed,
	public_from = excluded.public_from, print = excluded.print
	RETURNING id`

	putBody = `INSERT INTO bodies (story, body) VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET body = excluded.body`
)

// putRow stores the story's own row and its body, and sets its ID.
func (t *transaction) putRow(ctx context.Context, s *ilbo.Story, teaser *ilbo.Teaser) error {
	figure := teaser.Lead
	if s.Lead != nil {
		figure = nil
	}
	var coded [5]string
	for i, v := range []any{s.Bylines, s.Topics, s.Lead, figure, s.Print} {
		text, err := encode(v)
		if err != nil {
			return err
		}
		coded[i] = text
	}
	body, err := encodeBody(s.Body)
	if err != nil {
		return err
	}
	var id, publicFrom any
	if s.ID != 0 {
		id = int64(s.ID)
	}
	if from, ok := s.PublicFrom(); ok {
		publicFrom = from.UnixMilli()
	}
	recorded := 0
	if len(s.Corrections) > 0 || len(s.Records()) > 0 {
		recorded = 1
	}
	var given int64
	err = t.first(ctx, []any{&given}, putStory, id, nullable(s.Foreign), string(s.Language), string(s.Section), string(s.Slug),
		nullable(s.Path), nullable(s.Translations), s.Kicker, s.Headline, s.Deck, coded[0], s.Dateline.Place, s.Source, coded[1],
		coded[2], coded[3], string(s.Access), teaser.Words, teaser.Pictures, int64(teaser.Length),
		count(s, ilbo.VideoKind), count(s, ilbo.Gallery), recorded,
		millis(s.Filed), millis(s.Published), millis(s.Updated), millis(s.Changed()), publicFrom, coded[4])
	if err != nil {
		return err
	}
	s.ID = ilbo.StoryID(given)
	_, err = t.exec(ctx, putBody, given, body)
	return err
}

func count(s *ilbo.Story, kind ilbo.BlockKind) int {
	n := 0
	for i := range s.Body {
		if s.Body[i].Kind == kind {
			n++
		}
	}
	return n
}

// putPictures notes which pictures and films the story prints: they are public
// while it is. Of one that is new nothing is noted yet.
func (t *transaction) putPictures(ctx context.Context, s *ilbo.Story, isNew bool) error {
	var pictures, films []string
	for _, f := range s.Figures() {
		pictures = append(pictures, string(f.Picture))
	}
	for i := range s.Body {
		if v := s.Body[i].Video; v != nil {
			pictures, films = append(pictures, string(v.Poster.Picture)), append(films, string(v.Film))
		}
	}
	const insertPicture, insertFilm = `INSERT INTO story_pictures (picture, story) VALUES (?, ?)`, `INSERT INTO story_films (film, story) VALUES (?, ?)`
	if isNew {
		if err := t.link(ctx, s.ID, pictures, insertPicture); err != nil {
			return err
		}
		return t.link(ctx, s.ID, films, insertFilm)
	}
	if err := t.relink(ctx, s.ID, pictures, `DELETE FROM story_pictures WHERE story = ?`, insertPicture); err != nil {
		return err
	}
	return t.relink(ctx, s.ID, films, `DELETE FROM story_films WHERE story = ?`, insertFilm)
}

// relink links a story to names in the place of those that drop takes away.
func (t *transaction) relink(ctx context.Context, story ilbo.StoryID, names []string, drop, insert string) error {
	if _, err := t.exec(ctx, drop, int64(story)); err != nil {
		return err
	}
	return t.link(ctx, story, names, insert)
}

func (t *transaction) link(ctx context.Context, story ilbo.StoryID, names []string, insert string) error {
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if name == "" {
			continue
		}
		if _, err := t.exec(ctx, insert, name, int64(story)); err != nil {
			return err
		}
	}
	return nil
}

// writings are the statements worth preparing: those of every story stored or
// indexed.
func (s *Store) writings() []string {
	return slices.Concat([]string{storyWithPath, storyWithForeign, putStory, putBody, selectShelved + s.dialect.lock(), putListing, deleteListing,
		selectCalendar + s.dialect.share(), addToMonth, addToVolume, dropReleases, dropRelease, putRelease},
		s.dialect.engine().writings(), vocabularyWritings())
}

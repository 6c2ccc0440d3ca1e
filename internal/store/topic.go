package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

const selectTopic = `SELECT id, name, blurb FROM topics `

func scanTopic(row scanner) (v ilbo.Topic, err error) {
	err = scanNamed(row, []any{&v.ID}, []*ilbo.Words{&v.Name, &v.Blurb})
	return v, err
}

// Topics are all topics, by their ids.
func (s *Store) Topics(ctx context.Context) ([]ilbo.Topic, error) {
	all, err := list(ctx, s, scanTopic, selectTopic+`ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("reading topics: %w", err)
	}
	return all, nil
}

// Topic finds a topic.
func (s *Store) Topic(ctx context.Context, id ilbo.TopicID) (ilbo.Topic, error) {
	v, err := one(ctx, s, scanTopic, selectTopic+`WHERE id = ?`, string(id))
	if err != nil {
		return ilbo.Topic{}, missing(err, "topic %s", id)
	}
	return v, nil
}

// SeenTopics are those of some topics that the public may know of at now: because
// a story has them, in any language, that it may see. Of the rest not even the
// name is told: somebody is at work on them.
func (s *Store) SeenTopics(ctx context.Context, ids []ilbo.TopicID, now time.Time) (map[ilbo.TopicID]bool, error) {
	seen := make(map[ilbo.TopicID]bool, len(ids))
	scan := func(row scanner) (id ilbo.TopicID, err error) {
		err = row.Scan(&id)
		seen[id] = true
		return id, err
	}
	for some := range slices.Chunk(ids, maxAmong) {
		marks, args := among(some)
		text := `SELECT id FROM topics WHERE id IN (` + marks + `) AND (`
		for i, l := range languages {
			if i > 0 {
				text += ` OR `
			}
			text += `EXISTS (SELECT 1 FROM listings WHERE list = CAST(? AS text) || topics.id AND public_from <= ?)`
			args = append(args, string(ilbo.KeyTopic(l, "")), now.UnixMilli())
		}
		if _, err := list(ctx, s, scan, text+`)`, args...); err != nil {
			return nil, fmt.Errorf("asking which of %d topics are public: %w", len(ids), err)
		}
	}
	return seen, nil
}

// Names counts topics and journalists.
func (s *Store) Names(ctx context.Context) (topics, journalists int, err error) {
	if topics, err = one(ctx, s, value[int], `SELECT count(*) FROM topics`); err == nil {
		journalists, err = one(ctx, s, value[int], `SELECT count(*) FROM journalists`)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("counting topics and journalists: %w", err)
	}
	return topics, journalists, nil
}

// TopicNames are the names of some topics, those that are not there left out.
func (s *Store) TopicNames(ctx context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error) {
	names, err := namesOf(ctx, s, `SELECT id, name FROM topics WHERE id IN `, ids)
	if err != nil {
		return nil, fmt.Errorf("reading the names of %d topics: %w", len(ids), err)
	}
	return names, nil
}

func namesOf[T ~string](ctx context.Context, s *Store, text string, ids []T) (map[T]ilbo.Words, error) {
	names := make(map[T]ilbo.Words, len(ids))
	scan := func(row scanner) (id T, err error) {
		var name ilbo.Words
		err = scanNamed(row, []any{&id}, []*ilbo.Words{&name})
		names[id] = name
		return id, err
	}
	for some := range slices.Chunk(ids, maxAmong) {
		marks, args := among(some)
		if _, err := list(ctx, s, scan, text+`(`+marks+`)`, args...); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// PutTopics makes or changes topics, and makes every page stale.
func (s *Store) PutTopics(ctx context.Context, topics []ilbo.Topic) error {
	return putFurniture(ctx, s, topics, func(t *transaction, v ilbo.Topic) error {
		if err := checkName(string(v.ID)); err != nil {
			return err
		}
		return t.putNamed(ctx, `INSERT INTO topics (id, name, blurb) VALUES (?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, blurb = excluded.blurb`, string(v.ID), []ilbo.Words{v.Name, v.Blurb})
	})
}

// checkName refuses what cannot stand in an address.
func checkName(id string) error {
	if ilbo.Slug(id).Valid() {
		return nil
	}
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A name in addresses is made of small letters, digits and hyphens: %q is not.", id)}
}

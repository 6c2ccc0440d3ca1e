package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Lesson finds the lesson of a story in any state.
func (s *Store) Lesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error) {
	scan := func(row scanner) (*ilbo.Lesson, error) {
		l := &ilbo.Lesson{Story: story}
		var text string
		var at int64
		if err := row.Scan(&l.Level, &text, &l.By, &at); err != nil {
			return nil, err
		}
		l.At = time.UnixMilli(at).UTC()
		return l, decode(text, l)
	}
	l, err := one(ctx, s, scan, `SELECT level, lesson, who, at FROM lessons WHERE story = ?`, int64(story))
	if err != nil {
		return nil, missing(err, "lesson of story %d", story)
	}
	return l, nil
}

// PutLesson keeps the lesson of a story, in the place of one that it has, and enqueues
// the events.
func (s *Store) PutLesson(ctx context.Context, l *ilbo.Lesson, events ...ilbo.Event) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		text, err := encode(l)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO lessons (story, level, glosses, lesson, who, at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (story) DO UPDATE SET level = excluded.level, glosses = excluded.glosses, lesson = excluded.lesson, who = excluded.who, at = excluded.at`,
			int64(l.Story), string(l.Level), len(l.Glosses), text, l.By, l.At.UnixMilli())
		if err != nil {
			return fmt.Errorf("storing the lesson of story %d: %w", l.Story, err)
		}
		for _, e := range events {
			t.enqueue(e)
		}
		return nil
	})
}

// DropLesson takes the lesson of a story away, and enqueues the events; one that is not
// there is no error.
func (s *Store) DropLesson(ctx context.Context, story ilbo.StoryID, events ...ilbo.Event) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM lessons WHERE story = ?`, int64(story)); err != nil {
			return fmt.Errorf("dropping the lesson of story %d: %w", story, err)
		}
		for _, e := range events {
			t.enqueue(e)
		}
		return nil
	})
}

// Lessons are those of a section and its parts that the public may see at now, the
// newest first, at most limit of them. Lessons are few: nothing is kept for this list.
func (s *Store) Lessons(ctx context.Context, l ilbo.Language, section ilbo.SectionID, limit int, now time.Time) ([]ilbo.LessonMark, error) {
	scan := func(row scanner) (m ilbo.LessonMark, err error) {
		return m, row.Scan(&m.Story, &m.Level, &m.Glosses)
	}
	found, err := list(ctx, s, scan, `SELECT le.story, le.level, le.glosses FROM lessons le CROSS JOIN stories s
		WHERE s.id = le.story AND s.language = ? AND (s.section = ? OR s.section >= ? AND s.section < ?) AND s.public_from <= ?
		ORDER BY s.published DESC, s.id DESC LIMIT ?`,
		string(l), string(section), string(section)+"/", string(section)+"0", now.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("listing the lessons of %s: %w", section, err)
	}
	return found, nil
}

// LessonMarks are the lessons of some stories; stories that are none are left out.
func (s *Store) LessonMarks(ctx context.Context, stories []ilbo.StoryID) (map[ilbo.StoryID]ilbo.LessonMark, error) {
	scan := func(row scanner) (m ilbo.LessonMark, err error) {
		return m, row.Scan(&m.Story, &m.Level, &m.Glosses)
	}
	marks := make(map[ilbo.StoryID]ilbo.LessonMark, len(stories))
	for some := range slices.Chunk(stories, maxAmong) {
		places, args := among(some)
		found, err := list(ctx, s, scan, `SELECT story, level, glosses FROM lessons WHERE story IN (`+places+`)`, args...)
		if err != nil {
			return nil, fmt.Errorf("reading the lessons of %d stories: %w", len(stories), err)
		}
		for _, m := range found {
			marks[m.Story] = m
		}
	}
	return marks, nil
}

// LessonCounts are how many lessons of each level, in a section and its parts, the public
// may see at now; levels without any are left out. Lessons are few: nothing is kept for
// this.
func (s *Store) LessonCounts(ctx context.Context, l ilbo.Language, section ilbo.SectionID, now time.Time) (map[ilbo.Level]int, error) {
	type count struct {
		level ilbo.Level
		n     int
	}
	scan := func(row scanner) (c count, err error) { return c, row.Scan(&c.level, &c.n) }
	found, err := list(ctx, s, scan, `SELECT le.level, COUNT(*) FROM lessons le CROSS JOIN stories s
		WHERE s.id = le.story AND s.language = ? AND (s.section = ? OR s.section >= ? AND s.section < ?) AND s.public_from <= ? GROUP BY le.level`,
		string(l), string(section), string(section)+"/", string(section)+"0", now.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("counting the lessons of %s: %w", section, err)
	}
	counts := make(map[ilbo.Level]int, len(found))
	for _, c := range found {
		counts[c.level] = c.n
	}
	return counts, nil
}

package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ilbo.press"
)

// Lesson finds the lesson of a story in any state, as readers have it or will.
func (s *Store) Lesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error) {
	return s.lesson(ctx, story, `lessons`)
}

// WorkingLesson finds the lesson of a story as the desk works at it: the one that
// waits for the story's newest copy to be published, or else the one that readers have.
func (s *Store) WorkingLesson(ctx context.Context, story ilbo.StoryID) (*ilbo.Lesson, error) {
	l, err := s.lesson(ctx, story, `working_lessons`)
	if errors.Is(err, ilbo.NotFound) {
		return s.Lesson(ctx, story)
	}
	return l, err
}

func (s *Store) lesson(ctx context.Context, story ilbo.StoryID, table string) (*ilbo.Lesson, error) {
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
	l, err := one(ctx, s, scan, `SELECT level, lesson, who, at FROM `+table+` WHERE story = ?`, int64(story))
	if err != nil {
		return nil, missing(err, "lesson of story %d", story)
	}
	return l, nil
}

// PutLesson keeps the lesson of a story as readers have it, in the place of those that
// it has, with what it gives to the glossary, and enqueues the events.
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
		if _, err := t.exec(ctx, `DELETE FROM working_lessons WHERE story = ?`, int64(l.Story)); err != nil {
			return fmt.Errorf("storing the lesson of story %d: %w", l.Story, err)
		}
		if err := t.putGlossary(ctx, l.Story, l); err != nil {
			return err
		}
		for _, e := range events {
			t.enqueue(e)
		}
		return nil
	})
}

// PutWorkingLesson keeps the lesson of a story as the desk works at it, beside the one
// that readers have, with what it gives to the glossary.
func (s *Store) PutWorkingLesson(ctx context.Context, l *ilbo.Lesson) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		text, err := encode(l)
		if err != nil {
			return err
		}
		_, err = t.exec(ctx, `INSERT INTO working_lessons (story, level, lesson, who, at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (story) DO UPDATE SET level = excluded.level, lesson = excluded.lesson, who = excluded.who, at = excluded.at`,
			int64(l.Story), string(l.Level), text, l.By, l.At.UnixMilli())
		if err != nil {
			return fmt.Errorf("storing the working lesson of story %d: %w", l.Story, err)
		}
		return t.putGlossary(ctx, l.Story, l)
	})
}

// DropLesson takes the lessons of a story away, with what they gave to the glossary, and
// enqueues the events; one that is not there is no error.
func (s *Store) DropLesson(ctx context.Context, story ilbo.StoryID, events ...ilbo.Event) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		for _, table := range []string{`working_lessons`, `lessons`} {
			if _, err := t.exec(ctx, `DELETE FROM `+table+` WHERE story = ?`, int64(story)); err != nil {
				return fmt.Errorf("dropping the lesson of story %d: %w", story, err)
			}
		}
		if err := t.putGlossary(ctx, story, &ilbo.Lesson{}); err != nil {
			return err
		}
		for _, e := range events {
			t.enqueue(e)
		}
		return nil
	})
}

// AddLessonPrint keeps how a lesson stood when its story was published.
func (s *Store) AddLessonPrint(ctx context.Context, p ilbo.LessonPrint) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `INSERT INTO lesson_prints (story, at, who, sentences, rendered, detached) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (story, at) DO UPDATE SET who = excluded.who, sentences = excluded.sentences, rendered = excluded.rendered, detached = excluded.detached`,
			int64(p.Story), p.At.UnixMilli(), p.By, p.Sentences, p.Rendered, p.Detached)
		if err != nil {
			return fmt.Errorf("keeping how the lesson of story %d stood: %w", p.Story, err)
		}
		return nil
	})
}

// LessonPrints are how the lesson of a story stood whenever that was published, the
// first one first.
func (s *Store) LessonPrints(ctx context.Context, story ilbo.StoryID) ([]ilbo.LessonPrint, error) {
	scan := func(row scanner) (p ilbo.LessonPrint, err error) {
		var at int64
		err = row.Scan(&at, &p.By, &p.Sentences, &p.Rendered, &p.Detached)
		p.Story, p.At = story, time.UnixMilli(at).UTC()
		return p, err
	}
	found, err := list(ctx, s, scan, `SELECT at, who, sentences, rendered, detached FROM lesson_prints WHERE story = ? ORDER BY at`, int64(story))
	if err != nil {
		return nil, fmt.Errorf("reading how the lesson of story %d stood: %w", story, err)
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

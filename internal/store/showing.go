package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"ilbo.press"
)

// showings are what pictures say of how they are shown, those that say nothing left
// out.
func (s *Store) showings(ctx context.Context, ids []ilbo.PictureID) (map[ilbo.PictureID]*ilbo.Showing, error) {
	found := map[ilbo.PictureID]*ilbo.Showing{}
	scan := func(row scanner) (id ilbo.PictureID, err error) {
		var until sql.NullInt64
		var focus, crops string
		if err := row.Scan(&id, &until, &focus, &crops); err != nil {
			return "", err
		}
		p := &ilbo.Showing{Until: moment(until)}
		found[id] = p
		return id, errors.Join(decode(focus, &p.Focus), decode(crops, &p.Crops))
	}
	slices.Sort(ids)
	for some := range slices.Chunk(slices.Compact(ids), maxAmong) {
		marks, args := among(some)
		if _, err := list(ctx, s, scan, `SELECT id, until_time, focus, crops FROM pictures WHERE id IN (`+marks+`)
		AND (until_time IS NOT NULL OR focus <> '' OR crops <> '')`, args...); err != nil {
			return nil, fmt.Errorf("reading how pictures are shown: %w", err)
		}
	}
	return found, nil
}

// showStory tells the figures of a story how they are shown.
func (s *Store) showStory(ctx context.Context, story *ilbo.Story) error {
	ids := story.PictureIDs()
	if len(ids) == 0 {
		return nil
	}
	showings, err := s.showings(ctx, ids)
	if err != nil {
		return err
	}
	story.EachFigure(func(f *ilbo.Figure) { f.Shown = showings[f.Picture] })
	return nil
}

// teaserList reads teasers, and takes from them the pictures that may not be used
// at now.
func (s *Store) teaserList(ctx context.Context, now time.Time, text string, args ...any) ([]ilbo.Teaser, error) {
	return s.teasersBy(ctx, newTeaserRow().scan, now, text, args...)
}

// teasersBy is teaserList of rows that scan reads.
func (s *Store) teasersBy(ctx context.Context, scan func(scanner) (ilbo.Teaser, error), now time.Time, text string, args ...any) ([]ilbo.Teaser, error) {
	found, err := list(ctx, s, scan, text, args...)
	if err != nil {
		return nil, err
	}
	var pictured []*ilbo.Teaser
	for i := range found {
		if found[i].Lead != nil {
			pictured = append(pictured, &found[i])
		}
	}
	return found, s.showTeasers(ctx, pictured, now)
}

func (s *Store) showTeasers(ctx context.Context, teasers []*ilbo.Teaser, now time.Time) error {
	var ids []ilbo.PictureID
	for _, t := range teasers {
		if t.Lead != nil && t.Lead.Picture != "" {
			ids = append(ids, t.Lead.Picture)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	showings, err := s.showings(ctx, ids)
	if err != nil {
		return err
	}
	for _, t := range teasers {
		if t.Lead == nil {
			continue
		}
		if t.Lead.Shown = showings[t.Lead.Picture]; !t.Lead.Printable(now) {
			t.Lead = nil
		}
	}
	return nil
}

// Unusable are those of some pictures that may not be used at now.
func (s *Store) Unusable(ctx context.Context, ids []ilbo.PictureID, now time.Time) ([]ilbo.Picture, error) {
	var all []ilbo.Picture
	for some := range slices.Chunk(ids, maxAmong) {
		marks, args := among(some)
		found, err := list(ctx, s, scanPicture, selectPicture+`WHERE p.id IN (`+marks+`) AND p.until_time IS NOT NULL ORDER BY p.id`, args...)
		if err != nil {
			return nil, fmt.Errorf("reading the rights of %d pictures: %w", len(ids), err)
		}
		all = append(all, found...)
	}
	return slices.DeleteFunc(all, func(p ilbo.Picture) bool { return p.Usable(now) }), nil
}

// PrintedBy are the stories in any state that print a picture, those with the
// highest numbers first, at most limit of them.
func (s *Store) PrintedBy(ctx context.Context, id ilbo.PictureID, limit int) ([]ilbo.StoryID, error) {
	ids, err := list(ctx, s, value[ilbo.StoryID], `SELECT story FROM story_pictures WHERE picture = ? ORDER BY story DESC LIMIT ?`, string(id), limit)
	if err != nil {
		return nil, fmt.Errorf("reading what prints picture %s: %w", id, err)
	}
	return ids, nil
}

// Portrayed are the journalists whose portrait a picture is.
func (s *Store) Portrayed(ctx context.Context, id ilbo.PictureID) ([]ilbo.Journalist, error) {
	found, err := list(ctx, s, scanJournalist, selectJournalist+`WHERE picture = ? ORDER BY id`, string(id))
	if err != nil {
		return nil, fmt.Errorf("reading whose portrait picture %s is: %w", id, err)
	}
	return found, nil
}

// maxReprinted is how many stories are told one by one that a picture of theirs
// changed. Where there are more, every page is.
const maxReprinted = 2_000

// Reprint tells the pages that show a picture that it changed, or, by the verb
// Expired, that it may not be shown any more.
func (s *Store) Reprint(ctx context.Context, id ilbo.PictureID, verb ilbo.Verb) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		ids, err := s.PrintedBy(ctx, id, maxReprinted+1)
		if err != nil {
			return err
		}
		portrayed, err := s.Portrayed(ctx, id)
		if err != nil {
			return err
		}
		if len(ids) > maxReprinted || len(portrayed) > 0 {
			t.enqueue(ilbo.Event{Verb: verb, Keys: []ilbo.Key{ilbo.KeyFurniture}})
			return nil
		}
		for _, id := range ids {
			story, err := s.Story(ctx, id)
			if err != nil {
				return err
			}
			if _, public := story.PublicFrom(); public {
				t.enqueue(ilbo.Event{Verb: verb, Keys: story.Keys()})
			}
		}
		return nil
	})
}

// An expireJob tells pages that the rights in a picture have ended. They may have
// been changed meanwhile: pages that are made again ask for them.
type expireJob struct {
	Picture ilbo.PictureID `json:"picture"`
}

func (expireJob) Kind() string { return "expire-picture" }

// expire has pages told when the rights in a picture end. What has ended already
// is told by whoever changes it.
func (t *transaction) expire(p *ilbo.Picture) {
	if p.Rights.Until.After(time.Now()) {
		t.ends = append(t.ends, expiry{p.ID, p.Rights.Until})
	}
}

// An expiry is when the rights in a picture end.
type expiry struct {
	picture ilbo.PictureID
	at      time.Time
}

// expireJobs are the jobs of the rights that the transaction stored.
func (t *transaction) expireJobs() []river.InsertManyParams {
	last := map[ilbo.PictureID]time.Time{}
	for _, e := range t.ends {
		last[e.picture] = e.at
	}
	var jobs []river.InsertManyParams
	for _, e := range t.ends {
		if at, ok := last[e.picture]; ok {
			delete(last, e.picture)
			jobs = append(jobs, river.InsertManyParams{Args: expireJob{e.picture}, InsertOpts: options(at)})
		}
	}
	return jobs
}

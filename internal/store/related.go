package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Of each topic, related stories are sought among the newest only, and in the
// first topics only: a topic of twenty years must not make a page slow.
const (
	relatedDepth  = 100
	relatedTopics = 8
)

// Related are stories in the same language that share topics with this one and
// that the public may see at now: those that share most first, of equals the
// newest. The story itself and its translations are not among them.
func (s *Store) Related(ctx context.Context, story *ilbo.Story, limit int, now time.Time) ([]ilbo.Teaser, error) {
	topics := slices.Clone(story.Topics)
	slices.Sort(topics)
	topics = slices.Compact(topics)
	topics = topics[:min(len(topics), relatedTopics)]
	if len(topics) == 0 || limit <= 0 {
		return []ilbo.Teaser{}, nil
	}
	var parts []string
	var args []any
	for _, topic := range topics {
		parts = append(parts, `SELECT * FROM (SELECT published, story FROM listings
		WHERE list = ? AND public_from <= ? ORDER BY published DESC, story DESC LIMIT ?) AS newest`)
		args = append(args, string(ilbo.KeyTopic(story.Language, topic)), now.UnixMilli(), relatedDepth)
	}
	ids, err := list(ctx, s, value[ilbo.StoryID], `SELECT story FROM (`+strings.Join(parts, ` UNION ALL `)+`) AS shared
	WHERE story <> ? GROUP BY story ORDER BY count(*) DESC, max(published) DESC, story DESC LIMIT ?`,
		append(args, int64(story.ID), min(limit, MaxTeasers))...)
	if err != nil {
		return nil, fmt.Errorf("reading what is related to story %d: %w", story.ID, err)
	}
	return s.TeasersByID(ctx, ids, now)
}

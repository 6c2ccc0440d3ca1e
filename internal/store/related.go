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
		parts = append(parts, selectNewest)
		args = append(args, string(ilbo.KeyTopic(story.Language, topic)), now.UnixMilli(), relatedDepth)
	}
	lists, err := list(ctx, s, value[sql.NullString], strings.Join(parts, ` UNION ALL `), args...)
	if err != nil {
		return nil, fmt.Errorf("reading what is related to story %d: %w", story.ID, err)
	}
	var shared []sharer
	for _, text := range lists {
		if shared, err = appendSharers(shared, text.String); err != nil {
			return nil, fmt.Errorf("reading what is related to story %d: %w", story.ID, err)
		}
	}
	shared = slices.DeleteFunc(shared, func(one sharer) bool { return one.story == story.ID })
	shared = mostShared(shared)
	var ids []ilbo.StoryID
	for _, one := range shared[:min(limit, MaxTeasers, len(shared))] {
		ids = append(ids, one.story)
	}
	return s.TeasersByID(ctx, ids, now)
}

// selectNewest gives the newest of a topic in one text, "12.1764374400000
// 11.1764374300000": of a hundred rows, most of what they cost is to hand each of
// them over, and to sort them in a table that is made for it.
const selectNewest = `SELECT (SELECT string_agg(story || '.' || published, ' ') FROM
	(SELECT story, published FROM listings WHERE list = ? AND public_from <= ? ORDER BY published DESC, story DESC LIMIT ?) AS newest)`

// A sharer is a story that has topics of another.
type sharer struct {
	story     ilbo.StoryID
	published int64
	topics    int
}

// appendSharers adds the stories of a topic, as selectNewest gives them.
func appendSharers(list []sharer, newest string) ([]sharer, error) {
	for one := range strings.FieldsSeq(newest) {
		id, at, _ := strings.Cut(one, ".")
		story, err := strconv.ParseInt(id, 10, 64)
		published, err2 := strconv.ParseInt(at, 10, 64)
		if err := errors.Join(err, err2); err != nil {
			return nil, err
		}
		list = append(list, sharer{ilbo.StoryID(story), published, 1})
	}
	return list, nil
}

// mostShared puts the stories of several topics together: those that are in most
// of them first, of equals the newest.
func mostShared(list []sharer) []sharer {
	slices.SortFunc(list, func(a, b sharer) int { return cmp.Compare(a.story, b.story) })
	together := list[:0]
	for _, one := range list {
		if n := len(together); n > 0 && together[n-1].story == one.story {
			together[n-1].topics++
		} else {
			together = append(together, one)
		}
	}
	slices.SortFunc(together, func(a, b sharer) int {
		return cmp.Or(cmp.Compare(b.topics, a.topics), cmp.Compare(b.published, a.published), cmp.Compare(b.story, a.story))
	})
	return together
}

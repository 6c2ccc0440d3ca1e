package account

import (
	"context"
	"fmt"

	"ilbo.press"
)

// maxBookmarks is how many stories a reader keeps.
const maxBookmarks = 500

// Keep keeps a story for a reader. One that the public does not see is NotFound.
// It may be done twice.
func (r *Readers) Keep(ctx context.Context, id ilbo.ReaderID, story ilbo.StoryID) error {
	return r.Store.Together(ctx, func(ctx context.Context) error {
		now := r.Clock()
		seen, err := r.Store.TeasersByID(ctx, []ilbo.StoryID{story}, now)
		if err != nil {
			return err
		}
		if len(seen) == 0 {
			return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such story."}
		}
		kept, err := r.Store.Bookmarks(ctx, id, maxBookmarks)
		if err != nil {
			return err
		}
		if len(kept) >= maxBookmarks {
			return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("You keep %d stories: let some go first.", maxBookmarks), Err: TooMany}
		}
		return r.Store.PutBookmark(ctx, id, ilbo.Bookmark{Story: story, At: now})
	})
}

// LetGo drops a story that a reader keeps. It may be done twice.
func (r *Readers) LetGo(ctx context.Context, id ilbo.ReaderID, story ilbo.StoryID) error {
	return r.Store.DropBookmark(ctx, id, story)
}

// Keeps reports whether a reader keeps a story.
func (r *Readers) Keeps(ctx context.Context, id ilbo.ReaderID, story ilbo.StoryID) (bool, error) {
	kept, err := r.Store.Bookmarks(ctx, id, maxBookmarks)
	for _, b := range kept {
		if b.Story == story {
			return true, nil
		}
	}
	return false, err
}

// Kept are the stories that a reader keeps, the last one kept first, but for those
// that the public no longer sees.
func (r *Readers) Kept(ctx context.Context, id ilbo.ReaderID) ([]ilbo.Teaser, error) {
	kept, err := r.Store.Bookmarks(ctx, id, maxBookmarks)
	if err != nil {
		return nil, err
	}
	ids := make([]ilbo.StoryID, len(kept))
	for i, b := range kept {
		ids[i] = b.Story
	}
	return r.Store.TeasersByID(ctx, ids, r.Clock())
}

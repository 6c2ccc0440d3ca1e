package account

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"ilbo.press"
)

// A heldSession, a heldPasskey and a heldBookmark are what a reader reads of theirs in the file
// that they download. Tokens and keys are in no file.
type heldSession struct {
	Began, Seen      time.Time
	Browser, Address string
	SignedInBy       string
}

type heldPasskey struct {
	Name  string
	Added time.Time
	Used  time.Time `json:",omitzero"`
}

type heldBookmark struct {
	Kept           time.Time
	Headline, Path string `json:",omitempty"`
	Story          ilbo.StoryID
}

// Held gives all that the paper keeps about a reader, as one JSON file.
func (r *Readers) Held(ctx context.Context, in *ReaderIn) ([]byte, error) {
	sessions, err := r.Store.ReaderSessions(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	list := []heldSession{}
	for _, s := range sessions {
		list = append(list, heldSession{s.Began, s.Seen, s.Agent, s.Address, s.By})
	}
	passkeys, err := r.Store.ReaderPasskeys(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	keys := []heldPasskey{}
	for _, k := range passkeys {
		keys = append(keys, heldPasskey{k.Name, k.Added, k.Used})
	}
	kept, err := r.heldBookmarks(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	all := map[string]any{"account": in.Reader, "sessions": list, "passkeys": keys, "bookmarks": kept, "made": r.Clock()}
	for _, k := range r.Keepers {
		name, held, err := k.Held(ctx, in.Reader)
		if err != nil {
			return nil, fmt.Errorf("collect what is held about reader %d: %w", in.ID, err)
		}
		if _, taken := all[name]; taken {
			return nil, fmt.Errorf("two departments hold %q about readers", name)
		}
		all[name] = held
	}
	return json.MarshalIndent(all, "", "  ")
}

func (r *Readers) heldBookmarks(ctx context.Context, id ilbo.ReaderID) ([]heldBookmark, error) {
	kept, err := r.Store.Bookmarks(ctx, id, maxBookmarks)
	if err != nil {
		return nil, err
	}
	seen, err := r.Kept(ctx, id)
	if err != nil {
		return nil, err
	}
	names := map[ilbo.StoryID]ilbo.Teaser{}
	for _, t := range seen {
		names[t.ID] = t
	}
	list := []heldBookmark{}
	for _, b := range kept {
		list = append(list, heldBookmark{b.At, names[b.Story].Headline, string(names[b.Story].Path), b.Story})
	}
	return list, nil
}

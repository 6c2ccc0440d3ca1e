package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// What the script of a story's page asks and sends: see story/keeper.ts and
// story/presence.ts.

// A copyAnswer is a version, as scripts get it.
type copyAnswer struct {
	Version int        `json:"version"`
	By      string     `json:"by"`
	At      time.Time  `json:"at"`
	Copy    *ilbo.Copy `json:"copy"`
}

func (n *Newsroom) storyCopy(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	number, _ := strconv.Atoi(v.r.URL.Query().Get("version")) // what is no number is the newest
	version, err := n.Desk.Version(v.r.Context(), v.staff.Staff, id, number)
	if err != nil {
		return err
	}
	v.say(http.StatusOK, copyAnswer{version.Number, version.By, version.At, version.Copy})
	return nil
}

// A sent is what a window sends of a story.
type sent struct {
	Tab  string          `json:"tab"`
	Base int             `json:"base"`
	Over bool            `json:"over"`
	To   string          `json:"to"`
	Copy json.RawMessage `json:"copy"`
}

// maxStory is the longest story that is sent, in bytes: a text of a megabyte with
// its marks and furniture.
const maxStory = 4 << 20

func (v *visit) sent() (s sent, err error) {
	decoder := json.NewDecoder(v.r.Body)
	if err := decoder.Decode(&s); err != nil {
		return s, &ilbo.Error{Kind: ilbo.Invalid, Say: "What the page sent cannot be read, or is too long.", Err: err}
	}
	if s.Tab == "" || len(s.Tab) > 64 {
		return s, &ilbo.Error{Kind: ilbo.Invalid, Say: "The page did not say which window it is in."}
	}
	return s, nil
}

// A saved is the answer to a version that was sent.
type saved struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
	Words   int       `json:"words"`
	Title   string    `json:"title"`
}

// A crossed is the answer where somebody else's version stands in its place.
type crossed struct {
	Problem string `json:"problem"`
	Kept    int    `json:"kept"`
	Newest  int    `json:"newest"`
	By      string `json:"by"`
	Merge   string `json:"merge"` // where the two are put together
}

func (n *Newsroom) saveStory(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	s, err := v.sent()
	if err != nil {
		return err
	}
	var c ilbo.Copy
	if err := json.Unmarshal(s.Copy, &c); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The story that the page sent cannot be read.", Err: err}
	}
	version, err := n.Desk.Save(v.r.Context(), v.staff.Staff, desk.Saving{Story: id, Base: s.Base, Tab: s.Tab, Copy: c})
	var two *desk.Crossed
	if errors.As(err, &two) {
		v.say(http.StatusConflict, crossed{
			Problem: wordsIn(v.language()).Story.Crossed, Kept: two.Kept, Newest: two.Newest.Number, By: two.Newest.By,
			Merge: fmt.Sprintf("%s/merge?mine=%d", storyAddress(id), two.Kept),
		})
		return nil
	}
	if err != nil {
		return err
	}
	v.say(http.StatusOK, saved{version.Number, version.At, version.Words, c.Title()})
	return nil
}

// A hereAnswer says who has a story open, and who writes in it.
type hereAnswer struct {
	Version int          `json:"version"`
	State   string       `json:"state"`
	Here    []personHere `json:"here"`
	Lock    *lockView    `json:"lock"` // null: nobody writes
}

type personHere struct {
	Login string `json:"login"`
	Tab   string `json:"tab"`
}

type lockView struct {
	By    string    `json:"by"`
	Mine  bool      `json:"mine"` // in this window
	For   string    `json:"for"`
	Since time.Time `json:"since"`
}

func (v *visit) lockView(l ilbo.Lock, tab string) *lockView {
	if l.By == "" || !v.Clock().Before(l.Until) {
		return nil
	}
	return &lockView{By: l.By, Mine: l.Holds(v.staff.Login, tab, v.Clock()) && l.For == "", For: l.For, Since: l.Since}
}

// hereStory notes that a window has the story open.
func (n *Newsroom) hereStory(v *visit) error {
	return v.inWindow(func(id ilbo.StoryID, s sent) error {
		here, lock, err := n.Desk.Here(v.r.Context(), v.staff.Staff, id, s.Tab)
		if err != nil {
			return err
		}
		story, draft, err := n.Desk.Open(v.r.Context(), v.staff.Staff, id)
		if err != nil {
			return err
		}
		a := hereAnswer{Version: draft.Version, State: string(story.State(draft.Stage, n.Clock())), Lock: v.lockView(lock, s.Tab)}
		for _, p := range here {
			a.Here = append(a.Here, personHere{p.By, p.Tab})
		}
		v.say(http.StatusOK, a)
		return nil
	})
}

// inWindow reads what a window sent about a story.
func (v *visit) inWindow(do func(ilbo.StoryID, sent) error) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	s, err := v.sent()
	if err != nil {
		return err
	}
	return do(id, s)
}

func (n *Newsroom) lockStory(v *visit) error {
	return v.inWindow(func(id ilbo.StoryID, s sent) error {
		lock, err := n.Desk.Lock(v.r.Context(), v.staff.Staff, id, s.Tab, s.Over)
		if errors.Is(err, ilbo.Conflict) && lock.By != "" {
			v.say(http.StatusConflict, map[string]any{"problem": wordsIn(v.language()).Story.SomebodyWrites, "lock": v.lockView(lock, s.Tab)})
			return nil
		}
		if err != nil {
			return err
		}
		v.say(http.StatusOK, map[string]any{"lock": v.lockView(lock, s.Tab)})
		return nil
	})
}

func (n *Newsroom) unlockStory(v *visit) error {
	return v.inWindow(func(id ilbo.StoryID, s sent) error {
		if err := n.Desk.Unlock(v.r.Context(), v.staff.Staff, id, s.Tab, s.To); err != nil {
			return err
		}
		v.say(http.StatusOK, map[string]any{})
		return nil
	})
}

func (n *Newsroom) leaveStory(v *visit) error {
	return v.inWindow(func(id ilbo.StoryID, s sent) error {
		// Whoever leaves does not wait for the answer.
		if err := n.Desk.Leave(context.WithoutCancel(v.r.Context()), v.staff.Staff, id, s.Tab); err != nil {
			return err
		}
		v.say(http.StatusOK, map[string]any{})
		return nil
	})
}

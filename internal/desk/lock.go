package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"ilbo.press"
)

// How long somebody is there after they were last heard of, and with them their
// lock. Windows are heard of every ten seconds.
const awayAfter = 30 * time.Second

// maxTab is the longest name of a window, in bytes.
const maxTab = 64

// Here notes that somebody has a story open in a window, and gives who else has.
// The lock stays with who holds it in that window.
func (d *Desk) Here(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, tab string) (here []ilbo.Presence, lock ilbo.Lock, err error) {
	if tab == "" || len(tab) > maxTab {
		return nil, lock, invalid("A window has a name of at most %d bytes.", maxTab)
	}
	now := d.now()
	if _, _, err := d.Open(ctx, by, id); err != nil {
		return nil, lock, err
	}
	err = d.store.Together(ctx, func(ctx context.Context) error {
		if lock, err = d.lock(ctx, id); err != nil {
			return err
		}
		if lock.Holds(by.Login, tab, now) {
			lock.Until = now.Add(awayAfter)
			if err := d.store.PutLock(ctx, lock); err != nil {
				return err
			}
		}
		if here, err = d.store.Presences(ctx, id, now.Add(-awayAfter)); err != nil {
			return err
		}
		me := ilbo.Presence{Story: id, By: by.Login, Tab: tab, Seen: now}
		if err := d.store.PutPresence(ctx, me); err != nil {
			return err
		}
		at := slices.IndexFunc(here, func(p ilbo.Presence) bool { return p.By == by.Login && p.Tab == tab })
		if at >= 0 {
			here[at] = me
			return nil
		}
		here = append(here, me)
		return d.whisper(ctx, by, id, "here", now)
	})
	return here, lock, err
}

// lock is who may write in a story: nobody where it ended long ago.
func (d *Desk) lock(ctx context.Context, id ilbo.StoryID) (ilbo.Lock, error) {
	l, err := d.store.Lock(ctx, id)
	if errors.Is(err, ilbo.NotFound) {
		return ilbo.Lock{Story: id}, nil
	}
	return l, err
}

// Lock gives the lock on a story to a window, where it is free or
// was handed to who asks. Where somebody else holds it, or the same person in
// another window, the error is a Conflict, and the lock says who; with over it is
// taken over all the same, and the audit log has a line.
func (d *Desk) Lock(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, tab string, over bool) (lock ilbo.Lock, err error) {
	if tab == "" || len(tab) > maxTab {
		return lock, invalid("A window has a name of at most %d bytes.", maxTab)
	}
	err = d.withDraft(ctx, id, func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft) error {
		now := d.now()
		if err := allowed(by, ilbo.MayWrite, draft.Section, draft); err != nil {
			return err
		}
		if err := mayStop(s); err != nil {
			return err
		}
		if lock, err = d.lock(ctx, id); err != nil {
			return err
		}
		held := !lock.Free(by.Login, now) && !lock.Holds(by.Login, tab, now)
		if held && !over {
			return conflict("Somebody else is writing in the story.")
		}
		since := now
		if lock.Holds(by.Login, tab, now) {
			since = lock.Since
		}
		before := lock
		lock = ilbo.Lock{Story: id, By: by.Login, Tab: tab, Since: since, Until: now.Add(awayAfter)}
		if err := d.store.PutLock(ctx, lock); err != nil {
			return err
		}
		if before.By != by.Login || before.Tab != tab || !now.Before(before.Until) {
			if err := d.whisper(ctx, by, id, "lock", now); err != nil {
				return err
			}
		}
		if held && before.By != by.Login {
			if err := d.Tell(ctx, ilbo.Notification{For: before.By, What: ilbo.ToldTakenOver, Story: id, By: by.Login, Text: draft.Title}); err != nil {
				return err
			}
			return d.audit(ctx, act{by: by, deed: ilbo.DeedTakeOver, story: id, detail: "from " + before.By}, now)
		}
		return nil
	})
	return lock, err
}

// Unlock ends the lock that a window holds. With to it is handed to somebody, who
// alone may take it until it would have ended.
func (d *Desk) Unlock(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, tab, to string) error {
	now := d.now()
	return d.store.Together(ctx, func(ctx context.Context) error {
		lock, err := d.lock(ctx, id)
		if err != nil || !lock.Holds(by.Login, tab, now) {
			return err
		}
		if lock.For = to; to == "" {
			lock.Until = now
		} else {
			lock.Until = now.Add(awayAfter)
		}
		if err := d.store.PutLock(ctx, lock); err != nil {
			return err
		}
		return d.whisper(ctx, by, id, "lock", now)
	})
}

// Leave notes that a window was closed: its lock ends with it.
func (d *Desk) Leave(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, tab string) error {
	if err := d.Unlock(ctx, by, id, tab, ""); err != nil {
		return err
	}
	return d.store.Together(ctx, func(ctx context.Context) error {
		if err := d.store.DropPresence(ctx, ilbo.Presence{Story: id, By: by.Login, Tab: tab}); err != nil {
			return err
		}
		return d.whisper(ctx, by, id, "here", d.now())
	})
}

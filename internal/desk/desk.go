package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// A Desk does to stories what a newsroom does. Its methods may be called at
// the same time.
type Desk struct {
	store Store
	paper *ilbo.Paper
	now   ilbo.Clock
	find  Finder // nil: the archive cannot be searched

	lessons Lessons // nil: stories have none
}

// New makes a desk of a paper.
func New(store Store, paper *ilbo.Paper, now ilbo.Clock) *Desk {
	return &Desk{store: store, paper: paper, now: now}
}

// Finding is the desk with a way to search the archive.
func (d *Desk) Finding(f Finder) *Desk {
	finds := *d
	finds.find = f
	return &finds
}

// At is the desk at a moment: what is done at it happened then.
func (d *Desk) At(moment time.Time) *Desk {
	then := *d
	then.now = func() time.Time { return moment }
	return &then
}

// errDone is what a change gives when there is nothing to do.
var errDone = errors.New("nothing to do")

// An act is what somebody does to a story.
type act struct {
	by     ilbo.Staff
	may    ilbo.Permission // that it takes
	deed   ilbo.Deed
	verb   ilbo.Verb // as the pages are told of it
	story  ilbo.StoryID
	detail string // for the audit log
}

// change does it. When judge has mended the story, everything that showed it
// before or shows it now is told, the newsroom's side follows, and the audit log
// has a line, all in one transaction. Judge is given the newsroom's side as well.
func (d *Desk) change(ctx context.Context, a act, judge func(ctx context.Context, s *ilbo.Story, draft *ilbo.Draft, now time.Time) error) error {
	if err := named(a.by); err != nil {
		return err
	}
	now := d.now()
	err := d.store.Together(ctx, func(ctx context.Context) error {
		err := d.store.ChangeStory(ctx, a.story, a.by.Login, now, func(s *ilbo.Story) ([]ilbo.Event, error) {
			draft, err := d.draft(ctx, s, now)
			if err != nil {
				return nil, err
			}
			if err := allowed(a.by, a.may, s.Section, draft); err != nil {
				return nil, err
			}
			old := *s
			if err := judge(ctx, s, draft, now); err != nil {
				return nil, err
			}
			if err := allowed(a.by, a.may, s.Section, draft); err != nil { // nor may it leave their sections
				return nil, err
			}
			if err := d.follow(ctx, a.by, &old, s, draft, now); err != nil {
				return nil, err
			}
			return d.events(ctx, a.verb, &old, s, now)
		})
		if err != nil {
			return err
		}
		if err := d.announce(ctx, a.by, a.story, string(a.deed), now); err != nil {
			return err
		}
		return d.audit(ctx, a, now)
	})
	if errors.Is(err, errDone) {
		return nil
	}
	return err
}

// announce tells the newsroom's open pages what was done to a story. Parts of the
// program, which do much at once, tell nobody.
func (d *Desk) announce(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, what string, now time.Time) error {
	if by.Program() {
		return nil
	}
	on := ilbo.TopicOfStory(id)
	for _, topic := range []string{on, ilbo.TopicDesk} {
		if err := d.store.Announce(ctx, ilbo.Signal{Topic: topic, Name: what, On: on, By: by.Login, At: now}); err != nil {
			return err
		}
	}
	return nil
}

// whisper tells those alone who have the story open.
func (d *Desk) whisper(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, what string, now time.Time) error {
	return d.store.Announce(ctx, ilbo.Signal{Topic: ilbo.TopicOfStory(id), Name: what, On: ilbo.TopicOfStory(id), By: by.Login, At: now})
}

// named refuses who has no name.
func named(by ilbo.Staff) error {
	if strings.TrimSpace(by.Login) == "" {
		return invalid("Nobody's name was given for this change of a story.")
	}
	return nil
}

// allowed refuses somebody what is not theirs to do in a section, or to a story,
// whose newsroom's side draft is.
func allowed(by ilbo.Staff, may ilbo.Permission, in ilbo.SectionID, draft *ilbo.Draft) error {
	if by.May(may, in, draft != nil && draft.Wrote(by.Login)) {
		return nil
	}
	say := "That is not yours to do: ask a chief editor."
	if by.Role.Reach(may) == ilbo.OwnSections {
		say = "That is not yours to do in this section: ask whoever decides there, or a chief editor."
	}
	return &ilbo.Error{Kind: ilbo.Forbidden, Say: say, Err: fmt.Errorf("%s may not %s in %s", by.Login, may, in)}
}

func (d *Desk) audit(ctx context.Context, a act, now time.Time) error {
	return d.store.Audit(ctx, ilbo.AuditEntry{At: now, Who: a.by.Login, Deed: a.deed, On: ilbo.AuditedStory(a.story), Detail: a.detail})
}

// events tell of a change: at once, and again when the story becomes public,
// if that is later. What the public neither saw nor will see is no event.
func (d *Desk) events(ctx context.Context, verb ilbo.Verb, old, s *ilbo.Story, now time.Time) ([]ilbo.Event, error) {
	_, was := old.PublicFrom()
	from, is := s.PublicFrom()
	if !was && !is {
		return nil, nil
	}
	keys, err := d.keys(ctx, old, s, now)
	if err != nil {
		return nil, err
	}
	events := []ilbo.Event{{Verb: verb, Story: s.ID, Keys: keys}}
	if is && from.After(now) {
		events = append(events, ilbo.Event{Verb: ilbo.Released, Story: s.ID, Keys: keys, At: from})
	}
	return events, nil
}

// keys are all pages that the story was on and is on now, and those of its
// translations, which name each other. Those of a story without a number are
// left to the store, which gives it one.
func (d *Desk) keys(ctx context.Context, old, s *ilbo.Story, now time.Time) ([]ilbo.Key, error) {
	var keys []ilbo.Key
	for _, version := range []*ilbo.Story{old, s} {
		if version.ID != 0 {
			keys = append(keys, version.Keys()...)
		}
		translations, err := d.store.Translations(ctx, version, now)
		if err != nil {
			return nil, fmt.Errorf("finding the translations of story %d: %w", s.ID, err)
		}
		for _, t := range translations {
			keys = append(keys, ilbo.KeyStory(t.ID), ilbo.KeyVolume(ilbo.VolumeOf(t.ID)))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), nil
}

func invalid(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf(format, args...)}
}

func conflict(say string) error { return &ilbo.Error{Kind: ilbo.Conflict, Say: say} }

// reasonable refuses a reason, a notice or a correction that is too long.
func reasonable(texts ...string) error {
	n := 0
	for _, text := range texts {
		n += len(text)
	}
	if n > maxReason {
		return invalid("The reason is longer than %d bytes.", maxReason)
	}
	return nil
}

// maxReason is the longest reason, notice or correction, in bytes.
const maxReason = 10_000

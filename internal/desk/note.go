package desk

import (
	"context"
	"slices"
	"time"

	"ilbo.press"
)

// maxNotes is how many notes a story may have.
const maxNotes = 1_000

// Remark adds a note to a story that somebody may see, or to a passage of it, or,
// where ReplyTo is set, answers one. Those whom its text mentions are told, if
// they may see the story; whoever's story it is; and those who have said something
// in the conversation. It sets the note's ID.
func (d *Desk) Remark(ctx context.Context, by ilbo.Staff, n *ilbo.Note) error {
	n.ID, n.By, n.At = 0, by.Login, d.now()
	n.Resolved, n.ResolvedBy, n.Mentions = time.Time{}, "", nil
	return d.store.Together(ctx, func(ctx context.Context) error {
		conversation, err := d.conversation(ctx, n)
		if err != nil {
			return err
		}
		if err := n.Check(); err != nil {
			return err
		}
		about, err := d.lookAt(ctx, by, n.Story)
		if err != nil {
			return err
		}
		if count, err := d.store.CountNotes(ctx, n.Story); err != nil {
			return err
		} else if count >= maxNotes {
			return conflict("The story has as many notes as it may have: talk about it.")
		}
		if n.Mentions, err = d.mentioned(ctx, n.Text, about); err != nil {
			return err
		}
		if err := d.store.PutNote(ctx, n); err != nil {
			return err
		}
		if err := d.tellOfNote(ctx, n, about, conversation); err != nil {
			return err
		}
		return d.noted(ctx, by, n, ilbo.DeedNote)
	})
}

// conversation are the logins of those who have said something before in what a
// note answers, none where it answers nothing.
func (d *Desk) conversation(ctx context.Context, n *ilbo.Note) ([]string, error) {
	if n.ReplyTo == 0 {
		return nil, nil
	}
	first, err := d.store.Note(ctx, n.ReplyTo)
	if err != nil {
		return nil, err
	}
	if first.ReplyTo != 0 { // an answer to an answer stands behind it
		n.ReplyTo = first.ReplyTo
	}
	n.Story, n.Block, n.Quote = first.Story, 0, ""
	all, err := d.store.Notes(ctx, first.Story)
	if err != nil {
		return nil, err
	}
	var logins []string
	for _, other := range all {
		if (other.ID == n.ReplyTo || other.ReplyTo == n.ReplyTo) && !slices.Contains(logins, other.By) {
			logins = append(logins, other.By)
		}
	}
	return logins, nil
}

// mentioned are the people of the newsroom whom a text names, and who may see
// what it is about.
func (d *Desk) mentioned(ctx context.Context, text string, about *ilbo.Draft) ([]string, error) {
	named := ilbo.Mentions(text)
	if len(named) == 0 {
		return nil, nil
	}
	here, err := d.people(ctx)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, login := range named {
		if s, is := here[login]; is && s.May(ilbo.MaySee, about.Section, about.Wrote(login)) {
			list = append(list, login)
		}
	}
	return list, nil
}

// tellOfNote tells each whom a note concerns once, of what concerns them most.
func (d *Desk) tellOfNote(ctx context.Context, n *ilbo.Note, about *ilbo.Draft, conversation []string) error {
	told := map[string]bool{}
	for _, some := range []struct {
		what   ilbo.NotificationKind
		logins []string
	}{{ilbo.ToldMentioned, n.Mentions}, {ilbo.ToldReply, conversation}, {ilbo.ToldNote, about.Writers}} {
		for _, login := range some.logins {
			if told[login] {
				continue
			}
			told[login] = true
			if err := d.Tell(ctx, ilbo.Notification{For: login, What: some.what, Story: n.Story, Note: n.ID, By: n.By, At: n.At, Text: n.Text}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Resolve says that what a note began is settled; who may see the story may say
// so. Whoever wrote it is told.
func (d *Desk) Resolve(ctx context.Context, by ilbo.Staff, id ilbo.NoteID) error {
	return d.settle(ctx, by, id, ilbo.DeedResolve)
}

// Unresolve opens what was settled again.
func (d *Desk) Unresolve(ctx context.Context, by ilbo.Staff, id ilbo.NoteID) error {
	return d.settle(ctx, by, id, ilbo.DeedUnresolve)
}

func (d *Desk) settle(ctx context.Context, by ilbo.Staff, id ilbo.NoteID, deed ilbo.Deed) error {
	err := d.store.Together(ctx, func(ctx context.Context) error {
		n, err := d.store.Note(ctx, id)
		if err != nil {
			return err
		}
		if _, err := d.lookAt(ctx, by, n.Story); err != nil {
			return err
		}
		if n.ReplyTo != 0 {
			return conflict("What is settled is the note, not an answer to it.")
		}
		settles := deed == ilbo.DeedResolve
		if settles == !n.Resolved.IsZero() {
			return errDone
		}
		n.Resolved, n.ResolvedBy = time.Time{}, ""
		if settles {
			n.Resolved, n.ResolvedBy = d.now(), by.Login
			if err := d.Tell(ctx, ilbo.Notification{For: n.By, What: ilbo.ToldResolved, Story: n.Story, Note: n.ID, By: by.Login, At: n.Resolved, Text: n.Text}); err != nil {
				return err
			}
		}
		if err := d.store.ResolveNote(ctx, n.ID, n.ResolvedBy, n.Resolved); err != nil {
			return err
		}
		return d.noted(ctx, by, n, deed)
	})
	return doneIsFine(err)
}

// NotesOn are the notes on a story that somebody may see, in the order in which
// they were written.
func (d *Desk) NotesOn(ctx context.Context, by ilbo.Staff, id ilbo.StoryID) ([]ilbo.Note, error) {
	if _, err := d.lookAt(ctx, by, id); err != nil {
		return nil, err
	}
	return d.store.Notes(ctx, id)
}

// noted logs a note, and tells the pages that show its story.
func (d *Desk) noted(ctx context.Context, by ilbo.Staff, n *ilbo.Note, deed ilbo.Deed) error {
	now, on := d.now(), ilbo.AuditedStory(n.Story)
	if err := d.store.Audit(ctx, ilbo.AuditEntry{At: now, Who: by.Login, Deed: deed, On: on, Detail: firstLine(n.Text)}); err != nil {
		return err
	}
	return d.store.Announce(ctx, ilbo.Signal{Topic: ilbo.TopicOfStory(n.Story), Name: string(deed), On: on, By: by.Login, At: now})
}

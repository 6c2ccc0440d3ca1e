package desk

import (
	"context"
	"time"

	"ilbo.press"
)

// Tell tells somebody that something concerns them, in the transaction of ctx, and
// their open pages. Nobody is told of what they do themselves, nor who is not in
// the newsroom.
func (d *Desk) Tell(ctx context.Context, n ilbo.Notification) error {
	if n.For == "" || n.For == n.By {
		return nil
	}
	here, err := d.people(ctx)
	if err != nil {
		return err
	}
	if _, is := here[n.For]; !is {
		return nil
	}
	if n.At.IsZero() {
		n.At = d.now()
	}
	n.Text, n.Read = firstLine(n.Text), time.Time{}
	if err := d.store.PutNotification(ctx, &n); err != nil {
		return err
	}
	return d.store.Announce(ctx, ilbo.Signal{Topic: ilbo.TopicOfStaff(n.For), Name: "told", On: string(n.What), By: n.By, At: n.At})
}

// TellAll tells several, each once.
func (d *Desk) TellAll(ctx context.Context, logins []string, n ilbo.Notification) error {
	told := map[string]bool{}
	for _, n.For = range logins {
		if told[n.For] {
			continue
		}
		told[n.For] = true
		if err := d.Tell(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// EditorsOf are those who are told of what comes in to a section: its section
// editors, or the chief editors where it has none.
func (d *Desk) EditorsOf(ctx context.Context, section ilbo.SectionID) ([]string, error) {
	here, err := d.people(ctx)
	if err != nil {
		return nil, err
	}
	var editors, chiefs []string
	for login, s := range here {
		switch {
		case s.Role == ilbo.SectionEditor && s.DecidesIn(section):
			editors = append(editors, login)
		case s.Role == ilbo.ChiefEditor:
			chiefs = append(chiefs, login)
		}
	}
	if len(editors) == 0 {
		return chiefs, nil
	}
	return editors, nil
}

// MarkRead keeps that somebody has read what they were told: one notification,
// or, where id is 0, all up to a number.
func (d *Desk) MarkRead(ctx context.Context, by ilbo.Staff, id, upTo int64) error {
	return d.store.Together(ctx, func(ctx context.Context) error {
		now := d.now()
		if err := d.store.MarkRead(ctx, by.Login, id, upTo, now); err != nil {
			return err
		}
		return d.store.Announce(ctx, ilbo.Signal{Topic: ilbo.TopicOfStaff(by.Login), Name: "read", By: by.Login, At: now})
	})
}

// notificationsKept is how long somebody may look at what they were told.
const notificationsKept = 90 * 24 * time.Hour

// Sweep forgets what people were told long ago.
func (d *Desk) Sweep(ctx context.Context) error {
	return d.store.DropNotifications(ctx, d.now().Add(-notificationsKept))
}

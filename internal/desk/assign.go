package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Plan puts a new assignment into the lineup. Who decides in its section may name
// anybody, and those are told; it is then accepted, as soon as somebody is named.
// Others propose what they would do themselves. It sets the assignment's ID.
func (d *Desk) Plan(ctx context.Context, by ilbo.Staff, a *ilbo.Assignment) error {
	now := d.now()
	a.ID, a.Revision, a.Story = 0, 0, 0
	a.By, a.Made = by.Login, now
	a.Accepted, a.Finished, a.Dropped = time.Time{}, time.Time{}, time.Time{}
	return d.store.Together(ctx, func(ctx context.Context) error {
		deed := ilbo.DeedAssign
		if !d.decides(by, a) {
			deed = ilbo.DeedPropose
			if len(a.Who) == 0 {
				a.Who = []string{by.Login}
			}
			if !by.May(ilbo.MayAssign, a.Section, slices.Equal(a.Who, []string{by.Login})) {
				return notYours("You may propose what you would do yourself: others are named by an editor of the section.")
			}
		} else if len(a.Who) > 0 {
			a.Accepted = now
		}
		if err := d.checkPlan(ctx, a, nil); err != nil {
			return err
		}
		return d.putPlan(ctx, by, a, nil, deed, a.Title)
	})
}

// Replan changes what an assignment says: everything but its story, and what
// happened to it. Who saw an older one than stands now is refused. Those who are
// named newly are told, those who no longer are, and those for whom what they do
// has changed.
func (d *Desk) Replan(ctx context.Context, by ilbo.Staff, changed ilbo.Assignment) error {
	return d.changePlan(ctx, by, changed.ID, ilbo.DeedReplan, func(a *ilbo.Assignment, now time.Time) (string, error) {
		if a.Revision != changed.Revision {
			return "", conflict("Somebody else has changed the assignment meanwhile: look at it again.")
		}
		was := *a
		a.Title, a.Language, a.Section, a.About, a.Who = changed.Title, changed.Language, changed.Section, changed.About, changed.Who
		a.Picture, a.Due, a.Planned, a.Length = changed.Picture, changed.Due, changed.Planned, changed.Length
		return d.replanned(by, &was, a, now)
	})
}

// A Shift moves an assignment in the lineup: by days, to another person, or both.
type Shift struct {
	Days     int    // later, or earlier where negative: the time of day stays in the paper's zone
	From, To string // who did it, and who is to; where From is empty, To does it as well, and where To is, nobody in From's place
}

// maxShift is how many days an assignment is moved at once.
const maxShift = 3_660

// Move shifts an assignment.
func (d *Desk) Move(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID, shift Shift) error {
	if shift.Days > maxShift || shift.Days < -maxShift {
		return invalid("An assignment is moved by %d days at most.", maxShift)
	}
	return d.changePlan(ctx, by, id, ilbo.DeedReplan, func(a *ilbo.Assignment, now time.Time) (string, error) {
		was := *a
		later := func(t time.Time) time.Time {
			if t.IsZero() {
				return t
			}
			return t.In(d.paper.Zone).AddDate(0, 0, shift.Days)
		}
		a.Due, a.Planned = later(a.Due), later(a.Planned)
		a.Who = reassign(a.Who, shift.From, shift.To)
		return d.replanned(by, &was, a, now)
	})
}

// reassign puts one in the place of another.
func reassign(who []string, from, to string) []string {
	if from == to {
		return who
	}
	var list []string
	add := func(login string) {
		if login != "" && !slices.Contains(list, login) {
			list = append(list, login)
		}
	}
	for _, login := range who {
		if login == from {
			login = to
		}
		add(login)
	}
	add(to)
	return list
}

// replanned completes a change of what an assignment says, and describes it. Who
// does not decide may change what they propose, for themselves.
func (d *Desk) replanned(by ilbo.Staff, was, a *ilbo.Assignment, now time.Time) (string, error) {
	decides := d.decides(by, was) && d.decides(by, a)
	if !decides && (!was.Accepted.IsZero() || was.By != by.Login || !slices.Equal(a.Who, []string{by.Login})) {
		return "", notYours("The assignment is for an editor of its section to change.")
	}
	if decides && was.Accepted.IsZero() && len(a.Who) > 0 && !slices.Equal(was.Who, a.Who) {
		a.Accepted = now
	}
	detail := d.difference(was, a)
	if detail == "" {
		return "", errDone
	}
	return detail, nil
}

// Accept has what somebody proposed be done.
func (d *Desk) Accept(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID) error {
	return d.changePlan(ctx, by, id, ilbo.DeedAccept, func(a *ilbo.Assignment, now time.Time) (string, error) {
		switch {
		case !d.decides(by, a):
			return "", notYours("What is proposed is for an editor of its section to accept.")
		case !a.Dropped.IsZero():
			return "", conflict("The assignment was dropped: take it up again first.")
		case !a.Accepted.IsZero():
			return "", errDone
		case len(a.Who) == 0:
			return "", invalid("Name who does it.")
		}
		a.Accepted = now
		return a.Title, nil
	})
}

// Finish says that an assignment is done, where no published story says so.
func (d *Desk) Finish(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID) error {
	return d.changePlan(ctx, by, id, ilbo.DeedFinish, func(a *ilbo.Assignment, now time.Time) (string, error) {
		switch {
		case !d.decides(by, a) && !slices.Contains(a.Who, by.Login):
			return "", notYours("Whoever does it, or an editor of its section, says that it is done.")
		case !a.Dropped.IsZero():
			return "", conflict("The assignment was dropped: take it up again first.")
		case !a.Finished.IsZero():
			return "", errDone
		}
		a.Finished = now
		return a.Title, nil
	})
}

// Drop gives an assignment up. The story that it became lives on.
func (d *Desk) Drop(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID, reason string) error {
	if len(reason) > maxReason {
		return invalid("The reason is longer than %d bytes.", maxReason)
	}
	return d.changePlan(ctx, by, id, ilbo.DeedDrop, func(a *ilbo.Assignment, now time.Time) (string, error) {
		switch {
		case !d.decides(by, a) && (!a.Accepted.IsZero() || a.By != by.Login):
			return "", notYours("The assignment is for an editor of its section to drop.")
		case !a.Dropped.IsZero():
			return "", errDone
		}
		a.Dropped = now
		return strings.TrimSpace(a.Title + ": " + reason), nil
	})
}

// Resume takes an assignment up again that was done or dropped.
func (d *Desk) Resume(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID) error {
	return d.changePlan(ctx, by, id, ilbo.DeedResume, func(a *ilbo.Assignment, now time.Time) (string, error) {
		switch {
		case !d.decides(by, a) && (a.Dropped.IsZero() || !a.Accepted.IsZero() || a.By != by.Login):
			return "", notYours("The assignment is for an editor of its section to take up again.")
		case a.Dropped.IsZero() && a.Finished.IsZero():
			return "", errDone
		}
		a.Dropped, a.Finished = time.Time{}, time.Time{}
		return a.Title, nil
	})
}

// TakeUp begins the story of an assignment: a draft of whoever takes it up and of
// the others who write it, with the working title as its headline. Where it has a
// story already, that one is given.
func (d *Desk) TakeUp(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID) (ilbo.StoryID, error) {
	var story ilbo.StoryID
	err := d.changePlan(ctx, by, id, ilbo.DeedTakeUp, func(a *ilbo.Assignment, now time.Time) (string, error) {
		if story = a.Story; story != 0 {
			return "", errDone
		}
		switch {
		case !slices.Contains(a.Who, by.Login) && !d.decides(by, a):
			return "", notYours("The story is begun by who is named for it, or by an editor of its section.")
		case !a.Dropped.IsZero():
			return "", conflict("The assignment was dropped: take it up again first.")
		}
		return "", nil
	}, func(ctx context.Context, a *ilbo.Assignment) (err error) {
		if story, err = d.beginFor(ctx, by, a); err == nil {
			a.Story = story
		}
		return err
	})
	return story, err
}

// decides reports whether somebody may assign anything to anybody in the
// assignment's section.
func (d *Desk) decides(by ilbo.Staff, a *ilbo.Assignment) bool {
	return by.May(ilbo.MayAssign, a.Section, false)
}

func notYours(say string) error { return &ilbo.Error{Kind: ilbo.Forbidden, Say: say} }

// changePlan changes an assignment that somebody may change, tells those whom it
// concerns, and logs it. Then does more, in the same transaction, before it is
// stored.
func (d *Desk) changePlan(ctx context.Context, by ilbo.Staff, id ilbo.AssignmentID, deed ilbo.Deed, judge func(a *ilbo.Assignment, now time.Time) (string, error), then ...func(context.Context, *ilbo.Assignment) error) error {
	err := d.store.Together(ctx, func(ctx context.Context) error {
		a, err := d.store.Assignment(ctx, id)
		if err != nil {
			return err
		}
		was := *a
		detail, err := judge(a, d.now())
		if err != nil {
			return err
		}
		if err := d.checkPlan(ctx, a, &was); err != nil {
			return err
		}
		for _, do := range then {
			if err := do(ctx, a); err != nil {
				return err
			}
		}
		return d.putPlan(ctx, by, a, &was, deed, detail)
	})
	return doneIsFine(err)
}

// checkPlan refuses an assignment that nobody could do. Those who have left may
// stay named where they were.
func (d *Desk) checkPlan(ctx context.Context, a, was *ilbo.Assignment) error {
	if err := a.Check(); err != nil {
		return err
	}
	if !d.paper.Publishes(a.Language) {
		return invalid("The paper does not appear in that language (%s).", a.Language)
	}
	here, err := d.people(ctx)
	if err != nil {
		return err
	}
	for i, login := range a.Who {
		_, is := here[login]
		if !is && (was == nil || !slices.Contains(was.Who, login)) {
			return invalid("Nobody in the newsroom signs in as %s.", login)
		}
		if slices.Contains(a.Who[:i], login) {
			return invalid("%s is named twice.", login)
		}
	}
	return nil
}

// putPlan stores an assignment with its line in the log, and tells of it.
func (d *Desk) putPlan(ctx context.Context, by ilbo.Staff, a, was *ilbo.Assignment, deed ilbo.Deed, detail string) error {
	if err := d.store.PutAssignment(ctx, a); err != nil {
		return err
	}
	now, on := d.now(), ilbo.AuditedAssignment(a.ID)
	if err := d.store.Audit(ctx, ilbo.AuditEntry{At: now, Who: by.Login, Deed: deed, On: on, Detail: detail}); err != nil {
		return err
	}
	if err := d.tellOfPlan(ctx, by, a, was, now); err != nil {
		return err
	}
	return d.store.Announce(ctx, ilbo.Signal{Topic: ilbo.TopicLineup, Name: string(deed), On: on, By: by.Login, At: now})
}

// tellOfPlan tells who is to do something, who no longer is, and whose task has
// changed.
func (d *Desk) tellOfPlan(ctx context.Context, by ilbo.Staff, a, was *ilbo.Assignment, now time.Time) error {
	if was == nil {
		was = &ilbo.Assignment{}
	}
	asked := func(a *ilbo.Assignment) bool { return !a.Accepted.IsZero() && a.Dropped.IsZero() }
	before, after := asked(was), asked(a)
	tell := func(login string, what ilbo.NotificationKind) error {
		return d.Tell(ctx, ilbo.Notification{For: login, What: what, Assignment: a.ID, Story: a.Story, By: by.Login, At: now, Text: a.Title})
	}
	moved := !was.Due.Equal(a.Due) || !was.Planned.Equal(a.Planned) || was.Length != a.Length || was.About != a.About || was.Picture != a.Picture || was.Title != a.Title || was.Section != a.Section
	for _, login := range a.Who {
		var err error
		switch named := before && slices.Contains(was.Who, login); {
		case after && !named:
			err = tell(login, ilbo.ToldAssigned)
		case after && moved:
			err = tell(login, ilbo.ToldPlanChanged)
		case named && !after:
			err = tell(login, ilbo.ToldUnassigned)
		}
		if err != nil {
			return err
		}
	}
	for _, login := range was.Who {
		if before && !slices.Contains(a.Who, login) {
			if err := tell(login, ilbo.ToldUnassigned); err != nil {
				return err
			}
		}
	}
	return nil
}

// difference is what changed in an assignment, for the log, empty where nothing
// did.
func (d *Desk) difference(was, a *ilbo.Assignment) string {
	var list []string
	add := func(what, old, now string) {
		if old != now {
			list = append(list, fmt.Sprintf("%s %s → %s", what, orDash(old), orDash(now)))
		}
	}
	moment := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(d.paper.Zone).Format("2006-01-02 15:04")
	}
	add("title", was.Title, a.Title)
	add("due", moment(was.Due), moment(a.Due))
	add("planned", moment(was.Planned), moment(a.Planned))
	add("who", strings.Join(was.Who, ", "), strings.Join(a.Who, ", "))
	add("section", string(was.Section), string(a.Section))
	add("language", string(was.Language), string(a.Language))
	add("length", fmt.Sprint(was.Length), fmt.Sprint(a.Length))
	add("picture", string(was.Picture), string(a.Picture))
	if was.About != a.About {
		list = append(list, "what it is about")
	}
	return strings.Join(list, "; ")
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

package newsroom

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
)

// acts are what who looks may do to a story as it stands, the next step first.
func (v *visit) acts(f *Frame, s *ilbo.Story, draft *ilbo.Draft) []Act {
	w, now := &f.W.Story, v.Clock()
	own := draft.Wrote(v.staff.Login)
	may := func(p ilbo.Permission) bool { return v.staff.May(p, draft.Section, own) }
	var list []Act
	add := func(on bool, a Act) {
		if on {
			list = append(list, a)
		}
	}
	why := ActField{Name: "reason", Label: w.Why, Kind: "text"}
	must := ActField{Name: "reason", Label: w.Why, Kind: "text", Required: true}
	version := ActField{Name: "version", Kind: "hidden", Value: strconv.Itoa(draft.Version)}
	state := s.State(draft.Stage, now)
	stopped := s.Kill != nil || s.Spike != nil
	waiting := s.Published.IsZero() && !stopped

	// The way to the page.
	if waiting {
		next := map[ilbo.Stage]ilbo.Stage{ilbo.StageDraft: ilbo.StageFiled, ilbo.StageFiled: ilbo.StageEdited, ilbo.StageEdited: ilbo.StageReady}[draft.Stage]
		able := may(ilbo.MayReady) || next == ilbo.StageFiled && may(ilbo.MayWrite)
		add(next != "" && able, Act{Name: w.HandOns[next], Verb: "hand-over", Firm: !may(ilbo.MayPublish) || draft.Stage == ilbo.StageDraft, Fields: []ActField{{Name: "to", Kind: "hidden", Value: string(next)}}})
		add(draft.Stage == ilbo.StageFiled && own && !may(ilbo.MayReady), Act{Name: w.TakeBack, Verb: "hand-over", Fields: []ActField{{Name: "to", Kind: "hidden", Value: string(ilbo.StageDraft)}}})
		var back []Link
		for _, stage := range ilbo.Stages() {
			if stage.Before(draft.Stage) {
				back = append(back, Link{Name: w.States[ilbo.State(stage)], URL: string(stage)})
			}
		}
		add(len(back) > 0 && may(ilbo.MayReady), Act{Name: w.SendBack, Verb: "hand-over", Fields: []ActField{{Name: "to", Label: w.To, Kind: "choice", Choices: back}, must}})
	}
	add(waiting && s.Hold == nil && may(ilbo.MayPublish), Act{Name: w.Publish, Verb: "publish", Firm: draft.Stage != ilbo.StageDraft, Say: w.PublishSay, Fields: []ActField{version}})
	add(waiting && s.Hold == nil && may(ilbo.MayPublish), Act{Name: w.Schedule, Verb: "publish", Fields: []ActField{version, {Name: "at", Label: w.At, Kind: "moment", Required: true}}})
	add(!s.Published.IsZero() && !stopped && draft.Changes() && may(ilbo.MayPublish), Act{Name: w.Update, Verb: "update", Firm: true, Fields: []ActField{version, {Name: "quiet", Label: w.Quietly, Kind: "tick"}}})
	add((state == ilbo.StateScheduled || state == ilbo.StateEmbargoed) && !s.Published.IsZero() && may(ilbo.MayPublish), Act{Name: w.Recall, Verb: "recall", Fields: []ActField{why}})

	// What stops it.
	add(!stopped && s.Hold == nil && may(ilbo.MayHold), Act{Name: w.Hold, Verb: "hold", Fields: []ActField{must}})
	add(!stopped && s.Hold != nil && may(ilbo.MayHold) && (s.Published.IsZero() || may(ilbo.MayPublish)), Act{Name: w.Release, Verb: "release", Firm: true})
	add(!stopped && (s.Embargo == nil || !s.Embargo.Until.After(now)) && may(ilbo.MayHold), Act{Name: w.SetEmbargo, Verb: "embargo", Fields: []ActField{{Name: "until", Label: w.Until, Kind: "moment", Required: true}, why}})
	add(!stopped && s.Embargo != nil && s.Embargo.Until.After(now) && may(ilbo.MayPublish), Act{Name: w.Lift, Verb: "lift"})
	add(waiting && may(ilbo.MaySpike), Act{Name: w.Spike, Verb: "spike", Grave: true, Fields: []ActField{must}})
	add(s.Spike != nil && may(ilbo.MaySpike), Act{Name: w.Revive, Verb: "revive", Firm: true})

	// What readers are told.
	if !s.Published.IsZero() && !s.Published.After(now) {
		var kinds []Link
		for _, k := range []ilbo.CorrectionKind{ilbo.CorrectionOfFact, ilbo.Clarification, ilbo.Retraction} {
			kinds = append(kinds, Link{Name: w.Notices[k], URL: string(k)})
		}
		add(may(ilbo.MayCorrect), Act{Name: w.Correct, Verb: "correct", Say: w.CorrectSay, Fields: []ActField{{Name: "kind", Label: w.Kind, Kind: "choice", Choices: kinds}, {Name: "text", Label: w.Notice, Kind: "lines", Required: true}}})
		add(s.Kill == nil && may(ilbo.MayKill), Act{Name: w.Kill, Verb: "kill", Grave: true, Say: w.KillSay, Fields: []ActField{{Name: "reason", Label: w.Reason, Kind: "text", Required: true}, {Name: "notice", Label: w.Notice, Kind: "lines", Required: true}}})
	}
	add(!stopped && may(ilbo.MayWrite), Act{Name: w.Share, Verb: "share", Say: w.ShareSay, Fields: []ActField{{Name: "writers", Label: w.Writers, Kind: "text", Required: true, Value: strings.Join(draft.Writers, ", ")}}})
	add(!stopped && may(ilbo.MayWrite) && len(v.Paper.Languages) > 1, Act{Name: w.Translate, Verb: "translate", Say: w.TranslateSay})
	return list
}

// act does one of them, as its form was sent.
func (n *Newsroom) act(v *visit) error {
	id, err := v.story()
	if err != nil {
		return err
	}
	if err := v.r.ParseForm(); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "What was sent cannot be read.", Err: err}
	}
	ctx, by, d := v.r.Context(), v.staff.Staff, n.Desk
	reason, verb := firstRunes(v.r.PostFormValue("reason"), 2_000), v.r.PathValue("verb")
	to := storyAddress(id)
	switch verb {
	case "hand-over":
		err = d.HandOver(ctx, by, id, ilbo.Stage(v.form("to")), reason)
	case "publish", "update":
		var p ilbo.Printing
		if p, err = v.printing(); err == nil && verb == "publish" {
			err = d.Publish(ctx, by, id, p)
		} else if err == nil {
			err = d.Update(ctx, by, id, p)
		}
	case "recall":
		err = d.Recall(ctx, by, id, reason)
	case "hold":
		err = d.Hold(ctx, by, id, reason)
	case "release":
		err = d.Release(ctx, by, id)
	case "embargo":
		var until time.Time
		if until, err = v.moment("until"); err == nil {
			err = d.Embargo(ctx, by, id, until, reason)
		}
	case "lift":
		err = d.Lift(ctx, by, id)
	case "spike":
		err = d.Spike(ctx, by, id, reason)
	case "revive":
		err = d.Revive(ctx, by, id)
	case "correct":
		err = d.Correct(ctx, by, id, ilbo.CorrectionKind(v.form("kind")), v.lines("text"))
	case "kill":
		err = d.Kill(ctx, by, id, reason, v.lines("notice"))
	case "share":
		var writers []string
		if writers, err = v.writers(); err == nil {
			err = d.Share(ctx, by, id, writers)
		}
	case "translate":
		var made ilbo.StoryID
		if made, err = d.Translate(ctx, by, id); err == nil {
			to = storyAddress(made)
		}
	default:
		return ilbo.NotFound
	}
	if err != nil {
		return v.actAgain(err)
	}
	return v.see(to + "?done=" + verb)
}

// actAgain shows the story with what went wrong.
func (v *visit) actAgain(err error) error {
	p, view := v.storyView()
	if view != nil {
		return errors.Join(err, view)
	}
	return v.again(err, "story", p.Frame, p)
}

// lines is a field of what was sent, with its line breaks.
func (v *visit) lines(name string) string {
	var kept []string
	for line := range strings.SplitSeq(v.r.PostFormValue(name), "\n") {
		kept = append(kept, ilbo.Clean(line))
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

func (v *visit) printing() (ilbo.Printing, error) {
	version, err := strconv.Atoi(v.form("version"))
	if err != nil || version < 1 {
		return ilbo.Printing{}, &ilbo.Error{Kind: ilbo.Invalid, Say: "The page did not say which version is meant: open the story again."}
	}
	p := ilbo.Printing{Version: version, Quiet: v.form("quiet") != ""}
	if v.form("at") != "" {
		p.At, err = v.moment("at")
	}
	return p, err
}

// moment is a field that says a day and a time in the paper's zone.
func (v *visit) moment(name string) (time.Time, error) {
	text := v.form(name)
	for _, form := range []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(form, text, v.Paper.Zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A moment is written as 2026-11-30 18:00, in the paper's time, and not %.40q.", text)}
}

// writers are the logins of a field; names of the newsroom are taken for theirs.
func (v *visit) writers() ([]string, error) {
	people, err := v.Store.AllStaff(v.r.Context())
	if err != nil {
		return nil, err
	}
	var list []string
	for word := range strings.SplitSeq(v.form("writers"), ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		found := ""
		for _, s := range people {
			if s.Left.IsZero() && (s.Login == strings.ToLower(word) || s.Name == word) {
				found = s.Login
			}
		}
		if found == "" {
			return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Nobody in the newsroom is called %.60q.", word)}
		}
		list = append(list, found)
	}
	return list, nil
}

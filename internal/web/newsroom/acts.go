package newsroom

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// An act is something that can be done to several stories at once. Each story is
// judged by the desk, by itself.
type act struct {
	name  string
	may   ilbo.Permission // for those who may never do it, it is not offered
	grave bool            // it is asked for twice, with a reason
	to    ilbo.Stage      // that stories are handed over to
	do    func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, o order) error
}

// An order is what is to be done, as it was sent.
type order struct {
	act            *act
	ids            []ilbo.StoryID
	writer, reason string
	section        ilbo.SectionID
	sure           bool
	back           string
}

func handOver(to ilbo.Stage) act {
	return act{name: "to-" + string(to), may: ilbo.MayWrite, to: to, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, o order) error {
		return d.Lay(ctx, by, row.Story, ilbo.State(to), o.reason)
	}}
}

var acts = []act{
	handOver(ilbo.StageFiled), handOver(ilbo.StageEdited), handOver(ilbo.StageReady), handOver(ilbo.StageDraft),
	{name: "hold", may: ilbo.MayHold, grave: true, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, o order) error {
		return d.Hold(ctx, by, row.Story, o.reason)
	}},
	{name: "release", may: ilbo.MayHold, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, _ order) error {
		return d.Release(ctx, by, row.Story)
	}},
	{name: "share", may: ilbo.MayWrite, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, o order) error {
		if row.Wrote(o.writer) {
			return nil
		}
		return d.Share(ctx, by, row.Story, append(slices.Clone(row.Writers), o.writer))
	}},
	{name: "section", may: ilbo.MayWrite, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, o order) error {
		return d.MoveSection(ctx, by, row.Story, o.section)
	}},
	{name: "spike", may: ilbo.MaySpike, grave: true, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, o order) error {
		return d.Spike(ctx, by, row.Story, o.reason)
	}},
	{name: "revive", may: ilbo.MaySpike, do: func(ctx context.Context, d *desk.Desk, by ilbo.Staff, row *desk.Row, _ order) error {
		return d.Revive(ctx, by, row.Story)
	}},
}

// actLinks are the acts that somebody may do to a story, if not to every one.
func actLinks(f *floor) []Link {
	var list []Link
	for i := range acts {
		may := acts[i].may
		if acts[i].to != "" && acts[i].to != ilbo.StageFiled && acts[i].to != ilbo.StageDraft {
			may = ilbo.MayReady
		}
		if f.staff.Role.May(may) {
			list = append(list, Link{Name: f.w.Lists.DoActs[acts[i].name], URL: acts[i].name})
		}
	}
	return list
}

// maxTicked is how many stories something is done to at once.
const maxTicked = 100

// An ActsPage asks again before something grave, or says what was not done: see
// stories/acts.html.
type ActsPage struct {
	*Frame
	L        *listsWords
	Asks     string // the question; empty: it was done
	Rows     []RowView
	Needed   bool // the reason
	Order    url.Values
	Done     string
	Failures []FailureView
	Back     string
}

// A FailureView is a story that something was not done to, and why.
type FailureView struct{ Title, URL, Why string }

// readOrder reads what is to be done.
func (v *visit) readOrder() (o order, err error) {
	invalid := func(say string) error { return &ilbo.Error{Kind: ilbo.Invalid, Say: say} }
	l := &wordsIn(v.language()).Lists
	name := v.form("act")
	i := slices.IndexFunc(acts, func(a act) bool { return a.name == name })
	if i < 0 {
		return o, invalid(l.NothingChosen)
	}
	o = order{act: &acts[i], writer: firstRunes(v.form("writer"), maxLogin), reason: strings.TrimSpace(v.r.PostFormValue("reason")), section: ilbo.SectionID(v.form("section")),
		sure: v.form("sure") != "", back: ours(v.r.PostFormValue("back"))}
	ticked := v.r.PostForm["story"]
	if len(ticked) > maxTicked {
		return o, invalid(l.TooMany)
	}
	for _, text := range ticked {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil && id > 0 && !slices.Contains(o.ids, ilbo.StoryID(id)) {
			o.ids = append(o.ids, ilbo.StoryID(id))
		}
	}
	switch {
	case len(o.ids) == 0:
		return o, invalid(l.NoneTicked)
	case name == "share" && o.writer == "":
		return o, invalid(l.NoWriter)
	case name == "section" && o.section == "":
		return o, invalid(l.NoSection)
	}
	return o, nil
}

// actOnMany does something to the stories that were ticked.
func (n *Newsroom) actOnMany(v *visit) error {
	f, err := v.floor()
	if err != nil {
		return err
	}
	p := &ActsPage{Frame: v.frame(func(w *Words) string { return w.Lists.Stories }), L: &f.w.Lists}
	o, err := v.readOrder()
	if err != nil {
		p.Wrong, p.Back = ilbo.SayOf(err), ours(v.r.PostFormValue("back"))
		return v.show(http.StatusBadRequest, "acts", p)
	}
	p.Back = o.back
	if o.act.name == "share" && f.names[o.writer] == "" {
		return ilbo.NotFound
	}
	if o.act.name == "section" && f.titles[o.section] == "" {
		return ilbo.NotFound
	}
	rows, err := n.Desk.Rows(v.r.Context(), v.staff.Staff, o.ids)
	if err != nil {
		return err
	}
	if p.asks(f, o, rows, v.r.PostForm) {
		return v.show(http.StatusOK, "acts", p)
	}
	done := 0
	for _, id := range o.ids {
		i := slices.IndexFunc(rows, func(r desk.Row) bool { return r.Story == id })
		if i < 0 {
			p.Failures = append(p.Failures, FailureView{"#" + strconv.FormatInt(int64(id), 10), "", p.L.NoSuch})
			continue
		}
		if err := o.act.do(v.r.Context(), n.Desk, v.staff.Staff, &rows[i], o); err != nil {
			if ilbo.KindOf(err) == ilbo.Internal {
				n.Log.Error("newsroom", "act", o.act.name, "story", id, "err", err)
			}
			p.Failures = append(p.Failures, FailureView{f.row(&rows[i]).Title, storyURL(id), f.w.wrong(err)})
			continue
		}
		done++
	}
	if len(p.Failures) == 0 {
		return v.see(with(o.back, "done", "acted"))
	}
	p.Done = fmt.Sprintf(p.L.DoneSome, done, len(p.Failures))
	return v.show(http.StatusOK, "acts", p)
}

// asks makes the page a question where the act is grave, or sends stories back,
// and the person has not been asked yet.
func (p *ActsPage) asks(f *floor, o order, rows []desk.Row, form url.Values) bool {
	p.Needed = o.act.to != "" && slices.ContainsFunc(rows, func(r desk.Row) bool { return o.act.to.Before(r.Stage) })
	if !o.act.grave && !p.Needed || o.sure && (!p.Needed || o.reason != "") || len(rows) == 0 {
		return false
	}
	p.Asks, p.Rows, p.Order = f.w.Lists.DoSure[o.act.name], f.rows(rows), url.Values{}
	for _, name := range []string{"act", "back", "story"} {
		p.Order[name] = form[name]
	}
	return true
}

// with adds a field to an address of ours.
func with(to, name, value string) string {
	u, err := url.Parse(to)
	if err != nil {
		return to
	}
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = q.Encode()
	return u.String()
}

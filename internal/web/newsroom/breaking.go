package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
	"ilbo.press/internal/web"
)

// A BreakingPage is the banner, and the alerts: see breaking/breaking.html.
type BreakingPage struct {
	*Frame
	Now        string // in the paper's zone, for the fields of times
	Texts      []TextView
	Story      string
	From       string
	Until      string
	Banners    []BannerRow
	Alert      AlertForm
	Alerts     []AlertRow
	MaxBanner  int
	Headline   string // of the story that the page was asked for
	AnyPending bool
}

// A TextView is a banner's text in one language.
type TextView struct{ Name, Label, Lang, Text string }

// A BannerRow is a banner that was put up.
type BannerRow struct {
	ID               int64
	Text             string
	State, By, Spans string
	Standing         bool // or waiting
}

// shownBreaking is how many banners and alerts are shown.
const shownBreaking = 20

const formTime = "2006-01-02T15:04"

func (v *visit) breaking() (*BreakingPage, error) {
	ctx, now := v.r.Context(), v.Clock().In(v.Paper.Zone)
	p := &BreakingPage{Frame: v.frame(func(w *Words) string { return w.Fronts.Breaking }), Now: now.Format(formTime), MaxBanner: front.MaxBanner}
	p.Until = now.Add(3 * time.Hour).Format(formTime)
	texts := ilbo.Words{}
	a := ilbo.Alert{Language: v.Paper.Languages[0]}
	if id, err := strconv.ParseInt(v.r.URL.Query().Get("story"), 10, 64); err == nil {
		found, err := v.Store.TeasersByID(ctx, []ilbo.StoryID{ilbo.StoryID(id)}, now)
		if err != nil {
			return nil, err
		}
		for _, t := range found {
			p.Story, p.Headline = strconv.FormatInt(id, 10), t.Headline
			a.Text, a.Language = t.Headline, t.Language
			texts[t.Language] = t.Headline
		}
	}
	for _, l := range v.Paper.Languages {
		p.Texts = append(p.Texts, TextView{"text-" + string(l), fmt.Sprintf(p.W.Fronts.TextIn, wordsIn(l).Language), string(l), texts[l]})
	}
	sections, err := v.Store.Sections(ctx)
	if err != nil {
		return nil, err
	}
	p.Alert = v.alertForm(p.W, a, p.Story, sections)
	banners, err := v.Fronts.Banners(ctx, shownBreaking)
	if err != nil {
		return nil, err
	}
	for _, b := range banners {
		row := v.bannerRow(p.W, b, now)
		p.AnyPending = p.AnyPending || row.Standing
		p.Banners = append(p.Banners, row)
	}
	alerts, err := v.Alerts.Last(ctx, v.staff.Staff, shownBreaking)
	for _, a := range alerts {
		p.Alerts = append(p.Alerts, v.alertRow(p.W, a, namesOf(sections, p.Lang)))
	}
	return p, err
}

func (v *visit) bannerRow(w *Words, b ilbo.Banner, now time.Time) BannerRow {
	row := BannerRow{ID: b.ID, By: b.By, Spans: v.when(b.From) + " – " + v.when(b.Until), Standing: b.Pending(now)}
	var texts []string
	for _, l := range b.Languages() {
		texts = append(texts, b.Text[l])
	}
	row.Text = strings.Join(texts, " / ")
	switch {
	case !b.Ended.IsZero():
		row.State = fmt.Sprintf(w.Fronts.Ended, b.EndedBy)
	case !now.Before(b.Until):
		row.State = w.Fronts.Over
	case now.Before(b.From):
		row.State = w.Fronts.Waits
	default:
		row.State = w.Fronts.Stands
	}
	return row
}

func (n *Newsroom) breakingPage(v *visit) error {
	p, err := v.breaking()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "breaking", p)
}

// breakingAgain shows the page with what was typed and what is wrong with it.
func (v *visit) breakingAgain(err error) error {
	p, view := v.breaking()
	if view != nil {
		return view
	}
	for i := range p.Texts {
		p.Texts[i].Text = v.form(p.Texts[i].Name)
	}
	p.Story, p.From, p.Until = v.form("story"), v.form("from"), v.form("until")
	if sections, view := v.Store.Sections(v.r.Context()); view == nil {
		typed := ilbo.Alert{Language: ilbo.Language(v.form("language")), Text: v.form("text"), Sections: v.sections(), Urgency: number[ilbo.Urgency](v.form("urgency"))}
		p.Alert = v.alertForm(p.W, typed, v.form("alert-story"), sections)
	}
	return v.again(err, "breaking", p.Frame, p)
}

// named is the story that a field names by its number or its address; 0 where the
// field is empty.
func (v *visit) named(field string) (ilbo.StoryID, error) {
	text := v.form(field)
	if text == "" {
		return 0, nil
	}
	return v.storyNamed(text)
}

// storyNamed is the story of a number or an address; -1 where there is none.
func (v *visit) storyNamed(text string) (ilbo.StoryID, error) {
	if id, err := strconv.ParseInt(strings.TrimPrefix(text, "#"), 10, 64); err == nil {
		return ilbo.StoryID(id), nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return -1, nil // which no story is
	}
	s, err := v.Store.StoryAt(v.r.Context(), ilbo.Path(u.Path))
	switch {
	case errors.Is(err, ilbo.NotFound):
		return -1, nil
	case err != nil:
		return 0, err
	}
	return s.ID, nil
}

func (n *Newsroom) putUp(v *visit) error {
	b := ilbo.Banner{Text: ilbo.Words{}}
	for _, l := range n.Paper.Languages {
		b.Text[l] = v.form("text-" + string(l))
	}
	var err error
	if b.Story, err = v.named("story"); err == nil {
		b.From, err = v.perhaps("from")
	}
	if err == nil {
		b.Until, err = v.perhaps("until")
	}
	if err == nil {
		_, err = n.Fronts.PutUp(v.r.Context(), v.staff.Staff, b)
	}
	if err != nil {
		return v.breakingAgain(err)
	}
	return v.done("/breaking", "banner")
}

func (n *Newsroom) takeDown(v *visit) error {
	id, err := strconv.ParseInt(v.form("banner"), 10, 64)
	if err != nil {
		return ilbo.NotFound
	}
	if err := n.Fronts.TakeDown(v.r.Context(), v.staff.Staff, id); err != nil {
		return v.breakingAgain(err)
	}
	return v.done("/breaking", "down")
}

// statusOf is the status that an error is answered with.
func statusOf(err error) int { return web.Status(ilbo.KindOf(err)) }

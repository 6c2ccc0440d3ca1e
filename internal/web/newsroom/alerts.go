package newsroom

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing/alert"
)

// An AlertForm is an alert as it was typed, and what it may be.
type AlertForm struct {
	Text, Story string
	MaxText     int
	Urgencies   []AlertChoice
	Languages   []Link
	Sections    []AlertChoice
}

// An AlertChoice is one of several.
type AlertChoice struct {
	Value, Name, Say string
	Chosen           bool
}

// An AlertRow is an alert that was sent, or is to be.
type AlertRow struct {
	ID                                int64
	Text, Lang, Urgency, To, By, When string
	State, Counts                     string
	Queued, Open                      bool
	Story                             ilbo.StoryID
}

// An AlertPage is an alert before it is sent: see breaking/alert.html.
type AlertPage struct {
	*Frame
	Lang     ilbo.Language // of the alert
	Title    string
	Text     string
	Urgency  string
	To       string
	Headline string
	Reach    string
	Quiet    string
	Waits    string
	Left     string
	Sure     string
	Fields   []Field // that the form sends on
}

// A Field is a hidden one of a form.
type Field struct{ Name, Value string }

// typedAlert is the alert of the form.
func (v *visit) typedAlert() (ilbo.Alert, error) {
	a := ilbo.Alert{Language: ilbo.Language(v.form("language")), Text: v.form("text"), Sections: v.sections(), Urgency: number[ilbo.Urgency](v.form("urgency"))}
	var err error
	a.Story, err = v.named("alert-story")
	return a, err
}

// alertForm is the form as it was filled in.
func (v *visit) alertForm(w *Words, a ilbo.Alert, story string, sections []ilbo.Section) AlertForm {
	f := AlertForm{Text: a.Text, Story: story, MaxText: alert.MaxText}
	for _, u := range ilbo.Urgencies() {
		f.Urgencies = append(f.Urgencies, AlertChoice{strconv.Itoa(int(u)), w.Alerts.Urgencies[u], w.Alerts.UrgencySays[u], a.Urgency == u})
	}
	for _, l := range v.Paper.Languages {
		f.Languages = append(f.Languages, Link{wordsIn(l).Language, string(l), l == a.Language})
	}
	for _, s := range sections {
		if !s.ID.Sub() {
			f.Sections = append(f.Sections, AlertChoice{Value: string(s.ID), Name: s.Name.In(v.language()), Chosen: slices.Contains(a.Sections, s.ID)})
		}
	}
	return f
}

func (v *visit) alertRow(w *Words, s alert.Standing, names map[ilbo.SectionID]string) AlertRow {
	row := AlertRow{ID: s.ID, Text: s.Text, Lang: wordsIn(s.Language).Language, Urgency: w.Alerts.Urgencies[s.Urgency], To: toSections(w, s.Sections, names), By: s.By, When: v.when(s.At), Queued: s.Queued(), Open: s.Open(), Story: s.Story}
	counts := s.AlertCounts
	if counts != (ilbo.AlertCounts{}) {
		row.Counts = w.Alerts.counts(counts)
	}
	switch {
	case !s.Taken.IsZero():
		row.State = fmt.Sprintf(w.Alerts.TakenBack, s.TakenBy)
	case s.Unsent != "":
		row.State = w.Alerts.Unsent[s.Unsent]
	case row.Queued:
		row.State = fmt.Sprintf(w.Alerts.Queued, s.Goes.In(v.Paper.Zone).Format("15:04:05"))
	case row.Open:
		row.State = w.Alerts.UnderWay
	default:
		row.State = w.Alerts.Gone
	}
	return row
}

// toSections says whose readers get an alert.
func toSections(w *Words, ids []ilbo.SectionID, names map[ilbo.SectionID]string) string {
	var to []string
	for _, s := range ids {
		to = append(to, names[s])
	}
	if len(to) == 0 {
		return w.Alerts.AllReaders
	}
	return strings.Join(to, ", ")
}

// proveAlert shows what is to be sent and to how many, before it is.
func (n *Newsroom) proveAlert(v *visit) error {
	a, err := v.typedAlert()
	if err != nil {
		return err
	}
	proof, err := n.Alerts.Proof(v.r.Context(), v.staff.Staff, a)
	if err != nil {
		return v.breakingAgain(err)
	}
	sections, err := n.Store.Sections(v.r.Context())
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "alert", v.alertPage(&proof, namesOf(sections, v.language())))
}

func namesOf(sections []ilbo.Section, l ilbo.Language) map[ilbo.SectionID]string {
	names := map[ilbo.SectionID]string{}
	for _, s := range sections {
		names[s.ID] = s.Name.In(l)
	}
	return names
}

func (v *visit) alertPage(proof *alert.Proof, names map[ilbo.SectionID]string) *AlertPage {
	p := &AlertPage{Frame: v.frame(func(w *Words) string { return w.Alerts.Confirm })}
	w := &p.W.Alerts
	p.Lang, p.Title, p.Text, p.Headline = proof.Language, v.Alerts.Title(&proof.Alert), proof.Text, proof.Story.Headline
	p.Urgency, p.To = w.Urgencies[proof.Urgency], toSections(p.W, proof.Sections, names)
	p.Reach, p.Sure = fmt.Sprintf(w.Reach, proof.Reach), fmt.Sprintf(w.Sure, proof.Reach)
	if proof.Reach == 1 {
		p.Reach, p.Sure = w.ReachOne, w.SureOne
	}
	if proof.Quiet > 0 {
		p.Quiet = fmt.Sprintf(w.Quiet, proof.Quiet)
	}
	p.Waits, p.Left = w.AtOnce, fmt.Sprintf(w.Left, proof.Left-1)
	if v.Alerts.Grace > 0 {
		p.Waits = fmt.Sprintf(w.Waits, int(v.Alerts.Grace/time.Second))
	}
	p.Fields = []Field{{"language", string(proof.Language)}, {"text", proof.Text}, {"alert-story", strconv.FormatInt(int64(proof.Alert.Story), 10)}, {"urgency", strconv.Itoa(int(proof.Urgency))}}
	for _, s := range proof.Sections {
		p.Fields = append(p.Fields, Field{"section", string(s)})
	}
	return p
}

// sendAlert wants its question answered: a button that is met by chance rings no
// phone.
func (n *Newsroom) sendAlert(v *visit) error {
	a, err := v.typedAlert()
	if err != nil {
		return err
	}
	if v.form("sure") == "" {
		return v.breakingAgain(alert.Unconfirmed())
	}
	if _, err := n.Alerts.Queue(v.r.Context(), v.staff.Staff, a); err != nil {
		return v.breakingAgain(err)
	}
	return v.done("/breaking", "queued")
}

func (n *Newsroom) takeBackAlert(v *visit) error {
	id, err := strconv.ParseInt(v.form("alert"), 10, 64)
	if err != nil {
		return ilbo.NotFound
	}
	if err := n.Alerts.TakeBack(v.r.Context(), v.staff.Staff, id); err != nil {
		return v.breakingAgain(err)
	}
	return v.done("/breaking", "alert-back")
}

package newsroom

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing"
)

// A NewslettersPage is all newsletters: see newsletters/newsletters.html.
type NewslettersPage struct {
	*Frame
	Titles []TitleView
	New    TitleForm
	Opened int64 // the newsletter whose form is open; -1: that of a new one
}

// A TitleView is how it stands with a newsletter.
type TitleView struct {
	TitleForm
	URL, Name, Says string
	Taking, Next    string
	Ended           bool
	Mailings        MailingsView
}

// A MailingsView is some of a newsletter's last mailings, and the words of the
// table that they are in.
type MailingsView struct {
	W     *mailWords
	Label string
	Rows  []MailingRow
}

// A MailingRow is what became of a mailing.
type MailingRow struct {
	Day, State                                              string
	Sent, Refused, Returned, Waiting, Unsure, Ended, Opened string
	MayStop                                                 bool
}

// A TitleForm is a newsletter as it is typed.
type TitleForm struct {
	ID              int64
	Path            string
	Names, Abouts   []TextView // in each language of the paper
	Languages, Days []Link
	Hours           []Link
	Fronts, Writers []Link
	Hand, Opens     bool
	Stories         string
	MaxStories      int
}

// Typed is the form with its labels.
func (f TitleForm) Typed(w *Words) FormOfTitle { return FormOfTitle{f, &w.Mail} }

// A FormOfTitle is a form and its labels.
type FormOfTitle struct {
	Form TitleForm
	W    *mailWords
}

// mailingsShown is how many of a newsletter's last mailings its page shows, and
// mailingsListed how many the list of all newsletters does.
const (
	mailingsShown  = 10
	mailingsListed = 3
)

// newsletterRoutes are the addresses of the newsletters' pages.
func (n *Newsroom) newsletterRoutes(may func(p ilbo.Permission, pattern string, do func(*visit) error)) {
	const at = Root + "/newsletters"
	may(ilbo.MayMail, "GET "+at, n.newslettersPage)
	may(ilbo.MayMail, "POST "+at, n.putNewsletter)
	may(ilbo.MayMail, "GET "+at+"/{id}", n.mailingPage)
	may(ilbo.MayMail, "GET "+at+"/{id}/proof", n.mailingProof)
	may(ilbo.MayMail, "GET "+at+"/{id}/letter", n.letterPage)
	may(ilbo.MayMail, "POST "+at+"/{id}/letter", n.saveLetter)
	may(ilbo.MayMail, "POST "+at+"/{id}/letter/story", n.letterStory)
	may(ilbo.MayMail, "POST "+at+"/{id}/change", n.putNewsletter)
	may(ilbo.MayMail, "POST "+at+"/{id}/end", n.endNewsletter)
	may(ilbo.MayMail, "POST "+at+"/{id}/write", n.writeMailing)
	may(ilbo.MayMail, "POST "+at+"/{id}/try", n.tryMailing)
	may(ilbo.MayMail, "POST "+at+"/{id}/send", n.sendMailing)
	may(ilbo.MayMail, "POST "+at+"/{id}/stop", n.stopMailing)
}

func titleAddress(id ilbo.NewsletterID) string { return fmt.Sprintf("%s/newsletters/%d", Root, id) }

func (n *Newsroom) newslettersPage(v *visit) error {
	p, err := v.newsletters()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "newsletters", p)
}

func (v *visit) newsletters() (*NewslettersPage, error) {
	all, err := v.Mailing.Standings(v.r.Context(), v.staff.Staff, mailingsListed)
	if err != nil {
		return nil, err
	}
	from, err := v.sources()
	if err != nil {
		return nil, err
	}
	p := &NewslettersPage{Frame: v.frame(func(w *Words) string { return w.Mail.Title })}
	for i := range all {
		p.Titles = append(p.Titles, v.titleView(p.W, &all[i], from))
	}
	p.New = v.titleForm(p.W, &ilbo.Newsletter{Language: v.Paper.Languages[0], Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 10}, from)
	return p, nil
}

// sources are what newsletters may be composed from, by the names that the screens
// have.
type sources struct{ fronts, writers []Link }

func (v *visit) sources() (s sources, err error) {
	sections, err := v.sectionNames()
	if err != nil {
		return s, err
	}
	w := wordsIn(v.language())
	s.fronts = append([]Link{{Name: w.Mail.Home, URL: string(ilbo.Home)}}, sections...)
	journalists, err := v.Store.Journalists(v.r.Context())
	for _, j := range journalists {
		s.writers = append(s.writers, Link{Name: j.Name.In(v.language()), URL: string(j.ID)})
	}
	return s, err
}

// chosen marks one of some links, and gives its name.
func chosen(list []Link, id string) (marked []Link, name string) {
	for _, l := range list {
		if l.Current = l.URL == id; l.Current {
			name = l.Name
		}
		marked = append(marked, l)
	}
	return marked, name
}

func (v *visit) titleForm(w *Words, n *ilbo.Newsletter, from sources) TitleForm {
	f := TitleForm{ID: int64(n.ID), Path: Root + "/newsletters", Hand: n.ByHand(), Opens: n.Opens, Stories: strconv.Itoa(n.Stories), MaxStories: ilbo.MaxNewsletter}
	if n.ID != 0 {
		f.Path = titleAddress(n.ID) + "/change"
	}
	for _, l := range v.Paper.Languages {
		f.Names = append(f.Names, TextView{"name-" + string(l), fmt.Sprintf(w.Mail.NameIn, wordsIn(l).Language), string(l), n.Name[l]})
		f.Abouts = append(f.Abouts, TextView{"about-" + string(l), fmt.Sprintf(w.Mail.AboutIn, wordsIn(l).Language), string(l), n.About[l]})
		f.Languages = append(f.Languages, Link{wordsIn(l).Language, string(l), l == n.Language})
	}
	for _, d := range week {
		f.Days = append(f.Days, Link{w.Mail.Weekdays[d], strconv.Itoa(int(d)), n.Days.Has(d)})
	}
	for h := range 24 {
		f.Hours = append(f.Hours, Link{fmt.Sprintf("%02d:00", h), strconv.Itoa(h), h == n.Hour})
	}
	f.Fronts, _ = chosen(from.fronts, string(n.Front))
	f.Writers, _ = chosen(from.writers, string(n.Journalist))
	return f
}

// week is its days as newsletters name them.
var week = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

func (v *visit) titleView(w *Words, s *mailing.Standing, from sources) TitleView {
	n := &s.Newsletter
	t := TitleView{TitleForm: v.titleForm(w, n, from), URL: titleAddress(n.ID), Name: n.Name.In(v.language()), Taking: fmt.Sprintf(w.Mail.Taking, s.Taking), Ended: !n.Ended.IsZero()}
	t.Says = strings.Join([]string{w.Mail.when(n), w.Mail.source(n, from), wordsIn(n.Language).Language}, " · ")
	if !s.Next.IsZero() {
		t.Next = fmt.Sprintf(w.Mail.NextAt, v.when(s.Next))
	}
	t.Mailings = MailingsView{&w.Mail, t.Name, v.mailingRows(w, s)}
	return t
}

// source says what a newsletter is composed from.
func (w *mailWords) source(n *ilbo.Newsletter, from sources) string {
	switch {
	case n.ByHand():
		return w.ByHand
	case n.Journalist != "":
		_, name := chosen(from.writers, string(n.Journalist))
		return fmt.Sprintf(w.StoriesBy, name)
	}
	_, name := chosen(from.fronts, string(n.Front))
	return fmt.Sprintf(w.StoriesOf, name)
}

// when says on which days and at which hour a newsletter appears.
func (w *mailWords) when(n *ilbo.Newsletter) string {
	if n.Days == ilbo.Everyday {
		return fmt.Sprintf(w.EveryDay, n.Hour)
	}
	var days []string
	for _, d := range week {
		if n.Days.Has(d) {
			days = append(days, w.Weekdays[d])
		}
	}
	return fmt.Sprintf(w.OnDays, strings.Join(days, w.Between), n.Hour)
}

func (v *visit) mailingRows(w *Words, s *mailing.Standing) (rows []MailingRow) {
	now := v.Clock()
	for i := range s.Last {
		m := &s.Last[i]
		c := &m.Counts
		row := MailingRow{Day: m.Day, Sent: strconv.Itoa(c.Sent), Refused: strconv.Itoa(c.Refused), Returned: strconv.Itoa(c.Returned),
			Waiting: strconv.Itoa(c.Waiting), Unsure: strconv.Itoa(c.Unsure), Ended: strconv.Itoa(c.Ended), Opened: opened(s, c)}
		switch {
		case !m.Stopped.IsZero():
			row.State = fmt.Sprintf(w.Mail.StoppedAt, v.when(m.Stopped))
		case !m.Begun.IsZero():
			row.State, row.MayStop = fmt.Sprintf(w.Mail.BegunBy, m.By, v.when(m.Begun)), now.Sub(m.Begun) < ilbo.SendWindow
		case c.Sent+c.Refused+c.Returned+c.Waiting+c.Unsure == 0:
			row.State, row.MayStop = w.Mail.Written, true
		default:
			row.State, row.MayStop = w.Mail.AtHours, v.stillSent(s, m.Day, now)
		}
		if !s.Ended.IsZero() && m.Begun.IsZero() {
			row.MayStop = false
		}
		rows = append(rows, row)
	}
	return rows
}

// opened is how often a mailing was opened; a line where nobody counts that.
func opened(s *mailing.Standing, c *ilbo.MailingCounts) string {
	if !s.Opens && c.Opened == 0 {
		return "–"
	}
	return strconv.Itoa(c.Opened)
}

// stillSent reports whether the hour of a day's mailing is still to come, or has
// just come, in some zone of the world.
func (v *visit) stillSent(s *mailing.Standing, day string, now time.Time) bool {
	at, err := time.Parse(time.DateOnly, day)
	return err == nil && now.Before(at.Add(time.Duration(s.Hour)*time.Hour+12*time.Hour+ilbo.SendWindow)) // the last zone is twelve hours behind
}

// title reads the form of a newsletter.
func (v *visit) title() ilbo.Newsletter {
	n := ilbo.Newsletter{ID: number[ilbo.NewsletterID](v.r.PathValue("id")), Language: ilbo.Language(v.form("language")), Name: ilbo.Words{}, About: ilbo.Words{}, Stories: number[int](v.form("stories")), Opens: v.form("opens") != ""}
	for _, l := range v.Paper.Languages {
		n.Name[l], n.About[l] = v.form("name-"+string(l)), v.form("about-"+string(l))
	}
	for _, d := range v.r.PostForm["day"] {
		if i, err := strconv.Atoi(d); err == nil && i >= 0 && i < 7 {
			n.Days |= ilbo.On(time.Weekday(i))
		}
	}
	n.Hour = -1
	if h, err := strconv.Atoi(v.form("hour")); err == nil {
		n.Hour = h
	}
	switch kind, id, _ := strings.Cut(v.form("source"), ":"); kind {
	case "front":
		n.Front = ilbo.FrontID(id)
	case "by":
		n.Journalist = ilbo.JournalistID(id)
	}
	return n
}

// known reports whether what a newsletter is composed from is there.
func (s sources) known(n *ilbo.Newsletter) bool {
	_, front := chosen(s.fronts, string(n.Front))
	_, writer := chosen(s.writers, string(n.Journalist))
	return n.ByHand() || front != "" || writer != ""
}

func (n *Newsroom) putNewsletter(v *visit) error {
	t := v.title()
	from, err := v.sources()
	if err != nil {
		return err
	}
	if v.r.PathValue("id") != "" && t.ID == 0 {
		return ilbo.NotFound
	}
	if !from.known(&t) {
		err = &ilbo.Error{Kind: ilbo.Invalid, Say: "Choose what the newsletter is composed from."}
	} else {
		_, err = n.Mailing.Make(v.r.Context(), v.staff.Staff, t)
	}
	if err != nil {
		return v.newslettersAgain(err, &t, from)
	}
	return v.done("/newsletters", "title")
}

// newslettersAgain shows the newsletters with what went wrong, and what was typed.
func (v *visit) newslettersAgain(err error, typed *ilbo.Newsletter, from sources) error {
	p, view := v.newsletters()
	if view != nil {
		return view
	}
	form := v.titleForm(p.W, typed, from)
	if p.Opened = int64(typed.ID); typed.ID == 0 {
		p.New, p.Opened = form, -1
	}
	for i := range p.Titles {
		if p.Titles[i].ID == form.ID {
			p.Titles[i].TitleForm = form
		}
	}
	return v.again(err, "newsletters", p.Frame, p)
}

func (n *Newsroom) endNewsletter(v *visit) error {
	if err := n.Mailing.End(v.r.Context(), v.staff.Staff, number[ilbo.NewsletterID](v.r.PathValue("id"))); err != nil {
		return err
	}
	return v.done("/newsletters", "title-ended")
}

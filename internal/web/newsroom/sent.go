package newsroom

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"ilbo.press"
	"ilbo.press/internal/mailing"
)

// A SentPage is what became of newsletters: see sell/sent.html.
type SentPage struct {
	SellPage
	Titles []SentTitle
}

// A SentTitle is a newsletter's last mailings.
type SentTitle struct {
	Name, URL, Taking string
	Opens             bool
	Sent              Chart
	Compared          []ComparedRow
	Mailings          MailingsView
}

// mailingsDrawn is how many of a newsletter's last mailings are drawn, and compared
// with as many before.
const mailingsDrawn = 12

func (n *Newsroom) sentPage(v *visit) error {
	all, err := n.Mailing.Standings(v.r.Context(), v.staff.Staff, 2*mailingsDrawn)
	if err != nil {
		return err
	}
	p := &SentPage{SellPage: v.sellPage(func(w *Words) string { return w.Passages.Letters })}
	for i := range all {
		p.Titles = append(p.Titles, v.sentTitle(p.W, &all[i]))
	}
	return v.show(http.StatusOK, "sent", p)
}

func (v *visit) sentTitle(w *Words, s *mailing.Standing) SentTitle {
	t := SentTitle{Name: s.Name.In(v.language()), URL: titleAddress(s.ID), Taking: fmt.Sprintf(w.Mail.Taking, s.Taking), Opens: s.Opens}
	last := s.Last[:min(len(s.Last), mailingsDrawn)]
	c := charting{id: fmt.Sprintf("sent-%d", s.ID), title: w.Mail.Sent, say: func(n int64) string { return grouped(int(n)) }}
	if s.Opens {
		c.title += " · " + w.Mail.Opened
	}
	for i := len(last) - 1; i >= 0; i-- {
		c.labels, c.up = append(c.labels, dayLabel(last[i].Day)), append(c.up, int64(last[i].Counts.Sent))
		if s.Opens {
			c.before = append(c.before, int64(last[i].Counts.Opened))
		}
	}
	now, before := summed(last), summed(s.Last[len(last):])
	c.says = fmt.Sprintf(w.Passages.SentSay, grouped(now.Sent), len(last), grouped(now.Ended))
	t.Sent = c.draw()
	row := func(name string, now, was int) {
		r := ComparedRow{name, grouped(now), grouped(was), ""}
		if len(s.Last) == 2*len(last) { // as many were before
			r.Change = change(now, was)
		}
		t.Compared = append(t.Compared, r)
	}
	row(w.Mail.Sent, now.Sent, before.Sent)
	row(w.Mail.Refused, now.Refused, before.Refused)
	row(w.Mail.Returned, now.Returned, before.Returned)
	row(w.Mail.Ended, now.Ended, before.Ended)
	if s.Opens {
		row(w.Mail.Opened, now.Opened, before.Opened)
	}
	shown := *s
	shown.Last = last
	t.Mailings = MailingsView{&w.Mail, t.Name, v.mailingRows(w, &shown)}
	return t
}

func summed(all []ilbo.Mailing) (sum ilbo.MailingCounts) {
	for _, m := range all {
		sum.Sent, sum.Refused, sum.Returned, sum.Ended, sum.Opened = sum.Sent+m.Counts.Sent, sum.Refused+m.Counts.Refused, sum.Returned+m.Counts.Returned, sum.Ended+m.Counts.Ended, sum.Opened+m.Counts.Opened
	}
	return sum
}

// mailingsFiled is how many mailings of a newsletter a file has.
const mailingsFiled = 400

func (n *Newsroom) sentFile(v *visit) error {
	all, err := n.Mailing.Standings(v.r.Context(), v.staff.Staff, mailingsFiled)
	if err != nil {
		return err
	}
	rows := [][]string{{"newsletter", "name", "day", "sent", "refused", "returned", "waiting", "unsure", "unsubscribed", "opened"}}
	for i := range all {
		for _, m := range slices.Backward(all[i].Last) {
			opened := ""
			if all[i].Opens || m.Counts.Opened > 0 {
				opened = strconv.Itoa(m.Counts.Opened)
			}
			c := &m.Counts
			rows = append(rows, []string{strconv.FormatInt(int64(m.Newsletter), 10), all[i].Title(), m.Day, strconv.Itoa(c.Sent), strconv.Itoa(c.Refused), strconv.Itoa(c.Returned), strconv.Itoa(c.Waiting), strconv.Itoa(c.Unsure), strconv.Itoa(c.Ended), opened})
		}
	}
	return v.sheet("newsletters", rows)
}

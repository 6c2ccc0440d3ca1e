package newsroom

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"ilbo.press"
)

// A LogPage is a page of the audit log: see log/log.html.
type LogPage struct {
	*Frame
	Who, On, Deed, From, To string // what it is narrowed by
	Lines                   []LogLine
	Earlier                 string // address of what came before
}

// A LogLine is one line of it.
type LogLine struct {
	Number                          int64
	When, Who, Deed, On, Where, Say string
}

// logLines is how many lines a page has.
const logLines = 100

func (n *Newsroom) logPage(v *visit) error {
	form := v.r.URL.Query()
	field := func(name string) string { return firstRunes(ilbo.Clean(form.Get(name)), 200) }
	p := &LogPage{Frame: v.frame(func(w *Words) string { return w.Log }), Who: field("who"), On: field("on"), Deed: field("deed"), From: field("from"), To: field("to")}
	q := ilbo.AuditQuery{Who: p.Who, On: p.On, Deed: ilbo.Deed(p.Deed), Limit: logLines + 1}
	if t, err := time.ParseInLocation(time.DateOnly, p.From, n.Paper.Zone); err == nil {
		q.From = t
	}
	if t, err := time.ParseInLocation(time.DateOnly, p.To, n.Paper.Zone); err == nil {
		q.To = t.AddDate(0, 0, 1)
	}
	q.Before, _ = strconv.ParseInt(form.Get("before"), 10, 64) // what is no number is the first page
	lines, err := n.Store.AuditLog(v.r.Context(), q)
	if err != nil {
		return err
	}
	if len(lines) > logLines {
		lines = lines[:logLines]
		next := url.Values{}
		for name, value := range map[string]string{"who": p.Who, "on": p.On, "deed": p.Deed, "from": p.From, "to": p.To, "before": strconv.FormatInt(lines[logLines-1].Number, 10)} {
			if value != "" {
				next.Set(name, value)
			}
		}
		p.Earlier = Root + "/log?" + next.Encode()
	}
	for _, e := range lines {
		p.Lines = append(p.Lines, LogLine{e.Number, e.At.In(n.Paper.Zone).Format("2006-01-02 15:04:05"), e.Who, p.W.deed(e.Deed), e.On, e.From, e.Detail})
	}
	return v.show(http.StatusOK, "log", p)
}

// day is a moment's day in the paper's zone.
func (v *visit) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(v.Paper.Zone).Format(time.DateOnly)
}

package site

import (
	"net/http"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/web"
)

// Steps counts what browsers do at the meter.
type Steps interface{ Step(c ilbo.MeterCount) }

// carried are the card and the mark that a browser keeps: one cookie, with a point
// between them.
func carried(r *http.Request) (card, mark string) {
	card, mark, _ = strings.Cut(web.CookieValue(r, meterCookie), ".")
	return card, mark
}

// keeping is the cookie of a card and a mark. A mark that is good no more is left
// out.
func (g *Gatehouse) keeping(card, mark string, now time.Time) string {
	end := g.Meter.Over(now)
	if until := g.Meter.Kept(mark, now); !until.IsZero() {
		card += "." + mark
		if until.After(end) {
			end = until
		}
	}
	return g.cookie(meterCookie, card, end, true)
}

// door counts that a browser stands before a door that is closed to it, where it
// does for the first time, as far as that can be told without what it keeps.
func (g *Gatehouse) door(w http.ResponseWriter, r *http.Request, st *ilbo.Story, first func() bool) {
	if g.Steps == nil {
		return
	}
	now, who := g.Clock(), g.standing(r)
	card, mark := carried(r)
	if who.Entitled.Opens(st.Access, st.Section) {
		return
	}
	if _, full := g.Meter.Full(card, who.Reader != 0, now); st.Access == ilbo.Metered && !full {
		return // it would be let in
	}
	if p := g.Meter.Met(mark, st.ID, ilbo.AtDoor, now); p.Mark != "" && first() {
		g.pass(w, card, p, now)
	}
}

// read counts that a browser read the last story that is free, or one that its
// reader has subscribed to since it met the meter.
func (g *Gatehouse) read(w http.ResponseWriter, r *http.Request, st *ilbo.Story) {
	now := g.Clock()
	card, mark := carried(r)
	marked := !g.Meter.Kept(mark, now).IsZero()
	if g.Steps == nil || !marked && st.Access != ilbo.Metered {
		return
	}
	who := g.standing(r)
	if who.Entitled.Opens(ilbo.Subscribers, st.Section) {
		g.pass(w, card, g.Meter.Went(mark, ilbo.Subscribed, now), now)
		return
	}
	if last, full := g.Meter.Full(card, who.Reader != 0, now); full && last == st.ID && st.Access == ilbo.Metered {
		g.pass(w, card, g.Meter.Met(mark, st.ID, ilbo.LastFree, now), now)
	}
}

// Went counts that a browser that met the meter went on to a step, elsewhere in the
// paper than at its stories.
func (g *Gatehouse) Went(w http.ResponseWriter, r *http.Request, step ilbo.MeterStep) {
	if g == nil || g.Steps == nil || !counted(r) {
		return
	}
	now := g.Clock()
	card, mark := carried(r)
	g.pass(w, card, g.Meter.Went(mark, step, now), now)
}

// pass counts a passage, and has the browser keep its mark.
func (g *Gatehouse) pass(w http.ResponseWriter, card string, p circulation.Passage, now time.Time) {
	if p.Mark == "" {
		return
	}
	g.Steps.Step(p.Count)
	w.Header().Add("Set-Cookie", g.keeping(card, p.Mark, now))
}

package newsroom

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"ilbo.press"
)

// FrontProofs are the pages of fronts as editors arranged them last, as readers would
// see them.
type FrontProofs interface {
	FrontProof(ctx context.Context, id ilbo.FrontID, l ilbo.Language) ([]byte, error)
}

// A FrontsPage is all fronts with who arranged them last: see fronts/fronts.html.
type FrontsPage struct {
	*Frame
	Languages []string
	Fronts    []FrontRow
}

// A FrontRow is one front in all languages.
type FrontRow struct {
	Name  string
	Sub   bool
	Cells []FrontCell
}

// A FrontCell is one front in one language.
type FrontCell struct{ URL, Label, State, Work string }

// frontAddress is where a front is arranged.
func frontAddress(id ilbo.FrontID, query url.Values) string {
	return Root + "/fronts/" + string(id) + "?" + query.Encode()
}

// frontKey tells fronts apart.
type frontKey struct {
	id ilbo.FrontID
	l  ilbo.Language
}

func byFront(list []ilbo.Front) map[frontKey]ilbo.Front {
	all := map[frontKey]ilbo.Front{}
	for _, f := range list {
		all[frontKey{f.ID, f.Language}] = f
	}
	return all
}

func (n *Newsroom) frontsPage(v *visit) error {
	ctx := v.r.Context()
	sections, err := n.Store.Sections(ctx)
	if err != nil {
		return err
	}
	public, err := n.Store.Fronts(ctx)
	if err != nil {
		return err
	}
	working, err := n.Store.WorkingFronts(ctx)
	if err != nil {
		return err
	}
	p := &FrontsPage{Frame: v.frame(func(w *Words) string { return w.Fronts.Title })}
	for _, l := range n.Paper.Languages {
		p.Languages = append(p.Languages, wordsIn(l).Language)
	}
	arranged, work := byFront(public), byFront(working)
	row := func(id ilbo.FrontID, name string) {
		r := FrontRow{Name: name, Sub: id.Section().Sub()}
		for _, l := range n.Paper.Languages {
			k := frontKey{id, l}
			r.Cells = append(r.Cells, v.frontCell(p.W, name, k, arranged, work))
		}
		p.Fronts = append(p.Fronts, r)
	}
	row(ilbo.Home, p.W.Fronts.Home)
	for _, s := range sections {
		row(ilbo.FrontID(s.ID), s.Name.In(p.Lang))
	}
	return v.show(http.StatusOK, "fronts", p)
}

func (v *visit) frontCell(w *Words, name string, k frontKey, arranged, work map[frontKey]ilbo.Front) FrontCell {
	c := FrontCell{URL: frontAddress(k.id, url.Values{"language": {string(k.l)}}), Label: name + ", " + wordsIn(k.l).Language, State: w.Fronts.NotArranged}
	if f, is := arranged[k]; is && f.By != "" {
		c.State = fmt.Sprintf(w.Fronts.LastBy, f.By, v.when(f.At))
	} else if is {
		c.State = fmt.Sprintf(w.Fronts.Version, f.Version)
	}
	if f, is := work[k]; is && !sameSlots(f, arranged[k]) {
		c.Work = fmt.Sprintf(w.Fronts.WorkBy, f.By, v.when(f.At))
	}
	return c
}

// asked is the front that an address names.
func (v *visit) asked() (ilbo.FrontID, ilbo.Language) {
	l := ilbo.Language(v.r.URL.Query().Get("language"))
	if !v.Paper.Publishes(l) {
		l = v.Paper.Languages[0]
	}
	return ilbo.FrontID(v.r.PathValue("id")), l
}

// frontProof is a front as it would be if it were published now, for the page that
// frames it and for nobody else: no cache keeps it.
func (n *Newsroom) frontProof(v *visit) error {
	id, l := v.asked()
	body, err := n.FrontProofs.FrontProof(v.r.Context(), id, l)
	if err != nil {
		return err
	}
	policy := n.Policy
	policy.Ancestors = append(policy.Ancestors, "'self'")
	v.under(policy)
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = v.w.Write(body) // whoever asked may have gone
	return nil
}

// perhaps is a field that says a moment, or is empty, which is the zero time.
func (v *visit) perhaps(name string) (time.Time, error) {
	if v.form(name) == "" {
		return time.Time{}, nil
	}
	return v.moment(name)
}

// frontRoutes are the addresses of the fronts' pages, and of breaking news.
func (n *Newsroom) frontRoutes(may func(p ilbo.Permission, pattern string, do func(*visit) error)) {
	may(ilbo.MayArrange, "GET "+Root+"/fronts", n.frontsPage)
	may(ilbo.MayArrange, "GET "+Root+"/fronts/{id...}", n.frontBoardPage)
	may(ilbo.MayArrange, "POST "+Root+"/fronts/{id...}", n.work)
	may(ilbo.MayArrange, "GET "+Root+"/proof/{id...}", n.frontProof)
	may(ilbo.MayAlert, "GET "+Root+"/breaking", n.breakingPage)
	may(ilbo.MayAlert, "POST "+Root+"/breaking/banner", n.putUp)
	may(ilbo.MayAlert, "POST "+Root+"/breaking/banner/down", n.takeDown)
	may(ilbo.MayAlert, "POST "+Root+"/breaking/alert", n.proveAlert)
	may(ilbo.MayAlert, "POST "+Root+"/breaking/alert/send", n.sendAlert)
	may(ilbo.MayAlert, "POST "+Root+"/breaking/alert/back", n.takeBackAlert)
}

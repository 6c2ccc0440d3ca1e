package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire/basket"
)

// A SourcesPage is where agency copy comes from: see wire/sources.html.
type SourcesPage struct {
	*Frame
	MayWatch bool
	Sources  []SourceView
	Feed     SourceForm // a new one
	Folder   SourceForm
	Opened   int64 // the source whose form is open; -1 and -2: that of a new feed or folder
}

// A SourceView is a source, and how it goes with it.
type SourceView struct {
	SourceForm
	Says              string // how it goes, in a sentence
	Grave             bool
	Polled, Succeeded string
	Due, Brought      string
}

// Typed is the form with the words that it is labelled in: a part of the page
// that stands there for each source and for new ones.
func (f SourceForm) Typed(w *Words) FormOfSource { return FormOfSource{f, &w.Wire} }

// A FormOfSource is a form and its labels.
type FormOfSource struct {
	Form SourceForm
	W    *wireWords
}

// A SourceForm is a source as it is typed.
type SourceForm struct {
	ID                          int64
	Path                        string // of its actions
	Name, Kind, Place, Credit   string
	Language, Minutes, Header   string
	HasSecret, Paused, IsFolder bool
	Sections                    []Link
}

func (n *Newsroom) sourcesPage(v *visit) error {
	p, err := v.sourcesView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "sources", p)
}

func (v *visit) sourcesView() (*SourcesPage, error) {
	sources, err := v.Wire.Sources(v.r.Context(), v.staff.Staff)
	if err != nil {
		return nil, err
	}
	sections, err := v.sectionNames()
	if err != nil {
		return nil, err
	}
	p := &SourcesPage{Frame: v.frame(func(w *Words) string { return w.Wire.Sources }), MayWatch: v.staff.Role.May(ilbo.MayWatchWire)}
	for i := range sources {
		p.Sources = append(p.Sources, v.sourceView(p.W, &sources[i], sections))
	}
	p.Feed = sourceForm(&ilbo.WireSource{Kind: ilbo.FromFeed, Every: 5 * time.Minute}, sections)
	p.Folder = sourceForm(&ilbo.WireSource{Kind: ilbo.FromFolder, Every: 10 * time.Second}, sections)
	return p, nil
}

func sourceForm(w *ilbo.WireSource, sections sectionList) SourceForm {
	f := SourceForm{ID: int64(w.ID), Path: Root + "/wire/sources", Name: w.Name, Kind: string(w.Kind), Place: w.Place, Credit: w.Credit, Language: w.Language, Header: w.Header, HasSecret: w.Secret != "",
		Paused: w.Paused, IsFolder: w.Kind == ilbo.FromFolder, Sections: sections.links(w.Section), Minutes: strings.TrimSuffix(strings.TrimSuffix(fmt.Sprintf("%.2f", w.Every.Minutes()), "0"), ".0")}
	f.Minutes = strings.TrimSuffix(f.Minutes, ".")
	if w.ID != 0 {
		f.Path = fmt.Sprintf("%s/wire/sources/%d", Root, w.ID)
	}
	return f
}

func (v *visit) sourceView(w *Words, s *ilbo.WireSource, sections sectionList) SourceView {
	st := &s.State
	view := SourceView{SourceForm: sourceForm(s, sections), Polled: v.ago(st.Polled), Succeeded: v.ago(st.Succeeded), Due: v.ago(st.Due), Brought: fmt.Sprintf(w.Wire.BroughtSay, st.Brought)}
	switch {
	case s.Paused:
		view.Says = w.Wire.PausedSay
	case st.Trouble != "":
		view.Says, view.Grave = w.Wire.trouble(st.Trouble, st.Detail, w), st.Trouble != ilbo.BadEntries
	case st.Polled.IsZero():
		view.Says = w.Wire.NotYetSay
	default:
		view.Says = w.Wire.WellSay
	}
	return view
}

// source reads the form of a source.
func (v *visit) source() ilbo.WireSource {
	w := ilbo.WireSource{
		ID: number[ilbo.WireID](v.r.PathValue("id")), Name: v.form("name"), Kind: ilbo.WireKind(v.form("kind")), Place: strings.TrimSpace(v.r.PostFormValue("place")), Credit: v.form("credit"),
		Language: v.form("language"), Section: ilbo.SectionID(v.form("section")), Paused: v.form("paused") != "", Header: v.form("header"), Secret: strings.TrimSpace(v.r.PostFormValue("secret")),
	}
	var minutes float64
	if _, err := fmt.Sscanf(v.form("minutes"), "%g", &minutes); err == nil && minutes > 0 && minutes < 100_000 {
		w.Every = time.Duration(minutes * float64(time.Minute)).Round(time.Second)
	}
	if w.Secret == "" && w.ID != 0 && w.Header != "" {
		w.Secret = basket.Hidden // it stays as it is
	}
	return w
}

func (n *Newsroom) putSource(v *visit) error {
	w := v.source()
	if _, err := n.Wire.PutSource(v.r.Context(), v.staff.Staff, w); err != nil {
		return v.sourcesAgain(err, &w)
	}
	return v.done("/wire/sources", "source")
}

// sourcesAgain shows the sources with what went wrong, and what was typed.
func (v *visit) sourcesAgain(err error, w *ilbo.WireSource) error {
	p, view := v.sourcesView()
	if view != nil {
		return view
	}
	if w != nil {
		sections, view := v.sectionNames()
		if view != nil {
			return view
		}
		typed := sourceForm(w, sections)
		typed.HasSecret = w.Secret == basket.Hidden
		switch p.Opened = int64(w.ID); {
		case w.ID != 0:
			for i := range p.Sources {
				if p.Sources[i].ID == typed.ID {
					p.Sources[i].SourceForm = typed
				}
			}
		case w.Kind == ilbo.FromFolder:
			p.Folder, p.Opened = typed, -2
		default:
			p.Feed, p.Opened = typed, -1
		}
	}
	return v.again(err, "sources", p.Frame, p)
}

func (n *Newsroom) lookAtSource(v *visit) error {
	l, err := n.Wire.LookNow(v.r.Context(), v.staff.Staff, number[ilbo.WireID](v.r.PathValue("id")))
	if err != nil {
		return v.sourcesAgain(err, nil)
	}
	p, err := v.sourcesView()
	if err != nil {
		return err
	}
	switch w := p.W; {
	case l.Trouble != "" && l.Trouble != ilbo.BadEntries:
		p.Wrong = w.Wire.trouble(l.Trouble, l.Detail, w)
	case l.Unchanged:
		p.Said = w.Wire.UnchangedSay
	default:
		p.Said = fmt.Sprintf(w.Wire.LookedSay, l.Read, l.Added, l.Replaced, l.Refused)
		if l.Waiting > 0 {
			p.Said += " " + fmt.Sprintf(w.Wire.WaitingSay, l.Waiting)
		}
		if l.Trouble != "" {
			p.Said += " " + w.Wire.trouble(l.Trouble, l.Detail, w)
		}
	}
	return v.show(http.StatusOK, "sources", p)
}

func (n *Newsroom) pauseSource(v *visit) error {
	err := n.Wire.Pause(v.r.Context(), v.staff.Staff, number[ilbo.WireID](v.r.PathValue("id")), v.form("paused") != "")
	if errors.Is(err, ilbo.NotFound) {
		return err
	}
	if err != nil {
		return v.sourcesAgain(err, nil)
	}
	return v.done("/wire/sources", "source")
}

func (n *Newsroom) dropSource(v *visit) error {
	if err := n.Wire.DropSource(v.r.Context(), v.staff.Staff, number[ilbo.WireID](v.r.PathValue("id"))); err != nil {
		return err
	}
	return v.done("/wire/sources", "source-dropped")
}

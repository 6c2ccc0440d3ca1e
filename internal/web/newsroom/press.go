package newsroom

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press/board"
)

// A PressPage is the printed paper of a day as it would be if it closed now: see
// press/press.html.
type PressPage struct {
	*Frame
	Languages      []Link
	Language       string
	Day, Heading   string
	Earlier, Later string
	Action         string // where its forms go
	Closed         string // which version is, and since when
	Close          string // what closing it is called; empty: it is not theirs
	Nothing        string // why there are no pages
	Count          string
	Sheets         []PressSheet
	Left           []PressStory // that are not printed
	Boxes          []string     // signs that no font has
	Folios         []Link       // URL is the page's number
	MostColumns    []int
}

// A PressSheet is a page.
type PressSheet struct {
	Folio, Name, Sections, Picture, Alt, Count string
	Width, Height                              int
	Areas                                      []PressArea
	Stories                                    []PressStory
}

// A PressArea is where a story stands on a page, in thousandths.
type PressArea struct {
	To                  string
	X, Y, Width, Height int
}

// A PressStory is a story on a page, with what the desk wants of it.
type PressStory struct {
	ID                     int64
	Headline, Section, Say string
	Language               string
	URL                    string
	Anchor                 string // once on the page
	May, First             bool   // First: it begins here
	Page, Columns          int    // as the desk wants them
	Print                  string // the headline that the desk gives it
	Dropped, Wanted        bool
}

// pressRoutes are the addresses of the press.
func (n *Newsroom) pressRoutes(may func(p ilbo.Permission, pattern string, do func(*visit) error)) {
	may(ilbo.MayArrange, "GET "+Root+"/press", n.pressPage)
	may(ilbo.MayArrange, "POST "+Root+"/press", n.wish)
	may(ilbo.MayArrange, "POST "+Root+"/press/close", n.closeEdition)
	may(ilbo.MayArrange, "GET "+Root+"/press/{state}/{page}", n.pressPicture)
}

// edition is which one an address names: a language's, of a day.
func (v *visit) edition() (ilbo.Language, time.Time) {
	l := ilbo.Language(v.r.URL.Query().Get("language"))
	if !v.Paper.Publishes(l) {
		l = v.Paper.Languages[0]
	}
	day, err := time.ParseInLocation(time.DateOnly, v.r.URL.Query().Get("day"), v.Paper.Zone)
	if err != nil || day.Year() < 1900 || day.Year() > 2199 {
		day = v.Press.Office.Current()
	}
	return l, day
}

func pressAddress(l ilbo.Language, day time.Time, path string) string {
	return Root + "/press" + path + "?" + url.Values{"language": {string(l)}, "day": {day.Format(time.DateOnly)}}.Encode()
}

func (n *Newsroom) pressPage(v *visit) error {
	p, err := v.pressView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "press", p)
}

// pressView is the board. That there is nothing to print yet is no error.
func (v *visit) pressView() (*PressPage, error) {
	ctx := v.r.Context()
	l, day := v.edition()
	p := &PressPage{Frame: v.frame(func(w *Words) string { return w.Press.Title }), Language: string(l), Day: day.Format(time.DateOnly), Action: pressAddress(l, day, ""),
		Earlier: pressAddress(l, day.AddDate(0, 0, -1), ""), Later: pressAddress(l, day.AddDate(0, 0, 1), "")}
	w := &p.W.Press
	p.Heading = fmt.Sprintf(w.Edition, p.Day)
	for _, other := range v.Paper.Languages {
		p.Languages = append(p.Languages, Link{wordsIn(other).Language, pressAddress(other, day, ""), other == l})
	}
	p.Closed = w.NotClosed
	next := 1
	last, err := v.Press.Office.Store.Edition(ctx, l, day)
	if err == nil {
		p.Closed, next = fmt.Sprintf(w.Closed, last.Version, v.when(last.Made)), last.Version+1
	} else if !errors.Is(err, ilbo.NotFound) {
		return nil, err
	}
	proof, err := v.Press.Proof(ctx, l, day)
	if errors.Is(err, ilbo.Invalid) {
		p.Nothing = p.W.wrong(err)
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	if board.MayClose(v.staff.Staff) {
		if p.Close = w.Close; next > 1 {
			p.Close = fmt.Sprintf(w.Again, next)
		}
	}
	v.pressSheets(p, proof)
	return p, nil
}

// oneOr says how many there are, in a language that says one otherwise.
func oneOr(one, many string, n int) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// pressSheets shows the pages of a proof.
func (v *visit) pressSheets(p *PressPage, proof *board.Proof) {
	w := &p.W.Press
	of := make(map[ilbo.StoryID]int)
	for i := range proof.Day.Stories {
		of[proof.Day.Stories[i].Story.ID] = i
	}
	begun := make(map[ilbo.StoryID]ilbo.Folio)
	for _, page := range proof.Made.Printed() {
		folio := page.Folio.String()
		sheet := PressSheet{Folio: folio, Name: fmt.Sprintf(w.Page, folio), Picture: Root + "/press/" + proof.State + "/" + strconv.Itoa(int(page.Folio)), Alt: fmt.Sprintf(w.Picture, folio),
			Count: oneOr(w.OneStory, w.Stories, len(page.Stories)), Width: 720, Height: int(720 * page.Height / page.Width)}
		p.Folios = append(p.Folios, Link{Name: folio, URL: strconv.Itoa(int(page.Folio))})
		columns := make(map[ilbo.StoryID]int)
		for _, b := range proof.Made.Pages[page.Folio-1].Blocks {
			for _, id := range b.Stories {
				columns[id] = b.Columns
			}
		}
		for n, id := range page.Stories {
			i, ok := of[id]
			if !ok {
				continue // unreachable: pages are made of the day
			}
			s := v.pressStory(&proof.Day.Stories[i].Wish, proof.Day.Stories[i].Story)
			s.Anchor = fmt.Sprintf("%s-%d", folio, id)
			s.Say = oneOr(w.OneColumn, w.Columns, columns[id])
			if from, was := begun[id]; was {
				s.Say += ", " + fmt.Sprintf(w.Goes, from)
			} else {
				begun[id], s.First = page.Folio, true
			}
			if n == 0 {
				s.Say = w.Lead + ", " + s.Say
			}
			sheet.Stories = append(sheet.Stories, s)
		}
		for _, a := range page.Areas {
			if len(a.Stories) > 0 {
				sheet.Areas = append(sheet.Areas, PressArea{fmt.Sprintf("#%s-%d", folio, a.Stories[0]), int(a.X * 1000), int(a.Y * 1000), int(a.Width * 1000), int(a.Height * 1000)})
			}
		}
		p.Sheets = append(p.Sheets, sheet)
	}
	for i := range proof.Day.Stories {
		f := &proof.Day.Stories[i]
		if begun[f.Story.ID] == 0 {
			s := v.pressStory(&f.Wish, f.Story)
			s.Anchor, s.First = fmt.Sprintf("left-%d", f.Story.ID), true
			p.Left = append(p.Left, s)
		}
	}
	for _, fault := range proof.Made.Faults {
		p.Boxes = append(p.Boxes, fmt.Sprintf(w.Boxes, fmt.Sprintf("%c (U+%04X)", fault.Rune, fault.Rune), proof.Day.Stories[of[fault.Story]].Story.Headline))
	}
	p.Count = fmt.Sprintf(w.Pages, len(p.Sheets), len(begun))
	for n := range proof.Made.Sheet.Columns {
		p.MostColumns = append(p.MostColumns, n+1)
	}
}

// pressStory is a story with what the desk wants of it.
func (v *visit) pressStory(w *ilbo.Wish, s *ilbo.Story) PressStory {
	return PressStory{ID: int64(s.ID), Headline: s.Headline, Section: string(s.Section), Language: string(s.Language), URL: fmt.Sprintf("%s/stories/%d", Root, s.ID),
		May: v.staff.May(ilbo.MayArrange, s.Section, false), Page: int(w.Page), Columns: w.Columns, Print: w.Headline, Dropped: w.Drop, Wanted: !w.Empty()}
}

// pressPicture is a page of a proof. Its address names the proof, so that it never
// changes.
func (n *Newsroom) pressPicture(v *visit) error {
	folio, err := strconv.Atoi(v.r.PathValue("page"))
	if err != nil {
		return ilbo.NotFound
	}
	data, err := n.Press.Picture(v.r.Context(), v.r.PathValue("state"), ilbo.Folio(folio))
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "image/jpeg")
	v.w.Header().Set("Cache-Control", "private, max-age=86400, immutable")
	_, _ = v.w.Write(data) // whoever asked may have gone
	return nil
}

// wish keeps what somebody wants of a story, and sets the pages again.
func (n *Newsroom) wish(v *visit) error {
	l, day := v.edition()
	id, err := strconv.ParseInt(v.form("story"), 10, 64)
	if err != nil {
		return ilbo.NotFound
	}
	w := ilbo.Wish{Story: ilbo.StoryID(id)}
	if v.form("act") != "back" {
		numbers := make([]int, 2)
		for i, name := range []string{"page", "columns"} {
			if text := v.form(name); text != "" && err == nil {
				numbers[i], err = strconv.Atoi(text)
			}
		}
		if err != nil {
			return v.pressAgain(&ilbo.Error{Kind: ilbo.Invalid, Say: "There is no such page."})
		}
		w.Page, w.Columns, w.Headline, w.Drop = ilbo.Folio(numbers[0]), numbers[1], v.form("headline"), v.form("drop") != ""
	}
	if err := n.Press.Wish(v.r.Context(), v.staff.Staff, l, day, w); err != nil {
		return v.pressAgain(err)
	}
	return v.see(pressAddress(l, day, "") + fmt.Sprintf("&done=wish#story-%d", id))
}

// closeEdition closes the edition.
func (n *Newsroom) closeEdition(v *visit) error {
	l, day := v.edition()
	if err := n.Press.Close(v.r.Context(), v.staff.Staff, l, day); err != nil {
		return v.pressAgain(err)
	}
	return v.see(pressAddress(l, day, "") + "&done=closed")
}

// pressAgain shows the board with what went wrong, where that is anybody's to mend.
func (v *visit) pressAgain(err error) error {
	if !slices.Contains([]ilbo.Kind{ilbo.Invalid, ilbo.Forbidden, ilbo.Conflict}, ilbo.KindOf(err)) {
		return err
	}
	p, view := v.pressView()
	if view != nil {
		return view
	}
	return v.again(err, "press", p.Frame, p)
}

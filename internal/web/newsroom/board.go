package newsroom

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/desk"
	"ilbo.press/internal/web"
)

// A BoardPage is the board: see board/board.html.
type BoardPage struct {
	*Frame
	L                            *listsWords
	New                          *NewStory
	Sections, Languages, Writers []Link
	Query                        string // what it is narrowed by
	Back                         string
	Mark                         string // that changes with what it shows
	Baskets                      []BasketView
	Moves                        []Link // baskets to be moved to; URL is what is sent
}

// A BasketView is a column of the board.
type BasketView struct {
	Name, Count string
	State       ilbo.State
	Cards       []RowView
	More        string // address of all of them; empty where these are all
}

func (n *Newsroom) board(v *visit) (*BoardPage, error) {
	narrowed := readFilters(v.r.URL.Query())
	narrowed.States, narrowed.Words = nil, ""
	baskets, err := n.Desk.Board(v.r.Context(), v.staff.Staff, desk.BoardQuery{Section: narrowed.Section, Language: narrowed.Language, Writer: narrowed.Writer})
	if err != nil {
		return nil, err
	}
	f, err := v.floor()
	if err != nil {
		return nil, err
	}
	p := &BoardPage{Frame: v.frame(func(w *Words) string { return w.Lists.Board }), L: &f.w.Lists, New: f.beginning(narrowed.Section, narrowed.Language),
		Sections: f.sectionLinks(narrowed.Section), Languages: f.languageLinks(narrowed.Language), Writers: f.writerLinks(narrowed.Writer), Query: narrowed.encode(), Mark: markOf(baskets)}
	p.Back = address("/board", p.Query)
	for _, b := range baskets {
		view := BasketView{Name: p.L.States[b.State], Count: counted(b.Count), State: b.State, Cards: f.rows(b.Rows)}
		if b.More {
			of := narrowed
			of.States = []ilbo.State{b.State}
			view.More = address("/stories", of.encode())
		}
		p.Baskets = append(p.Baskets, view)
		if b.State != ilbo.StateScheduled {
			p.Moves = append(p.Moves, Link{Name: p.L.States[b.State], URL: string(b.State)})
		}
	}
	return p, nil
}

// markOf is a short text that differs where what the board shows does.
func markOf(baskets []desk.Basket) string {
	h := fnv.New64a()
	for _, b := range baskets {
		fmt.Fprintln(h, b.State, b.Count)
		for _, r := range b.Rows {
			fmt.Fprintln(h, r.Story, r.Version, r.Now, r.Stage, r.Published.UnixMilli(), r.Embargo.UnixMilli(), r.Writing, r.Draft.Writers)
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

func (n *Newsroom) boardPage(v *visit) error {
	p, err := n.board(v)
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "board", p)
}

// boardBaskets is the inside of the board alone, for its script.
func (n *Newsroom) boardBaskets(v *visit) error {
	p, err := n.board(v)
	if err != nil {
		return err
	}
	return v.showPart("board", "baskets", p)
}

// boardMark tells the script whether the board has changed.
func (n *Newsroom) boardMark(v *visit) error {
	narrowed := readFilters(v.r.URL.Query())
	baskets, err := n.Desk.Board(v.r.Context(), v.staff.Staff, desk.BoardQuery{Section: narrowed.Section, Language: narrowed.Language, Writer: narrowed.Writer})
	if err != nil {
		return err
	}
	v.say(http.StatusOK, map[string]string{"mark": markOf(baskets)})
	return nil
}

// A move is a story that is to lie in another basket.
type move struct {
	Story  string `json:"story"`
	To     string `json:"to"`
	Reason string `json:"reason"`
}

// moveCard puts a story into another basket, by the script or by a form.
func (n *Newsroom) moveCard(v *visit) error {
	var m move
	if v.scripted() {
		if err := json.NewDecoder(v.r.Body).Decode(&m); err != nil {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "The move cannot be read.", Err: err}
		}
	} else {
		m = move{v.form("story"), v.form("to"), v.r.PostFormValue("reason")}
	}
	id, err := strconv.ParseInt(m.Story, 10, 64)
	if err != nil || id < 1 || !slices.Contains(ilbo.Baskets(), ilbo.State(m.To)) {
		return ilbo.NotFound
	}
	err = n.Desk.Lay(v.r.Context(), v.staff.Staff, ilbo.StoryID(id), ilbo.State(m.To), strings.TrimSpace(m.Reason))
	switch {
	case err == nil && v.scripted():
		v.say(http.StatusOK, map[string]string{"to": m.To})
		return nil
	case err == nil:
		return v.see(with(ours(v.r.PostFormValue("back")), "done", "moved"))
	case v.scripted():
		return told(v, err)
	}
	f := v.frame(func(w *Words) string { return w.Lists.Board })
	kind := ilbo.KindOf(err)
	if kind == ilbo.Internal || kind == ilbo.NotFound {
		return err
	}
	f.Wrong = f.W.wrong(err)
	return v.show(web.Status(kind), "acts", &ActsPage{Frame: f, L: &f.W.Lists, Back: ours(v.r.PostFormValue("back"))})
}

// told says to a script why the desk refused, in the person's language.
func told(v *visit, err error) error {
	kind := ilbo.KindOf(err)
	if kind == ilbo.Internal {
		return err
	}
	v.say(web.Status(kind), map[string]string{"problem": wordsIn(v.language()).wrong(err)})
	return nil
}

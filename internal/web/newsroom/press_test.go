package newsroom_test

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/board"
	"ilbo.press/internal/press/edition"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpress"
)

// printers are a press without a front, whose darkroom has every picture.
func printers(s *store.Store, paper *ilbo.Paper, clock ilbo.Clock) *board.Board {
	return &board.Board{Store: s, Office: &edition.Office{Store: s, Fronts: unarranged{}, Fonts: press.House, Sheet: press.Tabloid(), Paper: paper, Hour: -1, Clock: clock,
		Darkroom: func(context.Context) press.Darkroom { return testpress.Darkroom{} }}}
}

type unarranged struct{}

func (unarranged) Tops(context.Context, ilbo.Language) ([]ilbo.Teaser, error) { return nil, nil }
func (unarranged) Weights(context.Context, ilbo.Language) (map[ilbo.StoryID]ilbo.Weight, error) {
	return nil, nil
}

// news publishes enough for some pages, the first one the newest.
func (h *house) news(n int) []ilbo.StoryID {
	h.t.Helper()
	var ids []ilbo.StoryID
	for i := range n {
		s := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: fmt.Sprintf("Bridge number %d is closed for the winter", i+1)}
		for p := range 6 + i%5 {
			s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(fmt.Sprintf("Paragraph %d of %d says that the council met again and heard what engineers say of an old bridge that nobody crosses at night, while its lamps burn for boats which pass below without looking up.", p, i))})
		}
		h.must(h.desk.File(h.t.Context(), ilbo.Itself("test"), s))
		h.must(h.desk.Publish(h.t.Context(), ilbo.Itself("test"), s.ID, ilbo.Printing{At: h.now.Add(-time.Duration(i+1) * time.Minute)}))
		ids = append(ids, s.ID)
	}
	return ids
}

const paperOf24 = "/newsroom/press?language=en&day=2026-11-24"

// pageOf is the page of the board that a story begins on; empty: none.
func (b *browser) pageOf(id ilbo.StoryID) string {
	b.t.Helper()
	page := b.page(paperOf24)
	for _, folio := range page.Attrs(".press__sheets > li", "id") {
		if slices.Contains(page.Attrs("#"+folio+" .sheetcard__story", "id"), fmt.Sprintf("%s-%d", folio, id)) {
			return folio
		}
	}
	return ""
}

func TestBoardShowsThePaperAsItWouldBe(t *testing.T) {
	h := open(t)
	ids := h.news(14)
	b := h.signedIn("rahim")
	page := b.page(paperOf24)
	pictures := page.Attrs(".sheetcard__page img", "src")
	if len(pictures) < 2 {
		t.Fatalf("there are %d pages", len(pictures))
	}
	for _, id := range ids {
		if b.pageOf(id) == "" {
			t.Errorf("story %d is on no page", id)
		}
	}
	all := make(chan int) // as a browser asks for them
	for _, path := range slices.Concat(pictures, pictures) {
		go func() {
			res, err := b.client.Get(b.url + path)
			if err != nil {
				all <- 0
				return
			}
			res.Body.Close()
			all <- res.StatusCode
		}()
	}
	for range 2 * len(pictures) {
		if status := <-all; status != http.StatusOK {
			t.Errorf("a page answers %d", status)
		}
	}
	a := b.get(pictures[1])
	img, err := jpeg.Decode(strings.NewReader(a.body))
	if err != nil || a.header.Get("Content-Type") != "image/jpeg" {
		t.Fatalf("%d %v: %v", a.status, a.header, err)
	}
	if size := img.Bounds().Size(); size.X != 720 || size.Y < 1000 {
		t.Errorf("the page is %v", size)
	}
	if again := b.get(pictures[1]); !bytes.Equal([]byte(again.body), []byte(a.body)) {
		t.Error("the same page is another picture")
	}
	for _, none := range []string{"/newsroom/press/gone/1", strings.TrimSuffix(pictures[1], "2") + "99", strings.TrimSuffix(pictures[1], "2") + "x"} {
		if a := b.get(none); a.status != http.StatusNotFound {
			t.Errorf("%s answers %d", none, a.status)
		}
	}
	b.language = "ko"
	b.page("/newsroom/press?language=ko&day=2026-11-24").Text(".press__state .lede", "그날 지면에 실을 기사가 없습니다.")
	b.page("/newsroom/press?language=ko&day=2026-11-29").Text(".press__state .lede", "2026-11-29 신문은 아직 만들 수 없습니다. 그날 나간 기사가 없습니다.")
}

func TestWhatTheDeskWantsIsSetAgain(t *testing.T) {
	h := open(t)
	ids := h.news(14)
	b := h.signedIn("rahim")
	var inside ilbo.StoryID
	for _, id := range ids {
		if b.pageOf(id) != "A1" {
			inside = id
		}
	}
	story := fmt.Sprint(inside)
	sends := func(fields ...string) {
		t.Helper()
		a := b.post(paperOf24, append([]string{"story", story}, fields...)...)
		if a.status != http.StatusSeeOther {
			t.Fatalf("%v: %d %.600s", fields, a.status, a.body)
		}
	}
	before := b.page(paperOf24).Attrs(".sheetcard__page img", "src")
	sends("act", "set", "page", "1", "columns", "2", "headline", "Print calls it so")
	if got := b.pageOf(inside); got != "A1" {
		t.Errorf("it is on %s", got)
	}
	page := b.page(paperOf24)
	if after := page.Attrs(".sheetcard__page img", "src"); after[0] == before[0] {
		t.Error("its picture is the one before")
	}
	form := "#A1-" + story
	page.Attr(form+" input[name=headline]", "value", "Print calls it so")
	page.Attr(form+" select[name=columns] option[selected]", "value", "2")
	page.Attr(form+" select[name=page] option[selected]", "value", "1")
	sends("act", "set", "drop", "1")
	if got := b.pageOf(inside); got != "" {
		t.Errorf("it is printed on %s", got)
	}
	b.page(paperOf24).Attr("#left-"+story+" input[name=drop]", "checked", "")
	sends("act", "back")
	if got := b.page(paperOf24).Attrs(".sheetcard__page img", "src"); !slices.Equal(got, before) {
		t.Error("the pages are not those before")
	}
	log := strings.Join(h.signedIn("rahim").page("/newsroom/log").Texts("tbody tr"), "\n")
	for _, want := range []string{"page A1, 2 columns, headline", "not printed", "as it comes"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log has no %q", want)
		}
	}
}

// TestNobodyPlacesWhatIsNotTheirs asks for what is none of theirs, and for what
// cannot be.
func TestNobodyPlacesWhatIsNotTheirs(t *testing.T) {
	h := open(t)
	ids := h.news(3)
	story := fmt.Sprint(ids[0])
	for who, want := range map[string]int{"asha": http.StatusForbidden, "suji": http.StatusForbidden} {
		b := h.signedIn(who)
		if a := b.post(paperOf24, "story", story, "act", "set", "page", "1"); a.status != want {
			t.Errorf("%s places a story: %d", who, a.status)
		}
		if a := b.post(strings.Replace(paperOf24, "press", "press/close", 1)); a.status != want {
			t.Errorf("%s closes the edition: %d", who, a.status)
		}
	}
	b := h.signedIn("rahim")
	for _, fields := range [][]string{
		{"story", story, "page", "-1"}, {"story", story, "page", "1000000"}, {"story", story, "page", "one"}, {"story", story, "columns", "7"},
		{"story", story, "headline", strings.Repeat("가", 401)},
	} {
		if a := b.post(paperOf24, append([]string{"act", "set"}, fields...)...); a.status != http.StatusUnprocessableEntity && a.status != http.StatusBadRequest {
			t.Errorf("%.60v: %d", fields, a.status)
		}
	}
	for _, none := range []string{"999999", "x", ""} {
		if a := b.post(paperOf24, "story", none, "act", "set", "page", "1"); a.status != http.StatusNotFound {
			t.Errorf("story %q: %d", none, a.status)
		}
	}
	wishes, err := h.store.Wishes(t.Context(), ilbo.English, h.now)
	h.must(err)
	if len(wishes) > 0 {
		t.Errorf("this is wanted: %v", wishes)
	}
}

func TestClosingOrdersOneVersion(t *testing.T) {
	h := open(t)
	b := h.signedIn("rahim")
	to := strings.Replace(paperOf24, "press", "press/close", 1)
	if a := b.post(to); a.status < 400 || a.status >= 500 {
		t.Errorf("an edition without stories is closed: %d", a.status)
	}
	h.news(3)
	b.page(paperOf24).One(".press__close form")
	for range 2 {
		if a := b.post(to); a.status != http.StatusSeeOther || !strings.Contains(a.location, "done=closed") {
			t.Fatalf("%d %s", a.status, a.location)
		}
	}
	made := make(chan int, 3)
	stop, err := h.store.Work(t.Context(), store.Followers{
		Index: func(context.Context, []ilbo.StoryID) error { return nil }, Stale: func(context.Context, ilbo.Event) error { return nil },
		Edition: func(_ context.Context, l ilbo.Language, day time.Time, version int) error {
			if l != ilbo.English || day.Format(time.DateOnly) != "2026-11-24" {
				t.Errorf("made is %s of %v", l, day)
			}
			made <- version
			return nil
		},
	})
	h.must(err)
	if got := <-made; got != 1 {
		t.Errorf("version %d is made", got)
	}
	h.must(stop(context.Background()))
	if len(made) > 0 {
		t.Error("it is made twice")
	}
}

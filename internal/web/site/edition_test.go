package site_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/site"
)

// printed are the files of editions, by their keys.
var printed sync.Map

// prints are editions over a real store, with files in memory.
type prints struct{ *store.Store }

func (prints) Open(_ context.Context, f *ilbo.PrintFile) (*site.Plate, error) {
	data, ok := printed.Load(f.Key())
	if !ok {
		return nil, ilbo.NotFound
	}
	return &site.Plate{ReadSeekCloser: inMemory{bytes.NewReader(data.([]byte))}, Type: f.Type, Tag: f.Sum, Modified: noon}, nil
}

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// printFile keeps a file of an edition.
func printFile(name, kind, text string) ilbo.PrintFile {
	data, packed := []byte(text), kind == "image/svg+xml"
	if packed {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(data)
		z.Close()
		data = b.Bytes()
	}
	sum := sha256.Sum256(data)
	f := ilbo.PrintFile{Name: name, Type: kind, Sum: hex.EncodeToString(sum[:]), Size: int64(len(data)), Packed: packed}
	printed.Store(f.Key(), data)
	return f
}

// editionDay is the day of the edition of these tests.
var editionDay = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// edition prints one with a page for each story.
func (p *paper) edition(version int, stories ...*ilbo.Story) *ilbo.KeptEdition {
	p.t.Helper()
	e := &ilbo.KeptEdition{
		Edition: ilbo.Edition{Language: ilbo.English, Date: editionDay, Closes: p.now, Version: version}, Made: p.now, Lead: stories[0].Headline,
		Files: []ilbo.PrintFile{printFile("paper.pdf", "application/pdf", fmt.Sprint("%PDF zqlocked ", version)), printFile("paper.epub", "application/epub+zip", fmt.Sprint("PK zqlocked ", version))},
	}
	for i, s := range stories {
		folio := ilbo.Folio(i + 1)
		e.Pages = append(e.Pages, ilbo.PrintedPage{
			PagePlan: ilbo.PagePlan{Folio: folio, Kind: map[bool]ilbo.PageKind{true: ilbo.FrontPage, false: ilbo.SectionPage}[i == 0], Sections: []ilbo.SectionID{s.Section}, Stories: []ilbo.StoryID{s.ID}}, Width: 350, Height: 550,
			Areas: []ilbo.Area{{Stories: []ilbo.StoryID{s.ID}, Title: s.Headline, Language: s.Language, X: 0.1, Y: 0.1, Width: 0.5, Height: 0.5}},
		})
		secret := "zqlocked"
		if i == 0 {
			secret = "front"
		}
		e.Files = append(e.Files, printFile(folio.String()+".svg", "image/svg+xml", fmt.Sprintf("<svg>%s %d %d</svg>", secret, version, i)), printFile(folio.String()+".jpg", "image/jpeg", fmt.Sprintf("%s jpeg %d %d", secret, version, i)))
	}
	if err := p.store.PutEdition(p.t.Context(), e); err != nil {
		p.t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyEditions(ilbo.English))
	return e
}

// asks asks for an address as whoever has a session.
func (p *paper) asks(path, session string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	if session != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-ilbo-reader", Value: session})
	}
	w := httptest.NewRecorder()
	if !p.site.Cache().Hit(w, r) {
		p.site.ServeHTTP(w, r)
	}
	return w
}

// unpacked is what an answer says.
func unpacked(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	if w.Header().Get("Content-Encoding") != "gzip" {
		return w.Body.String()
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const editionHome = "/epaper/2026-11-24"

func TestLockedPagesLeaveTheHouseForNobody(t *testing.T) {
	p := newPaperBehind(t, gatehouse(9))
	first, second, third := secretStory(ilbo.Subscribers, ilbo.English, 1, p.now), secretStory(ilbo.Free, ilbo.English, 2, p.now), secretStory(ilbo.Free, ilbo.English, 3, p.now)
	for _, s := range []*ilbo.Story{first, second, third} {
		p.publish(s)
	}
	e := p.edition(1, first, second, third)
	name := func(file string) string {
		f := e.File(file)
		stem, kind, _ := strings.Cut(file, ".")
		return editionHome + "/" + stem + "-" + f.Sum[:12] + "." + kind
	}
	for what, path := range map[string]string{
		"a page": editionHome + "/2", "its facing page": editionHome + "/3", "a picture": name("A2.svg"), "a picture by another name": editionHome + "/A2-x.svg", "a small picture": name("A3.jpg"),
		"the PDF": editionHome + ".pdf", "the book": editionHome + ".epub", "its search": editionHome + "/search?q=zq",
	} {
		t.Run(what, func(t *testing.T) {
			open := p.asks(path, "reader")
			body := open.Body.String()
			if open.Header().Get("Content-Encoding") != "" || open.Code != http.StatusOK || !strings.Contains(body, "zqlocked") {
				t.Fatalf("who is entitled to it is given %d: %.200s", open.Code, body)
			}
			if got := open.Header().Get("Cache-Control"); !strings.HasPrefix(got, "private") {
				t.Errorf("shared caches may keep it: %s", got)
			}
			for who, session := range map[string]string{"a stranger": "", "who subscribes to stories alone": "subscriber", "a forged session": "reader2", "a session that cannot be asked for": "ill"} {
				for _, header := range [][]string{nil, {"If-None-Match", open.Header().Get("Etag")}, {"Range", "bytes=0-9"}, {"Accept-Encoding", "gzip"}, {"User-Agent", "Goodbot"}} {
					got := p.asks(path, session, header...)
					text := unpacked(t, got)
					page := !strings.Contains(path, ".") && !strings.Contains(path, "?")
					if strings.Contains(text, "zqlocked") || got.Code == http.StatusNotModified || got.Code == http.StatusPartialContent || page != (got.Code == http.StatusOK) {
						t.Errorf("%s is given %d with %v: %.300s", who, got.Code, header, text)
					}
					if tag := got.Header().Get("Etag"); tag != "" && tag == open.Header().Get("Etag") {
						t.Errorf("%s is given the tag %s", who, tag)
					}
					if page && !strings.Contains(text, `class="wall"`) {
						t.Errorf("%s meets no wall", who)
					}
				}
			}
		})
	}
}

// Page one is everybody's, and what is locked on it is not: strangers have a picture
// of their own.
func TestLockedCopyOfPageOneIsVeiled(t *testing.T) {
	p := newPaperBehind(t, gatehouse(9))
	first := secretStory(ilbo.Subscribers, ilbo.English, 1, p.now)
	p.publish(first)
	e := p.edition(1, first)
	for _, kind := range []string{".svg", ".jpg"} {
		mime := map[string]string{".svg": "image/svg+xml", ".jpg": "image/jpeg"}[kind]
		e.Files = append(e.Files, printFile("A1.veiled"+kind, mime, "veiled "+kind))
		*e.File("A1" + kind) = printFile("A1"+kind, mime, "zqlocked "+kind)
	}
	e.Files = append(e.Files, printFile("printer.pdf", "application/pdf", "zqlocked printer"))
	e.Version = 2
	if err := p.store.PutEdition(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(ilbo.KeyEditions(ilbo.English))
	for _, kind := range []string{".svg", ".jpg"} {
		whole, veiled := editionHome+"/A1-"+e.File("A1" + kind).Sum[:12]+kind, editionHome+"/A1-"+e.File("A1.veiled" + kind).Sum[:12]+kind
		for who, session := range map[string]string{"a stranger": "", "who subscribes to stories alone": "subscriber"} {
			if page := p.asks(editionHome, session).Body.String(); strings.Contains(page, whole) || !strings.Contains(page, veiled) {
				t.Errorf("%s is shown the wrong picture", who)
			}
			for _, path := range []string{whole, veiled, editionHome + "/A1" + kind, editionHome + "/A1-" + kind, editionHome + "/A1.veiled" + kind} {
				got := p.asks(path, session)
				if text := unpacked(t, got); strings.Contains(text, "zqlocked") || got.Code == http.StatusOK && text != "veiled "+kind {
					t.Errorf("%s is given %s: %d %.80q", who, path, got.Code, text)
				}
			}
		}
		if page := p.asks(editionHome, "reader").Body.String(); !strings.Contains(page, whole) || strings.Contains(page, veiled) {
			t.Error("who is entitled to all of it is shown the wrong picture")
		}
		if got := unpacked(t, p.asks(whole, "reader")); got != "zqlocked "+kind {
			t.Errorf("who is entitled to all of it is given %q", got)
		}
		if got := unpacked(t, p.asks(veiled, "reader")); got != "veiled "+kind {
			t.Errorf("by what is in it, the picture is %q", got)
		}
		if got := p.asks(whole, "reader").Header().Get("Cache-Control"); !strings.HasPrefix(got, "private") {
			t.Errorf("shared caches may keep it: %s", got)
		}
	}
	for _, path := range []string{editionHome + "/printer.pdf", editionHome + "/printer-.pdf", editionHome + "-printer.pdf", "/epaper/printer.pdf"} {
		if got := p.asks(path, "reader"); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Code)
		}
	}
	if shelf := p.asks("/epaper", "").Body.String(); !strings.Contains(shelf, "A1-"+e.File("A1.veiled.jpg").Sum[:12]) {
		t.Error("the shelf shows another picture")
	}
}

func TestPageOneIsFree(t *testing.T) {
	p := newPaperBehind(t, gatehouse(9))
	first, second := secretStory(ilbo.Subscribers, ilbo.English, 1, p.now), secretStory(ilbo.Free, ilbo.English, 2, p.now)
	p.publish(first)
	p.publish(second)
	e := p.edition(1, first, second)
	front := p.asks(editionHome, "")
	body := front.Body.String()
	picture := fmt.Sprintf("%s/A1-%s.svg", editionHome, e.File("A1.svg").Sum[:12])
	if front.Code != http.StatusOK || !strings.Contains(body, `src="`+picture+`"`) || !strings.Contains(body, "zqopen") {
		t.Errorf("%d: page one is not there: %.500s", front.Code, body)
	}
	for _, locked := range []string{"zqlocked", "A2-", ".pdf", ".epub", "/search", "data-keep="} {
		if strings.Contains(body, editionHome+"/"+locked) || strings.Contains(body, editionHome+locked) || !strings.HasPrefix(locked, "/") && strings.Contains(body, locked) {
			t.Errorf("page one gives strangers %s", locked)
		}
	}
	if got := p.asks(picture, ""); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "<svg>front") {
		t.Errorf("its picture: %d %.80q", got.Code, got.Body)
	}
	packed := p.asks(picture, "", "Accept-Encoding", "gzip, br")
	if packed.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(packed.Header().Get("Vary"), "Accept-Encoding") {
		t.Errorf("its picture is not packed: %v", packed.Header())
	}
	if again := p.asks(picture, "", "Accept-Encoding", "gzip", "If-None-Match", packed.Header().Get("Etag")); again.Code != http.StatusNotModified {
		t.Errorf("asked again it is given again: %d", again.Code)
	}
	whole := p.asks(editionHome, "reader").Body.String()
	for _, want := range []string{"zqlocked", editionHome + ".pdf", editionHome + ".epub", editionHome + "/search", "data-keep", editionHome + "/2#s"} {
		if !strings.Contains(whole, want) {
			t.Errorf("who subscribes is not given %s", want)
		}
	}
	if shelf := p.asks("/epaper", "").Body.String(); !strings.Contains(shelf, `href="`+editionHome+`"`) || !strings.Contains(shelf, "A1-"+e.File("A1.jpg").Sum[:12]+".jpg") {
		t.Errorf("it is not on the shelf: %.300s", shelf)
	}
}

func TestWithdrawnStoryLeavesThePrintedPage(t *testing.T) {
	p := newPaper(t)
	first, second := secretStory(ilbo.Free, ilbo.English, 1, p.now), secretStory(ilbo.Free, ilbo.English, 2, p.now)
	p.publish(first)
	p.publish(second)
	e := p.edition(1, first, second)
	if body := p.asks(editionHome+"/2", "").Body.String(); !strings.Contains(body, "zqlocked") || !strings.Contains(body, "A2-") {
		t.Fatalf("page two is not there: %.300s", body)
	}
	second.Kill = &ilbo.Kill{By: "rahim", At: p.now, Reason: "It was of somebody else."}
	if err := p.store.PutStory(t.Context(), second, ilbo.Event{Verb: ilbo.Killed, Story: second.ID, Keys: second.Keys()}); err != nil {
		t.Fatal(err)
	}
	p.site.Stale(second.Keys()...)
	gone := fmt.Sprintf("zqlockedx%d", 2)
	for _, path := range []string{editionHome, editionHome + "/2", "/epaper", editionHome + "/search?q=zqlocked"} {
		if body := p.asks(path, "").Body.String(); strings.Contains(body, gone) || strings.Contains(body, "A2-") || strings.Contains(body, ".pdf\"") {
			t.Errorf("%s shows the killed story", path)
		}
	}
	for _, path := range []string{"/A2-" + e.File("A2.svg").Sum[:12] + ".svg", "/A2-x.jpg", ".pdf", ".epub"} {
		if got := p.asks(editionHome+path, ""); got.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, got.Code)
		}
	}
	if got := p.asks(editionHome+"/A1-x.jpg", ""); got.Code != http.StatusOK {
		t.Errorf("page one, which has nothing of it: status %d", got.Code)
	}
	p.edition(2, first)
	if got := p.asks(editionHome+".pdf", ""); got.Code != http.StatusOK || !strings.Contains(got.Body.String(), "zqlocked 2") {
		t.Errorf("the replate: status %d, %.80q", got.Code, got.Body)
	}
	if got := p.asks(editionHome+"/2", ""); got.Code != http.StatusNotFound {
		t.Errorf("a page that the replate does not have: status %d", got.Code)
	}
}

func TestEditionIsLeafedThrough(t *testing.T) {
	p := newPaper(t)
	var stories []*ilbo.Story
	for i := range 5 {
		stories = append(stories, p.publish(secretStory(ilbo.Free, ilbo.English, i, p.now)))
	}
	p.edition(1, stories...)
	for path, c := range map[string]struct {
		sheets           int
		one, two         [2]string // where the page and the spread lead, back and on
		status, headline int
	}{
		editionHome:        {1, [2]string{"", "/2"}, [2]string{"", "/2"}, 200, 0},
		editionHome + "/1": {1, [2]string{"", "/2"}, [2]string{"", "/2"}, 200, 0},
		editionHome + "/2": {2, [2]string{"", "/3"}, [2]string{"", "/4"}, 200, 1},
		editionHome + "/3": {2, [2]string{"/2", "/4"}, [2]string{"", "/4"}, 200, 2},
		editionHome + "/5": {2, [2]string{"/4", ""}, [2]string{"/2", ""}, 200, 4},
		editionHome + "/6": {status: 404}, editionHome + "/0": {status: 404}, editionHome + "/02": {status: 404}, editionHome + "/-1": {status: 404}, editionHome + "/x": {status: 404},
		"/epaper/2026-11-23/2": {status: 404}, "/epaper/2026-13-40": {status: 404}, "/epaper/x.pdf": {status: 404}, "/epaper/2026-11-23.pdf": {status: 404}, editionHome + ".exe": {status: 404},
		editionHome + "/../2026-11-24.pdf": {status: 404}, editionHome + "/A9-x.svg": {status: 404}, "/ko" + editionHome + "/2": {status: 404}, editionHome + "/paper.pdf": {status: 404},
	} {
		got := p.asks(path, "")
		body := got.Body.String()
		if got.Code != c.status {
			t.Errorf("%s: status %d, want %d", path, got.Code, c.status)
		}
		if c.status != 200 {
			continue
		}
		if n := strings.Count(body, `class="edition__picture"`); n != c.sheets {
			t.Errorf("%s: %d pages lie open", path, n)
		}
		for _, turn := range []struct{ name, back, on string }{{"one", c.one[0], c.one[1]}, {"two", c.two[0], c.two[1]}} {
			_, nav, _ := strings.Cut(body, "edition__turn--"+turn.name)
			nav, _, _ = strings.Cut(nav, "</nav>")
			for step, to := range map[string]string{"back": turn.back, "on": turn.on} {
				_, link, there := strings.Cut(nav, "edition__step--"+step)
				_, link, _ = strings.Cut(link, `href="`)
				link, _, _ = strings.Cut(link, `"`)
				if want := editionHome + to; there && link != want && !(to == "" && link == editionHome) || !there && to != "" {
					t.Errorf("%s: %s leads %s to %q, want %q", path, turn.name, step, link, want)
				}
			}
		}
		if !strings.Contains(body, fmt.Sprintf(`id="s%d"`, stories[c.headline].ID)) || !strings.Contains(body, fmt.Sprintf(`href="#s%d"`, stories[c.headline].ID)) {
			t.Errorf("%s: its story is not there to be read", path)
		}
	}
	if body := p.asks("/epaper/2026-11-23", "").Body.String(); !strings.Contains(body, `class="sheet"`) {
		t.Error("a day that was not printed has no list of its stories")
	}
}

func TestEditionIsSearched(t *testing.T) {
	p := newPaper(t)
	s := &ilbo.Story{Language: ilbo.English, Section: "national", Headline: "The ferry is late", Published: p.now.Add(-time.Hour),
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("More than nine hands waved at the HANDSOME boat of 한강밤배 as it left <b>.")}}}
	p.publish(s)
	p.edition(1, s)
	for q, want := range map[string]string{
		"hand": "<mark>hand</mark>s waved", "HANDSOME": "<mark>HANDSOME</mark> boat", "밤배": "<mark>밤배</mark>", "<b>": "<mark>&lt;b&gt;</mark>", "and": "No story", "ferry is": "<mark>ferry is</mark>",
		"": `role="search"`, "zebra": "No story", "\u1107\u1161\u11b7\u1107\u1162": "<mark>밤배</mark>", strings.Repeat("x", 5000): "No story",
	} {
		r := httptest.NewRequest("GET", editionHome+"/search", nil)
		query := r.URL.Query()
		query.Set("q", q)
		r.URL.RawQuery = query.Encode()
		w := httptest.NewRecorder()
		p.site.ServeHTTP(w, r)
		if body := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(body, want) || len(body) > 60_000 {
			t.Errorf("%.20q: status %d, %q is not there", q, w.Code, want)
		}
	}
}

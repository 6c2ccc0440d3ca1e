package newsroom_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
)

// photo is a JPEG of one colour.
func photo(t testing.TB, w, h int, shade uint8) string {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = shade
	}
	img.SetGray(0, 0, color.Gray{Y: 255 - shade})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// send posts files, names and contents in turn.
func (b *browser) sendFiles(path string, json bool, files ...string) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i+1 < len(files); i += 2 {
		part, err := w.CreateFormFile("file", files[i])
		b.must(err)
		_, err = part.Write([]byte(files[i+1]))
		b.must(err)
	}
	b.must(w.Close())
	header := []string{"Content-Type", w.FormDataContentType()}
	if json {
		header = append(header, "Accept", "application/json")
	}
	return b.do("POST", path, body.String(), header...)
}

type filed struct {
	Pictures []struct {
		Figure             *ilbo.Figure
		Name, URL, Preview string
		Problem            string
		Usable             bool
	}
	Problem, After string
}

func (b *browser) files(path string, files ...string) (filed, int) {
	b.t.Helper()
	a := b.sendFiles(path, true, files...)
	var f filed
	if err := json.Unmarshal([]byte(a.body), &f); err != nil {
		b.t.Fatalf("%d %s: %v", a.status, a.body, err)
	}
	return f, a.status
}

// staff lets somebody more in.
func (h *house) staff(login string, role ilbo.Role) *browser {
	h.t.Helper()
	digest, err := account.Digest(secret)
	h.must(err)
	h.must(h.store.PutStaff(h.t.Context(), ilbo.Staff{Login: login, Name: login, Role: role, Password: digest, Added: h.now}))
	return h.signedIn(login)
}

func TestFilesAreFiledAndBadOnesRefused(t *testing.T) {
	h := open(t)
	asha := h.signedIn("asha")
	const evil = `<img src=x onerror=alert(1)>.jpg`
	f, status := asha.files("/newsroom/pictures", "a.jpg", photo(t, 60, 40, 90), evil, "no picture", "b.jpg", photo(t, 60, 40, 91))
	if status != http.StatusOK || len(f.Pictures) != 3 || f.Pictures[0].Figure.Width != 60 || f.Pictures[1].Figure != nil || !strings.Contains(f.Pictures[1].Problem, "not a picture") || !f.Pictures[2].Usable {
		t.Errorf("%d %+v", status, f)
	}
	if f, status := asha.files("/newsroom/pictures", "c.txt", "text"); status != http.StatusBadRequest && status != http.StatusUnprocessableEntity || f.Pictures[0].Problem == "" {
		t.Errorf("nothing but a bad one: %d %+v", status, f)
	}
	if f, _ := asha.files("/newsroom/pictures"); f.Problem != "Choose a file first." {
		t.Errorf("no file: %+v", f)
	}
	// A form without a script is led back, or told.
	if a := asha.sendFiles("/newsroom/pictures", false, "d.jpg", photo(t, 60, 40, 92)); a.status != http.StatusSeeOther || a.location != "/newsroom/pictures?done=filed" {
		t.Errorf("%d %s", a.status, a.location)
	}
	a := asha.sendFiles("/newsroom/pictures", false, evil, "no picture")
	if strings.Contains(a.body, "<img src=x") || !strings.Contains(a.body, "&lt;img src=x onerror") {
		t.Errorf("a file's name: %d %s", a.status, a.body)
	}
	p := asha.page("/newsroom/pictures")
	if n := len(p.Attrs(".tile a", "href")); n != 3 {
		t.Errorf("the library has %d pictures", n)
	}
	many := []string{}
	for i := range 11 {
		many = append(many, fmt.Sprintf("%d.jpg", i), photo(t, 60, 40, uint8(i)))
	}
	if f, _ := asha.files("/newsroom/pictures", many...); !strings.Contains(f.Problem, "10 files") {
		t.Errorf("eleven files: %+v", f)
	}
	if a := asha.do("POST", "/newsroom/pictures", "a=b"); a.status == http.StatusOK {
		t.Error("a form without files is taken")
	}
	if a := asha.do("POST", "/newsroom/pictures", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n\xff\xd8\xff", "Content-Type", "multipart/form-data; boundary=x", "Accept", "application/json"); !strings.Contains(a.body, "Please send it again") {
		t.Errorf("a request that is cut short: %d %s", a.status, a.body)
	}
	korean := h.signedIn("asha")
	korean.language = "ko"
	if f, _ := korean.files("/newsroom/pictures", "a.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"+strings.Repeat("\x00", 64)); !strings.Contains(f.Problem, "HEIC 사진입니다") {
		t.Errorf("HEIC in Korean: %+v", f)
	}
}

func TestWhoSeesPicturesThatAreNotPublished(t *testing.T) {
	h := open(t)
	asha, guest, boss := h.signedIn("asha"), h.staff("guest", ilbo.Contributor), h.staff("boss", ilbo.Publisher)
	hers, _ := asha.files("/newsroom/pictures", "hers.jpg", photo(t, 400, 300, 9))
	own, _ := guest.files("/newsroom/pictures", "own.jpg", photo(t, 400, 300, 10))
	for _, c := range []struct {
		name string
		by   *browser
		f    filed
		want int
	}{{"her own", asha, hers, 200}, {"a contributor's", asha, own, 200}, {"his own", guest, own, 200}, {"somebody's", guest, hers, 404}, {"a publisher", boss, hers, 200}, {"nobody", h.browser(), hers, 303}} {
		for _, path := range []string{c.f.Pictures[0].URL, c.f.Pictures[0].Preview} {
			if a := c.by.get(path); a.status != c.want {
				t.Errorf("%s: %s answers %d, want %d", c.name, path, a.status, c.want)
			}
		}
	}
	if a := asha.get(hers.Pictures[0].Preview); a.header.Get("Content-Type") != "image/webp" || !strings.Contains(a.header.Get("Cache-Control"), "private") {
		t.Errorf("%v", a.header)
	}
	if a := boss.sendFiles("/newsroom/pictures", true, "x.jpg", photo(t, 60, 40, 3)); a.status != http.StatusForbidden {
		t.Errorf("a publisher files: %d", a.status)
	}
	if a := h.browser().sendFiles("/newsroom/pictures", true, "x.jpg", photo(t, 60, 40, 3)); a.status != http.StatusForbidden {
		t.Errorf("nobody files: %d", a.status)
	}
	if a := asha.sendFiles(hers.Pictures[0].URL+"/replace", true, "x.jpg", photo(t, 60, 40, 3)); a.status != http.StatusForbidden {
		t.Errorf("a reporter replaces: %d", a.status)
	}
	if links := guest.page("/newsroom/pictures").Attrs(".tile a", "href"); len(links) != 1 || links[0] != own.Pictures[0].URL {
		t.Errorf("a contributor's library has %v", links)
	}
	for _, path := range []string{"/newsroom/pictures/x", "/newsroom/pictures/..%2f..", own.Pictures[0].URL + "/7.webp", own.Pictures[0].URL + "/320.jpg", own.Pictures[0].URL + "/original"} {
		if a := guest.get(path); a.status != http.StatusNotFound {
			t.Errorf("%s answers %d", path, a.status)
		}
	}
}

func TestAPictureIsDescribedByItsForm(t *testing.T) {
	h := open(t)
	rahim, asha := h.signedIn("rahim"), h.signedIn("asha")
	f, _ := asha.files("/newsroom/pictures", "a.jpg", photo(t, 400, 300, 9))
	at := f.Pictures[0].URL
	fields := []string{"caption", "A <b>bridge</b>", "alt", "Fog", "keywords", "bridge, fog", "until", "2026-12-31", "focus-x", "20", "focus-y", "90",
		"hand-square", "1", "size-square", "50", "left-square", "100", "top-square", "0"}
	for range 2 {
		if a := rahim.post(at, fields...); a.status != http.StatusSeeOther || a.location != at+"?done=described" {
			t.Fatalf("%d %s %s", a.status, a.location, a.body)
		}
	}
	p, err := h.store.Picture(t.Context(), f.Pictures[0].Figure.Picture)
	h.must(err)
	if want := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC); !p.Rights.Until.Equal(want) || p.Caption != "A <b>bridge</b>" || len(p.Keywords) != 2 || *p.Focus != (ilbo.Point{X: 0.2, Y: 0.9}) {
		t.Errorf("%+v", p)
	}
	if c := p.Crops[ilbo.ShapeSquare]; len(p.Crops) != 1 || c.Width != 0.375 || c.Height != 0.5 || c.X != 0.625 || c.Y != 0 {
		t.Errorf("crops %+v", p.Crops)
	}
	page := rahim.page(at)
	for name, want := range map[string]string{"until": "2026-12-31", "focus-x": "20", "size-square": "50", "left-square": "100", "top-square": "0", "keywords": "bridge, fog"} {
		page.Attr("input[name="+name+"]", "value", want)
	}
	// A reporter's rights are not looked at, and those of the desk stay.
	if a := asha.post(at, "caption", "Mine", "until", ""); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
	if p, err = h.store.Picture(t.Context(), p.ID); err != nil || p.Rights.Until.IsZero() || p.Caption != "Mine" || p.Focus != nil {
		t.Errorf("%+v, %v", p, err)
	}
	// What was typed stays where it is refused.
	a := rahim.post(at, "caption", "Typed", "until", "soon")
	if a.status != http.StatusBadRequest && a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, ">Typed</textarea>") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := asha.do("POST", at, strings.Repeat("a", 2<<20)); a.status == http.StatusSeeOther {
		t.Error("a form of two megabytes is taken")
	}
}

func TestTheChooserIsOfferedWhatMayBePrinted(t *testing.T) {
	h := open(t)
	rahim := h.signedIn("rahim")
	for i := range 26 {
		h.sets(h.now.Add(time.Second))
		rahim.files("/newsroom/pictures", fmt.Sprintf("ship%d.jpg", i), photo(t, 60, 40, uint8(i)))
	}
	ask := func(query string) (f filed) {
		t.Helper()
		a := rahim.do("GET", "/newsroom/pictures/choose?"+query, "", "Accept", "application/json")
		h.must(json.Unmarshal([]byte(a.body), &f))
		return f
	}
	first := ask("q=ship")
	rest := ask("q=ship&after=" + first.After)
	if len(first.Pictures) != 24 || len(rest.Pictures) != 2 || rest.After != "" || first.Pictures[0].Name != "ship25.jpg" || rest.Pictures[1].Name != "ship0.jpg" {
		t.Errorf("%d and %d, %q", len(first.Pictures), len(rest.Pictures), rest.After)
	}
	gone := first.Pictures[0]
	rahim.post(gone.URL, "caption", "Ship", "until", "2026-11-01")
	if a := rahim.sendFiles(first.Pictures[1].URL+"/replace", false, "newer.jpg", photo(t, 80, 40, 200)); a.status != http.StatusOK || !strings.Contains(a.body, "Replaced: 0") {
		t.Errorf("%d %s", a.status, a.body)
	}
	again := ask("q=ship25")
	if len(again.Pictures) != 1 || again.Pictures[0].Usable || again.Pictures[0].Figure.Caption != "Ship" {
		t.Errorf("%+v", again)
	}
	if f := ask("q=ship24"); len(f.Pictures) != 0 {
		t.Errorf("what was replaced is offered: %+v", f)
	}
	if f := ask("q=nothing&after=x-y"); f.Pictures == nil || len(f.Pictures) != 0 {
		t.Errorf("%+v", f)
	}
}

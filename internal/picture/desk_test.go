package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/testroom"
)

// photo is a JPEG of w × h pixels: red on the left and blue on the right.
func photo(t testing.TB, w, h int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 30, 30, 255}
			if x >= w/2 {
				c = color.RGBA{30, 30, 200, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func take(t testing.TB, h *house, data []byte) ilbo.Picture {
	t.Helper()
	p, err := h.Intake(t.Context(), bytes.NewReader(data), ilbo.Picture{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func bytesOf(t testing.TB, r picture.Rendition, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestIntakeTwiceIsTheSamePicture(t *testing.T) {
	h := newHouse(t)
	data := photo(t, 800, 600)
	first, err := h.Intake(t.Context(), bytes.NewReader(data), ilbo.Picture{Caption: " A  pier ", Credit: "Kim Da-on"})
	if err != nil {
		t.Fatal(err)
	}
	want := ilbo.Picture{ID: first.ID, Type: "image/jpeg", Width: 800, Height: 600, Caption: "A pier", Credit: "Kim Da-on", Added: h.clock()}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("picture (-want +got):\n%s", diff)
	}
	files := h.files(t)
	h.wait(time.Hour)
	again, err := h.Intake(t.Context(), bytes.NewReader(data), ilbo.Picture{Caption: "Another"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("second time (-first +again):\n%s", diff)
	}
	if diff := cmp.Diff(files, h.files(t)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
}

func TestIntakeReadsTheFilesOwnWords(t *testing.T) {
	h := newHouse(t)
	data, err := os.ReadFile(testroom.File(t, "fixtures/photo/IPTC-PhotometadataRef-Std2017.1.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	p := take(t, h, data)
	if !strings.Contains(p.Caption, "aka caption") || !strings.HasPrefix(p.Credit, "Credit Line") {
		t.Errorf("caption %q, credit %q", p.Caption, p.Credit)
	}
	if want := time.Date(2017, 7, 13, 17, 1, 0, 0, time.UTC); !p.Taken.Equal(want) {
		t.Errorf("taken %v, want %v", p.Taken, want)
	}
}

func TestIntakeRefusesWithASentence(t *testing.T) {
	whole := photo(t, 400, 300)
	tests := map[string]struct {
		data []byte
		say  string
	}{
		"nothing":         {nil, "not a picture"},
		"text":            {[]byte("<html>hello</html>"), "not a picture"},
		"a cut JPEG":      {whole[:len(whole)/2], "damaged or was cut short"},
		"only its header": {whole[:20], "damaged or was cut short"},
		"a huge claim":    {hugePNG(), "too large"},
		"a huge file":     {append([]byte("\xff\xd8\xff"), make([]byte, 61<<20)...), "too large"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			_, err := h.Intake(t.Context(), bytes.NewReader(test.data), ilbo.Picture{})
			if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), test.say) {
				t.Errorf("got %v, want invalid: …%s…", err, test.say)
			}
			if files := h.files(t); len(files) > 0 || len(h.shelf.pictures) > 0 {
				t.Errorf("kept %v", files)
			}
		})
	}
}

// hugePNG is the header of a picture of 100,000 × 100,000 pixels.
func hugePNG() []byte {
	chunk := []byte("IHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x02\x00\x00\x00")
	head := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), chunk...)
	return binary.BigEndian.AppendUint32(head, crc32.ChecksumIEEE(chunk))
}

func TestRenditionIsNeverWiderThanTheOriginal(t *testing.T) {
	tests := []struct {
		name              string
		original, asked   int
		want, height, cut int
	}{
		{"fits", 1000, 640, 640, 320, 0},
		{"exact", 960, 960, 960, 480, 0},
		{"next width down", 1000, 1920, 960, 480, 0},
		{"below the smallest", 200, 640, 200, 100, 0},
	}
	h := newHouse(t)
	for _, test := range tests {
		for _, format := range []picture.Format{picture.WebP, picture.JPEG} {
			t.Run(test.name+" "+string(format), func(t *testing.T) {
				p := take(t, h, photo(t, test.original, test.original/2))
				r, err := h.Rendition(t.Context(), p.ID, test.asked, format)
				if err == nil && (r.Width != test.want || r.Type != format.Type()) {
					t.Errorf("got %d, %s; want %d, %s", r.Width, r.Type, test.want, format.Type())
				}
				img, meta, err := imaging.Decode(t.Context(), bytes.NewReader(bytesOf(t, r, err)), imaging.DefaultLimits())
				if err != nil {
					t.Fatal(err)
				}
				if meta.Width != test.want || meta.Height != test.height || meta.Type != format.Type() {
					t.Errorf("got %d × %d %s", meta.Width, meta.Height, meta.Type)
				}
				if red, _, blue, _ := img.At(5, 5).RGBA(); red < blue {
					t.Error("the left side is not red")
				}
			})
		}
	}
}

func TestRenditionsCarryNoMetadata(t *testing.T) {
	h := newHouse(t)
	data, err := os.ReadFile(testroom.File(t, "fixtures/photo/exif/DSCN0010.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("Exif")) {
		t.Fatal("the fixture has no EXIF to lose")
	}
	p := take(t, h, data)
	for _, format := range []picture.Format{picture.WebP, picture.JPEG} {
		r, err := h.Rendition(t.Context(), p.ID, 640, format)
		out := bytesOf(t, r, err)
		for _, mark := range []string{"Exif", "EXIF", "GPS", "http://ns.adobe.com", "XMP ", "NIKON", "8BIM", "ICCP"} {
			if bytes.Contains(out, []byte(mark)) {
				t.Errorf("%s holds %q", format, mark)
			}
		}
	}
	card, err := h.Card(t.Context(), "1-a", imaging.CardText{Headline: "A street"}, p.ID)
	if err != nil || bytes.Contains(card, []byte("Exif")) {
		t.Errorf("card: %v", err)
	}
}

func TestOtherWidthsAndFormatsAreNotFound(t *testing.T) {
	h := newHouse(t)
	p := take(t, h, photo(t, 1000, 500))
	bad := []struct {
		id     ilbo.PictureID
		width  int
		format picture.Format
	}{
		{p.ID, 641, picture.WebP}, {p.ID, 0, picture.WebP}, {p.ID, -320, picture.JPEG}, {p.ID, 640, "gif"}, {p.ID, 640, "../x"},
		{"", 640, picture.WebP}, {"../../../etc/passwd", 640, picture.WebP}, {"00000000000000000000000000000000", 640, picture.WebP},
		{ilbo.PictureID(strings.ToUpper(string(p.ID))), 640, picture.WebP},
	}
	for _, b := range bad {
		if _, err := h.Rendition(t.Context(), b.id, b.width, b.format); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("%q %d %q: got %v, want not found", b.id, b.width, b.format, err)
		}
	}
}

func TestHiddenPicturesAreNotFoundWithinASecond(t *testing.T) {
	h := newHouse(t)
	p := take(t, h, photo(t, 640, 480))
	film, err := h.DrawFilm(t.Context(), "chart-bars seed=1 time=day")
	if err != nil {
		t.Fatal(err)
	}
	h.shelf.hide(string(p.ID), true)
	h.shelf.hide(string(film.ID), true)
	if _, err := h.Rendition(t.Context(), p.ID, 640, picture.WebP); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("hidden: got %v", err)
	}
	if _, err := h.Card(t.Context(), "1-a", imaging.CardText{}, p.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("card of hidden: got %v", err)
	}
	if _, _, err := h.Film(t.Context(), film.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("hidden film: got %v", err)
	}
	if r, err := h.Proof(t.Context(), p.ID, 640, picture.WebP); err != nil {
		t.Errorf("the newsroom does not see it: %v", err)
	} else {
		r.Close()
	}
	h.shelf.hide(string(p.ID), false)
	r, err := h.Rendition(t.Context(), p.ID, 640, picture.WebP)
	bytesOf(t, r, err) // a no is not remembered
	h.shelf.hide(string(p.ID), true)
	h.wait(1100 * time.Millisecond)
	if _, err := h.Rendition(t.Context(), p.ID, 640, picture.WebP); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("a second after the kill: got %v", err)
	}
}

func TestDrawingIsRegisteredAtOnceAndDrawnOnce(t *testing.T) {
	h := newHouse(t)
	p, err := h.Draw(t.Context(), "chart-line seed=4 time=day season=summer shape=tall")
	if err != nil {
		t.Fatal(err)
	}
	if p.Width != 1280 || p.Height != 1600 || p.Type != "image/jpeg" || len(h.files(t)) != 0 {
		t.Errorf("got %+v with %v", p, h.files(t))
	}
	same, err := h.Draw(t.Context(), "chart-line  season=summer seed=4 shape=tall time=day")
	if err != nil || same.ID != p.ID {
		t.Errorf("the same recipe in other words: %v, %v", same.ID, err)
	}
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			r, err := h.Rendition(t.Context(), p.ID, []int{320, 480, 640}[i%3], picture.JPEG)
			if err != nil {
				t.Error(err)
				return
			}
			r.Close()
		})
	}
	wg.Wait()
	if got := h.files(t); len(got) != 4 {
		t.Errorf("files: %v", got)
	}
}

func TestBadRecipesAreRefusedWithASentence(t *testing.T) {
	h := newHouse(t)
	for _, recipe := range []string{"", "unicorn seed=1", "skyline", "skyline seed=x", "film skyline seed=1", "skyline seed=1 seed=2"} {
		if _, err := h.Draw(t.Context(), recipe); !errors.Is(err, ilbo.Invalid) || !strings.HasSuffix(ilbo.SayOf(err), ".") {
			t.Errorf("%q: got %v", recipe, err)
		}
	}
	if _, err := h.DrawFilm(t.Context(), "unicorn seed=1"); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("film: got %v", err)
	}
}

func TestRenditionSurvivesAnAskerWhoGoesAway(t *testing.T) {
	h := newHouse(t)
	p, err := h.Draw(t.Context(), "chart-bars seed=4 time=day")
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := h.Rendition(gone, p.ID, 320, picture.JPEG); err == nil {
		t.Error("an ended context got a picture")
	}
	r, err := h.Rendition(t.Context(), p.ID, 320, picture.JPEG)
	bytesOf(t, r, err)
}

func TestCardIsKeptUnderItsKey(t *testing.T) {
	h := newHouse(t)
	p := take(t, h, photo(t, 1600, 1000))
	first, err := h.Card(t.Context(), "12/a1", imaging.CardText{Nameplate: "Ilbo", Headline: "One"}, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(first))
	if err != nil || c.Width != 1200 || c.Height != 630 {
		t.Errorf("card of %d × %d, %v", c.Width, c.Height, err)
	}
	same, err := h.Card(t.Context(), "12/a1", imaging.CardText{Headline: "Two"}, p.ID)
	if err != nil || !bytes.Equal(first, same) {
		t.Errorf("the same version was set again: %v", err)
	}
	other, err := h.Card(t.Context(), "12/a2", imaging.CardText{Headline: "Two"}, "")
	if err != nil || bytes.Equal(first, other) {
		t.Errorf("another version: %v", err)
	}
	if _, err := h.Card(t.Context(), "../../x", imaging.CardText{}, ""); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("a hostile key: %v", err)
	}
}

func TestWarmMakesWhatIsMissingAndFilmsPlay(t *testing.T) {
	if testing.Short() {
		t.Skip("draws a film")
	}
	h := newHouse(t)
	p, err := h.Draw(t.Context(), "chart-bars seed=9 time=day")
	if err != nil {
		t.Fatal(err)
	}
	f, err := h.DrawFilm(t.Context(), "chart-bars seed=9 time=day")
	if err != nil {
		t.Fatal(err)
	}
	var steps []int
	absent := ilbo.PictureID(strings.Repeat("0", 32))
	err = h.Warm(t.Context(), []ilbo.PictureID{absent, p.ID}, []ilbo.FilmID{f.ID}, func(done, total int) { steps = append(steps, done*10+total) })
	if !errors.Is(err, ilbo.NotFound) {
		t.Errorf("the absent one is not told: %v", err)
	}
	if diff := cmp.Diff([]int{13, 23, 33}, steps); diff != "" {
		t.Errorf("progress (-want +got):\n%s", diff)
	}
	if got := h.files(t); len(got) != 3 {
		t.Errorf("files: %v", got)
	}
	o, film, err := h.Film(t.Context(), f.ID)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	head := make([]byte, 4)
	if _, err := io.ReadFull(o, head); err != nil || !bytes.Equal(head, []byte{0x1A, 0x45, 0xDF, 0xA3}) || film.Type != "video/webm" {
		t.Errorf("film %s begins %x, %v", film.Type, head, err)
	}
}

func TestWarmStopsWithItsContext(t *testing.T) {
	h := newHouse(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.Warm(ctx, []ilbo.PictureID{ilbo.PictureID(strings.Repeat("0", 32))}, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}

func BenchmarkRenditionStored(b *testing.B) {
	h := newHouse(b)
	p := take(b, h, photo(b, 1000, 500))
	b.ReportAllocs()
	for b.Loop() {
		r, err := h.Rendition(b.Context(), p.ID, 640, picture.WebP)
		if err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}

package page

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/testroom"
)

// endless gives the same bytes for ever, and counts how many were taken.
type endless struct{ taken int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	e.taken += len(p)
	return len(p), nil
}

func TestPagesThatAreNoStory(t *testing.T) {
	menu := strings.Repeat("<li><a href=\"/a\">National news of the day</a></li>", 40)
	tests := []struct{ name, data, say string }{
		{"empty", "", "The file is empty."},
		{"white space", " \n\t ", "The file is empty."},
		{"binary", "\x00\x01\x02story", "The file is not text: it holds binary data."},
		{"broken UTF-8", "Ferry stays on the river\n" + opening + "\xe2\x80\n" + closing, "The text is broken"},
		{"Latin letters that no set explains", "Ferry stays\ncaf\xe9 " + opening, "The text is broken"},
		{"a PDF file", "%PDF-1.7\n…", "This is a PDF file."},
		{"a Safari archive", "bplist00…", "This is a Safari web archive."},
		{"a broken MHTML file", "MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "This MHTML file is broken."},
		{"a list of words", "milk\nbread\nsix eggs\n", "This page holds no story"},
		{"a menu", "Home\nNational\nBusiness\nSports\nSearch\n", "This page holds no story"},
		{"a page that is not there", "<html><head><title>Not found</title></head><body><h1>Not found</h1><p>The page that you asked for is not here.</p></body></html>", "This page holds no story"},
		{"a page of links", "<html><head><title>Haneul Daily</title></head><body><ul>" + menu + "</ul></body></html>", "This page holds no story"},
		{"a front saved as text", strings.Repeat("Ferry stays on the river again\nThe council of Haneul voted on Monday to keep it.\n", 20), "This page holds no story"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read("page.html", strings.NewReader(test.data), options())
			if err == nil {
				t.Fatalf("took it for %q with %d blocks", c.Story.Headline, len(c.Story.Body))
			}
			want := strings.TrimPrefix(test.say, "The file is not")
			if say := ilbo.SayOf(err); ilbo.KindOf(err) != ilbo.Invalid || !strings.HasPrefix(say, "page.html: ") || !strings.Contains(say, want) {
				t.Errorf("got %q", say)
			}
		})
	}
}

func TestLargePageIsNotReadWhole(t *testing.T) {
	r := &endless{}
	_, err := Read("large.html", io.LimitReader(r, 200<<20), options())
	if !strings.Contains(ilbo.SayOf(err), "larger than 16 MB") {
		t.Errorf("got %v", err)
	}
	if r.taken > 2*MaxSize {
		t.Errorf("took %d bytes of it", r.taken)
	}
}

func TestFilesThatAreNoPages(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.html")
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(200 << 20); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for path, want := range map[string]string{dir: "This is a folder, not a page.", large: "larger than 16 MB", filepath.Join(dir, "none.txt"): "There is no such file."} {
		if _, err := ReadFile(path, options()); ilbo.KindOf(err) != ilbo.Invalid || !strings.Contains(ilbo.SayOf(err), want) {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

func TestRealPageInUndeclaredEUCKR(t *testing.T) {
	path := testroom.File(t, "fixtures/feeds/euc-kr/_mozilla_bug9357_text.html")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := decode("page.html", data)
	if err != nil || !strings.Contains(text, "찾을 수 없습니다") {
		t.Errorf("got %q, %v", text, err)
	}
	if _, err := ReadFile(path, options()); !strings.Contains(ilbo.SayOf(err), "holds no story") {
		t.Errorf("an error page was taken for a story: %v", err)
	}
}

func TestFilesGoesOnAfterARefusal(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.html")
	if err := os.WriteFile(good, []byte(storyHTML), 0o600); err != nil {
		t.Fatal(err)
	}
	var stories, refused int
	for c, err := range Files([]string{dir, good, filepath.Join(dir, "none")}, options()) {
		if err != nil {
			refused++
		} else if c.Story.Headline != "" {
			stories++
		}
	}
	if stories != 1 || refused != 2 {
		t.Errorf("got %d stories and %d refusals, want 1 and 2", stories, refused)
	}
}

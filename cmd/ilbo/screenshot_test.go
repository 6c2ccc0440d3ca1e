package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

func protoBypassCSP(r *reader) error { return proto.PageSetBypassCSP{Enabled: true}.Call(r) }

// takeScreenshots shows what people should look at after a change.
func takeScreenshots(t *testing.T, dir string) {
	site := demoSite(t)
	lead, essay := storiesOf(t, site, "/")[0], storiesOf(t, site, "/darkroom/essays")[0]
	for _, shot := range []struct {
		name, path, settings string
		width, height        int
		press                string
	}{
		{"home", "/", `{}`, 1280, 1500, ""},
		{"home-dark", "/", `{"theme":"dark"}`, 1280, 1500, ""},
		{"home-phone", "/", `{}`, 390, 844, ""},
		{"home-tablet", "/", `{}`, 820, 1180, ""},
		{"home-korean", "/ko/", `{}`, 1280, 1500, ""},
		{"section", "/national", `{}`, 1280, 1500, ""},
		{"opinion", "/opinion", `{}`, 1280, 1100, ""},
		{"story", lead, `{}`, 1280, 1500, ""},
		{"story-dark", lead, `{"theme":"dark"}`, 1280, 1500, ""},
		{"story-sepia-sans", lead, `{"theme":"sepia","face":"sans","size":"+1"}`, 820, 1180, ""},
		{"story-phone", lead, `{}`, 390, 844, ""},
		{"darkroom", "/darkroom", `{}`, 1280, 1500, ""},
		{"essay", essay, `{}`, 1280, 1500, ""},
		{"search", "/search?q=ferry", `{}`, 1280, 900, ""},
		{"epaper", "/epaper", `{}`, 1280, 1500, ""},
		{"menu", "/", `{}`, 1280, 900, "[popovertarget=menu]"},
		{"menu-phone-korean", "/ko/", `{}`, 390, 844, "[popovertarget=menu]"},
		{"settings", lead, `{}`, 1280, 900, "[popovertarget=settings]"},
		{"viewer", essay, `{}`, 1280, 900, ".gallery__open"},
		{"search-korean", "/ko/search?q=한강", `{}`, 1280, 900, ""},
		{"install", "/install", `{}`, 1280, 900, ""},
		{"not-found", "/no/such/page", `{}`, 1280, 700, ""},
	} {
		r := newReader(t, site, shot.width, shot.height)
		r.open("/robots.txt")
		r.value(`localStorage.setItem("ilbo", ` + "`" + shot.settings + "`" + `)`)
		r.open(shot.path)
		r.value(`document.querySelectorAll("img").forEach(i => i.loading = "eager")`)
		r.until(`[...document.images].every(i => i.complete)`)
		if shot.press != "" {
			r.press(shot.press)
			r.until(`[...document.images].every(i => i.complete)`)
		}
		r.shoot(dir, shot.name)
	}
	takeNewsroomScreenshots(t, dir)
}

// shoot writes down what is seen.
func (r *reader) shoot(dir, name string) {
	r.t.Helper()
	format, quality := proto.PageCaptureScreenshotFormatWebp, 82
	picture, err := r.Screenshot(false, &proto.PageCaptureScreenshot{Format: format, Quality: &quality})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".webp"), picture, 0o644)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

// takeNewsroomScreenshots shows the newsroom at work, as docs/newsroom.md does.
func takeNewsroomScreenshots(t *testing.T, dir string) {
	site := demoSite(t)
	cmd := exec.Command(built, "staff", "add", "desk", "--data", sharedDemo.dir, "--name", "Kwon Mi-rae", "--role", "chief-editor")
	cmd.Stdin = strings.NewReader(chiefsPassword + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r := newReader(t, site, 1280, 860)
	r.signsIn("desk", chiefsPassword)
	r.open("/newsroom/stories")
	story := r.value(`[...document.querySelectorAll("a[href^='/newsroom/stories/']")].map(a => a.getAttribute("href")).find(h => /\/[0-9]+$/.test(h))`)
	for _, shot := range []struct{ name, path string }{
		{"newsroom-list", "/newsroom/stories"}, {"newsroom-story", story}, {"newsroom-board", "/newsroom/board"}, {"newsroom-front", "/newsroom/fronts/home?language=en"},
		{"newsroom-pictures", "/newsroom/pictures"}, {"newsroom-history", story + "/history"}, {"newsroom-lineup", "/newsroom/lineup"}, {"newsroom-wire", "/newsroom/wire"},
	} {
		r.open(shot.path)
		if shot.path == story {
			r.canWrite()
			r.copies(" And so it went on.")
			r.isSaved()
			r.value(`scrollTo(0, 0)`)
		}
		r.value(`document.querySelectorAll("img").forEach(i => i.loading = "eager")`)
		r.until(`[...document.images].every(i => i.complete)`)
		r.shoot(dir, shot.name)
	}
}

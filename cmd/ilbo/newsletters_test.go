package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
)

// ticks makes a box ticked.
func (r *reader) ticks(selector string) {
	r.t.Helper()
	r.value(fmt.Sprintf(`document.querySelector(%q).checked = true, 1`, selector))
}

// A chief editor makes a newsletter, a reader takes it in their account, and a
// mailing is written, looked at and sent.
func TestNewsletterIsMadeTakenAndSent(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	var outbox string
	site := newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		var lines strings.Builder
		for i := range 6 {
			fmt.Fprintf(&lines, `{"language":"en","section":"national","headline":"Story %d","deck":"What story %d says.","published":%q,"body":["A paragraph."]}`+"\n", i+1, i+1, time.Now().Add(-time.Duration(i+1)*time.Hour).UTC().Format(time.RFC3339))
		}
		name := filepath.Join(t.TempDir(), "stories.ndjson")
		if err := os.WriteFile(name, []byte(lines.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", name, "--data", dir)
	})
	judged := func(r *reader, name string) {
		t.Helper()
		r.value(`document.querySelectorAll("details").forEach((d) => { d.open = true }), 1`)
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
		if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
			t.Errorf("%s: the page is wider than its window", name)
		}
		if shots := os.Getenv("ILBO_NEWSLETTER_SCREENSHOTS"); shots != "" {
			r.shoot(shots, name)
		}
	}
	chief := newReader(t, site, 1280, 900)
	if err := protoBypassCSP(chief); err != nil {
		t.Fatal(err)
	}
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/newsletters")
	judged(chief, "none")
	chief.writes("#name-en-0", "The Morning")
	chief.writes("#name-ko-0", "영문 아침")
	chief.writes("#about-en-0", "What the day brings")
	chief.follow(`form[action="/newsroom/newsletters"] .firm`)
	chief.until(`document.querySelector(".source h2").textContent === "The Morning"`)

	r := newReader(t, site, 390, 844)
	r.open("/ko/account?to=/ko/account/newsletters")
	r.writes("#email", "minji@example.com")
	r.follow(".account__press")
	r.open("/ko" + lastLetter(t, outbox, map[string]bool{}))
	r.follow(".account__press")
	r.open("/ko/account/newsletters")
	r.until(`document.querySelector(".account__what").textContent === "영문 아침"`)
	judged(r, "account-korean-phone")
	r.ticks("[name=newsletter]")
	r.follow(".account__press")
	r.until(`document.querySelector("[name=newsletter]").checked && !!document.querySelector(".account__said")`)
	r.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	r.open("/account/newsletters")
	judged(r, "account-dark")

	chief.follow(`.source h2 a`)
	chief.writes("#subject", "A word first")
	chief.writes("#note", "Good morning.")
	chief.follow(".letter__form .firm")
	chief.until(`document.querySelector(".letter__subject").textContent === "A word first" && document.querySelector(".letter__text").textContent.includes("Story 1")`)
	frame, err := chief.Element(".letter__proof iframe")
	if err != nil {
		t.Fatal(err)
	}
	inside, err := frame.Frame()
	if err != nil {
		t.Fatal(err)
	}
	if letter, err := inside.HTML(); err != nil || !strings.Contains(letter, "Story 1") || !strings.Contains(letter, "Good morning.") {
		t.Errorf("the frame shows %s: %v", letter, err)
	}
	judged(chief, "mailing")
	chief.writes("#email", "rahim@example.com")
	chief.follow(`form[action$="/try"] button`)
	chief.until(`!!document.querySelector(".said")`)
	chief.ticks("#sure")
	chief.follow(`form[action$="/send"] button`)
	chief.until(`document.querySelector(".letters").textContent.includes("to all at once, by rahim")`)
	letter := func(to string) string {
		t.Helper()
		for deadline := time.Now().Add(40 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
			names, _ := filepath.Glob(filepath.Join(outbox, "*.eml"))
			for _, name := range names {
				text, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(text), "To: <"+to+">") && strings.Contains(string(text), "Subject: A word first") {
					return string(text)
				}
			}
		}
		t.Fatalf("no letter comes to %s", to)
		return ""
	}
	if strings.Contains(letter("rahim@example.com"), "List-Unsubscribe") {
		t.Error("a test can be ended")
	}
	if !strings.Contains(letter("minji@example.com"), "List-Unsubscribe-Post: List-Unsubscribe=One-Click") {
		t.Error("the letter cannot be ended by one click")
	}
	for _, look := range []struct {
		name   string
		width  int
		korean bool
	}{{"light", 390, false}, {"dark", 1280, true}} {
		chief := newReader(t, site, look.width, 900)
		if err := protoBypassCSP(chief); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.name}}}).Call(chief); err != nil {
			t.Fatal(err)
		}
		chief.signsIn("rahim", chiefsPassword)
		if look.korean {
			chief.open("/newsroom/account")
			chief.follow(`.choice button[value=ko]`)
		}
		for _, path := range []string{"/newsroom/newsletters", "/newsroom/newsletters/1"} {
			chief.open(path)
			judged(chief, fmt.Sprintf("%s-%d%s", look.name, look.width, strings.ReplaceAll(path, "/", "-")))
		}
	}
}

// A letter that came back lies in the folder that the settings name, and ends what
// it is about.
func TestWhatComesBackIsHeardOf(t *testing.T) {
	t.Parallel()
	s := usual()
	s.Title, s.Log, s.MailBounces = words{"en": "The Paper"}, "error", "bounces"
	conf, err := settle(s, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), conf, logged{t})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if h.mailing, err = h.mailer("https://daily.example"); err != nil {
		t.Fatal(err)
	}
	id, err := h.store.PutNewsletter(t.Context(), sampleNewsletters()[0])
	if err == nil {
		err = h.store.PutRecipient(t.Context(), ilbo.Recipient{Newsletter: id, Address: "minji@example.net", Zone: "Asia/Seoul", Key: "qx4k7m2vplh3wz5tn6ryd2a7bc", Confirmed: time.Now()})
	}
	if err != nil {
		t.Fatal(err)
	}
	report, err := os.ReadFile("../../internal/mailing/report/testdata/postfix.eml")
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(conf.Dir, "bounces")
	for _, sub := range []string{"new", "cur", "tmp"} {
		if err := os.MkdirAll(filepath.Join(folder, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "new", "1.a"), report, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		h.hearBounces(ctx)
	}()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(folder, "cur", "1.a:2,S")); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("nobody looks into the folder")
		}
	}
	stop()
	<-heard
	if why, err := h.store.Suppressed(t.Context(), "minji@example.net"); err != nil || why != ilbo.Bounced {
		t.Errorf("the address is suppressed as %q: %v", why, err)
	}
}

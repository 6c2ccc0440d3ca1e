package main

import (
	"io"
	"mime/quotedprintable"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var enterForm = regexp.MustCompile(`/account/enter\?token=[\w-]{43}`)

// lastLetter waits for a letter in an outbox that holds a link which the letters
// before did not, and gives the address of the link.
func lastLetter(t *testing.T, outbox string, seen map[string]bool) string {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		names, _ := filepath.Glob(filepath.Join(outbox, "*.eml"))
		for _, name := range names {
			if seen[name] {
				continue
			}
			f, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(string(f)))) // its head ends the reading of some, never before the link
			if link := enterForm.FindString(string(text)); link != "" {
				seen[name] = true
				return link
			}
		}
	}
	t.Fatal("there is no letter with a link")
	return ""
}

// A reader signs in by the link of a letter, changes their name, keeps a story,
// ends a session on another device, and deletes the account.
func TestReaderHasAnAccountAndDeletesIt(t *testing.T) {
	t.Parallel()
	var outbox string
	site := newsroomPaper(t, func(dir string, run func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		copyFile := filepath.Join(t.TempDir(), "copy.ndjson")
		line := `{"language":"en","section":"national","headline":"Ferry lines are to run at night","deck":"The harbour office has heard the islands.","bylines":["Han Seo-yun"],"published":"2026-11-20T02:40:46Z","body":["The harbour office said so on Tuesday."],"path":"/old/1"}` + "\n" +
			`{"language":"ko","section":"national","headline":"섬을 잇는 밤배가 다시 뜬다","deck":"항만청이 섬사람들의 말을 들었다.","published":"2026-11-21T02:40:46Z","body":["항만청이 화요일에 밝혔다."]}` + "\n"
		if err := os.WriteFile(copyFile, []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		run("", "import", "ndjson", copyFile, "--data", dir)
	})
	seen := map[string]bool{}
	shots := os.Getenv("ILBO_ACCOUNT_SCREENSHOTS")
	shoot := func(r *reader, name string) {
		if shots != "" {
			r.shoot(shots, name)
		}
	}
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	judged := func(r *reader, name string) {
		t.Helper()
		shoot(r, name)
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
	}
	r := newReader(t, site, 1280, 1000)
	r.open("/account")
	judged(r, "door")
	r.writes("#email", "minji@example.com")
	r.follow(".account__press")
	r.until(`location.pathname === "/account/sent"`)
	judged(r, "sent")
	r.open(lastLetter(t, outbox, seen))
	judged(r, "enter")
	r.follow(".account__press")
	r.until(`location.pathname === "/account" && !!document.querySelector("#name")`)
	r.writes("#name", "Minji Kim")
	r.follow("form[action$='/profile'] button")
	r.until(`document.querySelector("#name")?.value === "Minji Kim" && !!document.querySelector(".account__said")`)
	judged(r, "profile")
	if got := r.value(`document.querySelector("[data-island=account] .nameplate__word").textContent`); got != "My account" {
		t.Errorf("the nameplate calls the account %q", got)
	}

	r.open("/national")
	r.follow("main a[href*='ferry-lines']")
	r.until(`document.querySelector(".bookmark")?.hidden === false`)
	shoot(r, "story")
	r.press(".bookmark button")
	r.until(`document.querySelector(".bookmark button").getAttribute("aria-pressed") === "true"`)
	r.open("/account/bookmarks")
	r.until(`document.querySelector(".account__story").textContent.includes("Ferry")`)
	judged(r, "bookmarks")

	phone := newReader(t, site, 390, 844)
	phone.open("/ko/account")
	judged(phone, "door-phone-korean")
	phone.writes("#email", "minji@example.com")
	phone.follow(".account__press")
	phone.until(`location.pathname === "/ko/account/sent"`)
	phone.open("/ko" + lastLetter(t, outbox, seen))
	phone.follow(".account__press")
	phone.until(`location.pathname === "/ko/account"`)
	judged(phone, "profile-phone-korean")
	phone.open("/ko/account/sessions")
	judged(phone, "sessions-phone-korean")
	if got := phone.value(`String(document.documentElement.scrollWidth)`); got != "390" {
		t.Errorf("the page is %s wide on a phone", got)
	}
	phone.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	phone.open("/ko/account/leave")
	judged(phone, "leave-phone-korean-dark")

	r.open("/account/sessions")
	r.until(`document.querySelectorAll("#browsers li").length === 2`)
	judged(r, "sessions")
	r.follow("form[action$='/end-others'] button")
	r.until(`document.querySelectorAll("#browsers li").length === 1`)
	phone.open("/ko/account/sessions")
	phone.until(`location.pathname === "/ko/account" && !!document.querySelector("#email")`)

	r.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	r.open("/account")
	judged(r, "profile-dark")
	r.open("/account/leave")
	r.follow("form[action$='/leave'] button")
	r.until(`!!document.querySelector(".account__said")`)
	r.open(lastLetter(t, outbox, seen))
	judged(r, "enter-leave-dark")
	r.follow(".account__press")
	r.until(`document.title.includes("deleted")`)
	judged(r, "left-dark")
	r.open("/account/bookmarks")
	r.until(`!!document.querySelector("#email")`)
}

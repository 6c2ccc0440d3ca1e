package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

// A reader signs in by a letter once, adds a passkey, and signs in by it from then
// on: with the button, and where the field offers it. What was taken away lets
// nobody in.
func TestReaderSignsInByAPasskey(t *testing.T) {
	t.Parallel()
	var outbox string
	site := newsroomPaper(t, func(dir string, _ func(input string, args ...string)) { outbox = filepath.Join(dir, outboxName) })
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	judged := func(r *reader, name string) {
		t.Helper()
		if shots := os.Getenv("ILBO_ACCOUNT_SCREENSHOTS"); shots != "" {
			r.shoot(shots, name)
		}
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
	}
	r := newReader(t, site, 1280, 1000)
	device := r.authenticator()
	r.open("/account")
	r.until(`document.querySelector("[data-island=passkey]")?.hidden === false`)
	judged(r, "passkey-door")
	r.writes("#email", "minji@example.com")
	r.follow("form .account__press")
	r.until(`location.pathname === "/account/sent"`)
	seen := map[string]bool{}
	r.open(lastLetter(t, outbox, seen))
	r.follow(".account__press")
	r.until(`location.pathname === "/account"`)

	r.open("/account/sessions")
	r.until(`document.querySelector("[data-island=passkey]")?.hidden === false`)
	judged(r, "passkey-none")
	r.writes("#passkey-name", "노트북")
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.press("[data-island=passkey] button")
	wait()
	r.until(`document.querySelector(".account__said")?.textContent.includes("passkey is added")`)
	judged(r, "passkey-added")

	device.present(false) // nobody touches the device yet: the field alone asks
	r.open("/account")
	r.follow("form[action$='/sign-out'] button")
	r.open("/ko/account?to=/ko/archive")
	r.until(`document.querySelector("[data-island=passkey]")?.hidden === false`)
	judged(r, "passkey-door-korean")
	device.present(true)
	r.press("[data-island=passkey] button")
	r.until(`location.pathname === "/ko/archive"`)
	r.open("/account/sessions")
	r.until(`document.body.textContent.includes("by passkey")`)
	r.open("/account")
	r.follow("form[action$='/sign-out'] button") // the field asks by itself, and somebody touches the device
	r.until(`!!document.querySelector("#name")`)
	r.value(`localStorage.setItem("ilbo", '{"theme":"dark"}')`)
	if err := (proto.EmulationSetDeviceMetricsOverride{Width: 390, Height: 844, DeviceScaleFactor: 1, Mobile: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open("/ko/account/sessions")
	r.until(`document.querySelector("[data-island=passkey]")?.hidden === false`)
	judged(r, "passkey-phone-korean-dark")
	if got := r.value(`String(document.documentElement.scrollWidth)`); got != "390" {
		t.Errorf("the page is %s wide on a phone", got)
	}

	r.follow("form[action$='/passkeys/drop'] button")
	r.until(`document.querySelector(".account__said")?.textContent.includes("지웠습니다")`)
	device.present(false)
	r.open("/account")
	r.follow("form[action$='/sign-out'] button")
	r.until(`document.querySelector("[data-island=passkey]")?.hidden === false`)
	device.present(true)
	r.press("[data-island=passkey] button")
	r.until(`document.querySelector("[data-island=passkey] [role=alert]").hidden === false`)
	if got := r.value(`document.querySelector("[data-island=passkey] [role=alert]").textContent`); !strings.Contains(got, "have a link sent") {
		t.Errorf("a passkey that was taken away is answered %q", got)
	}
	judged(r, "passkey-refused-phone-dark")
}

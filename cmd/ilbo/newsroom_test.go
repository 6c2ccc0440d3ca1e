package main

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"

	"ilbo.press/internal/testroom"
)

const chiefsPassword = "correct horse battery"

// newsroomSite serves a new paper with a chief editor and a reporter, at a host
// with a name, as passkeys want it.
func newsroomSite(t *testing.T) string {
	t.Helper()
	return newsroomPaper(t, nil)
}

// newsroomPaper is newsroomSite with a paper that is furnished before it is
// served, by running commands.
func newsroomPaper(t *testing.T, furnish func(dir string, run func(input string, args ...string)), env ...string) string {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "paper")
	run := func(input string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Stdin = strings.NewReader(input)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("ilbo %v: %v: %s", args, err, out)
		}
	}
	run("", "init", "--data", dir, "--title", "The Paper", "--languages", "en,ko")
	run(chiefsPassword+"\n", "staff", "add", "rahim", "--data", dir, "--name", "Rahim", "--role", "chief-editor")
	run(chiefsPassword+"\n", "staff", "add", "asha", "--data", dir, "--name", "Asha", "--role", "reporter")
	if furnish != nil {
		furnish(dir, run)
	}
	addr, err := testroom.FreeAddress()
	if err != nil {
		t.Fatal(err)
	}
	base := strings.Replace("http://"+addr, "127.0.0.1", "localhost", 1)
	out := &watched{found: make(chan string, 1)}
	cmd := exec.Command(name, "serve", "--data", dir, "--addr", addr, "--url", base, "--log", "error")
	cmd.Stdout, cmd.Stderr, cmd.Env = out, os.Stderr, append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
	})
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if res, err := http.Get("http://" + addr + "/healthz"); err == nil {
			res.Body.Close()
			return base
		}
		if time.Now().After(deadline) {
			t.Fatal("the paper does not answer")
		}
	}
}

// writes puts text into a field, in the place of what is there.
func (r *reader) writes(selector, text string) {
	r.t.Helper()
	e, err := r.Element(selector)
	if err == nil {
		err = e.SelectAllText()
	}
	if err == nil {
		err = e.Input(text)
	}
	if err != nil {
		r.t.Fatalf("write into %s: %v", selector, err)
	}
}

// signsIn goes through the door.
func (r *reader) signsIn(login, password string) {
	r.t.Helper()
	r.open("/newsroom")
	r.writes("#login", login)
	r.writes("#password", password)
	r.follow(".door form:last-of-type button")
	r.until(`location.pathname !== "/newsroom/sign-in"`)
}

// A device makes and shows passkeys.
type device struct {
	r  *reader
	id proto.WebAuthnAuthenticatorID
}

// present has somebody be there who touches the device whenever it asks, or nobody.
func (d device) present(is bool) {
	d.r.t.Helper()
	if err := (proto.WebAuthnSetAutomaticPresenceSimulation{AuthenticatorID: d.id, Enabled: is}).Call(d.r); err != nil {
		d.r.t.Fatal(err)
	}
}

// authenticator gives the browser a device, with somebody there.
func (r *reader) authenticator() device {
	r.t.Helper()
	if err := (proto.WebAuthnEnable{}).Call(r); err != nil {
		r.t.Fatal(err)
	}
	added, err := proto.WebAuthnAddVirtualAuthenticator{Options: &proto.WebAuthnVirtualAuthenticatorOptions{
		Protocol: proto.WebAuthnAuthenticatorProtocolCtap2, Transport: proto.WebAuthnAuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}}.Call(r)
	if err != nil {
		r.t.Fatal(err)
	}
	return device{r, added.AuthenticatorID}
}

func TestStaffSignInByPasswordAndByPasskey(t *testing.T) {
	t.Parallel()
	r := newReader(t, newsroomSite(t), 1280, 900)
	r.authenticator()
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/account")
	r.until(`!document.querySelector("[data-island=passkey]").hidden`)
	r.writes("#passkey-name", "노트북")
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.press("[data-island=passkey] button")
	wait()
	r.until(`document.querySelector(".said")?.textContent.includes("passkey is added")`)
	if got := r.value(`document.querySelector(".rows__name").textContent`); got != "노트북" {
		t.Errorf("the passkey is called %q", got)
	}
	// The field asks by itself where it can, and might be first: it cannot here, so
	// that it is the button that signs in.
	if _, err := r.EvalOnNewDocument(`PublicKeyCredential.isConditionalMediationAvailable = async () => false`); err != nil {
		t.Fatal(err)
	}
	r.follow(".bar__out button")
	r.until(`location.pathname === "/newsroom/sign-in"`)
	r.open("/newsroom/staff") // to be led back to
	r.until(`!document.querySelector("[data-island=passkey]").hidden`)
	wait = r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	r.press(".door__passkey button")
	wait()
	r.until(`location.pathname === "/newsroom/staff"`)
	r.open("/newsroom/account")
	r.until(`document.body.textContent.includes("by passkey")`)
	r.follow(`.choice button[value=ko]`)
	r.until(`document.documentElement.lang === "ko" && document.querySelector("h1").textContent === "내 계정"`)
	// What was taken away does not sign in.
	r.follow(`form[action$="/passkeys/drop"] button`)
	r.follow(".bar__out button")
	r.until(`!document.querySelector("[data-island=passkey]").hidden`)
	r.press(".door__passkey button")
	r.until(`!document.querySelector(".door__passkey .wrong").hidden`)
	if got := r.value(`document.querySelector(".door__passkey .wrong").textContent`); !strings.Contains(got, "passkey") && !strings.Contains(got, "패스키") {
		t.Errorf("a passkey that was taken away is answered %q", got)
	}
}

func TestSomebodyIsInvitedByLink(t *testing.T) {
	t.Parallel()
	base := newsroomSite(t)
	chief := newReader(t, base, 1280, 900)
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/staff")
	chief.writes("#name", "이미나")
	chief.writes(".part:last-of-type input#login", "mina")
	chief.follow(".part:last-of-type .firm")
	link := chief.value(`document.querySelector("#link").value`)
	path := strings.TrimPrefix(link, base)
	if path == link {
		t.Fatalf("the link is %s", link)
	}
	guest := newReader(t, base, 390, 844)
	guest.open(path)
	guest.writes("#password", "a long enough one")
	guest.follow(".firm")
	guest.until(`location.pathname === "/newsroom" && document.querySelector(".bar__person").textContent === "이미나"`)
	guest.open(path)
	guest.until(`document.querySelector(".lede").textContent.includes("over")`)
	chief.open("/newsroom/log")
	for _, want := range []string{"signed in", "invited", "let in", "staff:mina"} {
		chief.until(`document.querySelector("tbody").textContent.includes("` + want + `")`)
	}
}

func TestAxeFindsNoViolationInTheNewsroom(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	base := newsroomSite(t)
	for _, look := range []struct {
		name  string
		width int
	}{{"light", 1280}, {"dark", 390}} {
		r := newReader(t, base, look.width, 900)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.name}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		examine := func(path string) {
			t.Helper()
			r.open(path)
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s: %s", path, look.name, v)
			}
			if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
				t.Errorf("%s, %s: the page is wider than its window", path, look.name)
			}
		}
		examine("/newsroom/sign-in")
		examine("/newsroom/enter/nothing")
		r.signsIn("rahim", chiefsPassword)
		for _, path := range []string{"/newsroom/account?done=password", "/newsroom/staff", "/newsroom/log", "/newsroom/pictures", "/newsroom/nowhere"} {
			examine(path)
		}
		address := r.begins("Bridge")
		r.copies("One.")
		r.isSaved()
		r.copies(" Two.")
		r.isSaved()
		r.value(`document.querySelectorAll("details").forEach(d => d.open = true)`)
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s, %s: %s", address, look.name, v)
		}
		for _, path := range []string{"/history", "/preview?as=card", "/preview?as=search", "/merge?mine=1"} {
			examine(address + path)
		}
	}
}

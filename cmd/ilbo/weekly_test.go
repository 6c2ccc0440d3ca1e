package main

import (
	"context"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/proto"

	"ilbo.press"
	"ilbo.press/internal/testpaper"
)

// taughtPaper is a paper with four lessons of the sample, one of them for subscribers, a
// newsletter that somebody takes, and two plans: of the weekly, for learners.example, and
// of stories, for stories.example.
func taughtPaper(t *testing.T) (site, outbox string) {
	t.Helper()
	site = newsroomPaper(t, func(dir string, _ func(input string, args ...string)) {
		outbox = filepath.Join(dir, outboxName)
		name := filepath.Join(dir, configName)
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(strings.NewReplacer("meter = 'off'", "meter = '1'", `meter = "off"`, "meter = '1'").Replace(string(text))), 0o600); err != nil {
			t.Fatal(err)
		}
		flags := flag.NewFlagSet("", flag.ContinueOnError)
		c := addConfigFlags(flags, false)
		c.data = dir
		conf, err := c.load(func(string) string { return "" })
		if err != nil {
			t.Fatal(err)
		}
		h, err := open(t.Context(), conf, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		defer h.close()
		if err := h.store.Together(t.Context(), h.teach); err != nil {
			t.Fatal(err)
		}
	})
	return site, outbox
}

// teach fills the paper of these tests.
func (h *house) teach(ctx context.Context) error {
	now := h.clock()
	sample, err := testpaper.Load(now, h.conf.Paper.Zone)
	if err != nil {
		return err
	}
	rahim := ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	for n := range sample.Stories {
		one := &sample.Stories[n]
		if one.Lesson == nil || one.Lesson.Learned != ilbo.English {
			continue
		}
		s := &ilbo.Story{Language: one.Story.Language, Section: one.Story.Section, Headline: one.Story.Headline, Deck: one.Story.Deck, Slug: one.Story.Slug, Body: one.Story.Body, Access: ilbo.Free}
		if strings.Contains(s.Headline, "last bus") {
			s.Access = ilbo.Subscribers
		}
		if err := h.desk.File(ctx, rahim, s); err != nil {
			return err
		}
		if err := h.desk.Publish(ctx, rahim, s.ID, ilbo.Printing{At: now.Add(-time.Duration(n+1) * time.Minute)}); err != nil {
			return err
		}
		l := *one.Lesson
		l.Story, l.By, l.At = s.ID, "rahim", now
		l.Settle(s.Body)
		if err := h.store.PutLesson(ctx, &l); err != nil {
			return err
		}
	}
	letter, err := h.store.PutNewsletter(ctx, ilbo.Newsletter{Language: ilbo.Korean, Name: ilbo.Words{ilbo.Korean: "해설판 편지"}, Days: ilbo.Everyday, Hour: 9, Stories: 8, By: "rahim", Made: now})
	if err != nil {
		return err
	}
	if err := h.store.PutRecipient(ctx, ilbo.Recipient{Newsletter: letter, Address: "minji@learners.example", Zone: "Asia/Seoul", Key: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", Confirmed: now.Add(-time.Hour)}); err != nil {
		return err
	}
	for n, gives := range []ilbo.Entitlement{ilbo.ToWeekly, ilbo.ToStories} {
		p := ilbo.Plan{Name: ilbo.Words{ilbo.English: []string{"The annotated weekly", "Digital"}[n], ilbo.Korean: []string{"해설판", "디지털"}[n]}, Gives: gives, Term: ilbo.Term{N: 1, Unit: ilbo.Months}, Prices: []ilbo.Money{{Amount: 3900, Currency: ilbo.Won}}, Order: n + 1}
		if err := h.store.PutPlan(ctx, &p); err != nil {
			return err
		}
		domain := []string{"learners.example", "stories.example"}[n]
		u := ilbo.Subscription{Plan: p.ID, Name: p.Name, Gives: gives, Term: p.Term, By: ilbo.ByDesk, Began: now.Add(-time.Hour), Anchor: now.Add(-time.Hour), PaidUntil: now.AddDate(1, 0, 0), Price: p.Prices[0], Group: &ilbo.Group{Name: domain, Domains: []string{domain}}}
		if err := h.store.PutSubscription(ctx, &u); err != nil {
			return err
		}
	}
	return nil
}

// An editor makes an issue and publishes it; who takes the weekly reads it and gets its PDF
// and its letter, and nobody else does.
func TestAnIssueIsMadePublishedAndRead(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	site, outbox := taughtPaper(t)
	shots := os.Getenv("ILBO_WEEKLY_SCREENSHOTS")
	judged := func(r *reader, name string) {
		t.Helper()
		for _, v := range r.violations(string(script)) {
			t.Errorf("%s: %s", name, v)
		}
		if r.value(`document.documentElement.scrollWidth > innerWidth`) == "true" {
			t.Errorf("%s: the page is wider than its window", name)
		}
		if shots != "" {
			r.shoot(shots, name)
		}
	}
	chief := newReader(t, site, 1280, 1100)
	if err := protoBypassCSP(chief); err != nil {
		t.Fatal(err)
	}
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/weekly")
	chief.press("#weekly ~ details summary")
	chief.writes("#weekly-title", "우산 도서관과 2분의 기다림")
	judged(chief, "newsroom-issues")
	chief.follow("#weekly ~ details .firm")
	chief.until(`location.pathname === "/newsroom/weekly/1"`)
	for range 3 {
		chief.follow(".makeup__offers button")
	}
	chief.until(`document.querySelectorAll("ol.makeup__stories li").length === 3`)
	chief.writes("#word", "이번 호의 기사는 작은 배려를 다룹니다.\n\n소리 내어 읽어 보십시오.")
	chief.value(`[...document.querySelector("#newsletter").options].forEach(o => o.selected = o.text === "해설판 편지")`)

	// Stories are moved by the keys and by hand, and saved in their order.
	order := func() string {
		return chief.value(`[...document.querySelectorAll("ol.makeup__stories .makeup__headline")].map(a => a.textContent).join("|")`)
	}
	before := strings.Split(order(), "|")
	chief.press(`ol.makeup__stories li:last-child button[value^=up]`)
	if got := order(); got != strings.Join([]string{before[0], before[2], before[1]}, "|") || !strings.Contains(chief.value(`document.querySelector("[data-say]").textContent`), "2 of 3") {
		t.Errorf("moved up it is %s", got)
	}
	chief.value(`document.querySelector("ol.makeup__stories").scrollIntoView({block: "center", behavior: "instant"})`)
	chief.drags("ol.makeup__stories li:first-child .makeup__handle", "ol.makeup__stories li:last-child")
	want := strings.Join([]string{before[2], before[1], before[0]}, "|")
	if got := order(); got != want {
		t.Errorf("dragged down it is %s, want %s", got, want)
	}
	judged(chief, "newsroom-issue")
	chief.follow(`button[value=save]`)
	chief.until(`!!document.querySelector(".said")`)
	if got := order(); got != want {
		t.Errorf("saved it is %s", got)
	}
	for _, proof := range []string{`a[href$="/letter"]`, `a[href$="as=stranger"]`} {
		chief.press(proof)
	}
	if seen := chief.value(`document.querySelector("#publish ~ form [name=seen]") !== null`); seen == "true" {
		chief.press(`#publish ~ form [name=seen]`)
	}
	chief.follow(`#publish ~ form .firm`)
	chief.until(`!!document.querySelector("#withdraw")`)

	if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}).Call(chief); err != nil {
		t.Fatal(err)
	}
	chief.open("/newsroom/account")
	chief.follow(`.choice button[value=ko]`)
	chief.resize(390, 844)
	chief.open("/newsroom/weekly/1")
	judged(chief, "newsroom-issue-phone-dark-korean")
	if shots != "" {
		chief.resize(700, 1400)
		chief.open("/newsroom/weekly/1/letter")
		chief.shoot(shots, "letter")
	}

	// Everybody sees what is in it; the words and the PDF are for who takes the weekly.
	enters := func(email string) *reader {
		r := newReader(t, site, 1280, 900)
		if email == "" {
			return r
		}
		r.open("/account?to=/weekly")
		r.writes("#email", email)
		seen := seenLetters(outbox) // before the letter is asked for: it may be there at once
		r.follow(".account__press")
		r.until(`location.pathname.endsWith("/account/sent")`)
		r.open(lastLetter(t, outbox, seen))
		r.follow(".account__press")
		return r
	}
	file := func(r *reader) string {
		r.value(`(delete window.got, fetch("/weekly/issues/1.pdf").then(a => a.status === 200 ? a.text().then(t => t.slice(0, 5)) : a.status).then(t => window.got = String(t)), "")`)
		r.until(`window.got !== undefined`)
		return r.value(`window.got`)
	}
	stranger := enters("")
	stranger.open("/ko/weekly")
	judged(stranger, "section-korean")
	stranger.follow(".current a")
	stranger.until(`location.pathname === "/ko/weekly/issues/1"`)
	judged(stranger, "issue-stranger-korean")
	if stranger.value(`document.querySelectorAll(".contents li").length + " " + !!document.querySelector(".issue__wall") + " " + !!document.querySelector(".issue__pdf")`) != "3 true false" {
		t.Error("a stranger sees other than the contents and a wall")
	}
	if got := file(stranger); got != "403" {
		t.Errorf("a stranger gets the PDF: %s", got)
	}
	stranger.value(`document.cookie = "ilbo-reader=` + strings.Repeat("f", 43) + `; path=/"`)
	if got := file(stranger); got != "403" {
		t.Errorf("a session that nobody has gets the PDF: %s", got)
	}
	stranger.open("/subscribe")
	if !strings.Contains(stranger.value(`document.body.textContent`), "The annotated weekly") {
		t.Error("the weekly is not offered")
	}
	stranger.open("/weekly")
	stranger.value(`[...document.querySelectorAll(".course a")].find(a => a.textContent.includes("last bus")).id = "bus"`)
	stranger.follow("#bus")
	stranger.until(`document.querySelector(".wall") !== null`)
	if !strings.Contains(stranger.value(`document.querySelector(".wall").textContent`), "sold by itself") {
		t.Error("the wall does not say that the weekly is sold by itself")
	}
	other := enters("asha@stories.example")
	other.open("/weekly/issues/1")
	if other.value(`!!document.querySelector(".issue__wall")`) != "true" || file(other) != "403" {
		t.Error("who takes stories gets the weekly")
	}

	learner := enters("minji@learners.example")
	for deadline := time.Now().Add(40 * time.Second); ; time.Sleep(100 * time.Millisecond) { // it is printed behind the page
		learner.open("/weekly/issues/1")
		if learner.value(`!!document.querySelector(".issue__pdf")`) == "true" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the issue is not printed")
		}
	}
	if got := file(learner); got != "%PDF-" {
		t.Errorf("who takes the weekly gets %s", got)
	}
	if learner.value(`!!document.querySelector(".issue__wall")`) == "true" {
		t.Error("there is a wall before who takes the weekly")
	}
	judged(learner, "issue")
	learner.open("/weekly")
	learner.value(`[...document.querySelectorAll(".course a")].find(a => a.textContent.includes("last bus")).id = "bus"`)
	learner.follow("#bus")
	learner.until(`document.querySelector(".vocabulary") !== null`)
	if learner.value(`!!document.querySelector(".wall")`) == "true" {
		t.Error("a locked story of the weekly has a wall before who takes it")
	}
	if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}).Call(learner); err != nil {
		t.Fatal(err)
	}
	learner.resize(390, 844)
	for path, name := range map[string]string{"/ko/weekly/issues/1": "issue-phone-dark-korean", "/weekly/issues": "issues-phone-dark"} {
		learner.open(path)
		judged(learner, name)
	}

	mail := mailTo(t, outbox, "minji@learners.example", "List-Unsubscribe")
	for _, want := range []string{"List-Unsubscribe-Post: List-Unsubscribe=One-Click", "/ko/weekly/issues/1"} {
		if !strings.Contains(mail, want) {
			t.Errorf("the letter has no %q", want)
		}
	}
	if res, err := http.Get(site + "/weekly/issues/1.pdf"); err != nil || res.StatusCode != http.StatusForbidden {
		t.Errorf("the PDF is %v, %v", res, err)
	}
}

// seenLetters are those that lie in the outbox by now.
func seenLetters(outbox string) map[string]bool {
	seen := map[string]bool{}
	names, _ := filepath.Glob(filepath.Join(outbox, "*.eml"))
	for _, name := range names {
		seen[name] = true
	}
	return seen
}

// mailTo is a letter to somebody that has something in it, when it comes.
func mailTo(t *testing.T, outbox, to, has string) string {
	t.Helper()
	for deadline := time.Now().Add(40 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		names, _ := filepath.Glob(filepath.Join(outbox, "*.eml"))
		for _, name := range names {
			if text, err := os.ReadFile(name); err == nil && strings.Contains(string(text), "To: <"+to+">") && strings.Contains(string(text), has) {
				return strings.ReplaceAll(string(text), "=\r\n", "")
			}
		}
	}
	t.Fatalf("no letter comes to %s", to)
	return ""
}

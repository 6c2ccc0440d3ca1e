package main

import (
	"os"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// The journeys of a reader, in a real browser, over the sample newspaper.

func TestReaderOpensTheLeadStory(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	r.open("/")
	headline := r.value(`document.querySelector(".front__lead h2").textContent`)
	r.follow(".front__lead h2 a")
	if got := r.value(`document.querySelector("h1").textContent`); got != headline {
		t.Errorf("the story's headline is %q, on the front it was %q", got, headline)
	}
	for what, expression := range map[string]string{
		"one h1":                    `document.querySelectorAll("h1").length === 1`,
		"a byline that leads on":    `document.querySelector(".story__byline a[rel=author]").pathname.startsWith("/by/")`,
		"a time machines read":      `!isNaN(Date.parse(document.querySelector(".story__times time").dateTime))`,
		"a lead picture with words": `document.querySelector(".story__lead img").alt.length > 10`,
		"a caption":                 `document.querySelector(".story__lead figcaption").textContent.length > 10`,
		"related stories":           `document.querySelectorAll(".after__related article").length >= 2`,
		"JSON-LD that parses":       `[...document.querySelectorAll("script[type='application/ld+json']")].map(s => JSON.parse(s.textContent)).length >= 2`,
		"a link to the translation": `document.querySelector("link[hreflang=ko]").href.includes("/ko/")`,
	} {
		if r.value(expression) != "true" {
			t.Errorf("the story page lacks %s", what)
		}
	}
	r.follow(".story__byline a[rel=author]")
	if r.value(`document.querySelectorAll(".group article").length > 0`) != "true" {
		t.Error("the journalist's page lists no story")
	}
}

func TestReaderSettingsAreKeptAndNeverFlash(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	r.open("/national")
	normal := r.value(`getComputedStyle(document.documentElement).fontSize`)
	seen := map[string]bool{}
	for _, c := range []struct{ name, value, attribute, style string }{
		{"size", "-2", "size", `getComputedStyle(document.documentElement).fontSize`},
		{"size", "-1", "size", `getComputedStyle(document.documentElement).fontSize`},
		{"size", "+1", "size", `getComputedStyle(document.documentElement).fontSize`},
		{"size", "+2", "size", `getComputedStyle(document.documentElement).fontSize`},
		{"theme", "dark", "theme", `getComputedStyle(document.body).backgroundColor`},
		{"theme", "sepia", "theme", `getComputedStyle(document.body).backgroundColor`},
		{"theme", "light", "theme", `getComputedStyle(document.body).backgroundColor`},
		{"face", "sans", "face", `getComputedStyle(document.body).fontFamily`},
	} {
		r.press(`[popovertarget=settings]`)
		r.until(`document.querySelector("#settings").matches(":popover-open")`)
		r.press(`#settings input[name=` + c.name + `][value="` + c.value + `"]`)
		now := r.value(c.style)
		if seen[c.name+now] {
			t.Errorf("%s %s looks like another: %s", c.name, c.value, now)
		}
		seen[c.name+now] = true
		// The attribute must be there before the body is: then nothing was
		// ever drawn without it.
		remove, err := r.EvalOnNewDocument(`new MutationObserver((_, o) => { if (document.body) { window.settingAtBody = document.documentElement.dataset["` + c.attribute + `"]; o.disconnect(); } }).observe(document, { childList: true, subtree: true });`)
		if err != nil {
			t.Fatal(err)
		}
		r.open("/national")
		if got := r.value(`window.settingAtBody`); got != c.value {
			t.Errorf("%s %s: when the body came, the page had %q", c.name, c.value, got)
		}
		if got := r.value(c.style); got != now {
			t.Errorf("%s %s: after loading again %s, before %s", c.name, c.value, got, now)
		}
		if err := remove(); err != nil {
			t.Fatal(err)
		}
	}
	r.press(`[popovertarget=settings]`)
	r.press(`.settings__reset`)
	r.until(`getComputedStyle(document.documentElement).fontSize === "` + normal + `"`)
	r.follow(`#settings a[hreflang=ko]`)
	if got := r.value(`document.documentElement.lang`); got != "ko" {
		t.Errorf("the language setting led to a page in %q", got)
	}
}

func TestReaderFollowsTheSystemsDarkness(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	r.open("/")
	light := r.value(`getComputedStyle(document.body).backgroundColor`)
	dark := proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if err := dark.Call(r); err != nil {
		t.Fatal(err)
	}
	if got := r.value(`getComputedStyle(document.body).backgroundColor`); got == light {
		t.Error("the page is as light in a dark system")
	}
}

func TestMenuAndSearchWorkWithoutJavaScript(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	if err := (proto.EmulationSetScriptExecutionDisabled{Value: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open("/")
	r.tap(`[popovertarget=menu]`)
	sections := r.MustElements(`#menu .menu__name`)
	if len(sections) != 13 {
		t.Errorf("the menu has %d sections, want 13", len(sections))
	}
	for _, s := range sections {
		if visible, err := s.Visible(); err != nil || !visible {
			t.Fatalf("a section of the menu cannot be seen (%v)", err)
		}
	}
	if subs := r.MustElements(`#menu .menu__subs`); len(subs) != 13 {
		t.Errorf("%d sections have sub-sections, want 13", len(subs))
	}
	r.tap(`#menu-q`)
	if err := r.InsertText("ferry"); err != nil {
		t.Fatal(err)
	}
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	if err := r.Keyboard.Press(input.Enter); err != nil {
		t.Fatal(err)
	}
	wait()
	if !r.MustHas(`.group article mark`) {
		t.Error("the search for ferry, without JavaScript, shows nothing that is marked")
	}
}

func TestReaderSearchesInKorean(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 1280, 900)
	r.open("/ko/")
	r.press(`a[href="/ko/search"]`)
	box, err := r.Element(`#q`)
	if err != nil {
		t.Fatal(err)
	}
	if err := box.Input("한강"); err != nil {
		t.Fatal(err)
	}
	wait := r.WaitNavigation(proto.PageLifecycleEventNameLoad)
	if err := box.Type(input.Enter); err != nil {
		t.Fatal(err)
	}
	wait()
	if got := r.value(`[...document.querySelectorAll("mark")].every(m => m.textContent === "한강") && document.querySelectorAll("mark").length > 0`); got != "true" {
		t.Error("not exactly the syllables 한강 are marked")
	}
	if got := r.value(`getComputedStyle(document.querySelector(".teaser__headline")).wordBreak`); got != "keep-all" {
		t.Errorf("Korean breaks by %q, want keep-all", got)
	}
}

func TestNothingIsAskedOfThirdPartiesBeforeAPress(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	var foreign []string
	go r.EachEvent(func(e *proto.NetworkRequestWillBeSent) {
		if u := e.Request.URL; !strings.HasPrefix(u, site) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			foreign = append(foreign, u)
		}
	})()
	var blocked []string
	go r.EachEvent(func(e *proto.LogEntryAdded) {
		if strings.Contains(e.Entry.Text, "Content Security Policy") {
			blocked = append(blocked, e.Entry.Text)
		}
	})()
	for _, path := range append([]string{"/", "/video", "/darkroom"}, storiesOf(t, site, "/")...) {
		r.open(path)
		r.until(`document.readyState === "complete"`)
	}
	if len(foreign) > 0 {
		t.Errorf("asked of others: %s", strings.Join(foreign, "\n"))
	}
	if len(blocked) > 0 {
		t.Errorf("the policy blocked something of our own: %s", strings.Join(blocked, "\n"))
	}
}

func TestReaderSharesAStory(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	r.open(storiesOf(t, site, "/")[0])
	for to, host := range map[string]string{"facebook": "www.facebook.com", "x": "x.com", "kakao": "story.kakao.com", "mail": "mailto:"} {
		href := r.value(`document.querySelector("[data-to=` + to + `]").href`)
		if !strings.Contains(href, host) {
			t.Errorf("sharing by %s leads to %s", to, href)
		}
		if to != "mail" && !strings.Contains(href, "127.0.0.1") {
			t.Errorf("sharing by %s does not name the story: %s", to, href)
		}
	}
	if err := (proto.BrowserGrantPermissions{Permissions: []proto.BrowserPermissionType{proto.BrowserPermissionTypeClipboardReadWrite, proto.BrowserPermissionTypeClipboardSanitizedWrite}, BrowserContextID: r.Browser().BrowserContextID}).Call(r.Browser()); err != nil {
		t.Fatal(err)
	}
	r.press(`[data-to=link]`)
	r.until(`document.querySelector(".share__said").textContent !== ""`)
	copied, err := r.Eval(`() => navigator.clipboard.readText()`)
	if err != nil {
		t.Fatal(err)
	}
	if want := r.value(`document.querySelector("link[rel=canonical]").href`); copied.Value.Str() != want {
		t.Errorf("copied %q, want %q", copied.Value.Str(), want)
	}
}

func TestGalleryByKeyboard(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	r.open("/darkroom/essays")
	r.follow(`.department__lead h2 a`)
	n := r.value(`document.querySelectorAll(".gallery__picture").length`)
	r.value(`document.querySelector(".gallery__open").focus()`)
	if err := r.Keyboard.Press(input.Enter); err != nil {
		t.Fatal(err)
	}
	r.until(`document.querySelector("dialog.viewer")?.open`)
	count := `document.querySelector(".viewer__count").textContent`
	want := func(at string) {
		t.Helper()
		if got := r.value(count); got != at+" of "+n {
			t.Errorf("the viewer shows %q, want %s of %s", got, at, n)
		}
	}
	want("1")
	first := r.value(`document.querySelector(".viewer__caption").textContent`)
	for _, step := range []struct {
		key input.Key
		at  string
	}{{input.ArrowRight, "2"}, {input.ArrowRight, "3"}, {input.ArrowLeft, "2"}, {input.End, n}, {input.ArrowRight, "1"}, {input.ArrowLeft, n}, {input.Home, "1"}} {
		if err := r.Keyboard.Press(step.key); err != nil {
			t.Fatal(err)
		}
		want(step.at)
	}
	if first == "" || r.value(`document.querySelector(".viewer img").alt.length > 10`) != "true" {
		t.Error("the viewer shows no caption or no alternative text")
	}
	if err := r.Keyboard.Press(input.Escape); err != nil {
		t.Fatal(err)
	}
	r.until(`!document.querySelector("dialog.viewer").open`)
	r.until(`document.activeElement.className === "gallery__picture"`) // its own turn comes after the dialog's
}

func TestGalleryBySwipe(t *testing.T) {
	t.Parallel()
	r := newReader(t, demoSite(t), 390, 844)
	if err := (proto.EmulationSetTouchEmulationEnabled{Enabled: true}).Call(r); err != nil {
		t.Fatal(err)
	}
	r.open("/darkroom/essays")
	r.follow(`.department__lead h2 a`)
	r.press(`.gallery__open`)
	r.until(`document.querySelector("dialog.viewer")?.open`)
	r.value(`(() => { const s = document.querySelector(".viewer__stage");
		s.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", clientX: 300, clientY: 400, bubbles: true }));
		s.dispatchEvent(new PointerEvent("pointerup", { pointerType: "touch", clientX: 100, clientY: 410, bubbles: true })); })()`)
	if got := r.value(`document.querySelector(".viewer__count").textContent`); !strings.HasPrefix(got, "2 ") {
		t.Errorf("after a swipe to the left the viewer shows %q", got)
	}
}

func TestVideoPlaysWithSubtitles(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	r.open("/video")
	r.follow(`.department__lead h2 a`)
	if _, err := r.Eval(`() => document.querySelector("video").play()`); err != nil {
		t.Fatalf("the film does not play: %v", err)
	}
	r.until(`document.querySelector("video").currentTime > 0.3`)
	r.until(`document.querySelector("video").textTracks[0].cues?.length >= 2`)
	r.value(`document.querySelector("video").currentTime = 8`)
	r.until(`document.querySelector("video").currentTime >= 8 && !document.querySelector("video").seeking`)
	src := r.value(`document.querySelector("video source").src`)
	res, body := get(t, src, "Range", "bytes=100-199")
	if res.StatusCode != 206 || len(body) != 100 || !strings.HasPrefix(res.Header.Get("Content-Range"), "bytes 100-199/") {
		t.Errorf("a range gives %d, %d bytes, %q", res.StatusCode, len(body), res.Header.Get("Content-Range"))
	}
}

func TestEmbedLoadsOnlyWhenPressed(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	path := ""
	for _, p := range allPaths(t, site) {
		if _, body := get(t, site+p); strings.Contains(body, `data-island="embed"`) {
			path = p
			break
		}
	}
	if path == "" {
		t.Fatal("no story of the sample embeds anything")
	}
	r.open(path)
	if r.MustHas("iframe") {
		t.Fatal("the player is there before it was asked for")
	}
	r.press(`.embed__play`)
	r.until(`document.querySelector(".embed iframe")?.src.startsWith("https://www.youtube-nocookie.com/embed/")`)
}

func TestReaderReadsOffline(t *testing.T) {
	t.Parallel()
	paper, err := startDemo(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	defer func() {
		if !stopped {
			paper.stop()
		}
	}()
	r := newReader(t, paper.url, 390, 844)
	r.open("/")
	r.until(`navigator.serviceWorker.controller !== null`)
	story := storiesOf(t, paper.url, "/")[0]
	r.open(story)
	headline := r.value(`document.querySelector("h1").textContent`)
	r.open("/")
	r.open("/ko/")
	r.until(`caches.open("pages").then(c => c.keys()).then(k => window.kept = k.length) && window.kept >= 3`)
	paper.stop()
	stopped = true

	r.open(story)
	if got := r.value(`document.querySelector("h1").textContent`); got != headline {
		t.Errorf("offline, the story that was read shows %q, want %q", got, headline)
	}
	if r.value(`getComputedStyle(document.body).fontFamily.includes("Newsreader")`) != "true" {
		t.Error("offline, the story has lost its style")
	}
	r.open("/")
	if !r.MustHas(".front__lead") {
		t.Error("offline, the front is not there")
	}
	r.open("/sports/baseball")
	r.until(`document.querySelectorAll("[data-island=offline] li").length >= 2`)
	r.open("/ko/sports")
	if got := r.value(`document.documentElement.lang`); got != "ko" {
		t.Errorf("the offline page of a Korean address is in %q", got)
	}
}

func TestPagesFitTheNarrowestPhone(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 320, 640)
	for _, path := range kinds(t, site) {
		r.open(path)
		if got := r.value(`document.scrollingElement.scrollWidth`); got != "320" {
			t.Errorf("%s is %s pixels wide on a phone of 320", path, got)
		}
	}
	r.value(`localStorage.setItem("ilbo", '{"size":"+2"}')`)
	for _, path := range kinds(t, site) {
		r.open(path)
		if got := r.value(`document.scrollingElement.scrollWidth`); got != "320" {
			wide := r.value(`[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 321 && !e.closest(".sections, .wall__row, .table")).map(e => e.className || e.tagName).slice(0, 5).join(", ")`)
			t.Errorf("%s in the largest type is %s pixels wide on a phone of 320: %s", path, got, wide)
		}
	}
}

func TestPrintViewKeepsTheStoryAlone(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	r.open(storiesOf(t, site, "/")[0])
	if err := (proto.EmulationSetEmulatedMedia{Media: "print"}).Call(r); err != nil {
		t.Fatal(err)
	}
	for selector, shown := range map[string]bool{".story__headline": true, ".story__body p": true, ".foot__rights": true, ".nameplate__bar": false, ".share": false, ".after": false, ".sections": false} {
		if got := r.value(`document.querySelector("`+selector+`").getClientRects().length > 0`) == "true"; got != shown {
			t.Errorf("on paper, %s is shown: %v, want %v", selector, got, shown)
		}
	}
	pdf, err := r.PDF(&proto.PagePrintToPDF{})
	if err != nil {
		t.Fatal(err)
	}
	defer pdf.Close()
}

func TestReadingIsCountedOnce(t *testing.T) {
	site := demoSite(t)
	r := newReader(t, site, 1280, 900)
	beacons := make(chan string, 4)
	go r.EachEvent(func(e *proto.NetworkRequestWillBeSent) {
		if strings.HasSuffix(e.Request.URL, "/reads") {
			beacons <- e.Request.PostData
		}
	})()
	r.open(storiesOf(t, site, "/")[0])
	if got, want := <-beacons, r.value(`document.querySelector("[data-story]").dataset.story`); got != want {
		t.Errorf("the page said that %q was read, want %q", got, want)
	}
	if got := r.value(`document.cookie`); got != "" {
		t.Errorf("a cookie was set: %s", got)
	}
}

func TestScreenshots(t *testing.T) {
	dir := os.Getenv("ILBO_SCREENSHOTS")
	if dir == "" {
		t.Skip("make screenshots makes them")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	takeScreenshots(t, dir)
}

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ilbo.press/internal/testroom"
)

// A wirePaper is a served paper with a chief editor and a reporter, that may ask
// addresses of this machine.
type wirePaper struct{ base, dir string }

func newWirePaper(t *testing.T) *wirePaper {
	t.Helper()
	name, err := program()
	if err != nil {
		t.Fatal(err)
	}
	p := &wirePaper{dir: filepath.Join(t.TempDir(), "paper")}
	run := func(input string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Stdin = strings.NewReader(input)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("ilbo %v: %v: %s", args, err, out)
		}
	}
	run("", "init", "--data", p.dir, "--title", "The Paper", "--languages", "en,ko")
	run(chiefsPassword+"\n", "staff", "add", "rahim", "--data", p.dir, "--name", "Rahim", "--role", "chief-editor")
	run(chiefsPassword+"\n", "staff", "add", "asha", "--data", p.dir, "--name", "Asha", "--role", "reporter")
	addr, err := testroom.FreeAddress()
	if err != nil {
		t.Fatal(err)
	}
	p.base = strings.Replace("http://"+addr, "127.0.0.1", "localhost", 1)
	cmd := exec.Command(name, "serve", "--data", p.dir, "--addr", addr, "--url", p.base, "--log", "error", "--wire-networks", "127.0.0.0/8")
	cmd.Stderr = os.Stderr
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
			return p
		}
		if time.Now().After(deadline) {
			t.Fatal("the paper does not answer")
		}
	}
}

// puts puts a file in a watched folder, as an agency's program does.
func (p *wirePaper) puts(t *testing.T, dir, name, text string) {
	t.Helper()
	part := filepath.Join(p.dir, "wire", dir, name+".part")
	if err := os.WriteFile(part, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(part, strings.TrimSuffix(part, ".part")); err != nil {
		t.Fatal(err)
	}
}

// wireItem is agency copy in NewsML-G2.
func wireItem(version int, headline, text, more string) string {
	return fmt.Sprintf(`<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:haneul:ferry" version="%d" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/><provider literal="Haneul News"/><versionCreated>2026-05-12T0%d:00:00Z</versionCreated>%s</itemMeta>
<contentMeta><urgency>2</urgency><slugline>FERRY-FARES</slugline><headline>%s</headline><by>By Oh Ha-neul</by><creditline>Haneul News</creditline><located><name>Seoul</name></located></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html></inlineXML></contentSet></newsItem>`, version, version, more, headline, text)
}

func wireFeed(items ...string) string {
	return `<rss version="2.0"><channel><title>Bada Wire</title><link>https://bada.example/</link><language>ko</language>` + strings.Join(items, "") + `</channel></rss>`
}

// TestWireStoryIsTakenToTheDesk is a day at the wire: copy comes by a folder and
// by a feed, is narrowed, written through, and taken to the desk under embargo.
func TestWireStoryIsTakenToTheDesk(t *testing.T) {
	t.Parallel()
	p := newWirePaper(t)
	var asked atomic.Int32
	stand := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.Header.Get("X-Key") != "hush" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		w.Write([]byte(wireFeed(`<item><guid isPermaLink="false">1</guid><title>한강 나루터가 남는다</title><description>&lt;p&gt;서울시가 12일 밝혔다.&lt;/p&gt;</description></item>`,
			`<item><guid isPermaLink="false">2</guid><title>날씨: 비</title><description>비가 온다.</description></item>`)))
	}))
	defer stand.Close()

	chief := newReader(t, p.base, 1280, 900)
	chief.signsIn("rahim", chiefsPassword)
	chief.open("/newsroom/wire/sources")
	chief.writes("#name-folder0", "Haneul by folder")
	chief.writes("#place-folder0", "haneul/text")
	chief.writes("#minutes-folder0", "0.1")
	chief.follow(`form:has(#name-folder0) .firm`)
	chief.until(`document.querySelector(".source h2").textContent === "Haneul by folder"`)
	chief.writes("#name-feed0", "Bada by feed")
	chief.writes("#place-feed0", stand.URL+"/feed")
	chief.writes("#header-feed0", "X-Key")
	chief.writes("#secret-feed0", "wrong")
	chief.follow(`form:has(#name-feed0) .firm`)
	chief.until(`document.querySelectorAll(".source").length === 2`)
	chief.press(`.source:nth-child(2) > details > summary`)
	chief.writes("#secret-feed2", "hush")
	chief.follow(`form:has(#secret-feed2) .firm`)
	chief.until(`!document.documentElement.outerHTML.includes("hush")`)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Second) { // it may be looked at just now
		chief.follow(`form[action$="/2/look"] button`)
		if chief.value(`document.body.textContent.includes("nothing is new") || document.body.textContent.includes("2 pieces of copy")`) == "true" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the feed brings nothing: %s", chief.value(`document.querySelector("main").textContent`))
		}
	}

	until := time.Now().Add(48 * time.Hour).UTC().Truncate(time.Second)
	embargo := "<embargoed>" + until.Format(time.RFC3339) + "</embargoed>"
	p.puts(t, "haneul/text", "ferry.xml", wireItem(1, "Ferry fares rise", "<p>Fares rise by a tenth on Monday.</p><p>The council said so.</p>", embargo))
	reporter := newReader(t, p.base, 1280, 900)
	reporter.signsIn("asha", chiefsPassword)
	arrives := func(r *reader, path, text string) {
		t.Helper()
		for deadline := time.Now().Add(40 * time.Second); ; time.Sleep(500 * time.Millisecond) {
			r.open(path)
			if strings.Contains(r.value(`document.querySelector("main").textContent`), text) {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: %q does not come: %s", path, text, r.value(`document.querySelector("main").textContent`))
			}
		}
	}
	arrives(reporter, "/newsroom/wire", "Ferry fares rise")
	reporter.until(`document.querySelectorAll(".takes__row").length === 3 && document.querySelector(".flag--embargo") !== null`)

	// A filter of the chief's shows its part to everybody.
	chief.open("/newsroom/wire")
	chief.press(".wire__filters > summary")
	chief.press(".wire__filters > details:last-of-type > summary")
	chief.writes("#name0", "Boats")
	chief.writes("#any0", "ferry, 나루터")
	chief.follow(".wire__filters > details:last-of-type > form .firm")
	chief.until(`document.querySelectorAll(".takes__row").length === 2 && document.querySelector(".wire__views [aria-current]").textContent.includes("Boats2")`)
	reporter.open("/newsroom/wire?q=" + "rise")
	reporter.until(`document.querySelectorAll(".takes__row").length === 1`)
	reporter.open("/newsroom/wire?lang=ko")
	reporter.until(`document.querySelectorAll(".takes__row").length === 2`)

	// A write-through comes, and shows what it changed.
	p.puts(t, "haneul/text", "ferry-2.xml", wireItem(2, "Ferry fares rise on Monday", "<p>Fares rise by a fifth on Monday.</p><p>The council said so.</p>", embargo))
	arrives(reporter, "/newsroom/wire", "Ferry fares rise on Monday")
	reporter.until(`document.querySelectorAll(".takes__row").length === 3`)

	// By keys alone: down to it, on to the desk, taken.
	keys := func(list ...input.Key) {
		t.Helper()
		if err := reporter.Keyboard.Type(list...); err != nil {
			t.Fatal(err)
		}
	}
	reporter.open("/newsroom/wire?view=1")
	for range 3 {
		keys(input.KeyJ)
		if strings.Contains(reporter.value(`document.activeElement.textContent`), "Ferry") {
			break
		}
	}
	wait := reporter.WaitNavigation(proto.PageLifecycleEventNameLoad)
	keys(input.KeyT)
	wait()
	reporter.until(`document.activeElement.hasAttribute("data-take") && document.querySelector(".take__stop").textContent.includes("Embargo until")`)
	reporter.until(`document.querySelector(".change del").textContent.includes("tenth") || document.querySelector(".rounds").textContent.includes("fifth")`)
	wait = reporter.WaitNavigation(proto.PageLifecycleEventNameLoad)
	keys(input.Enter)
	wait()
	reporter.until(`document.querySelector(".said").textContent.includes("at the desk") && document.querySelector(".take__taken a") !== null`)
	story := reporter.value(`document.querySelector(".take__taken a").getAttribute("href")`)
	if story != "/newsroom/stories/1" {
		t.Errorf("the story is at %s", story)
	}
	// Not twice by accident: the form wants to be told.
	reporter.until(`document.querySelector("[name=again]").required`)
	chief.open("/newsroom/log?on=story:1")
	for _, want := range []string{"took from the wire", "asha", "set an embargo", until.Format(time.RFC3339)} {
		chief.until(`document.querySelector("tbody").textContent.includes(` + fmt.Sprintf("%q", want) + `)`)
	}

	// The agency cancels it, and who took it is told.
	p.puts(t, "haneul/text", "ferry-3.xml", wireItem(3, "Ferry fares rise on Monday", "", `<pubStatus qcode="stat:canceled"/>`))
	arrives(reporter, "/newsroom/wire", "has cancelled or withholds")
	reporter.follow(".wire__told form button")
	reporter.until(`document.querySelector(".wire__told") === null && document.querySelector(".takes__row--gone") !== null`)
	if n := asked.Load(); n == 0 {
		t.Error("the feed was never asked")
	}
}

// wirePages are those of the wire with something on each.
var wirePages = []string{"/newsroom/wire", "/newsroom/wire?view=1", "/newsroom/wire?q=nothing+is+like+that", "/newsroom/wire/sources", "/newsroom/wire/1", "/newsroom/wire/2", "/newsroom/wire/3"}

// furnishedWire is a paper whose wire has something of everything.
func furnishedWire(t *testing.T) *wirePaper {
	t.Helper()
	p := newWirePaper(t)
	r := newReader(t, p.base, 1280, 900)
	r.signsIn("rahim", chiefsPassword)
	r.open("/newsroom/wire/sources")
	r.writes("#name-folder0", "Haneul News, text")
	r.writes("#place-folder0", "haneul/text")
	r.writes("#minutes-folder0", "0.1")
	r.follow(`form:has(#name-folder0) .firm`)
	r.writes("#name-feed0", "Bada Wire")
	r.writes("#place-feed0", "http://127.0.0.1:9/feed")
	r.follow(`form:has(#name-feed0) .firm`)
	embargo := "<embargoed>" + time.Now().Add(48*time.Hour).UTC().Format(time.RFC3339) + "</embargoed>"
	p.puts(t, "haneul/text", "a.xml", wireItem(1, "Ferry fares rise", "<p>Fares rise by a <b>tenth</b> on Monday.</p><h2>Why</h2><p>The council said so.</p>", embargo))
	p.puts(t, "haneul/text", "b.json", `[{"uri":"urn:haneul:2","type":"text","version":"1","language":"ko","urgency":5,"headline":"한강 나루터가 그대로 남는다","slugline":"나루터","body_text":"서울시가 12일 밝혔다.\n나루터는 그대로 남는다.","byline":"김다온 기자","infosource":[{"name":"하늘통신"}],"ednote":"사진 있음","associations":{"a":{"type":"picture","headline":"나루터의 아침","renditions":{"big":{"href":"https://pictures.example/1.jpg"}}}}},
{"uri":"urn:haneul:3","type":"text","version":"4","pubstatus":"canceled","language":"en","headline":"Port closed","body_text":"The port is closed."}]`)
	for deadline := time.Now().Add(40 * time.Second); r.value(`document.querySelectorAll(".takes__row").length`) != "3"; time.Sleep(500 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no copy comes")
		}
		r.open("/newsroom/wire")
	}
	p.puts(t, "haneul/text", "a-2.xml", wireItem(2, "Ferry fares rise on Monday", "<p>Fares rise by a <b>fifth</b> on Monday.</p><h2>Why</h2><p>The council said so.</p>", embargo))
	for deadline := time.Now().Add(40 * time.Second); r.value(`document.body.textContent.includes("rise on Monday")`) != "true"; time.Sleep(500 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("no write-through comes")
		}
		r.open("/newsroom/wire")
	}
	r.press(".wire__filters > summary")
	r.press(".wire__filters > details:last-of-type > summary")
	r.writes("#name0", "Boats and piers")
	r.writes("#any0", "ferry, 나루터")
	r.follow(".wire__filters > details:last-of-type > form .firm")
	return p
}

func TestAxeFindsNoViolationAtTheWire(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	p := furnishedWire(t)
	for _, look := range []struct {
		name   string
		width  int
		korean bool
	}{{"light", 1280, false}, {"dark", 820, false}, {"light", 390, false}, {"dark", 1280, true}} {
		r := newReader(t, p.base, look.width, 900)
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: look.name}}}).Call(r); err != nil {
			t.Fatal(err)
		}
		r.signsIn("rahim", chiefsPassword)
		if look.korean {
			r.open("/newsroom/account")
			r.follow(`.choice button[value=ko]`)
		}
		for _, path := range wirePages {
			r.open(path)
			r.value(`document.querySelectorAll("details").forEach((d) => { d.open = true }), 1`)
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s: %s", path, look.name, v)
			}
			if wide := r.value(`document.documentElement.scrollWidth > innerWidth`); wide == "true" {
				t.Errorf("%s, %s at %d: the page is wider than its window", path, look.name, look.width)
			}
			if dir := os.Getenv("ILBO_WIRE_SCREENSHOTS"); dir != "" {
				shot, err := r.Screenshot(true, nil)
				if err == nil {
					err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%d-%s.png", look.name, look.width, strings.NewReplacer("/", "_", "?", "_", "=", "_", "+", "_").Replace(path))), shot, 0o600)
				}
				if err != nil {
					t.Error(err)
				}
			}
		}
	}
}

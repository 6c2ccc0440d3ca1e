package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press/internal/testroom"
)

// Outside judges over every kind of page: the Nu HTML checker, axe-core, and a
// walk over every link.

// judge finds a file of the judges that make tools installs.
func judge(t *testing.T, path string) string {
	t.Helper()
	name, err := filepath.Abs(filepath.Join("..", "..", ".tools", "node_modules", path))
	if err != nil {
		t.Fatal(err)
	}
	_, err = os.Stat(name)
	required(t, path, err == nil)
	return name
}

// startChecker runs the Nu HTML checker as a server.
func startChecker(t *testing.T) string {
	t.Helper()
	jar := judge(t, "vnu-jar/build/dist/vnu.jar")
	_, err := exec.LookPath("java")
	required(t, "java", err == nil)
	free, err := testroom.FreeAddress()
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := strings.Cut(free, ":")
	cmd := exec.Command("java", "-Xss8m", "-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", jar, "nu.validator.servlet.Main", port)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	address := "http://127.0.0.1:" + port
	for range 600 {
		if res, err := http.Get(address); err == nil {
			res.Body.Close()
			return address
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("the Nu HTML checker did not start within a minute")
	return ""
}

func TestNuCheckerFindsNoErrorInAnyKindOfPage(t *testing.T) {
	site := demoSite(t)
	checker := startChecker(t)
	for _, path := range kinds(t, site) {
		_, body := get(t, site+path)
		res, err := http.Post(checker+"/?out=json", "text/html; charset=utf-8", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		var said struct {
			Messages []struct{ Type, SubType, Message, Extract string }
		}
		if err := json.Unmarshal(raw, &said); err != nil {
			t.Fatalf("%s: the checker answered %.200s", path, raw)
		}
		for _, m := range said.Messages {
			if m.Type == "error" || m.SubType == "warning" {
				t.Errorf("%s: %s: %s\n\t%s", path, m.Type, m.Message, strings.ReplaceAll(m.Extract, "\n", " "))
			}
		}
	}
}

// violations are what axe-core, whose script is given, finds wrong with the page
// that is open.
func (r *reader) violations(script string) []string {
	r.t.Helper()
	if _, err := r.Eval("() => {" + script + "\n}"); err != nil {
		r.t.Fatal(err)
	}
	found, err := r.Eval(`async () => JSON.stringify((await axe.run(document, { resultTypes: ["violations"] })).violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join("; ")))`)
	if err != nil {
		r.t.Fatal(err)
	}
	var list []string
	if err := json.Unmarshal([]byte(found.Value.Str()), &list); err != nil {
		r.t.Fatal(err)
	}
	return list
}

func TestAxeFindsNoViolationInAnyKindOfPage(t *testing.T) {
	t.Parallel()
	site := demoSite(t)
	script, err := os.ReadFile(judge(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		name, settings string
		width          int
	}{{"light", `{}`, 1280}, {"dark", `{"theme":"dark"}`, 390}, {"sepia", `{"theme":"sepia","size":"+2","face":"sans"}`, 1280}} {
		r := newReader(t, site, look.width, 900)
		// The policy allows no script but ours: the judge comes from outside.
		if err := protoBypassCSP(r); err != nil {
			t.Fatal(err)
		}
		r.open("/robots.txt")
		r.value(`localStorage.setItem("ilbo", ` + "`" + look.settings + "`" + `)`)
		for _, path := range kinds(t, site) {
			r.open(path)
			for _, v := range r.violations(string(script)) {
				t.Errorf("%s, %s: %s", path, look.name, v)
			}
		}
		// The sheets that open over a page are looked at too.
		r.open("/")
		for _, sheet := range []string{"menu", "settings"} {
			r.press(`.nameplate [popovertarget=` + sheet + `]`)
			r.until(`document.querySelector("#` + sheet + `").matches(":popover-open")`)
			if _, err := r.Eval("() => {" + string(script) + "\n}"); err != nil {
				t.Fatal(err)
			}
			found, err := r.Eval(`async () => (await axe.run("#` + sheet + `")).violations.map(v => v.id + ": " + v.nodes.map(n => n.target).join(" ")).join("\n")`)
			if err != nil {
				t.Fatal(err)
			}
			if s := found.Value.Str(); s != "" {
				t.Errorf("the %s, %s: %s", sheet, look.name, s)
			}
			r.press(`#` + sheet + ` [popovertarget]`)
		}
	}
}

// TestEveryLinkLeadsSomewhere walks the paper from its fronts.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	site := demoSite(t)
	seen := map[string]string{"/": "the start", "/ko/": "the start", "/sitemap.xml": "the start", "/llms.txt": "the start", "/news-sitemap.xml": "the start"}
	todo := []string{"/", "/ko/", "/sitemap.xml", "/llms.txt", "/news-sitemap.xml"}
	for _, p := range allPaths(t, site) {
		if _, known := seen[p]; !known {
			seen[p] = "a sitemap"
			todo = append(todo, p)
		}
	}
	var mu sync.Mutex
	for len(todo) > 0 {
		now := todo
		todo = nil
		var wg sync.WaitGroup
		slots := make(chan struct{}, 8)
		for _, path := range now {
			wg.Add(1)
			slots <- struct{}{}
			go func() {
				defer func() { <-slots; wg.Done() }()
				res, err := http.Get(site + path)
				if err != nil {
					t.Errorf("%s: %v", path, err)
					return
				}
				defer res.Body.Close()
				if res.StatusCode != http.StatusOK {
					mu.Lock()
					t.Errorf("%s, which %s names, answers %d", path, seen[path], res.StatusCode)
					mu.Unlock()
				}
				if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
					io.Copy(io.Discard, res.Body)
					return
				}
				body, err := io.ReadAll(res.Body)
				if err != nil {
					t.Errorf("%s: %v", path, err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				for _, link := range linksOf(string(body)) {
					if _, known := seen[link]; !known {
						seen[link] = path
						todo = append(todo, link)
					}
				}
			}()
		}
		wg.Wait()
	}
	if len(seen) < 300 {
		t.Errorf("only %d addresses were found", len(seen))
	}
	t.Logf("%d addresses", len(seen))
}

package ilbo

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// shared is a file of the folder of third parties' files beside the checkout.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if path := filepath.Join(filepath.Dir(dir), "shared", name); exists(path) {
			return path
		}
	}
	t.Skipf("shared/%s is not on this machine", name)
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// hrefs finds the links in the payloads of attacks, with and without quotation
// marks.
var hrefs = regexp.MustCompile(`(?i)(?:href|src|action|formaction|data|to|from|values)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))`)

// harmless reports whether a link keeps the promise of SafeHref, by other means
// than its own.
func harmless(href string) bool {
	if href[0] == '/' {
		return len(href) == 1 || href[1] != '/' && href[1] != '\\'
	}
	lower := strings.ToLower(href)
	u, err := url.Parse(href)
	return err == nil && (href[0] == '#' || strings.HasPrefix(lower, "mailto:") || (strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")) && u.Host != "")
}

func TestAttacksAreNoSafeLinks(t *testing.T) {
	text, err := os.ReadFile(shared(t, "fixtures/security/dompurify/expect.json"))
	if err != nil {
		t.Fatal(err)
	}
	var attacks []struct{ Payload string }
	if err := json.Unmarshal(text, &attacks); err != nil {
		t.Fatal(err)
	}
	tried, running := 0, 0
	for _, a := range attacks {
		candidates := []string{a.Payload}
		for _, m := range hrefs.FindAllStringSubmatch(a.Payload, -1) {
			candidates = append(candidates, m[1]+m[2]+m[3])
		}
		for _, href := range candidates {
			tried++
			if strings.Contains(strings.ToLower(href), "script:") {
				running++
			}
			if SafeHref(href) && !harmless(href) {
				t.Errorf("%q is taken for a safe link", href)
			}
		}
	}
	if tried < 300 || running < 20 {
		t.Errorf("only %d links were tried, %d of them with a script", tried, running)
	}
}

func TestNaughtyStringsAreNoTrouble(t *testing.T) {
	file, err := os.Open(shared(t, "fixtures/security/naughty-strings/blns.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); n++ {
		line := lines.Text()
		if SafeHref(line) && !harmless(line) {
			t.Errorf("%q is taken for a safe link", line)
		}
		if slug := MakeSlug(line); !slug.Valid() {
			t.Errorf("%q gives %q, which is no slug", line, slug)
		}
		if got := Clean(line); got != Clean(got) {
			t.Errorf("%q is cleaned to %q, and that to %q", line, got, Clean(got))
		}
		ReadBylines(line)
		GuessLanguage(line)
		if _, ok := ReadEmbed(line, ""); ok {
			t.Errorf("%q is taken for an embed", line)
		}
		s := soundStory()
		s.Section = SectionID(line)
		if s.Check() == nil && !Slug(line).Valid() {
			t.Errorf("%q is taken for a section", line)
		}
	}
	if n < 400 {
		t.Errorf("only %d strings were read", n)
	}
}

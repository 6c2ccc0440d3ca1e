package site_test

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/testroom"
)

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
	text, err := os.ReadFile(testroom.File(t, "fixtures/security/dompurify/expect.json"))
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
			if ilbo.SafeHref(href) && !harmless(href) {
				t.Errorf("%q is taken for a safe link", href)
			}
		}
	}
	if tried < 300 || running < 20 {
		t.Errorf("only %d links were tried, %d of them with a script", tried, running)
	}
}

func TestNaughtyStringsAreNoTrouble(t *testing.T) {
	file, err := os.Open(testroom.File(t, "fixtures/security/naughty-strings/blns.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); n++ {
		line := lines.Text()
		if ilbo.SafeHref(line) && !harmless(line) {
			t.Errorf("%q is taken for a safe link", line)
		}
		if slug := ilbo.MakeSlug(line); !slug.Valid() {
			t.Errorf("%q gives %q, which is no slug", line, slug)
		}
		if got := ilbo.Clean(line); got != ilbo.Clean(got) {
			t.Errorf("%q is cleaned to %q, and that to %q", line, got, ilbo.Clean(got))
		}
		if l := ilbo.GuessLanguage(line); !l.Known() {
			t.Errorf("%q is guessed to be in %q", line, l)
		}
		for _, b := range ilbo.ReadBylines(line) {
			if b.Name == "" || b.Name != ilbo.Clean(b.Name) {
				t.Errorf("%q gives the name %q", line, b.Name)
			}
		}
		if _, ok := ilbo.ReadEmbed(line, ""); ok {
			t.Errorf("%q is taken for an embed", line)
		}
		if ilbo.SectionID(line).Check() == nil && !ilbo.Slug(line).Valid() {
			t.Errorf("%q is taken for a section", line)
		}
	}
	if n < 400 {
		t.Errorf("only %d strings were read", n)
	}
}

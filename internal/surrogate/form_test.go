package surrogate

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestToken(t *testing.T) {
	for key, plain := range map[string]bool{
		"story:123":                    true,
		"section:en:national/politics": true,
		strings.Repeat("a", 40):        true,
		strings.Repeat("a", 41):        false,
		"topic:ko:서울":                  false,
		"a b":                          false,
		"a,b":                          false,
		"Story:1":                      false,
		"":                             false,
	} {
		if got := Token(key); (got == key) != plain || !plain && len(got) != len("x-")+24 {
			t.Errorf("%q is told as %q", key, got)
		}
	}
	if Token("a b") == Token("a,b") {
		t.Error("two keys are told as one")
	}
}

func TestKeys(t *testing.T) {
	for _, test := range []struct {
		form        Form
		name, value string
	}{
		{Varnish, "Surrogate-Key", "story:1 furniture"},
		{Fastly, "Surrogate-Key", "story:1 furniture"},
		{General, "Surrogate-Key", "story:1 furniture"},
		{Cloudflare, "Cache-Tag", "story:1,furniture"},
	} {
		if name, value := test.form.Keys("story:1", "furniture", "story:1"); name != test.name || value != test.value {
			t.Errorf("%s: %s: %s", test.form, name, value)
		}
	}
}

// A page of any number of keys says of each that it depends on it, by name or
// by the word that stands for the rest, within the limit.
func TestNoKeyIsLeftOut(t *testing.T) {
	for _, form := range []Form{Varnish, Cloudflare} {
		for n := range 700 {
			var keys []string
			for i := range n {
				keys = append(keys, fmt.Sprintf("story:%d", 100+i))
			}
			_, value := form.Keys(keys...)
			if len(value) > fieldLimit {
				t.Fatalf("%d keys take %d bytes", n, len(value))
			}
			told := map[string]bool{}
			for _, k := range strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == ',' }) {
				told[k] = true
			}
			for _, k := range keys {
				if !told[k] && !told[Crowded] {
					t.Fatalf("%s, %d keys: %s is left out", form, n, k)
				}
			}
			if told[Crowded] && n < 300 {
				t.Fatalf("%d keys are too many", n)
			}
		}
	}
}

func TestAge(t *testing.T) {
	if name, value := Varnish.Age(time.Hour, time.Minute); name != "CDN-Cache-Control" || value != "max-age=3600, stale-if-error=60" {
		t.Errorf("%s: %s", name, value)
	}
	if name, value := Fastly.Age(time.Second, 0); name != "Surrogate-Control" || value != "max-age=1" {
		t.Errorf("%s: %s", name, value)
	}
}

// Whatever a key is, it is told as one word that no cache cuts.
func FuzzToken(f *testing.F) {
	for _, s := range []string{"", "story:1", "topic:ko:한미", "a b", "a\r\nSet-Cookie: x", strings.Repeat("/", 99)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, key string) {
		got := Token(key)
		if got == "" || len(got) > longest || strings.Trim(got, plain) != "" {
			t.Errorf("%q is told as %q", key, got)
		}
		if got != Token(key) {
			t.Error("told in two ways")
		}
	})
}

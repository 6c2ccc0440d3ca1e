package ilbo

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func soundPaper() *Paper {
	return &Paper{Title: Words{English: "The Daily"}, Languages: []Language{English, Korean}, Zone: time.UTC}
}

func TestPaperCheckNamesWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*Paper)
		say   string // empty: it is sound
	}{
		"sound":                 {func(*Paper) {}, ""},
		"one language":          {func(p *Paper) { p.Languages = p.Languages[1:] }, ""},
		"a title in Korean":     {func(p *Paper) { p.Title = Words{Korean: "매일"} }, ""},
		"an address":            {func(p *Paper) { p.URL = "https://daily.example" }, ""},
		"an address with port":  {func(p *Paper) { p.URL = "http://127.0.0.1:8080" }, ""},
		"no title":              {func(p *Paper) { p.Title = nil }, "has no title"},
		"no language":           {func(p *Paper) { p.Languages = nil }, "has no language"},
		"a language too many":   {func(p *Paper) { p.Languages = append(p.Languages, "ja") }, "“ja”"},
		"a language twice":      {func(p *Paper) { p.Languages[1] = English }, "“en”"},
		"no zone":               {func(p *Paper) { p.Zone = nil }, "no time zone"},
		"an address for files":  {func(p *Paper) { p.URL = "ftp://daily.example" }, "is a URL like"},
		"an address of nothing": {func(p *Paper) { p.URL = "https://" }, "is a URL like"},
		"an address with path":  {func(p *Paper) { p.URL = "https://daily.example/news" }, "is a URL like"},
		"an address with query": {func(p *Paper) { p.URL = "https://daily.example/?a" }, "is a URL like"},
		"a bare name":           {func(p *Paper) { p.URL = "daily.example" }, "is a URL like"},
		"an endless address":    {func(p *Paper) { p.URL = strings.Repeat("x", 500) }, "…”"},
	} {
		p := soundPaper()
		c.spoil(p)
		err := p.Check()
		if c.say == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if say := SayOf(err); !errors.Is(err, Invalid) || !strings.Contains(say, c.say) || !strings.HasSuffix(say, ".") {
			t.Errorf("%s: got %v, want a sentence with %q", name, err, c.say)
		}
	}
}

func TestTheFirstLanguageHasNoPrefix(t *testing.T) {
	for name, c := range map[string]struct {
		languages []Language
		en, ko    string
	}{"English first": {[]Language{English, Korean}, "", "/ko"}, "Korean first": {[]Language{Korean, English}, "/en", ""}, "Korean alone": {[]Language{Korean}, "/en", ""}, "none": {nil, "/en", "/ko"}} {
		p := &Paper{Languages: c.languages}
		if en, ko := p.Prefix(English), p.Prefix(Korean); en != c.en || ko != c.ko {
			t.Errorf("%s: got %q and %q, want %q and %q", name, en, ko, c.en, c.ko)
		}
	}
	p := &Paper{Languages: []Language{Korean}}
	if !p.Publishes(Korean) || p.Publishes(English) {
		t.Error("a Korean paper appears in Korean alone")
	}
}

func TestSectionsKeepOffOtherPages(t *testing.T) {
	for id, say := range map[SectionID]string{
		"national": "", "north-korea": "", "national/politics": "", "a": "", "k2": "", "national/a2026": "",
		"": "is not", "National": "is not", "na tional": "is not", "national/": "is not", "/national": "is not", "a/b/c": "is not", "사회": "is not", "a--b": "is not", "-a": "is not",
		"../x": "is not", "a.b": "is not", SectionID(strings.Repeat("x", 81)): "is not",
		"archive": "taken by another page", "ko": "taken", "en": "taken", "search/x": "taken", "topic": "taken", "newsroom": "taken", "pictures": "taken",
		"national/archive": "cannot be called", "national/2026": "cannot be called", "national/1a": "cannot be called",
	} {
		err := id.Check()
		if (err == nil) != (say == "") || err != nil && (!errors.Is(err, Invalid) || !strings.Contains(SayOf(err), say)) {
			t.Errorf("%q: got %v, want %q", id, err, say)
		}
	}
	if top, sub := SectionID("a/b").Top(), SectionID("a/b").Sub(); top != "a" || !sub || SectionID("a").Sub() || SectionID("a").Top() != "a" {
		t.Errorf("of a/b the section is %q, and it is a part: %v", top, sub)
	}
}

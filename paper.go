package ilbo

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// A Paper is the title, and what its pages say of it. It comes from ilbo.toml.
type Paper struct {
	Title     Words
	Motto     Words // a line below the nameplate
	Languages []Language
	Zone      *time.Location
	URL       string // without a slash at the end; may be empty: then pages name the address they were asked at
	Email     string // the masthead's address for readers
	Publisher string // the company, for the rights notice
	Address   Words  // the masthead's street
	Founded   int    // year, for the rights notice
	AppStore  string // URL; empty: readers are shown how to install the site
	PlayStore string // URL; empty: readers are shown how to install the site
	Facebook  string // the paper's page there
	X         string // the paper's account there, as @name
	Kakao     string // JavaScript key for sharing to KakaoTalk; empty: the share goes through Kakao's page
}

// Prefix is what the addresses of a language begin with: nothing for the
// paper's first language, "/ko" for Korean in an English paper.
func (p *Paper) Prefix(l Language) string {
	if len(p.Languages) > 0 && p.Languages[0] == l {
		return ""
	}
	return "/" + string(l)
}

// Publishes reports whether the paper appears in l.
func (p *Paper) Publishes(l Language) bool { return slices.Contains(p.Languages, l) }

// Check reports what is wrong with the settings, in a sentence, or nil.
func (p *Paper) Check() error {
	say := func(s string) error { return &Error{Kind: Invalid, Say: s} }
	if p.Title.In(English) == "" {
		return say("The paper has no title.")
	}
	if len(p.Languages) == 0 {
		return say("The paper has no language: name en, ko or both.")
	}
	for i, l := range p.Languages {
		if !l.Known() || slices.Contains(p.Languages[:i], l) {
			return say("The paper's languages are en, ko or both, each named once, not " + quote(string(l)) + ".")
		}
	}
	if p.Zone == nil {
		return say("The paper has no time zone.")
	}
	if p.URL != "" {
		u, err := url.Parse(p.URL)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
			return say("The paper's address is a URL like https://daily.example, not " + quote(p.URL) + ".")
		}
	}
	return nil
}

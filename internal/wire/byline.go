package wire

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

// agencies sell copy to papers; their names are no person's.
var agencies = []string{
	"yonhap", "yonhap news", "yonhap news agency", "연합뉴스", "연합", "newsis", "뉴시스", "news1", "뉴스1",
	"ap", "associated press", "the associated press", "reuters", "로이터", "afp", "agence france-presse", "upi",
	"dpa", "efe", "ansa", "xinhua", "신화", "kyodo", "kyodo news", "교도", "tass", "bloomberg", "블룸버그", "pti", "ians", "kcna", "조선중앙통신",
	"ap-yonhap", "afp-yonhap", "reuters-yonhap", "epa-yonhap", "epa", "getty images", "게티이미지",
}

// deskWords are found in the names of desks, firms and jobs, never of persons.
var deskWords = []string{
	"staff", "desk", "editorial", "editor", "editors", "board", "news", "newsroom", "team", "press", "agency", "times", "post",
	"bureau", "daily", "herald", "magazine", "admin", "webmaster", "contributor", "contributors", "reporter", "reporters", "correspondent", "correspondents",
	"online", "media", "group", "inc", "corp", "company", "university", "institute", "wire", "service", "services", "department",
}

var koreanDesk = regexp.MustCompile(`(팀|부|국|실|데스크|신문|뉴스|일보|통신|방송|타임스|논설위원|편집인|취재진)$`)

// particles stand in small letters within names.
var particles = []string{"de", "da", "di", "del", "della", "der", "den", "van", "von", "bin", "ibn", "al", "el", "la", "le", "du", "dos", "ter", "y"}

// IsAgency reports whether a printed name is a news agency's.
func IsAgency(name string) bool { return slices.Contains(agencies, fold(name)) }

// IsPerson reports whether a printed name looks like one person's, and not
// like that of an agency, a desk or a site.
func IsPerson(name string) bool {
	if IsAgency(name) || strings.ContainsAny(name, "@/:0123456789|#") || utf8.RuneCountInString(name) > 60 {
		return false
	}
	words := strings.Fields(name)
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		n := utf8.RuneCountInString(strings.Join(words, ""))
		return n >= 2 && n <= 6 && len(words) <= 2 && !koreanDesk.MatchString(name) &&
			!strings.ContainsFunc(name, func(r rune) bool { return r != ' ' && !unicode.Is(unicode.Hangul, r) })
	}
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if slices.Contains(deskWords, strings.Trim(strings.ToLower(w), ".,")) ||
			!unicode.IsUpper(first) && !slices.Contains(particles, w) && !strings.ContainsRune(w, '\'') && !strings.ContainsRune(w, '’') {
			return false
		}
	}
	return true
}

var (
	withOthers = regexp.MustCompile(`(?i)\s*\((?:with|avec|mit)\s+([^()]*)\)`)
	jobAfter   = regexp.MustCompile(`(?i)[,|]?\s+(?:staff\s+(?:reporter|writer|correspondent)s?|(?:senior|political|special|contributing)\s+(?:reporter|writer|correspondent|editor)s?|(?:reporter|correspondent|contributor)s?)\s*$`)
	siteAfter  = regexp.MustCompile(`\s+[|]\s+.*$`)
	written    = regexp.MustCompile(`(?i)^(?:(?:written|reported|story|words|article)\s+by|by|posted by)\s*:?\s+`)
)

// Names takes a printed byline apart into names: "By Lee Hyo-jin, staff
// reporter (with Kim Da-on)" gives two. Jobs, addresses and sites go.
func Names(printed string) []string {
	line := written.ReplaceAllString(ilbo.Clean(printed), "")
	line = siteAfter.ReplaceAllString(line, "")
	line = withOthers.ReplaceAllStringFunc(line, func(s string) string {
		inner := withOthers.FindStringSubmatch(s)[1]
		return "; " + strings.ReplaceAll(strings.ReplaceAll(inner, " et ", "; "), " und ", "; ")
	})
	line = jobAfter.ReplaceAllString(line, "")
	var list []string
	for _, b := range ilbo.ReadBylines(line) {
		name := strings.TrimSpace(jobAfter.ReplaceAllString(" "+b.Name, ""))
		if name == "" || strings.Contains(name, "://") || strings.HasPrefix(name, "www.") || utf8.RuneCountInString(name) > 80 || slices.Contains(list, name) {
			continue
		}
		list = append(list, uncried(name))
	}
	return list
}

// uncried writes a name that is all in capitals as names are written.
func uncried(name string) string {
	if len(strings.Fields(name)) < 2 || strings.ContainsFunc(name, unicode.IsLower) || !strings.ContainsFunc(name, unicode.IsUpper) {
		return name
	}
	start := true
	return strings.Map(func(r rune) rune {
		defer func() { start = !unicode.IsLetter(r) }()
		if start {
			return r
		}
		return unicode.ToLower(r)
	}, name)
}

// maxBylines is the most bylines that a story has.
const maxBylines = 40

// bylines signs a story. An agency becomes its source; a desk or the publisher
// signs without a page of its own; a person who is new is made a journalist.
func (l *ledger) bylines(c *Copy, s *ilbo.Story) {
	s.Bylines = nil
	for _, printed := range c.Bylines {
		for _, name := range Names(printed) {
			if IsAgency(name) && (s.Source == "" || fold(s.Source) == fold(name)) {
				s.Source = name
				continue
			}
			b := ilbo.Byline{Name: name}
			if IsPerson(name) && fold(name) != fold(c.Publisher) {
				b.Journalist = l.journalist(name, s.Language)
			}
			if len(s.Bylines) < maxBylines && !slices.Contains(s.Bylines, b) {
				s.Bylines = append(s.Bylines, b)
			}
		}
	}
}

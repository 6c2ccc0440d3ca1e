package ilbo

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A Slug is a name made for an address: small ASCII letters, digits and single
// hyphens between them, at most [SlugLength] characters.
type Slug string

// SlugLength is the most characters that a slug has.
const SlugLength = 80

// Valid reports whether s is a slug.
func (s Slug) Valid() bool {
	if s == "" || len(s) > SlugLength || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c == '-' && s[i-1] == '-' || c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// folds are the Latin letters that lose more than an accent in ASCII, and the
// accented letters that readers of English papers meet.
var folds = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ı': "i", '&': " and ", '%': " percent "}
	for base, accented := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭį",
		"j": "ĵ", "k": "ķ", "l": "ĺļľ", "n": "ñńņň", "o": "òóôõöōŏőơ", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
		"u": "ùúûüũūŭůűųư", "w": "ŵ", "y": "ýÿŷ", "z": "źżž",
	} {
		for _, r := range accented {
			m[r] = base
		}
	}
	return m
}()

// MakeSlug makes a slug of a headline: its Latin letters and digits, Hangul by
// Revised Romanization (see [Romanize]), everything else a hyphen, cut between
// words at [SlugLength]. A headline with no such letters gives "story".
func MakeSlug(headline string) Slug {
	var b strings.Builder
	gap := false
	write := func(s string) {
		for _, c := range s {
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				if gap && b.Len() > 0 {
					b.WriteByte('-')
				}
				gap = false
				b.WriteRune(c)
			} else {
				gap = true
			}
		}
	}
	for _, r := range Romanize(headline) {
		r = unicode.ToLower(r)
		switch fold, ok := folds[r]; {
		case ok:
			write(fold)
		case r == '\'' || r == '’' || r == '.' && !gap && b.Len() > 0 && shortAbbreviation(b.String()):
			// "Seoul's" is seouls and "U.S." is us, not two words each.
		case r < unicode.MaxASCII:
			write(string(r))
		case unicode.Is(unicode.Mn, r):
			// A combining accent falls away from its letter.
		default:
			gap = true
		}
	}
	return cutSlug(b.String(), SlugLength)
}

// shortAbbreviation reports whether what is written ends in a word of one or
// two letters, after which a full stop belongs to the word.
func shortAbbreviation(s string) bool {
	word := s[strings.LastIndexByte(s, '-')+1:]
	return len(word) <= 2
}

func cutSlug(s string, n int) Slug {
	if len(s) > n {
		s = s[:n+1]
		if i := strings.LastIndexByte(s, '-'); i > n/2 {
			s = s[:i]
		} else {
			s = s[:n]
		}
	}
	if s = strings.Trim(s, "-"); s == "" {
		s = "story"
	}
	return Slug(s)
}

// Numbered is the slug to try when s is taken for the nth time, n from 2 on:
// "budget-vote-2". It stays within [SlugLength].
func (s Slug) Numbered(n int) Slug {
	tail := "-" + strconv.Itoa(n)
	return cutSlug(string(s), SlugLength-len(tail)) + Slug(tail)
}

// A Path is the public address of a page within the paper's site, from its
// first slash: "/national/2023/04/06/two-envoys-meet". A story's path is fixed
// when it is first published and never changes.
type Path string

// Own reports whether the path is written as the paper writes its own: steps of
// small letters, digits, hyphens and dots. No such path leads to another site.
func (p Path) Own() bool {
	return strings.HasPrefix(string(p), "/") && !strings.Contains(string(p), "//") && strings.Trim(string(p), "abcdefghijklmnopqrstuvwxyz0123456789-./") == ""
}

// StoryPath is where a story published at that time lives. Prefix is "" in
// the paper's first language and "/ko", say, in another.
func StoryPath(prefix string, section SectionID, published time.Time, zone *time.Location, slug Slug) Path {
	return Path(prefix + "/" + string(section.Top()) + published.In(zone).Format("/2006/01/02/") + string(slug))
}

func quote(s string) string {
	s = Clean(s)
	if r := []rune(s); len(r) > 60 {
		s = string(r[:60]) + "…"
	}
	return "“" + s + "”"
}

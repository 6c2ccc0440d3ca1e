package body

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

var (
	labelledCredit  = regexp.MustCompile(`^(?:Image|Media|Video) (?:copyright|source|credit)[,:]?\s+(.*?)\s*(?:Image|Media|Video) caption[,:]?\s*(.*)$`)
	bracketedCredit = regexp.MustCompile(`^(.*?)\s*[\[(<]([^\[\]()<>]{2,80})[\])>]\s*\.?$`)
	wordedCredit    = regexp.MustCompile(`^(.*?)\s*(?:[-–—/|]\s*)?((?:Photographs?|Photos?|Photography|Pictures?|Images?|Illustration)\s*(?:by|:|credit:?)|(?:Photo|Image|Picture)?\s?Credits?:?|Courtesy of|(?:사진|사진제공|제공|출처|그래픽|자료사진)\s*[=:]|ⓒ|©|Copyright)\s*(.{2,80})$`)
	slashedCredit   = regexp.MustCompile(`^(.{8,}?)\s*/\s*([^/]{2,60}(?:/[^/]{2,30})?)$`)
	stoppedCredit   = regexp.MustCompile(`^(.*[.?!。]["'”’)]*)\s+(.{2,60})$`)
	providedCredit  = regexp.MustCompile(`^(.*?(?:[다음함됨]\.?|\.)["'”’)]*)\s+([가-힣A-Za-z0-9·&() ]{2,30}?(?:\s*제공|\s*사진|뉴스1|뉴시스|연합뉴스|연합|AP|로이터|AFP))$`)
	abbreviated     = regexp.MustCompile(`(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Sgt|Capt|Rev|Jr|Sr|No|Prof|Inc|Co|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs))\.$`)
	creditStart     = regexp.MustCompile(`^(?:Photo|Photograph|Courtesy|Image|Credit|Provided|AP|AFP|EPA|Reuters|Getty|Yonhap|Korea Times|ⓒ|©|사진|제공|연합|뉴시스|뉴스1)`)
	creditLead      = regexp.MustCompile(`(?i)^(?:photographs?|photos?|photography|pictures?|images?|illustration|credits?|사진제공|사진|제공|출처|ⓒ|©|copyright)\s*(?:by\b|credit\b|[:=])?\s*[:=]?\s*`)
)

// maxCaption is the longest line, in bytes, that is looked through for a credit: what
// is longer is a text that lost its way.
const maxCaption = 8_000

// SplitCredit parts a printed caption from the credit at its end: what follows
// the last full stop, a slash, or the words for a photographer. Credit is
// empty where the line names none.
func SplitCredit(line string) (caption, credit string) {
	line = ilbo.Clean(line)
	if len(line) > maxCaption {
		return line, ""
	}
	if m := labelledCredit.FindStringSubmatch(line); m != nil {
		return m[2], cleanCredit(m[1])
	}
	if wire.IsAgency(line) {
		return "", line
	}
	if m := bracketedCredit.FindStringSubmatch(line); m != nil && namesCredit(m[2]) {
		return m[1], cleanCredit(m[2])
	}
	if m := wordedCredit.FindStringSubmatch(line); m != nil && creditShape(m[3]) && standsApart(m[1]) {
		if strings.HasPrefix(m[2], "Courtesy") {
			return m[1], m[2] + " " + m[3]
		}
		return m[1], cleanCredit(m[3])
	}
	for _, shape := range []*regexp.Regexp{slashedCredit, providedCredit, stoppedCredit} {
		m := shape.FindStringSubmatch(line)
		if m == nil || !creditShape(m[2]) {
			continue
		}
		if shape == stoppedCredit && abbreviated.MatchString(m[1]) && !creditStart.MatchString(m[2]) {
			continue
		}
		if shape == slashedCredit && !startsLikeName(m[2]) {
			continue
		}
		return m[1], cleanCredit(m[2])
	}
	return line, ""
}

// standsApart holds for text that the words for a credit may follow: none, or
// a finished sentence, or a caption without a full stop.
func standsApart(before string) bool {
	return before == "" || !strings.HasSuffix(before, ",") && utf8.RuneCountInString(before) > 3
}

// creditShape holds for a few words that begin like a name and end no sentence.
func creditShape(s string) bool {
	if n := len(strings.Fields(s)); n == 0 || n > 8 || utf8.RuneCountInString(s) > 80 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(".?!…”\"'’", last) && !strings.HasSuffix(s, "Inc.") && !strings.HasSuffix(s, "Co.") {
		return false
	}
	return startsLikeName(s)
}

func startsLikeName(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) || unicode.Is(unicode.Hangul, first) || unicode.Is(unicode.Han, first) || strings.ContainsRune("ⓒ©@", first)
}

// namesCredit holds for the words in brackets that are a credit, as against
// "(left)".
func namesCredit(s string) bool {
	return wire.IsAgency(s) || creditStart.MatchString(s) || strings.HasSuffix(s, "제공") || strings.Contains(s, "=") ||
		strings.Contains(s, "/") && startsLikeName(s) || strings.HasSuffix(strings.ToLower(s), " photo") || strings.HasPrefix(strings.ToLower(s), "photo")
}

// cleanCredit drops the words that say that a credit is one.
func cleanCredit(s string) string {
	s = strings.Trim(ilbo.Clean(s), " []()<>/|-–—:=")
	if rest := strings.TrimSpace(creditLead.ReplaceAllString(s, "")); rest != "" {
		s = rest
	}
	return s
}

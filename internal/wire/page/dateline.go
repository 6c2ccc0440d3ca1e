package page

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

var (
	// SEOUL, April 6 (Yonhap) -- The ministry …
	englishDateline = regexp.MustCompile(`^([\p{Lu}][\p{Lu}.'’ -]{2,30}(?:, [\p{Lu}][\p{L}. ]{2,24})?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\(([^()]{2,40})\))?\s*(?:--|—|–|―| - )\s*`)
	// (서울=연합뉴스) 이효진 기자 = 정부는 …
	koreanDateline = regexp.MustCompile(`^[\[(【]([가-힣]{2,8}(?:·[가-힣]{2,8})?)\s*[=ㅣ|/]\s*([^\])】=]{2,20})[\])】]\s*(?:([가-힣 ·,]{2,30}?)\s?(?:기자|특파원)\s*=?\s*)?`)
)

// takeDateline lifts the place and the agency from the beginning of the body
// to where stories keep them, with the names that Korean agencies put there.
func takeDateline(c *wire.Copy) {
	if len(c.Story.Body) == 0 || c.Story.Body[0].Kind != ilbo.Paragraph || len(c.Story.Body[0].Text) == 0 {
		return
	}
	span := &c.Story.Body[0].Text[0]
	text := span.Text
	if m := koreanDateline.FindStringSubmatch(text); m != nil && len(m[0]) < len(text) {
		c.Story.Dateline.Place = m[1]
		c.Story.Source = agency(m[2], c.Story.Source)
		if m[3] != "" && len(c.Bylines) == 0 {
			c.Bylines = wire.Names(m[3] + " 기자")
		}
		span.Text = text[len(m[0]):]
		return
	}
	m := englishDateline.FindStringSubmatch(text)
	if m == nil || len(m[0]) == len(text) || utf8.RuneCountInString(strings.Trim(m[1], " .")) < 3 {
		return
	}
	c.Story.Dateline.Place = strings.TrimSpace(m[1])
	c.Story.Source = agency(m[2], c.Story.Source)
	span.Text = text[len(m[0]):]
}

func agency(name, before string) string {
	if before == "" && wire.IsAgency(name) {
		return name
	}
	return before
}

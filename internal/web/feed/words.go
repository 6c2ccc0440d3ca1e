package feed

import (
	"strconv"
	"time"

	"ilbo.press"
)

// phrases are the words that these pages add to a story's own.
type phrases struct {
	readOn, film, source      string
	correction, clarification string
	retraction                string
	searchIn, sections, feeds string
	archive                   string
	search, latest, epaper    string
	allStories, lessons       string
}

var english = phrases{
	readOn: "Read the whole story", film: "Watch the film", source: "Source",
	correction: "Correction", clarification: "Clarification", retraction: "Retraction",
	searchIn: "Search %s", sections: "Sections", feeds: "Feeds", archive: "Archive",
	search: "Search", latest: "Latest news", epaper: "E-Paper", allStories: "All stories by month", lessons: "lessons",
}

var korean = phrases{
	readOn: "기사 전체 보기", film: "영상 보기", source: "자료",
	correction: "정정", clarification: "설명", retraction: "철회",
	searchIn: "%s 검색", sections: "섹션", feeds: "피드", archive: "지난 기사",
	search: "검색", latest: "최신 기사", epaper: "지면 보기", allStories: "월별 모든 기사", lessons: "해설 기사",
}

func phrasesIn(l ilbo.Language) *phrases {
	if l == ilbo.Korean {
		return &korean
	}
	return &english
}

func (p *phrases) notice(k ilbo.CorrectionKind) string {
	switch k {
	case ilbo.Clarification:
		return p.clarification
	case ilbo.Retraction:
		return p.retraction
	}
	return p.correction
}

// rights is the rights notice: "© 2026 The Company".
func rights(p *ilbo.Paper, l ilbo.Language, now time.Time) string {
	return "© " + strconv.Itoa(now.In(p.Zone).Year()) + " " + publisher(p, l)
}

func publisher(p *ilbo.Paper, l ilbo.Language) string {
	if p.Publisher != "" {
		return p.Publisher
	}
	return p.Title.In(l)
}

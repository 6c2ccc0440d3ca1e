package ilbo

import "strings"

// A SectionID names a department of the paper as its address does: "national",
// or "national/politics" for a sub-section.
type SectionID string

// Top is the section itself for a section, and the parent of a sub-section.
func (id SectionID) Top() SectionID {
	top, _, _ := strings.Cut(string(id), "/")
	return SectionID(top)
}

// Sub reports whether id names a sub-section.
func (id SectionID) Sub() bool { return strings.Contains(string(id), "/") }

// A Section is a department of the paper, or a part of one.
type Section struct {
	ID       SectionID `json:"id"`
	Name     Words     `json:"name"`
	Blurb    Words     `json:"blurb,omitempty"` // one line below the name on its front
	Position int       `json:"position"`        // order in the menu, among its siblings
}

// reserved are the first steps of addresses that no section may take.
var reserved = map[string]bool{
	"": true, "archive": true, "topic": true, "by": true, "search": true, "epaper": true,
	"subscribe": true, "account": true, "newsletters": true, "webhooks": true,
	"sitemaps": true, "api": true, "newsroom": true, "healthz": true, "readyz": true,
	"metrics": true, "corrections": true, "pictures": true, "films": true, "assets": true, "cards": true,
	"install": true, "offline": true, "reads": true, "about": true, "words": true, "en": true, "ko": true,
}

// Check reports why id cannot be a section's name: it must be one slug, or two
// with a slash between them, and must not stand where another page stands.
func (id SectionID) Check() error {
	top, sub, has := strings.Cut(string(id), "/")
	switch {
	case !Slug(top).Valid() || has && !Slug(sub).Valid():
		return &Error{Kind: Invalid, Say: "A section's name in addresses is made of small letters, digits and hyphens: " + quote(string(id)) + " is not."}
	case reserved[top]:
		return &Error{Kind: Invalid, Say: "The address /" + top + " is taken by another page, so no section can be called that."}
	case has && (sub == "archive" || sub == "lessons" || sub[0] >= '0' && sub[0] <= '9'):
		return &Error{Kind: Invalid, Say: "A sub-section cannot be called " + quote(sub) + ": its address would be a date's, the archive's or the lessons'."}
	}
	return nil
}

// StandardSections are the departments that a new paper starts with: those of
// the daily that this program began from, each with its parts.
func StandardSections() []Section {
	var list []Section
	add := func(id, en, ko string) {
		list = append(list, Section{ID: SectionID(id), Name: Words{English: en, Korean: ko}, Position: len(list) + 1})
	}
	add("national", "National", "사회")
	add("national/politics", "Politics", "정치")
	add("national/diplomacy", "Diplomacy", "외교")
	add("national/law", "Law & Crime", "법조")
	add("national/health", "Health", "보건")
	add("entertainment-arts", "Entertainment & Arts", "문화")
	add("entertainment-arts/film", "Film", "영화")
	add("entertainment-arts/music", "Music", "음악")
	add("entertainment-arts/stage", "Stage & Gallery", "공연·전시")
	add("entertainment-arts/books", "Books", "책")
	add("lifestyle", "Lifestyle", "생활")
	add("lifestyle/food", "Food", "음식")
	add("lifestyle/travel", "Travel", "여행")
	add("lifestyle/home", "Home & Style", "집·멋")
	add("video", "Video", "영상")
	add("video/reports", "Reports", "현장")
	add("video/explainers", "Explainers", "풀이")
	add("north-korea", "North Korea", "북한")
	add("north-korea/security", "Security", "안보")
	add("north-korea/people", "Life in the North", "북녘 살이")
	add("business", "Business", "경제")
	add("business/industry", "Industry", "산업")
	add("business/tech", "Tech", "기술")
	add("business/labor", "Labor", "노동")
	add("finance", "Finance", "금융")
	add("finance/markets", "Markets", "증시")
	add("finance/banking", "Banking", "은행")
	add("finance/property", "Property", "부동산")
	add("opinion", "Opinion", "오피니언")
	add("opinion/editorials", "Editorials", "사설")
	add("opinion/columns", "Columns", "칼럼")
	add("opinion/letters", "Letters", "독자 편지")
	add("sports", "Sports", "스포츠")
	add("sports/baseball", "Baseball", "야구")
	add("sports/football", "Football", "축구")
	add("sports/more", "More Sports", "기타 종목")
	add("world", "World", "국제")
	add("world/asia", "Asia", "아시아")
	add("world/americas", "Americas", "미주")
	add("world/europe", "Europe & Beyond", "유럽·그 너머")
	add("darkroom", "Darkroom", "사진")
	add("darkroom/essays", "Photo Essays", "포토 에세이")
	add("darkroom/pictures-of-the-day", "Pictures of the Day", "오늘의 사진")
	add("weekly", "Weekly", "위클리(해설판)")
	add("weekly/annotated", "Annotated", "해설")
	add("weekly/editors-letter", "Editor's Letter", "편집자 편지")
	add("learning-korean", "Learning Korean", "한국어 배우기")
	add("learning-korean/phrases", "Phrases", "표현")
	add("learning-korean/culture", "Culture Notes", "문화 이야기")
	return list
}

package site_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/htmlcheck"
)

// taught publishes a story of two paragraphs with a lesson.
func (p *paper) taught(access ilbo.Access, change func(*ilbo.Lesson)) *ilbo.Story {
	p.t.Helper()
	const first, second = "The ferry left the old pier at ten.", "A zqlocked crowd stood there."
	filler := strings.TrimSpace(strings.Repeat("Then it went on. ", 12))
	s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "weekly/annotated", Headline: "The old pier", Slug: "old-pier", Access: access, Body: ilbo.Body{
		{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: "The ferry left the "}, {Text: "old pi", Strong: true}, {Text: "er", Href: "/national"}, {Text: " at ten. “Nobody waved.”"}}},
		{Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain(second), ilbo.Plain(filler)}},
	}})
	l := &ilbo.Lesson{Story: s.ID, Learned: ilbo.English, Explained: ilbo.Korean, Level: "B1", By: "seo", At: p.now,
		Glosses: []ilbo.Gloss{
			{Passage: ilbo.Passage{Run: 1, Sentence: second, From: 2, Words: "zqlocked"}, Headword: "zqlocked", Meaning: "zqlocked 잠긴", Speech: ilbo.SpeechAdjective},
			{Passage: ilbo.Passage{Sentence: first, From: 19, Words: "old pier"}, Headword: "pier", Meaning: "부두", Said: "pɪr", Speech: ilbo.SpeechNoun, Note: "<b>x</b> שלום 👩‍👩‍👧", Example: "Meet me at the pier.", ExampleMeaning: "부두에서 만나요."},
		},
		Renderings: []ilbo.Rendering{{Passage: ilbo.Passage{Sentence: first}, Text: "나룻배는 열 시에 옛 부두를 떠났다."}, {Passage: ilbo.Passage{Run: 1, Sentence: second}, Text: "zqlocked 사람들이 서 있었다."}},
		Grammar:    []ilbo.GrammarNote{{Title: "at ten", Text: "zqlocked 시각 앞에는 at을 씁니다."}},
	}
	if change != nil {
		change(l)
	}
	if err := l.Check(); err != nil {
		p.t.Fatal(err)
	}
	l.Settle(s.Body)
	if err := p.store.PutLesson(context.Background(), l, ilbo.Event{Verb: ilbo.Updated, Story: s.ID, Keys: s.Keys()}); err != nil {
		p.t.Fatal(err)
	}
	return s
}

func TestALessonIsReadBesideItsStory(t *testing.T) {
	p := newPaper(t)
	s := p.taught(ilbo.Free, nil)
	_, _, body := p.get(string(s.Path))
	page := htmlcheck.Parse(t, body)
	if got := page.Texts("a.gloss"); !slices.Equal(got, []string{"old pier", "zqlocked"}) {
		t.Errorf("the glosses are on %q", got)
	}
	page.Attr("#at1", "href", "#w1")
	page.Attr("#at1", "aria-describedby", "m1")
	page.Text("#m1", "부두")
	page.Text("#w1 .word__said", "pɪr")
	page.Text("#w1 .word__class", "명사")
	page.Text("#w1 .word__note", "<b>x</b> שלום 👩‍👩‍👧")
	page.Attr("#w1 .word__word", "href", "#at1")
	page.Attr("#w1 form.keep", "action", "/ko/words/keep")
	for name, want := range map[string]string{"headword": "pier", "meaning": "부두", "said": "pɪr", "words": "old pier", "sentence": "The ferry left the old pier at ten.", "path": string(s.Path), "headline": "The old pier", "learned": "en", "explained": "ko", "speech": "noun", "note": "<b>x</b> שלום 👩‍👩‍👧"} {
		page.Attr(`#w1 form.keep [name="`+name+`"]`, "value", want)
	}
	page.Some("#at1 strong", 1)
	page.None("a.gloss a")
	page.Some(".sentence", 15) // two, one, and twelve
	page.Some(".rendering", 2)
	page.Text(".rendering [data-of=\"1\"]", "나룻배는 열 시에 옛 부두를 떠났다.")
	page.Text(".lesson__half", "지금은 전체 15문장 가운데 2문장만 번역되어 있습니다.")
	page.Text(".lesson__level strong", "B1")
	page.Some(".grammar__note", 1)
	ld := page.LD("LearningResource")
	if ld["inLanguage"] != "en" || ld["isBasedOn"].(map[string]any)["@id"] != base+string(s.Path)+"#story" || len(ld["teaches"].([]any)) != 2 {
		t.Errorf("the lesson's JSON-LD is %v", ld)
	}
	if part := ld["isPartOf"].(map[string]any); part["@type"] != "Course" || part["url"] != base+"/weekly/lessons/b1" || part["educationalLevel"].(map[string]any)["name"] != "B1" {
		t.Errorf("the lesson's course is %v", part)
	}
	if level := ld["educationalLevel"].(map[string]any); level["inDefinedTermSet"].(map[string]any)["@type"] != "DefinedTermSet" {
		t.Errorf("the lesson's level is %v", level)
	}
	page.Text("#quiz-title", "확인 문제")
	page.Some("#quiz details", len(page.All("#quiz .ask")))
	for _, front := range []string{"/weekly", "/ko/weekly", "/weekly/annotated"} {
		if _, _, body := p.get(front); !strings.Contains(body, `class="course__headline" lang="en">The old pier<`) {
			t.Errorf("%s does not lead to the lesson", front)
		}
	}
	if _, _, body := p.get("/national"); strings.Contains(body, "course__") {
		t.Error("a section that teaches nothing has lessons")
	}
	if _, _, body := p.get("/learning-korean"); !strings.Contains(body, "/ko/learning-korean/") {
		t.Error("the English edition does not lead to the lessons of Korean")
	}
}

func TestWhatAnEditTookFromALessonIsNotShown(t *testing.T) {
	p := newPaper(t)
	s := p.taught(ilbo.Free, nil)
	s.Body[1].Items[0] = ilbo.Plain("A crowd stood where zqlocked was.")
	if err := p.store.PutStory(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	_, _, body := p.get(string(s.Path))
	page := htmlcheck.Parse(t, body)
	if got := page.Texts("a.gloss"); !slices.Equal(got, []string{"old pier"}) {
		t.Errorf("the glosses are on %q", got)
	}
	if strings.Contains(body, "잠긴") || strings.Contains(body, "사람들이") {
		t.Error("the page shows what is detached")
	}
}

// TestLockedLessonsAreNowhere looks for what is behind a lock in every byte that a
// stranger gets, and for all of it in what a subscriber gets.
func TestLockedLessonsAreNowhere(t *testing.T) {
	p := newPaperBehind(t, gatehouse(0))
	s := p.taught(ilbo.Subscribers, nil)
	for _, path := range []string{string(s.Path), "/weekly", "/ko/weekly", "/feed.xml", "/weekly/feed.xml", "/weekly/lessons", "/weekly/lessons/b1", "/weekly/lessons/feed.xml", "/ko/weekly/lessons/b1/feed.xml", "/weekly/lessons/b1/atom.xml", "/weekly/lessons/b1/feed.json"} {
		if _, _, body := p.get(path); strings.Contains(body, "zqlocked") || strings.Contains(body, "번역되어") {
			t.Errorf("%s gives away what is locked", path)
		}
	}
	_, _, body := p.get(string(s.Path))
	if !strings.Contains(body, "부두") || strings.Contains(body, "data-quiz") {
		t.Error("the opening of a lesson has no gloss, or a quiz")
	}
	r := httptest.NewRequest("GET", string(s.Path), nil)
	r.Header.Set("Cookie", "__Host-ilbo-reader=subscriber")
	if _, _, body := p.ask(r); strings.Count(body, "zqlocked") < 5 || !strings.Contains(body, "data-quiz") {
		t.Error("a subscriber does not get the whole lesson")
	}
}

func TestFiveHundredGlossesStand(t *testing.T) {
	p := newPaper(t)
	var words []string
	for i := range ilbo.MaxGlosses {
		words = append(words, fmt.Sprintf("word%d", i))
	}
	var body ilbo.Body
	var glosses []ilbo.Gloss
	for i := 0; i < len(words); i += 50 {
		sentence, from := strings.Join(words[i:i+50], " "), 0 // without punctuation
		body = append(body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(sentence)})
		for _, w := range words[i : i+50] {
			glosses = append(glosses, ilbo.Gloss{Passage: ilbo.Passage{Run: i / 50, Sentence: sentence, From: from, Words: w}, Headword: w, Meaning: "뜻"})
			from += len(w) + 1
		}
	}
	s := p.publish(&ilbo.Story{Language: ilbo.English, Section: "weekly", Headline: "Words", Slug: "words", Body: body})
	l := &ilbo.Lesson{Story: s.ID, Learned: ilbo.English, Explained: ilbo.Korean, Level: "B1", Glosses: glosses, By: "seo", At: p.now}
	if err := l.Check(); err != nil {
		t.Fatal(err)
	}
	l.Settle(s.Body)
	if err := p.store.PutLesson(context.Background(), l); err != nil {
		t.Fatal(err)
	}
	_, _, html := p.get(string(s.Path))
	page := htmlcheck.Parse(t, html)
	if got := page.Texts("a.gloss"); !slices.Equal(got, words) {
		t.Errorf("%d of 500 glosses stand", len(got))
	}
	page.None(".rendering")
	page.None(".lesson__half")
}

package booklet

import (
	"fmt"
	"strings"
	"time"

	"ilbo.press"
)

// words are what a booklet itself says, in the language of the explanations.
type words struct {
	names                                              map[ilbo.SectionID]string
	number, contents, editor, level, count             string
	rendering, grammar, more, vocabulary, page, by, on string
	speech                                             map[ilbo.PartOfSpeech]string
	date                                               func(t time.Time) string
}

var says = map[ilbo.Language]*words{
	ilbo.English: {
		names:  map[ilbo.SectionID]string{"weekly": "The Annotated Weekly", "learning-korean": "Learning Korean"},
		number: "No. %d", contents: "In this issue", editor: "From the editor", level: "%s", count: "%d words", rendering: "Translation", grammar: "Grammar", more: "More words", vocabulary: "All words", page: "page", by: "By %s", on: "Read it on the site",
		speech: map[ilbo.PartOfSpeech]string{
			ilbo.SpeechNoun: "noun", ilbo.SpeechVerb: "verb", ilbo.SpeechAdjective: "adjective", ilbo.SpeechAdverb: "adverb", ilbo.SpeechPronoun: "pronoun", ilbo.SpeechNumber: "number", ilbo.SpeechParticle: "particle",
			ilbo.SpeechPreposition: "preposition", ilbo.SpeechConjunction: "conjunction", ilbo.SpeechGrammar: "grammar", ilbo.SpeechExpression: "expression", ilbo.SpeechName: "name",
		},
		date: func(t time.Time) string { return t.Format("January 2, 2006") },
	},
	ilbo.Korean: {
		names:  map[ilbo.SectionID]string{"weekly": "해설판", "learning-korean": "한국어 배우기"},
		number: "제%d호", contents: "차례", editor: "편집자의 말", level: "%s", count: "낱말 %d개", rendering: "우리말 번역", grammar: "문법", more: "낱말 풀이 이어서", vocabulary: "낱말 모아 보기", page: "쪽", by: "%s 기자", on: "사이트에서 읽기",
		speech: map[ilbo.PartOfSpeech]string{
			ilbo.SpeechNoun: "명사", ilbo.SpeechVerb: "동사", ilbo.SpeechAdjective: "형용사", ilbo.SpeechAdverb: "부사", ilbo.SpeechPronoun: "대명사", ilbo.SpeechNumber: "수사", ilbo.SpeechParticle: "조사",
			ilbo.SpeechPreposition: "전치사", ilbo.SpeechConjunction: "접속사", ilbo.SpeechGrammar: "문법", ilbo.SpeechExpression: "표현", ilbo.SpeechName: "고유 명사",
		},
		date: func(t time.Time) string { return fmt.Sprintf("%d년 %d월 %d일", t.Year(), int(t.Month()), t.Day()) },
	},
}

// byline is who wrote a story, in its language.
func byline(s *ilbo.Story) string {
	var names []string
	for _, b := range s.Bylines {
		names = append(names, ilbo.Clean(b.Name))
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf(says[s.Language].by, strings.Join(names, map[ilbo.Language]string{ilbo.English: ", ", ilbo.Korean: "·"}[s.Language]))
}

package site

import "ilbo.press"

// LessonWords are what a lesson says beside its story, in the language that its learners
// know.
type LessonWords struct {
	Lesson, Level, Vocabulary, Grammar, Rendering, Turn, Turned, All, Print, Listen, Stop, Example, Back, Close, Half string
	Keep, Kept, KeepFull, KeepForbidden, KeepFailed, Notebook                                                         string
	Speech                                                                                                            map[ilbo.PartOfSpeech]string
}

var lessonEnglish = LessonWords{
	Lesson: "Lesson", Level: "Level", Vocabulary: "Vocabulary", Grammar: "Grammar", Rendering: "Translation", Turn: "Translate this sentence", Turned: "Hide the translation", All: "All translations",
	Print: "Print a worksheet", Listen: "Read aloud, slowly", Stop: "Stop reading", Example: "Example", Back: "Back to the text", Close: "Close", Half: "%d of %d sentences are translated so far.",
	Keep: "Keep", Kept: "Kept", KeepFull: "There is no room for more words.", KeepForbidden: "This browser keeps nothing. Sign in to keep words.", KeepFailed: "That did not reach us. Try again.", Notebook: "My words",
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "noun", ilbo.SpeechVerb: "verb", ilbo.SpeechAdjective: "adjective", ilbo.SpeechAdverb: "adverb", ilbo.SpeechPronoun: "pronoun", ilbo.SpeechNumber: "number", ilbo.SpeechParticle: "particle",
		ilbo.SpeechPreposition: "preposition", ilbo.SpeechConjunction: "conjunction", ilbo.SpeechGrammar: "grammar", ilbo.SpeechExpression: "expression", ilbo.SpeechName: "name",
	},
}

var lessonKorean = LessonWords{
	Lesson: "해설", Level: "수준", Vocabulary: "낱말", Grammar: "문법", Rendering: "우리말 번역", Turn: "이 문장 번역 보기", Turned: "번역 숨기기", All: "번역 모두 보기",
	Print: "학습지 인쇄", Listen: "천천히 소리 내어 읽기", Stop: "읽기 멈춤", Example: "예문", Back: "본문으로", Close: "닫기", Half: "지금은 전체 %[2]d문장 가운데 %[1]d문장만 번역되어 있습니다.",
	Keep: "단어장에 담기", Kept: "담음", KeepFull: "낱말을 더 담을 자리가 없습니다.", KeepForbidden: "이 브라우저는 아무것도 저장하지 않습니다. 로그인하면 담을 수 있습니다.", KeepFailed: "전하지 못했습니다. 다시 해 주십시오.", Notebook: "내 단어장",
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "명사", ilbo.SpeechVerb: "동사", ilbo.SpeechAdjective: "형용사", ilbo.SpeechAdverb: "부사", ilbo.SpeechPronoun: "대명사", ilbo.SpeechNumber: "수사", ilbo.SpeechParticle: "조사",
		ilbo.SpeechPreposition: "전치사", ilbo.SpeechConjunction: "접속사", ilbo.SpeechGrammar: "문법", ilbo.SpeechExpression: "표현", ilbo.SpeechName: "고유 명사",
	},
}

func lessonWordsIn(l ilbo.Language) *LessonWords {
	if l == ilbo.Korean {
		return &lessonKorean
	}
	return &lessonEnglish
}

package site

import "ilbo.press"

// LessonWords are what a lesson says beside its story, in the language that its learners
// know.
type LessonWords struct {
	Lesson, Level, Vocabulary, Grammar, Rendering, Turn, Turned, All, Print, Listen, Stop, Example, Back, Close, Half                        string
	Quiz, QuizSay, MatchTask, GapTask, OrderTask, Answer, Answers, Gap, Right, Wrong, Misplaced, OtherOrder, Line, Check, Count, Again, Anew string
	Path, PreviousAt, NextAt, OnTo, AllLessons                                                                                               string
	Speech                                                                                                                                   map[ilbo.PartOfSpeech]string
	Keep, Kept, KeepFull, KeepForbidden, KeepFailed, Notebook                                                                                string
}

var lessonEnglish = LessonWords{
	Lesson: "Lesson", Level: "Level", Vocabulary: "Vocabulary", Grammar: "Grammar", Rendering: "Translation", Turn: "Translate this sentence", Turned: "Hide the translation", All: "All translations",
	Print: "Print a worksheet", Listen: "Read aloud, slowly", Stop: "Stop reading", Example: "Example", Back: "Back to the text", Close: "Close", Half: "%d of %d sentences are translated so far.",
	Quiz: "Quiz", QuizSay: "Answer for yourself, then open the answer.", MatchTask: "Match the words with their meanings", GapTask: "Which word is missing?", OrderTask: "Put the sentence in order",
	Answer: "Answer", Answers: "Answers", Gap: "(missing word)", Right: "Right.", Wrong: "Not right.", Misplaced: "Not the story’s order.", OtherOrder: "This is how the story has it. Another order may be right, too.", Line: "Your sentence", Check: "Check",
	Count: "{right} of {all} right", Again: "Again, with what was wrong", Anew: "From the start again",
	Path: "More lessons", PreviousAt: "Previous lesson, %s", NextAt: "Next lesson, %s", OnTo: "On to %s", AllLessons: "All lessons, %s",
	Keep: "Keep", Kept: "Kept", KeepFull: "There is no room for more words.", KeepForbidden: "This browser keeps nothing. Sign in to keep words.", KeepFailed: "That did not reach us. Try again.", Notebook: "My words",
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "noun", ilbo.SpeechVerb: "verb", ilbo.SpeechAdjective: "adjective", ilbo.SpeechAdverb: "adverb", ilbo.SpeechPronoun: "pronoun", ilbo.SpeechNumber: "number", ilbo.SpeechParticle: "particle",
		ilbo.SpeechPreposition: "preposition", ilbo.SpeechConjunction: "conjunction", ilbo.SpeechGrammar: "grammar", ilbo.SpeechExpression: "expression", ilbo.SpeechName: "name",
	},
}

var lessonKorean = LessonWords{
	Lesson: "해설", Level: "수준", Vocabulary: "낱말", Grammar: "문법", Rendering: "우리말 번역", Turn: "이 문장 번역 보기", Turned: "번역 숨기기", All: "번역 모두 보기",
	Print: "학습지 인쇄", Listen: "천천히 소리 내어 읽기", Stop: "읽기 멈춤", Example: "예문", Back: "본문으로", Close: "닫기", Half: "지금은 전체 %[2]d문장 가운데 %[1]d문장만 번역되어 있습니다.",
	Quiz: "확인 문제", QuizSay: "먼저 답해 보고 정답을 펼쳐 보세요.", MatchTask: "낱말과 뜻을 이어 보세요", GapTask: "빈칸에 들어갈 말을 고르세요", OrderTask: "문장을 차례대로 맞춰 보세요",
	Answer: "정답", Answers: "정답", Gap: "(빈칸)", Right: "맞았습니다.", Wrong: "틀렸습니다.", Misplaced: "기사의 순서와 다릅니다.", OtherOrder: "기사에 쓰인 순서입니다. 다른 순서도 옳을 수 있습니다.", Line: "내가 맞춘 문장", Check: "확인",
	Count: "{all}문제 가운데 {right}문제를 맞혔습니다", Again: "틀린 문제만 다시", Anew: "처음부터 다시",
	Path: "다른 해설", PreviousAt: "앞 해설, %s", NextAt: "다음 해설, %s", OnTo: "다음 수준, %s", AllLessons: "%s 해설 모두 보기",
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

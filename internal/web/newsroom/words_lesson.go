package newsroom

import "ilbo.press"

// lessonWords are those of the page where a story is prepared for learners.
type lessonWords struct {
	Title, Say, Level, Sentence, Rendering, Words, AddWord, InText, Headword, PartOfSpeech, Meaning, Sound, SoundSay, Said, SaidSay, Note, Example, ExampleMeaning string
	Grammar, GrammarTitle, GrammarText, AddGrammar, Save, Drop, DropSure, DropSay, Detached, DetachedSay, Stale, Stands, NoText, NotYours                          string
	Speech                                                                                                                                                         map[ilbo.PartOfSpeech]string
}

var lessonEnglish = lessonWords{
	Title: "Lesson", Say: "For readers who learn the story’s language. It is set on the text as it stands now, and readers see it when it is saved. Sentences without a translation are said to be missing.", Level: "Level",
	Sentence: "Sentence", Rendering: "Translation", Words: "Words", AddWord: "Explain a word", InText: "Words, as they stand in the sentence", Headword: "As a dictionary has them", PartOfSpeech: "Part of speech", Meaning: "Meaning",
	Sound: "Sound, in Hangul", SoundSay: "Only where the rules of sound do not find it: 밤빠람 for 밤바람, 신문노 for 신문로.", Said: "Pronunciation", SaidSay: "In phonetic letters.", Note: "Note", Example: "Example", ExampleMeaning: "Example, translated",
	Grammar: "Grammar", GrammarTitle: "What it is about", GrammarText: "What there is to say", AddGrammar: "Add a note on grammar", Save: "Save the lesson", Drop: "Take the lesson away", DropSure: "Yes, take it away", DropSay: "The story stays as it is.",
	Detached: "Lost their place", DetachedSay: "The text was changed under these. No reader sees them; they go when the lesson is saved, so write those that are still wanted to their sentences.", Stale: "Translations of sentences that were changed",
	Stands: "%d of %d sentences are translated, %d words are explained.", NoText: "There is no text yet that a lesson could be set on.", NotYours: "You may read this lesson, and its editor may change it.",
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "noun", ilbo.SpeechVerb: "verb", ilbo.SpeechAdjective: "adjective", ilbo.SpeechAdverb: "adverb", ilbo.SpeechPronoun: "pronoun", ilbo.SpeechNumber: "number", ilbo.SpeechParticle: "particle",
		ilbo.SpeechPreposition: "preposition", ilbo.SpeechConjunction: "conjunction", ilbo.SpeechGrammar: "grammar", ilbo.SpeechExpression: "expression", ilbo.SpeechName: "name",
	},
}

var lessonKorean = lessonWords{
	Title: "해설", Say: "기사의 언어를 배우는 독자를 위한 것입니다. 지금의 본문에 맞추며, 저장하면 독자에게 보입니다. 번역하지 않은 문장이 있으면 그렇다고 알립니다.", Level: "수준",
	Sentence: "문장", Rendering: "번역", Words: "낱말", AddWord: "낱말 풀이", InText: "문장에 나온 그대로", Headword: "사전에 실린 꼴", PartOfSpeech: "품사", Meaning: "뜻",
	Sound: "소리(한글)", SoundSay: "발음 규칙으로 알 수 없을 때만 적습니다. 밤바람은 밤빠람, 신문로는 신문노.", Said: "발음", SaidSay: "발음 기호로 적습니다.", Note: "덧붙임", Example: "예문", ExampleMeaning: "예문 번역",
	Grammar: "문법", GrammarTitle: "제목", GrammarText: "설명", AddGrammar: "문법 설명 더하기", Save: "해설 저장", Drop: "해설 없애기", DropSure: "예, 없앱니다", DropSay: "기사는 그대로 남습니다.",
	Detached: "자리를 잃은 풀이", DetachedSay: "본문이 바뀌어 떨어진 것입니다. 독자에게는 보이지 않고, 저장하면 없어집니다. 필요한 것은 해당 문장에 다시 적으십시오.", Stale: "바뀐 문장의 번역",
	Stands: "%[2]d문장 가운데 %[1]d문장을 번역했고, 낱말 %[3]d개를 풀이했습니다.", NoText: "해설을 붙일 본문이 아직 없습니다.", NotYours: "이 해설은 읽을 수 있고, 담당 데스크가 고칠 수 있습니다.",
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "명사", ilbo.SpeechVerb: "동사", ilbo.SpeechAdjective: "형용사", ilbo.SpeechAdverb: "부사", ilbo.SpeechPronoun: "대명사", ilbo.SpeechNumber: "수사", ilbo.SpeechParticle: "조사",
		ilbo.SpeechPreposition: "전치사", ilbo.SpeechConjunction: "접속사", ilbo.SpeechGrammar: "문법", ilbo.SpeechExpression: "표현", ilbo.SpeechName: "고유 명사",
	},
}

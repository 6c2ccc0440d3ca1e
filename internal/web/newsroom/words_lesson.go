package newsroom

import (
	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// lessonWords are those of the page where a story is prepared for learners.
type lessonWords struct {
	Title, Say, Level, Sentence, Rendering, Words, AddWord, InText, Headword, PartOfSpeech, Meaning, Sound, SoundSay, Said, SaidSay, Note, Example, ExampleMeaning string
	Grammar, GrammarTitle, GrammarText, AddGrammar, Save, Drop, DropSure, DropSay, Detached, DetachedSay, Stale, Stands, NoText, NotYours                          string
	Speech                                                                                                                                                         map[ilbo.PartOfSpeech]string

	Text, Keys, KeysSay, Forms, NoScript, Waits, Keep, Close, TakeAway, Suggested, DetachedHere, Never, Rare string
	Half, Lost, HalfSay, Published                                                                           string
	Glossary, GlossarySay, Begins, Look, NoEntries, More, Listed, NoList, Unseen                             string
	List, ListFile, ListSay, LoadList, OneList, NothingListed, SomeListed, BadLine, BadLines                 string
	Flaws                                                                                                    map[lesson.Flaw]string   // what is wrong with a line; English says it by itself
	Ways                                                                                                     map[ilbo.Language]string // of one language in the other
	Remarks                                                                                                  map[lesson.RemarkKind]string
	Script                                                                                                   map[string]string // what the page's script says
}

var lessonEnglish = lessonWords{
	Title: "Lesson", Say: "For readers who learn the story’s language. It is set on the text as it stands now, and readers see it when it is saved. Sentences without a translation are said to be missing.", Level: "Level",
	Sentence: "Sentence", Rendering: "Translation", Words: "Words", AddWord: "Explain a word", InText: "Words, as they stand in the sentence", Headword: "In a dictionary", PartOfSpeech: "Part of speech", Meaning: "Meaning",
	Sound: "Sound, in Hangul", SoundSay: "Only where the rules of sound do not find it: 밤빠람 for 밤바람, 신문노 for 신문로.", Said: "Pronunciation", SaidSay: "In phonetic letters.", Note: "Note", Example: "Example", ExampleMeaning: "Example, translated",
	Grammar: "Grammar", GrammarTitle: "What it is about", GrammarText: "What there is to say", AddGrammar: "Add a note on grammar", Save: "Save the lesson", Drop: "Take the lesson away", DropSure: "Yes, take it away", DropSay: "The story stays as it is.",
	Detached: "Lost their place", DetachedSay: "The text was changed under these. No reader sees them; they go when the lesson is saved, so write those that are still wanted to their sentences.", Stale: "Translations of sentences that were changed",
	Stands: "%d of %d sentences are translated, %d words are explained.", NoText: "There is no text yet that a lesson could be set on.", NotYours: "You may read this lesson, and its editor may change it.",
	Text: "The story, sentence by sentence", Keys: "Working by keyboard", KeysSay: "In the text, the left and right arrows go from word to word, up and down from sentence to sentence. Shift takes more words along, Shift and Alt a letter more or fewer. Enter explains what is marked, Escape leaves the form. In a translation, Enter keeps it and goes to the next sentence, Shift and Enter to the one before, Ctrl and Enter to the next that is missing.",
	Forms: "By forms", NoScript: "Marking words in the text needs JavaScript. The lesson can be written without it:", Waits: "This is the story’s newest copy, which readers do not have yet. What you do here waits with it: they keep the lesson that they have until the copy is published.",
	Keep: "Keep", Close: "Close", TakeAway: "Take away", Suggested: "Words that readers may not know", DetachedHere: "The text was changed under these. No reader sees them. Put each on its words again, or mark other words and choose it in the form.", Never: "in no other story", Rare: "in %d stories",
	Half: "Lesson: %d of %d sentences are not translated.", Lost: "Explanations and translations that have lost their place: %d.", HalfSay: "Readers are told what is missing.", Published: "Lesson published unfinished",
	Glossary: "Glossary", GlossarySay: "What the paper’s lessons have explained. A word that is marked again fills its form from here.", Begins: "Word", Look: "Look up", NoEntries: "Nothing is explained that begins so.", More: "What follows", Listed: "Words whose level is known: %s.",
	NoList: "No list of words by level is loaded yet. With one, words above a lesson’s level are suggested.", Unseen: "Story %d",
	List: "Words by level", ListFile: "File", ListSay: "A word a line, then a tab or a comma and its level: A1 to C2 for English, TOPIK 1 to TOPIK 6 for Korean; perhaps a comma and its part of speech. The list takes the place of the one that its language had.", LoadList: "Load the list",
	OneList: "One file is one list: send them one after the other.", NothingListed: "There is no word with a level in the file: the lists that the paper has stay.", SomeListed: "Words loaded: %s. These lines are not:", BadLine: "Line %d: %s.", BadLines: "And %s lines more.",
	Ways:    map[ilbo.Language]string{ilbo.English: "English, explained in Korean", ilbo.Korean: "Korean, explained in English"},
	Remarks: map[lesson.RemarkKind]string{lesson.Missing: "Not translated", lesson.Long: "Much longer than the other translations.", lesson.Short: "Much shorter than the other translations.", lesson.Numbers: "Stands in one of the two alone: %s."},
	Script: map[string]string{
		"sentence": "Sentence %d", "translationOf": "Translation of sentence %d", "translate": "Translate", "leaveIt": "Leave it so", "keeping": "Keeping…", "kept": "Kept.", "away": "The newsroom cannot be reached. What you typed is still here: try again.",
		"oneSentence": "An explanation is on words of one sentence.", "overlaps": "“%s” is explained already: each word has one explanation.", "changed": "The text was changed meanwhile, and is shown as it is now.",
		"before": "Explained before. Choose one to fill in the form:", "explainedOn": "on %s", "lostOne": "has lost its place", "putOn": "Put on “%s”", "takeAway": "Take away", "useFor": "Use for sentence %d", "known": "The glossary has it", "knownShort": "in the glossary",
	},
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
	Text: "문장별 본문", Keys: "키보드로 일하기", KeysSay: "본문에서 왼쪽·오른쪽 화살표는 낱말을, 위·아래 화살표는 문장을 옮겨 다닙니다. Shift를 누르면 낱말을 더 잡고, Shift와 Alt를 함께 누르면 끝 글자를 하나씩 더하거나 뺍니다. Enter는 잡은 말을 풀이하고 Esc는 풀이 칸을 닫습니다. 번역 칸에서 Enter는 저장하고 다음 문장으로, Shift+Enter는 앞 문장으로, Ctrl+Enter는 아직 번역하지 않은 다음 문장으로 갑니다.",
	Forms: "양식으로 쓰기", NoScript: "본문에서 낱말을 잡으려면 자바스크립트가 필요합니다. 없이도 해설을 쓸 수 있습니다.", Waits: "독자에게 아직 나가지 않은 최신 원고입니다. 여기서 하는 일은 원고와 함께 기다리며, 원고를 내기 전까지 독자는 지금의 해설을 봅니다.",
	Keep: "저장", Close: "닫기", TakeAway: "없애기", Suggested: "독자가 모를 만한 낱말", DetachedHere: "본문이 바뀌어 떨어진 풀이입니다. 독자에게는 보이지 않습니다. 제 낱말에 다시 붙이거나, 다른 낱말을 잡고 풀이 칸에서 고르십시오.", Never: "다른 기사에 없음", Rare: "기사 %d건에 나옴",
	Half: "해설: 문장 %[2]d개 가운데 %[1]d개를 번역하지 않았습니다.", Lost: "자리를 잃은 풀이와 번역이 %d개 있습니다.", HalfSay: "빠진 것은 독자에게도 알립니다.", Published: "해설을 다 마치지 않고 냄",
	Glossary: "풀이 사전", GlossarySay: "지금까지 해설에서 풀이한 낱말입니다. 같은 낱말을 다시 잡으면 여기서 가져와 채웁니다.", Begins: "낱말", Look: "찾기", NoEntries: "그렇게 시작하는 낱말의 풀이가 없습니다.", More: "다음", Listed: "수준을 아는 낱말: %s.",
	NoList: "수준별 낱말 목록이 아직 없습니다. 목록을 넣으면 해설 수준보다 어려운 낱말을 추천합니다.", Unseen: "기사 %d",
	List: "수준별 낱말", ListFile: "파일", ListSay: "한 줄에 낱말 하나를 적고, 탭이나 쉼표 뒤에 수준을 적습니다. 영어는 A1부터 C2까지, 한국어는 TOPIK 1부터 TOPIK 6까지이며, 쉼표 뒤에 품사를 영어로 덧붙일 수 있습니다. 그 언어의 목록이 새 목록으로 바뀝니다.", LoadList: "목록 넣기",
	OneList: "파일 하나가 목록 하나입니다. 하나씩 보내십시오.", NothingListed: "파일에 수준이 적힌 낱말이 없습니다. 지금의 목록은 그대로 있습니다.", SomeListed: "낱말 %s개를 넣었습니다. 다음 줄은 넣지 못했습니다.", BadLine: "%d번째 줄: %s.", BadLines: "그 밖에 %s줄이 더 있습니다.",
	Flaws: map[lesson.Flaw]string{
		lesson.FlawUnread: "너무 길거나 UTF-8 글이 아닙니다", lesson.FlawUnparted: "탭이나 쉼표 뒤에 수준이 없습니다", lesson.FlawWordless: "낱말이 없습니다", lesson.FlawLong: "낱말이 80자를 넘습니다",
		lesson.FlawLevel: "‘%s’은(는) 수준이 아닙니다. A1~C2 또는 TOPIK 1~TOPIK 6으로 적으십시오", lesson.FlawLanguage: "낱말과 수준의 언어가 다릅니다", lesson.FlawSpeech: "‘%s’(이)라는 품사는 없습니다", lesson.FlawTwice: "목록에 두 번 나옵니다", lesson.FlawMany: "목록의 낱말이 60,000개를 넘습니다",
	},
	Ways:    map[ilbo.Language]string{ilbo.English: "영어를 한국어로 풀이", ilbo.Korean: "한국어를 영어로 풀이"},
	Remarks: map[lesson.RemarkKind]string{lesson.Missing: "번역 없음", lesson.Long: "다른 번역보다 훨씬 깁니다.", lesson.Short: "다른 번역보다 훨씬 짧습니다.", lesson.Numbers: "한쪽에만 있는 숫자: %s."},
	Script: map[string]string{
		"sentence": "%d번째 문장", "translationOf": "%d번째 문장의 번역", "translate": "번역", "leaveIt": "그대로 두기", "keeping": "저장하는 중…", "kept": "저장했습니다.", "away": "편집국에 닿지 않습니다. 쓴 것은 그대로 있으니 다시 해 보십시오.",
		"oneSentence": "풀이는 한 문장 안의 낱말에 붙입니다.", "overlaps": "‘%s’은(는) 이미 풀이했습니다. 한 낱말에는 풀이가 하나입니다.", "changed": "그 사이 본문이 바뀌어, 지금의 본문을 보여 줍니다.",
		"before": "전에 풀이한 것입니다. 고르면 칸을 채웁니다.", "explainedOn": "%s", "lostOne": "자리를 잃음", "putOn": "‘%s’에 붙이기", "takeAway": "없애기", "useFor": "%d번째 문장에 쓰기", "known": "풀이 사전에 있습니다", "knownShort": "사전에 있음",
	},
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "명사", ilbo.SpeechVerb: "동사", ilbo.SpeechAdjective: "형용사", ilbo.SpeechAdverb: "부사", ilbo.SpeechPronoun: "대명사", ilbo.SpeechNumber: "수사", ilbo.SpeechParticle: "조사",
		ilbo.SpeechPreposition: "전치사", ilbo.SpeechConjunction: "접속사", ilbo.SpeechGrammar: "문법", ilbo.SpeechExpression: "표현", ilbo.SpeechName: "고유 명사",
	},
}

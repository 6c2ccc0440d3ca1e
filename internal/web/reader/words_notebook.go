package reader

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson/notebook"
)

// noteWords are what the pages of a reader's own words say. Where two stand with a bar
// between, the first is of one and the second of more; scripts part them as count does.
type noteWords struct {
	Title, Say, SayStranger, NoScript, SignIn, None, NoneFound, Review, ToReview, ToWords      string
	Kept, Due, NothingDue, Found, Left                                                         string
	Find, Language, AllLanguages, FindGo, Pages, Earlier, Later, Drop                          string
	Add, AddSay, Headword, Meaning, Said, Class, NoClass, Note, Example, ExampleMeaning, AddGo string
	Files, FilesSay, Anki, CSV, Bring, BringSay, BringGo, NotBrought                           string
	Show, HowWell, Keys, Undo, Failed, Elsewhere, Full, Forbidden                              string
	Done, DoneSay, Empty, NextAt, NextDay, AheadTitle, AsTable, Day, Words                     string
	New, Now, Minutes, Days, Months, Years, In                                                 string
	Grades                                                                                     map[ilbo.Grade]string
	Tongues                                                                                    map[ilbo.Language]string
	Speech                                                                                     map[ilbo.PartOfSpeech]string
	Reasons                                                                                    map[notebook.Reason]string
}

var englishNote = noteWords{
	Title: "My words", Say: "The words that you keep from lessons, and those that you add. They are asked again just before you would forget them.",
	SayStranger: "They are kept in this browser. Sign in, and you have them on every device.", NoScript: "Without JavaScript, words are kept in an account. Sign in, or turn JavaScript on for this site.", SignIn: "Sign in",
	None: "There is no word here yet. Press “Keep” beside a word of a lesson, or add one below.", NoneFound: "No word is like that.", Review: "Review", ToReview: "Review now", ToWords: "All my words",
	Kept: "%d word|%d words", Due: "%d is due|%d are due", NothingDue: "Nothing is due", Found: "%d word found|%d words found", Left: "%d to go|%d to go",
	Find: "Find", Language: "Language", AllLanguages: "All languages", FindGo: "Find", Pages: "Pages of the list", Earlier: "Newer words", Later: "Older words", Drop: "Remove",
	Add: "Add a word", AddSay: "A word and its meaning are enough.", Headword: "Word", Meaning: "Meaning", Said: "Pronunciation", Class: "Part of speech", NoClass: "Not said", Note: "Note", Example: "Example", ExampleMeaning: "Translation of the example", AddGo: "Add",
	Files: "Take them along", FilesSay: "All your words as a file: for Anki, or for a spreadsheet.", Anki: "File for Anki", CSV: "CSV",
	Bring: "Words in this browser", BringSay: "%d word is kept in this browser alone.|%d words are kept in this browser alone.", BringGo: "Bring into my account", NotBrought: "%d could not be taken over, and stays in this browser.|%d could not be taken over, and stay in this browser.",
	Show: "Show the meaning", HowWell: "How well did you know it?", Keys: "Keys: space shows the meaning, 1 to 4 grade, U takes the last grade back.", Undo: "Take back the grade of",
	Failed: "That did not reach us. Nothing is lost: try again.", Elsewhere: "That word was changed elsewhere meanwhile.", Full: "There is no room for more words in this browser.", Forbidden: "This browser keeps nothing. Sign in to keep words.",
	Done: "Done for now", DoneSay: "Nothing is due.", Empty: "There is nothing to review yet. Keep words from a lesson first.", NextAt: "The next word comes at %s.", NextDay: "The next word comes on %s.", AheadTitle: "Words in the next three weeks", AsTable: "As a table", Day: "Day", Words: "Words",
	New: "new", Now: "due", Minutes: "%d min|%d min", Days: "%d day|%d days", Months: "%d month|%d months", Years: "%d year|%d years", In: "in %s",
	Grades:  map[ilbo.Grade]string{ilbo.GradeAgain: "Again", ilbo.GradeHard: "Hard", ilbo.GradeGood: "Good", ilbo.GradeEasy: "Easy"},
	Tongues: map[ilbo.Language]string{ilbo.English: "English", ilbo.Korean: "Korean"},
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "noun", ilbo.SpeechVerb: "verb", ilbo.SpeechAdjective: "adjective", ilbo.SpeechAdverb: "adverb", ilbo.SpeechPronoun: "pronoun", ilbo.SpeechNumber: "number", ilbo.SpeechParticle: "particle",
		ilbo.SpeechPreposition: "preposition", ilbo.SpeechConjunction: "conjunction", ilbo.SpeechGrammar: "grammar", ilbo.SpeechExpression: "expression", ilbo.SpeechName: "name",
	},
	Reasons: map[notebook.Reason]string{
		notebook.BadWord: "A word is a line of at most 80 characters with a meaning of at most 200; notes have at most 600, examples 300.", notebook.TooMany: "Your notebook is full: let some words go first.", notebook.AtOnce: "That is too much at once.",
		notebook.Elsewhere: "You graded that word on another device meanwhile. That grade stands.", notebook.NoUndo: "There is no grade to take back.", notebook.NoSuch: "That word is not in your notebook any more.", notebook.NoGrade: "Choose one of the four grades.", notebook.TooOften: "Too many ask from here. Try again in a minute.",
	},
}

var koreanNote = noteWords{
	Title: "내 단어장", Say: "해설 기사에서 담은 낱말과 직접 적은 낱말을 모아 둡니다. 잊을 때쯤 다시 묻습니다.",
	SayStranger: "이 브라우저에 저장됩니다. 로그인하면 어느 기기에서나 보실 수 있습니다.", NoScript: "자바스크립트를 쓰지 않으면 낱말을 계정에 담습니다. 로그인하시거나 이 사이트에서 자바스크립트를 켜 주십시오.", SignIn: "로그인",
	None: "아직 낱말이 없습니다. 해설 기사의 낱말 옆에서 ‘단어장에 담기’를 누르거나 아래에서 직접 적어 주십시오.", NoneFound: "그런 낱말이 없습니다.", Review: "복습", ToReview: "지금 복습하기", ToWords: "낱말 모두 보기",
	Kept: "낱말 %d개|낱말 %d개", Due: "복습할 낱말 %d개|복습할 낱말 %d개", NothingDue: "지금 복습할 낱말이 없습니다", Found: "찾은 낱말 %d개|찾은 낱말 %d개", Left: "남은 낱말 %d개|남은 낱말 %d개",
	Find: "찾기", Language: "언어", AllLanguages: "모든 언어", FindGo: "찾기", Pages: "목록의 쪽", Earlier: "더 새 낱말", Later: "더 오래된 낱말", Drop: "지우기",
	Add: "낱말 적기", AddSay: "낱말과 뜻만 있으면 됩니다.", Headword: "낱말", Meaning: "뜻", Said: "발음", Class: "품사", NoClass: "적지 않음", Note: "풀이", Example: "예문", ExampleMeaning: "예문의 번역", AddGo: "담기",
	Files: "내보내기", FilesSay: "낱말을 모두 파일로 받습니다. 안키나 표 계산 프로그램에서 쓸 수 있습니다.", Anki: "안키 파일", CSV: "CSV",
	Bring: "이 브라우저의 낱말", BringSay: "이 브라우저에만 있는 낱말이 %d개 있습니다.|이 브라우저에만 있는 낱말이 %d개 있습니다.", BringGo: "내 계정으로 옮기기", NotBrought: "%d개는 옮기지 못해 이 브라우저에 남아 있습니다.|%d개는 옮기지 못해 이 브라우저에 남아 있습니다.",
	Show: "뜻 보기", HowWell: "얼마나 잘 아셨습니까?", Keys: "단축키: 사이 띄개로 뜻을 보고, 1~4로 평가하며, U로 되돌립니다.", Undo: "마지막 평가 되돌리기",
	Failed: "전하지 못했습니다. 잃은 것은 없으니 다시 해 주십시오.", Elsewhere: "그사이 다른 곳에서 바뀐 낱말입니다.", Full: "이 브라우저에 낱말을 더 담을 자리가 없습니다.", Forbidden: "이 브라우저는 아무것도 저장하지 않습니다. 로그인하면 담을 수 있습니다.",
	Done: "오늘은 여기까지", DoneSay: "지금 복습할 낱말이 없습니다.", Empty: "아직 복습할 낱말이 없습니다. 먼저 해설 기사에서 낱말을 담아 주십시오.", NextAt: "다음 낱말은 %s에 나옵니다.", NextDay: "다음 낱말은 %s에 나옵니다.", AheadTitle: "앞으로 세 주 동안 나올 낱말", AsTable: "표로 보기", Day: "날짜", Words: "낱말",
	New: "새 낱말", Now: "복습할 때", Minutes: "%d분|%d분", Days: "%d일|%d일", Months: "%d개월|%d개월", Years: "%d년|%d년", In: "%s 뒤",
	Grades:  map[ilbo.Grade]string{ilbo.GradeAgain: "모름", ilbo.GradeHard: "어려움", ilbo.GradeGood: "알맞음", ilbo.GradeEasy: "쉬움"},
	Tongues: map[ilbo.Language]string{ilbo.English: "영어", ilbo.Korean: "한국어"},
	Speech: map[ilbo.PartOfSpeech]string{
		ilbo.SpeechNoun: "명사", ilbo.SpeechVerb: "동사", ilbo.SpeechAdjective: "형용사", ilbo.SpeechAdverb: "부사", ilbo.SpeechPronoun: "대명사", ilbo.SpeechNumber: "수사", ilbo.SpeechParticle: "조사",
		ilbo.SpeechPreposition: "전치사", ilbo.SpeechConjunction: "접속사", ilbo.SpeechGrammar: "문법", ilbo.SpeechExpression: "표현", ilbo.SpeechName: "고유 명사",
	},
	Reasons: map[notebook.Reason]string{
		notebook.BadWord: "낱말은 80자까지의 한 줄이며 200자까지의 뜻이 있어야 합니다. 풀이는 600자, 예문은 300자까지입니다.", notebook.TooMany: "단어장이 가득 찼습니다. 먼저 몇 낱말을 지우십시오.", notebook.AtOnce: "한꺼번에 너무 많습니다.",
		notebook.Elsewhere: "그사이 다른 기기에서 평가한 낱말입니다. 그 평가를 그대로 둡니다.", notebook.NoUndo: "되돌릴 평가가 없습니다.", notebook.NoSuch: "이제 단어장에 없는 낱말입니다.", notebook.NoGrade: "네 가지 가운데 하나를 고르십시오.", notebook.TooOften: "이곳에서 너무 많이 요청했습니다. 1분 뒤에 다시 해 주십시오.",
	},
}

// Classes are the parts of speech for scripts: noun=noun|verb=verb.
func (n *noteWords) Classes() string {
	var all []string
	for _, s := range ilbo.PartsOfSpeech {
		all = append(all, string(s)+"="+n.Speech[s])
	}
	return strings.Join(all, "|")
}

// count says how many, by the words of one or those of more.
func (n *noteWords) count(words string, many int) string {
	one, more, _ := strings.Cut(words, "|")
	if many != 1 {
		one = more
	}
	return strings.Replace(one, "%d", fmt.Sprint(many), 1)
}

// Lengths of days as people say them.
const (
	daysOfMonth = 30
	daysOfYear  = 365
)

// in says how long after its review a word comes again.
func (n *noteWords) in(r *ilbo.Recall) string {
	switch {
	case r.Days >= daysOfYear:
		return n.count(n.Years, (r.Days+daysOfYear/2)/daysOfYear)
	case r.Days >= 2*daysOfMonth:
		return n.count(n.Months, (r.Days+daysOfMonth/2)/daysOfMonth)
	case r.Days > 0:
		return n.count(n.Days, r.Days)
	}
	return n.count(n.Minutes, max(1, int(r.Due.Sub(r.Reviewed).Round(time.Minute)/time.Minute)))
}

// when says when a word is asked, by the reader's clock.
func (n *noteWords) when(r *ilbo.Recall, now time.Time, zone *time.Location) string {
	from := r.From(zone)
	switch wait := from.Sub(now); {
	case r.Phase == ilbo.PhaseNew:
		return n.New
	case wait <= 0:
		return n.Now
	case wait < time.Hour && r.Days == 0:
		return fmt.Sprintf(n.In, n.count(n.Minutes, max(1, int(wait.Round(time.Minute)/time.Minute))))
	}
	days := 0 // midnights until then
	for at := ilbo.Midnight(now, zone); at.Before(ilbo.Midnight(from, zone)) && days < ilbo.MaxRecallDays; days++ {
		y, m, d := at.Date()
		at = time.Date(y, m, d+1, 0, 0, 0, 0, zone)
	}
	return fmt.Sprintf(n.In, n.in(&ilbo.Recall{Days: max(1, days)}))
}

// next says when the next word is due; there is that moment in the reader's zone.
func (n *noteWords) next(at, now, there time.Time, l ilbo.Language) string {
	if at.Sub(now) < 12*time.Hour {
		return fmt.Sprintf(n.NextAt, there.Format("15:04"))
	}
	return fmt.Sprintf(n.NextDay, l.Day(there))
}

// refused says why something about words was; empty where it is about something else.
func (n *noteWords) refused(err error) string {
	var reason notebook.Reason
	if errors.As(err, &reason) {
		return n.Reasons[reason]
	}
	return ""
}

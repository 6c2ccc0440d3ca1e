package newsroom

import "ilbo.press/internal/front"

// readingWords are what the pages of what is read say.
type readingWords struct {
	Title, Say, Span, Language, Section, AllLanguages, AllSections, Show                string
	Story, Published, Readings, Before, Change, ToEnd, Stayed, Nothing, CSV, CSVDays    string
	ByDay, DaysSay, Day, DaysTable, BeforeKey                                           string
	HowFar, HowLong, EndSay, MedianSay, ToldSay, NotTold, Quarter, Part, ReadBy, Seen   string
	Seconds, Minutes, ToStory, ToPublic, AllReading, InMonth, Compared, HowSay, Spanned string
	Quarters                                                                            []string
	Spans                                                                               map[front.Span]string
}

var readingEnglish = readingWords{
	Title: "Reading", Say: "Counted without cookies and without names: each reader once a day for a story. Whoever asks browsers not to be tracked is not counted, nor is the newsroom.",
	Span: "While", Language: "Language", Section: "Section", AllLanguages: "All languages", AllSections: "All sections", Show: "Show",
	Story: "Story", Published: "Published", Readings: "Readings", Before: "Before", Change: "Change", ToEnd: "To the end", Stayed: "Half stayed", Nothing: "Nothing was read in that while.", CSV: "Stories as CSV", CSVDays: "Days as CSV",
	ByDay: "Readings a day", DaysSay: "%s in the last thirty days; %s in the thirty before.", Day: "Day", DaysTable: "The days in numbers", BeforeKey: "thirty days before",
	HowFar: "How far down readings got", HowLong: "How long readings lasted at least", EndSay: "%s got to the end", MedianSay: "Half lasted %s.", ToldSay: "Of %s readings that said so.", NotTold: "No reading has said yet how far it got.", Quarter: "To the end of", Part: "Part of readings", ReadBy: "Readings in thirty days: %s", Seen: "How it is read",
	Seconds: "%d s", Minutes: "%d min", ToStory: "At the desk", ToPublic: "As readers see it", AllReading: "All that is read", InMonth: "In thirty days", Compared: "Before is as far into the while before: yesterday until this hour, or the week or the thirty days before.", HowSay: "A page tells once in a while how many quarters of the story were in view and roughly for how long, and nothing else.", Spanned: "At least",
	Quarters: []string{"the first quarter", "the first half", "three quarters", "the story"},
	Spans:    map[front.Span]string{front.Today: "Today", front.Week: "Seven days", front.Month: "Thirty days"},
}

var readingKorean = readingWords{
	Title: "열독", Say: "쿠키와 이름 없이, 독자마다 기사 하나를 하루 한 번만 셉니다. 추적을 거부한 브라우저와 편집국은 세지 않습니다.",
	Span: "기간", Language: "언어", Section: "면", AllLanguages: "모든 언어", AllSections: "모든 면", Show: "보기",
	Story: "기사", Published: "발행", Readings: "열독", Before: "이전", Change: "변화", ToEnd: "끝까지", Stayed: "절반이 머문 시간", Nothing: "그 기간에 읽힌 기사가 없습니다.", CSV: "기사를 CSV로 받기", CSVDays: "날짜별로 CSV 받기",
	ByDay: "하루 열독", DaysSay: "지난 30일 %s, 그 전 30일 %s.", Day: "날짜", DaysTable: "날짜별 숫자", BeforeKey: "30일 전",
	HowFar: "어디까지 읽었는가", HowLong: "적어도 얼마나 머물렀는가", EndSay: "끝까지 %s", MedianSay: "절반은 %s.", ToldSay: "알려 온 열독 %s건 가운데.", NotTold: "어디까지 읽었는지 아직 알려 온 열독이 없습니다.", Quarter: "여기까지", Part: "비율", ReadBy: "30일 열독 %s", Seen: "얼마나 읽히는가",
	Seconds: "%d초", Minutes: "%d분", ToStory: "편집 화면", ToPublic: "독자 화면", AllReading: "읽히는 기사 모두", InMonth: "30일 동안", Compared: "이전은 앞 기간의 같은 때까지입니다. 어제 이 시각까지, 또는 그 전 7일이나 30일입니다.", HowSay: "화면은 기사의 몇 분의 몇이 보였는지와 대략 얼마나 머물렀는지만 알립니다.", Spanned: "적어도",
	Quarters: []string{"첫 4분의 1", "절반", "4분의 3", "기사 끝"},
	Spans:    map[front.Span]string{front.Today: "오늘", front.Week: "7일", front.Month: "30일"},
}

package newsroom

import "ilbo.press"

// passageWords are what the pages say of where the meter leads, and of what became
// of newsletters.
type passageWords struct {
	Title, Say, Weeks, Months, By, Week, Month, Compared, Now, Before, Change, Rate, RateSay string
	ByStory, StoriesSay, Nothing, Gone, DoorsSay, SoldSay, Line, CSV, StoriesCSV             string
	Letters, LettersSay, SentSay, Last, LastBefore, LettersCSV, OpensLine, NotSent           string
	Steps                                                                                    map[ilbo.MeterStep]string
}

var passagesEnglish = passageWords{
	Title: "Meter", Say: "Where the meter leads. A browser that meets it keeps a mark, for thirty-one days, by which the next step adds one to a sum; the paper itself remembers nobody. Each step counts for the day, and for the story, at which its browser met the meter.",
	Weeks: "By week", Months: "By month", By: "Weeks or months", Week: "Week from", Month: "Month", Compared: "Thirty days, and the thirty before", Now: "Thirty days", Before: "Before", Change: "Change",
	Rate: "Of those at the door", RateSay: "The last weeks go on growing: whoever met the meter yesterday may subscribe tomorrow.", ByStory: "Which stories sell", StoriesSay: "At which story browsers met the meter, in the last thirty days.", Nothing: "Nobody has met the meter yet.", Gone: "Story %d, which readers do not see any more",
	DoorsSay: "%s in the last thirty days; %s in the thirty before.", SoldSay: "%s subscribed in the last thirty days; %s in the thirty before.", Line: "ordered", CSV: "As CSV", StoriesCSV: "Stories as CSV",
	Letters: "Newsletters", LettersSay: "What became of the last mailings.", SentSay: "%s letters in the last mailings, of which there are %d; %s readers ended it.", Last: "Last mailings", LastBefore: "As many before", LettersCSV: "Mailings as CSV", OpensLine: "opened", NotSent: "Nothing has been sent yet.",
	Steps: map[ilbo.MeterStep]string{ilbo.LastFree: "Last free story", ilbo.AtDoor: "At the door", ilbo.JoinedIn: "Opened an account", ilbo.Ordered: "Ordered", ilbo.Subscribed: "Subscribed"},
}

var passagesKorean = passageWords{
	Title: "계량", Say: "무료 한도를 다 쓴 독자가 어디로 가는지 봅니다. 한도에 닿은 브라우저가 서른하루 동안 표시를 지니고, 다음 단계에서 합계에 하나를 더할 뿐, 신문은 아무도 기억하지 않습니다. 단계마다 한도에 닿은 날과 기사에 셉니다.",
	Weeks: "주별", Months: "월별", By: "주 또는 달", Week: "주 시작", Month: "달", Compared: "30일과 그 전 30일", Now: "30일", Before: "이전", Change: "변화",
	Rate: "닫힌 기사를 만난 가운데", RateSay: "최근 주는 계속 늘어납니다. 어제 한도에 닿은 독자가 내일 구독할 수 있습니다.", ByStory: "구독을 부르는 기사", StoriesSay: "지난 30일 동안 어느 기사에서 한도에 닿았는지 봅니다.", Nothing: "아직 한도에 닿은 독자가 없습니다.", Gone: "독자에게 더 보이지 않는 기사 %d",
	DoorsSay: "지난 30일 %s, 그 전 30일 %s.", SoldSay: "지난 30일 구독 %s, 그 전 30일 %s.", Line: "주문", CSV: "CSV로 받기", StoriesCSV: "기사를 CSV로 받기",
	Letters: "뉴스레터", LettersSay: "지난 발송이 어떻게 되었는지 봅니다.", SentSay: "지난 발송에서 편지 %s통, 발송 %d번, 수신 거부 %s명.", Last: "지난 발송", LastBefore: "그 전 같은 수", LettersCSV: "발송을 CSV로 받기", OpensLine: "열림", NotSent: "아직 보낸 것이 없습니다.",
	Steps: map[ilbo.MeterStep]string{ilbo.LastFree: "마지막 무료 기사", ilbo.AtDoor: "닫힌 기사", ilbo.JoinedIn: "계정 만듦", ilbo.Ordered: "주문", ilbo.Subscribed: "구독"},
}

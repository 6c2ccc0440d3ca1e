package newsroom

// pressWords are what the board of the printed paper says.
type pressWords struct {
	Title, Say, Day, Show, Earlier, Later, Edition  string
	NotClosed, Closed, Close, CloseSay, Again, Sure string
	Page, Picture, Stories, Columns, Lead, Goes     string
	OneStory, OneColumn                             string
	Place, AnyPage, AnyColumns, Headline, HeadSay   string
	Drop, Set, Back, Wanted, NotPrinted, NoneLeft   string
	PageName, ColumnsName                           string
	Missing, Boxes, Pages, ReadOnly                 string
}

var pressEnglish = pressWords{
	Title: "Press", Say: "The printed paper as it would be if it closed now. Where you want nothing, the press finds the place.", Day: "Day", Show: "Show", Earlier: "The day before", Later: "The day after", Edition: "Edition of %s",
	NotClosed: "Not closed yet.", Closed: "Version %d was closed at %s, and does not change any more. What you want now is for a replate.",
	Close: "Close the edition", CloseSay: "It is printed as it stands: PDF, pages and book. Readers get it at once, and that version never changes.", Again: "Replate: close version %d", Sure: "Close it now",
	Page: "Page %s", Picture: "Page %s as it is planned", Stories: "%d stories", Columns: "%d columns", OneStory: "1 story", OneColumn: "1 column", Lead: "leads", Goes: "goes on from %s",
	PageName: "Page", ColumnsName: "Columns", Place: "Place it", AnyPage: "Where it falls", AnyColumns: "As it comes", Headline: "Headline in print", HeadSay: "Empty is the story’s own.",
	Drop: "Do not print", Set: "Set again", Back: "Take back", Wanted: "as the desk wants it", NotPrinted: "Not printed", NoneLeft: "Every story of the day is printed.",
	Missing: "No font has these signs; they are printed as boxes", Boxes: "%s in “%s”", Pages: "%d pages, %d stories", ReadOnly: "another section’s",
}

var pressKorean = pressWords{
	Title: "지면", Say: "지금 마감하면 나올 지면입니다. 따로 정하지 않은 것은 조판이 알아서 자리를 찾습니다.", Day: "날짜", Show: "보기", Earlier: "전날", Later: "다음 날", Edition: "%s 신문",
	NotClosed: "아직 마감하지 않았습니다.", Closed: "%d판을 %s에 마감했고, 그 판은 더 바뀌지 않습니다. 지금 정하는 것은 판갈이에 쓰입니다.",
	Close: "마감하기", CloseSay: "지금 모습 그대로 PDF와 지면, 책으로 인쇄해 바로 독자에게 보입니다. 그 판은 다시 바뀌지 않습니다.", Again: "판갈이: %d판 마감하기", Sure: "지금 마감",
	Page: "%s면", Picture: "%s면 예정 모습", Stories: "기사 %d건", Columns: "%d단", OneStory: "기사 1건", OneColumn: "1단", Lead: "머리기사", Goes: "%s면에서 이어짐",
	PageName: "면", ColumnsName: "단", Place: "자리 정하기", AnyPage: "저절로", AnyColumns: "저절로", Headline: "지면 제목", HeadSay: "비우면 기사 제목 그대로입니다.",
	Drop: "싣지 않기", Set: "다시 짜기", Back: "정한 것 지우기", Wanted: "데스크가 정함", NotPrinted: "싣지 않는 기사", NoneLeft: "그날 기사를 모두 실었습니다.",
	Missing: "글꼴에 없어 네모로 찍히는 글자", Boxes: "‘%[2]s’의 %[1]s", Pages: "%d면, 기사 %d건", ReadOnly: "다른 섹션",
}

package newsroom

// mailWords are what the pages of newsletters say.
type mailWords struct {
	Title, Say, None, New, Change, Save, NameIn, AboutIn, Language, From, Home, Sections, Writers, ByHand string
	OnWhich, Hour, HourSay, Stories, Taking, NextAt, EveryDay, OnDays, Between, StoriesOf, StoriesBy      string
	End, EndSure, EndedTitle, Open, Days                                                                  string
	Mailings, NoMailings, Day, Sent, Refused, Returned, Waiting, Unsure, Ended, State, Stop               string
	StoppedAt, BegunBy, Written, AtHours                                                                  string
	Next, NextSay, Subject, SubjectSay, Note, NoteSay, Chosen, ChosenSay, Preview, InText, Nothing, Begun string
	Opened, Opens, OpensSay                                                                               string
	Try, TrySay, Email, SendNow, SendSay, SendSure, SendGo                                                string
	Weekdays                                                                                              []string // from Sunday
	Crossed                                                                                               string
	Letter                                                                                                letterWords
}

var englishMail = mailWords{
	Title: "Newsletters", Say: "What readers take by e-mail. Each title is sent at its hour, where each reader lives.", None: "There are no newsletters yet.", New: "A new newsletter", Change: "Change", Save: "Save",
	NameIn: "Name, %s", AboutIn: "What it brings, %s", Language: "Language of its stories", From: "Composed from", Home: "Front page", Sections: "Fronts", Writers: "Journalists", ByHand: "by hand",
	OnWhich: "Appears on", Hour: "Hour", HourSay: "In each reader’s own zone.", Stories: "Stories at most", Taking: "readers: %d", NextAt: "next: %s", EveryDay: "every day at %02d:00", OnDays: "%s at %02d:00", Between: ", ",
	StoriesOf: "stories of “%s”", StoriesBy: "stories by %s", End: "End it", EndSure: "Yes, “%s” appears no more", EndedTitle: "Appears no more", Open: "Next mailing", Days: "Days",
	Mailings: "Last mailings", NoMailings: "Nothing has been sent yet.", Day: "Day", Sent: "Sent", Refused: "Refused", Returned: "Bounced", Waiting: "Tried later", Unsure: "Unsure", Ended: "Unsubscribed", State: "How", Stop: "Stop",
	StoppedAt: "stopped, %s", BegunBy: "to all at once, by %s, %s", Written: "not sent", AtHours: "at each reader’s hour",
	Next: "The mailing of %s", NextSay: "As it is now. It is put together anew when its hour comes in each reader’s zone; the paper’s is %s.", Subject: "Subject", SubjectSay: "Empty: the name and the first headline.",
	Note: "Note above the stories", NoteSay: "Blank lines part paragraphs.", Chosen: "Stories, chosen by hand", ChosenSay: "A line each, by number or address, in their order. Empty: as the title is composed.",
	Preview: "The letter", InText: "As plain text", Nothing: "There is nothing in this mailing yet, and it would not be sent.", Begun: "Its letters are on their way.",
	Try: "Send me a test", TrySay: "As it is now, to one address. Nobody else gets anything.", Email: "Your e-mail address",
	SendNow: "Send it now", SendSay: "It is sent to all who take the newsletter at once, whatever the hour is where they live, and to nobody again on its day.", SendSure: "Yes, send it to all of its readers now: %d", SendGo: "Send now",
	Crossed: "Somebody else has written for this mailing meanwhile. Look at what they wrote, and save yours again.", Letter: englishLetter,
	Opened: "Opened", Opens: "Count how often its letters are opened", OpensSay: "By a picture whose address names the mailing and no reader. Readers are told, in the letter and where they choose it. Many mail programs fetch pictures unasked or not at all: compare mailings, and do not take it for people.",
	Weekdays: []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

var koreanMail = mailWords{
	Title: "뉴스레터", Say: "독자가 전자우편으로 받는 것입니다. 저마다 독자가 있는 곳의 정한 시각에 갑니다.", None: "아직 뉴스레터가 없습니다.", New: "새 뉴스레터", Change: "바꾸기", Save: "저장",
	NameIn: "이름(%s)", AboutIn: "소개(%s)", Language: "기사 언어", From: "담는 기사", Home: "첫 화면", Sections: "화면", Writers: "기자", ByHand: "손으로 고름",
	OnWhich: "보내는 요일", Hour: "시각", HourSay: "독자가 있는 곳의 시각입니다.", Stories: "기사 수(최대)", Taking: "독자 %d명", NextAt: "다음: %s", EveryDay: "매일 %02d시", OnDays: "%s %02d시", Between: "·",
	StoriesOf: "‘%s’의 기사", StoriesBy: "%s의 기사", End: "끝내기", EndSure: "예, ‘%s’ 뉴스레터를 끝냅니다", EndedTitle: "더 보내지 않음", Open: "다음 발송분", Days: "요일",
	Mailings: "지난 발송", NoMailings: "아직 보낸 것이 없습니다.", Day: "날짜", Sent: "보냄", Refused: "거절", Returned: "반송", Waiting: "다시 시도", Unsure: "알 수 없음", Ended: "수신 거부", State: "상태", Stop: "멈추기",
	StoppedAt: "멈춤, %s", BegunBy: "한꺼번에 보냄, %s, %s", Written: "보내지 않음", AtHours: "독자마다 정한 시각에",
	Next: "%s 발송분", NextSay: "지금 상태입니다. 시간대마다 정한 시각에 새로 묶습니다(신문의 시간대: %s).", Subject: "제목", SubjectSay: "비우면 이름과 첫 기사 제목입니다.",
	Note: "기사 위에 넣을 글", NoteSay: "빈 줄로 문단을 나눕니다.", Chosen: "손으로 고른 기사", ChosenSay: "한 줄에 하나씩 번호나 주소를 순서대로 적습니다. 비우면 정해진 대로 담습니다.",
	Preview: "편지", InText: "글자로만", Nothing: "아직 담긴 것이 없어 보내지 않습니다.", Begun: "편지가 가고 있습니다.",
	Try: "시험 삼아 받기", TrySay: "지금 상태로 한 주소에만 보냅니다.", Email: "내 전자우편 주소",
	SendNow: "지금 보내기", SendSay: "독자가 있는 곳의 시각과 상관없이 모두에게 바로 보내며, 그날 다시 보내지 않습니다.", SendSure: "예, 지금 독자 %d명에게 보냅니다", SendGo: "지금 보내기",
	Crossed: "그사이 다른 사람이 이 발송분에 썼습니다. 먼저 보신 뒤에 다시 저장하십시오.", Letter: koreanLetter,
	Opened: "열림", Opens: "편지가 몇 번 열렸는지 세기", OpensSay: "독자가 아니라 발송분을 가리키는 그림 주소로 셉니다. 편지와 고르는 곳에서 독자에게 알립니다. 그림을 미리 받거나 받지 않는 메일 프로그램이 많으니, 사람 수가 아니라 발송분끼리 견주는 데 쓰십시오.",
	Weekdays: []string{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
}

package site

import "ilbo.press"

// Words are what the pages themselves say, in one language. A field that has
// no Korean does not compile: both languages are written here, side by side.
type Words struct {
	Language, OtherScript                                                                                                                                                      string
	Skip, AllMenu, Menu, Settings, Close, Search, SearchLabel, SearchGo                                                                                                        string
	Bookmark, BookmarkKept, MyAccount, SignIn                                                                                                                                  string
	Subscribe, Newsletters, Alerts, EPaper, Install, IPhone, Android, Sections, Home                                                                                           string
	TextSize, Smaller, Larger, Theme, Light, Dark, Sepia, System                                                                                                               string
	Face, Serif, Sans, LanguageLabel, SettingsNote, Reset                                                                                                                      string
	Latest, MostRead, Opinion, Photos, Films, MoreIn, Earlier, Newer                                                                                                           string
	Published, Updated, By, PictureBy, Topics, Related, Next, Share                                                                                                            string
	ShareFacebook, ShareX, ShareKakao, ShareMail, ShareLink, Copied                                                                                                            string
	Correction, Clarification, Retraction, CorrectedNote                                                                                                                       string
	TopicLabel, JournalistLabel, ArchiveLabel, AllMonths, DayLabel, NoStory                                                                                                    string
	Previous, Following, PlayEmbed, OpenAt, EmbedNote, Watch, Pictures                                                                                                         string
	OpenViewer, CloseViewer, PreviousPicture, NextPicture, PictureOf                                                                                                           string
	SearchTitle, SearchHelp, NoHits, OneHit, Hits, MoreHits, Instead, From, To, AnySection                                                                                     string
	Narrow, Narrowed, TakeOff, When, Journalists, Year, Since, Until, NoHitsTitle, DaysLabel, CorrectionsTitle, CorrectionsSay, NoCorrection                                   string
	Suggestions, Suggested, NoSuggestion                                                                                                                                       string
	Withdrawn, WithdrawnLead, NotFoundTitle, NotFoundSay                                                                                                                       string
	ErrorTitle, ErrorSay, OfflineTitle, OfflineSay, OfflineRead                                                                                                                string
	InvalidTitle, BusyTitle, BusySay                                                                                                                                           string
	About, Rights, RightsLong, Contact, Feeds, FeedsSay, Masthead, Newsroom                                                                                                    string
	InstallTitle, InstallSay, InstallIPhone, InstallAndroid, InstallNow                                                                                                        string
	SubscribeTitle, SubscribeSay, SubscribeOffer, OfferStories, OfferEPaper, OfferWeekly, OfferTrial, OfferTax, OfferFor, OfferCode, SubscribeFeeds, SubscribeApp, SubscribeBy string
	EPaperTitle, EPaperSay, EPaperPrint, PageWord                                                                                                                              string
	LessonsTitle, LessonWordCount, LessonsEvery, LessonsAt, LessonsAll, LessonCount, LessonsSay, LessonsFeed                                                                   string
	AlsoIn, SubsLabel, Top, Source, Page, Minutes, SignOff, Breaking                                                                                                           string
	WallSubscribers, WallMetered, WallAccount, WallSay, WallSignIn, WallSigned, MeterRead, GiftTitle, GiftSay, GiftLink, GiftUntil, GiftBack, GiftForbidden, GiftTooMany       string
}

var english = Words{
	Language: "English", OtherScript: "한국어",
	Skip: "Skip to the story", AllMenu: "All menu", Menu: "Menu", Settings: "Settings", Close: "Close", Search: "Search",
	SearchLabel: "Search the paper", SearchGo: "Search", Subscribe: "Subscribe", Newsletters: "Newsletters", Alerts: "Alerts", EPaper: "E-Paper", Install: "Get the app",
	IPhone: "iPhone", Android: "Android", Sections: "Sections", Home: "Home",
	TextSize: "Text size", Smaller: "smaller", Larger: "larger", Theme: "Paper", Light: "Light", Dark: "Dark", Sepia: "Sepia",
	System: "As the system", Face: "Type", Serif: "Serif", Sans: "Sans", LanguageLabel: "Language",
	SettingsNote: "Kept on this device only.", Reset: "Back to the usual",
	Latest: "Latest", MostRead: "Most read", Opinion: "Opinion", Photos: "Darkroom", Films: "Video", MoreIn: "More in", Earlier: "Earlier", Newer: "Later",
	Published: "Published", Updated: "Updated", By: "By", PictureBy: "Picture", Topics: "Topics", Related: "Related stories",
	Next: "More from", Share: "Share this story",
	Bookmark: "Save", BookmarkKept: "Saved", MyAccount: "My account", SignIn: "Sign in",
	ShareFacebook: "Facebook", ShareX: "X", ShareKakao: "KakaoTalk", ShareMail: "Mail", ShareLink: "Copy link", Copied: "Link copied",
	Correction: "Correction", Clarification: "Clarification", Retraction: "Retraction", CorrectedNote: "This story has been corrected.",
	TopicLabel: "Topic", JournalistLabel: "Journalist", ArchiveLabel: "Archive", AllMonths: "All months", DayLabel: "The paper of",
	NoStory: "Nothing was published here yet.", Previous: "Earlier", Following: "Later",
	PlayEmbed: "Play from", OpenAt: "Open at", EmbedNote: "Nothing is loaded from there before you press play.", Watch: "Watch", Pictures: "pictures",
	OpenViewer: "View full screen", CloseViewer: "Close the viewer", PreviousPicture: "Previous picture", NextPicture: "Next picture", PictureOf: "of",
	SearchTitle: "Search", SearchHelp: "Words are all searched for; “quotation marks” keep them together; a minus before a word leaves stories with it out. by:, topic:, section:, lang:, from: and to: narrow the search. 한국어도 찾습니다.",
	NoHits: "No story matches. Try fewer or other words, or a wider span of days.", OneHit: "1 story", Hits: "%s stories", MoreHits: "More than %s stories", Instead: "Did you mean %s?", From: "From", To: "To", AnySection: "All sections",
	Narrow: "Narrow the search", Narrowed: "Narrowed by", TakeOff: "take this away", When: "When", Journalists: "Journalists", Year: "%s", Since: "Since %s", Until: "Until %s", NoHitsTitle: "No stories", DaysLabel: "Days",
	CorrectionsTitle: "Corrections", CorrectionsSay: "What we got wrong, and what is right. Each stands with its story for good.", NoCorrection: "Nothing had to be corrected yet.",
	Suggestions: "Suggested searches", Suggested: "%d suggestions; go through them with the up and down arrows.", NoSuggestion: "No suggestions.",
	Withdrawn: "Withdrawn", WithdrawnLead: "This story was withdrawn by the editors.",
	NotFoundTitle: "There is no such page", NotFoundSay: "The address may have been mistyped, or the page has moved. Search the paper, or start from the front page.",
	ErrorTitle: "The press has jammed", ErrorSay: "The page could not be made. It is not your fault, and we have been told. Please try again in a moment.",
	OfflineTitle: "You are offline", OfflineSay: "This page was not read on this device before. What you have read, and the last fronts, are here:", OfflineRead: "Kept on this device",
	InvalidTitle: "That cannot be asked", BusyTitle: "One moment", BusySay: "The paper is busy. Please try again in a moment.",
	About: "About the paper", Rights: "All rights reserved", RightsLong: "Text and pictures may not be copied, distributed or used to train machines without written permission.",
	Contact: "Write to us", Feeds: "Feeds", FeedsSay: "Follow the paper, a section, a topic or a journalist in any feed reader.", Masthead: "Masthead", Newsroom: "The newsroom",
	InstallTitle: "The paper on your phone", InstallSay: "The paper installs straight from this page: nothing to download from a shop, and stories that you have opened can be read without a connection.",
	InstallIPhone:  "Open this page in Safari. Press the share button.|Choose “Add to Home Screen”.|Press “Add”. The paper is on your home screen.",
	InstallAndroid: "Open this page in Chrome. Press the menu with three dots.|Choose “Install app” or “Add to Home screen”.|Press “Install”. The paper is among your apps.", InstallNow: "Install now",
	SubscribeTitle: "Never miss the paper", SubscribeSay: "The whole paper is free to read. Choose how it reaches you.", SubscribeFeeds: "In a feed reader",
	SubscribeOffer: "Choose how you read us. Cancel at any time, here and in two clicks.", OfferStories: "Every story, in full", OfferEPaper: "The e-paper", OfferWeekly: "The annotated weekly", OfferTrial: "The first %d days cost nothing",
	OfferTax: "With %s%% tax", OfferFor: "For addresses at %s", OfferCode: "I have a code, or subscribe already",
	SubscribeApp: "On your phone", SubscribeBy: "By letter", EPaperTitle: "The day’s paper", EPaperSay: "Every story of the day in the order of the sections, made to be read through or printed.",
	EPaperPrint: "Print this paper", PageWord: "Page", AlsoIn: "Also in", SubsLabel: "In this section", Top: "Back to the top", Source: "Source",
	Page: "Page", Minutes: "min read", SignOff: "Printed in pixels, read by people.", Breaking: "Breaking",
	WallSubscribers: "This story is for subscribers.", WallMetered: "You have read the free stories of this month.",
	WallAccount: "With a free account you read %d a month",
	WallSay:     "Subscribe to read on, and all that the paper prints.", WallSignIn: "Sign in", WallSigned: "You subscribe already?",
	GiftTitle: "Give this story", GiftSay: "Whoever has this link reads the whole story, without subscribing.", GiftLink: "Link to give", GiftUntil: "It can be read until", GiftBack: "Back to the story",
	GiftForbidden: "Stories are given by those who subscribe.", GiftTooMany: "You have given as many stories as can be read at once. Give another when one of them is over.",
	MeterRead: "{read} of {most} free stories this month", LessonsTitle: "Lessons by level", LessonWordCount: "%d words explained",
	LessonsEvery: "All levels", LessonsAt: "Lessons, %s", LessonsAll: "All lessons, %s", LessonCount: "lessons: %d", LessonsSay: "Stories with their words explained and their sentences translated, to read, to hear and to be asked about.", LessonsFeed: "Follow these lessons (RSS)",
}

var korean = Words{
	Language: "한국어", OtherScript: "English",
	Skip: "기사 바로 가기", AllMenu: "전체 메뉴", Menu: "메뉴", Settings: "설정", Close: "닫기", Search: "검색",
	SearchLabel: "기사 검색", SearchGo: "찾기", Subscribe: "구독", Newsletters: "뉴스레터", Alerts: "알림", EPaper: "지면 보기", Install: "앱 설치",
	IPhone: "아이폰", Android: "안드로이드", Sections: "섹션", Home: "첫 화면",
	TextSize: "글자 크기", Smaller: "작게", Larger: "크게", Theme: "바탕", Light: "밝게", Dark: "어둡게", Sepia: "미색",
	System: "기기 설정대로", Face: "글꼴", Serif: "명조", Sans: "고딕", LanguageLabel: "언어",
	SettingsNote: "이 기기에만 저장됩니다.", Reset: "처음 설정으로",
	Latest: "최신 기사", MostRead: "많이 본 기사", Opinion: "오피니언", Photos: "사진", Films: "영상", MoreIn: "더 보기:", Earlier: "이전", Newer: "이후",
	Published: "입력", Updated: "수정", By: "글", PictureBy: "사진", Topics: "주제", Related: "관련 기사",
	Next: "이어지는 기사:", Share: "기사 공유",
	Bookmark: "저장", BookmarkKept: "저장됨", MyAccount: "내 계정", SignIn: "로그인",
	ShareFacebook: "페이스북", ShareX: "엑스", ShareKakao: "카카오톡", ShareMail: "메일", ShareLink: "주소 복사", Copied: "주소를 복사했습니다",
	Correction: "바로잡습니다", Clarification: "덧붙입니다", Retraction: "거두어들입니다", CorrectedNote: "바로잡은 내용이 있는 기사입니다.",
	TopicLabel: "주제", JournalistLabel: "기자", ArchiveLabel: "지난 기사", AllMonths: "월별 보기", DayLabel: "이날의 신문",
	NoStory: "아직 실린 기사가 없습니다.", Previous: "이전", Following: "다음",
	PlayEmbed: "재생:", OpenAt: "바로 가기:", EmbedNote: "재생을 누르기 전에는 그곳에서 아무것도 불러오지 않습니다.", Watch: "보기", Pictures: "장",
	OpenViewer: "전체 화면으로 보기", CloseViewer: "닫기", PreviousPicture: "이전 사진", NextPicture: "다음 사진", PictureOf: "/",
	SearchTitle: "검색", SearchHelp: "낱말을 모두 담은 기사를 찾습니다. “따옴표”로 묶으면 이어진 말을, 낱말 앞에 빼기표를 붙이면 그 말이 없는 기사를 찾습니다. 기자:, 주제:, 면:, 언어:, 부터:, 까지: 로 좁힐 수 있습니다.",
	NoHits: "맞는 기사가 없습니다. 낱말을 줄이거나 바꾸고, 기간을 넓혀 보십시오.", OneHit: "기사 1건", Hits: "기사 %s건", MoreHits: "기사 %s건 이상", Instead: "혹시 ‘%s’을(를) 찾으셨나요?", From: "부터", To: "까지", AnySection: "모든 섹션",
	Narrow: "좁혀 보기", Narrowed: "좁힌 조건", TakeOff: "조건 지우기", When: "기간", Journalists: "기자", Year: "%s년", Since: "%s부터", Until: "%s까지", NoHitsTitle: "기사 0건", DaysLabel: "날짜",
	CorrectionsTitle: "바로잡습니다", CorrectionsSay: "잘못 전한 것과 바른 내용입니다. 해당 기사에도 늘 함께 실립니다.", NoCorrection: "아직 바로잡은 내용이 없습니다.",
	Suggestions: "추천 검색어", Suggested: "추천 검색어 %d개. 위아래 화살표로 고를 수 있습니다.", NoSuggestion: "추천 검색어가 없습니다.",
	Withdrawn: "내린 기사", WithdrawnLead: "편집국이 내린 기사입니다.",
	NotFoundTitle: "없는 쪽입니다", NotFoundSay: "주소가 잘못 적혔거나 옮겨진 쪽입니다. 기사를 검색하거나 첫 화면에서 다시 시작해 주십시오.",
	ErrorTitle: "윤전기가 멈췄습니다", ErrorSay: "쪽을 만들지 못했습니다. 독자의 잘못이 아니며 담당자에게 알렸습니다. 잠시 뒤 다시 시도해 주십시오.",
	OfflineTitle: "연결이 끊겨 있습니다", OfflineSay: "이 기기에서 읽은 적이 없는 쪽입니다. 읽은 기사와 최근 첫 화면은 여기 있습니다.", OfflineRead: "이 기기에 남아 있는 쪽",
	InvalidTitle: "알 수 없는 요청입니다", BusyTitle: "잠시만 기다려 주십시오", BusySay: "요청이 많습니다. 잠시 뒤 다시 시도해 주십시오.",
	About: "신문사 소개", Rights: "무단 전재·재배포 금지", RightsLong: "글과 사진을 서면 허락 없이 복제·배포하거나 기계 학습에 쓸 수 없습니다.",
	Contact: "편지 보내기", Feeds: "피드", FeedsSay: "신문, 섹션, 주제, 기자를 피드 리더에서 받아 볼 수 있습니다.", Masthead: "알림", Newsroom: "편집국",
	InstallTitle: "휴대전화에서 읽는 신문", InstallSay: "앱 장터에서 내려받을 것 없이 이 화면에서 바로 설치합니다. 한 번 연 기사는 연결 없이도 읽을 수 있습니다.",
	InstallIPhone:  "사파리에서 이 쪽을 열고 공유 단추를 누릅니다.|‘홈 화면에 추가’를 고릅니다.|‘추가’를 누르면 홈 화면에 신문이 생깁니다.",
	InstallAndroid: "크롬에서 이 쪽을 열고 점 세 개 메뉴를 누릅니다.|‘앱 설치’ 또는 ‘홈 화면에 추가’를 고릅니다.|‘설치’를 누르면 앱 목록에 신문이 생깁니다.", InstallNow: "지금 설치",
	SubscribeTitle: "신문을 놓치지 않으려면", SubscribeSay: "모든 기사를 무료로 읽을 수 있습니다. 받아 볼 방법을 고르십시오.", SubscribeFeeds: "피드 리더로",
	SubscribeOffer: "읽는 방법을 고르십시오. 해지는 언제든 여기서 두 번만 누르면 됩니다.", OfferStories: "모든 기사 전문", OfferEPaper: "전자 지면", OfferWeekly: "해설판", OfferTrial: "처음 %d일 무료",
	OfferTax: "세금 %s%% 포함", OfferFor: "%s 주소를 쓰는 분", OfferCode: "구독권 번호가 있거나 이미 구독 중입니다",
	SubscribeApp: "휴대전화로", SubscribeBy: "편지로", EPaperTitle: "오늘의 신문", EPaperSay: "그날의 모든 기사를 섹션 차례대로 모았습니다. 처음부터 읽거나 인쇄하기 좋습니다.",
	EPaperPrint: "신문 인쇄", PageWord: "면", AlsoIn: "다른 언어로", SubsLabel: "이 섹션", Top: "맨 위로", Source: "자료",
	Page: "쪽", Minutes: "분", SignOff: "화면에 찍고, 사람이 읽습니다.", Breaking: "속보",
	WallSubscribers: "구독자를 위한 기사입니다.", WallMetered: "이달의 무료 기사를 모두 읽었습니다.",
	WallAccount: "무료 계정을 만드시면 한 달에 %d건을 읽을 수 있습니다",
	WallSay:     "구독하시면 이 기사와 신문의 모든 기사를 읽을 수 있습니다.", WallSignIn: "로그인", WallSigned: "이미 구독하고 계신가요?",
	GiftTitle: "기사 선물하기", GiftSay: "이 주소를 받은 사람은 구독하지 않아도 기사 전체를 읽을 수 있습니다.", GiftLink: "선물할 주소", GiftUntil: "읽을 수 있는 기한:", GiftBack: "기사로 돌아가기",
	GiftForbidden: "기사는 구독자가 선물할 수 있습니다.", GiftTooMany: "한꺼번에 선물할 수 있는 수를 다 썼습니다. 먼저 선물한 기사의 기한이 지나면 다시 선물할 수 있습니다.",
	MeterRead: "이달의 무료 기사 {most}건 가운데 {read}건", LessonsTitle: "수준별 학습 기사", LessonWordCount: "낱말 풀이 %d개",
	LessonsEvery: "모든 수준", LessonsAt: "%s 기사", LessonsAll: "%s 기사 모두 보기", LessonCount: "기사 %d건", LessonsSay: "낱말을 풀이하고 문장을 옮긴 기사입니다. 읽고, 듣고, 문제로 확인해 보세요.", LessonsFeed: "이 해설 받아 보기(RSS)",
}

// wordsIn gives the words of a language.
func wordsIn(l ilbo.Language) *Words {
	if l == ilbo.Korean {
		return &korean
	}
	return &english
}

package site

import "ilbo.press"

// EditionWords are what the pages of printed editions say.
type EditionWords struct {
	Shelf, ShelfSay, Open, Edition, PageOf, Pages, PageCount                                          string
	Front, Opinion, Back, Continued, Read, ReadSay, OnPage, OnSite                                    string
	Previous, Next, PreviousPages, NextPages, Zoom, ZoomIn, ZoomOut, Whole, Sharp                     string
	PDF, EPUB, Keep, Kept, KeepFailed, Forget, Listen, Pause, Resume, Stop, Close                     string
	Search, SearchLabel, SearchGo, Found, OneFound, NoneFound, Locked, LockedHeading, LockedSay, Anew string
	Earlier, Newer, Turn                                                                              string
}

var editionWords = map[ilbo.Language]*EditionWords{
	ilbo.English: {
		Shelf: "The e-paper", ShelfSay: "Each day’s newspaper, page by page, as it was printed.", Open: "Open", Edition: "Edition of %s", PageOf: "Page %s", Pages: "Pages", PageCount: "%d pages",
		Front: "Front page", Opinion: "Opinion", Back: "Back page", Continued: "on page %s", Read: "Stories on page %s", ReadSay: "Press a story on the page to read it here as text.", OnPage: "Page %s", OnSite: "On the site",
		Previous: "Previous page", Next: "Next page", PreviousPages: "Previous pages", NextPages: "Next pages", Zoom: "Size of the page", ZoomIn: "Larger", ZoomOut: "Smaller", Whole: "Whole page", Sharp: "Open page %s as a picture",
		PDF: "PDF", EPUB: "EPUB", Keep: "Keep on this device", Kept: "Kept on this device", KeepFailed: "It could not be kept. Try again with a better connection.", Forget: "Remove from this device", Listen: "Listen", Pause: "Pause", Resume: "Go on", Stop: "Stop", Close: "Close",
		Search: "Search this edition", SearchLabel: "Words in this edition", SearchGo: "Search", Found: "%d stories have “%s”", OneFound: "1 story has “%s”", NoneFound: "No story of this edition has “%s”.", Locked: "for subscribers", LockedHeading: "The e-paper is for subscribers", LockedSay: "Page one is free each day. Subscribers leaf through all %d pages.", Anew: "This page is being printed anew. Come back in a few minutes.",
		Earlier: "Earlier editions", Newer: "Newer editions", Turn: "Turn the page",
	},
	ilbo.Korean: {
		Shelf: "지면 보기", ShelfSay: "그날의 신문을 인쇄된 그대로 한 장씩 넘겨 봅니다.", Open: "펼치기", Edition: "%s 신문", PageOf: "%s면", Pages: "지면", PageCount: "%d면",
		Front: "1면", Opinion: "오피니언", Back: "뒷면", Continued: "%s면", Read: "%s면 기사", ReadSay: "지면의 기사를 누르면 여기에서 글로 읽을 수 있습니다.", OnPage: "%s면", OnSite: "기사 페이지",
		Previous: "앞면", Next: "다음 면", PreviousPages: "앞면", NextPages: "다음 면", Zoom: "지면 크기", ZoomIn: "크게", ZoomOut: "작게", Whole: "한눈에", Sharp: "%s면을 그림으로 열기",
		PDF: "PDF", EPUB: "EPUB", Keep: "이 기기에 담기", Kept: "이 기기에 담았습니다", KeepFailed: "담지 못했습니다. 연결이 나아지면 다시 해 주십시오.", Forget: "이 기기에서 지우기", Listen: "듣기", Pause: "잠시 멈춤", Resume: "이어 듣기", Stop: "그만", Close: "닫기",
		Search: "이 신문에서 찾기", SearchLabel: "이 신문에서 찾을 말", SearchGo: "찾기", Found: "‘%[2]s’ 기사 %[1]d건", OneFound: "‘%s’ 기사 1건", NoneFound: "이 신문에 ‘%s’ 기사가 없습니다.", Locked: "구독자용", LockedHeading: "지면 보기는 구독자용입니다", LockedSay: "1면은 날마다 무료입니다. 구독하면 %d면을 모두 볼 수 있습니다.", Anew: "이 면을 다시 인쇄하고 있습니다. 몇 분 뒤에 다시 와 주십시오.",
		Earlier: "지난 신문", Newer: "새 신문", Turn: "지면 넘기기",
	},
}

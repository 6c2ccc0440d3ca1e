package newsroom

import "ilbo.press"

// A listsWords is what the lists of stories say: my desk, the story list, the
// board.
type listsWords struct {
	Desk, Stories, Board string

	// A story in a list.
	Untitled, Words, WordsOne, Bare, BareOne, Writing, Changes, At, Until, OnSite string
	Story, State, Section, WordLanguage, Writers, Changed, Length                 string

	DayAndHour string // as Go writes it, of this year

	// New ones.
	New, NewHeadline, NewGo string

	// My desk.
	DeskSay, Mine, NoMine, Back, BackSay, Waiting, NoWaiting, Today, NoToday, News, NoNews, NewsSince string
	NewsStep, NewsWrote, AllMine, MyViews                                                             string

	// The list.
	Find, FindSay, AnySection, AnyLanguage, Anybody, InWork, HeldOrEmbargoed, Show, Reset, Next, First string
	None, NoneFiltered, ArchiveFound, ArchiveMore, Views, Count, Keys                                  string
	KeepView, ViewName, Keep, DropView                                                                 string

	// What is done to several.
	Tick, TickAll, Ticked, Acts, To, Do, Reason, ReasonNeeded, ReasonMay, Writer, SureSay, Go, Back2 string
	DoneSome, NoneTicked, TooMany, Failed, NoSuch, NothingChosen, NoWriter, NoSection                string

	// The board.
	Empty, More, Move, MoveTo, Drag, BackWhy, Cancel, Moved, BoardKeys string

	States  map[ilbo.State]string
	DoActs  map[string]string
	DoSure  map[string]string // what is asked before it
	BuiltIn map[string]string // views that everybody has
	Done    map[string]string // what was just done, by its name in the address
}

var listsEnglish = listsWords{
	Desk: "My desk", Stories: "Stories", Board: "Board",
	Untitled: "Without a headline", Words: "%d words", WordsOne: "1 word", Bare: "%d pictures not described", BareOne: "1 picture not described", Writing: "%s is writing",
	Changes: "changed since it was published", At: "for %s", Until: "until %s", DayAndHour: "2 Jan 15:04", OnSite: "On the site",
	Story: "Story", State: "State", Section: "Section", WordLanguage: "Language", Writers: "Writers", Changed: "Changed", Length: "Length",
	New: "New story", NewHeadline: "Working headline", NewGo: "Begin",
	DeskSay: "What is yours to do today.", Mine: "In work", NoMine: "You have nothing in work. Begin a story, or take one from the list.", Back: "Sent back to you", BackSay: "%s, %s: “%s”",
	Waiting: "Waiting for you", NoWaiting: "Nothing waits for you.", Today: "Scheduled today", NoToday: "Nothing is scheduled until midnight.", News: "Since you were last here",
	NoNews: "Nothing of yours has changed.", NewsSince: "since %s", NewsStep: "moved to %s by %s", NewsWrote: "changed by %s", AllMine: "All of mine", MyViews: "My views",
	Find: "Find", FindSay: "Words of the headline, or a writer; in the archive, of the whole story",
	AnySection: "All sections", AnyLanguage: "All languages", Anybody: "Anybody", InWork: "In work", HeldOrEmbargoed: "Held and embargoed", Show: "Show", Reset: "Clear", Next: "More", First: "From the top",
	None: "There is nothing here.", NoneFiltered: "No story is like that.", ArchiveFound: "Published, with these words", ArchiveMore: "All that was published with these words", Views: "Views", Count: "%d or more",
	Keys: "Keys: j and k go down and up, x ticks, Enter opens, o opens in a new window, / finds.", KeepView: "Keep this list", ViewName: "Name", Keep: "Keep", DropView: "Take this view away",
	Tick: "Tick %s", TickAll: "Tick all", Ticked: "%d ticked", Acts: "With the ticked stories", To: "Choose", Do: "Go on", Reason: "Why", ReasonNeeded: "needed where a story goes back", ReasonMay: "may be empty",
	Writer: "Writer to add", SureSay: "Every story is judged by itself: what you may not do is left as it is.", Go: "Yes, do it", Back2: "No, back",
	NothingChosen: "Choose what to do with the stories.", NoWriter: "Choose the writer to add.", NoSection: "Choose the section to move to.", DoneSome: "Done with %d; %d stay as they are.", NoneTicked: "No story is ticked.", TooMany: "At most 100 stories at once.", Failed: "These stay as they are",
	NoSuch: "There is no such story, or it is not yours to see.",
	Empty:  "Nothing here.", More: "All of these in the list", Move: "Move", MoveTo: "To", Drag: "Move %s: drag, or press the arrow keys with Shift", BackWhy: "Why does it go back?",
	Cancel: "Cancel", Moved: "%s is now in %s.", BoardKeys: "Arrow keys go from card to card; with Shift they move the card. Enter opens it.",
	States: map[ilbo.State]string{
		"draft": "Draft", "filed": "Filed", "edited": "Edited", "ready": "Ready", ilbo.StateHeld: "Held", ilbo.StateEmbargoed: "Embargoed", ilbo.StateScheduled: "Scheduled",
		ilbo.StatePublished: "Published", ilbo.StateKilled: "Killed", ilbo.StateSpiked: "Spiked",
	},
	DoActs: map[string]string{
		"to-filed": "Hand in: filed", "to-edited": "Mark as edited", "to-ready": "Mark as ready", "to-draft": "Send back to draft", "hold": "Hold", "release": "Release", "spike": "Spike",
		"revive": "Revive", "share": "Add a writer", "section": "Move to a section",
	},
	DoSure: map[string]string{
		"to-filed": "Send back: filed?", "to-edited": "Send back: edited?", "to-ready": "Send back: ready?", "to-draft": "Send back to draft?", "hold": "Hold these stories? What the public sees of them disappears.", "spike": "Spike these stories? They are kept, and can be revived.",
	},
	BuiltIn: map[string]string{"work": "In work", "filed": "Filed", "ready": "Ready", "scheduled": "Scheduled", "held": "Held and embargoed", "published": "Published", "spiked": "Spiked"},
	Done:    map[string]string{"acted": "Done.", "moved": "Moved.", "view-kept": "The list is kept under its name.", "view-dropped": "The view is taken away."},
}

var listsKorean = listsWords{
	Desk: "내 책상", Stories: "기사", Board: "현황판",
	Untitled: "제목 없음", Words: "%d어절", WordsOne: "1어절", Bare: "설명 없는 사진 %d장", BareOne: "설명 없는 사진 1장", Writing: "%s 쓰는 중",
	Changes: "나간 뒤 고쳐 쓴 것", At: "%s 예약", Until: "%s까지", DayAndHour: "1월 2일 15:04", OnSite: "사이트에서",
	Story: "기사", State: "상태", Section: "섹션", WordLanguage: "언어", Writers: "쓴 사람", Changed: "바뀐 때", Length: "길이",
	New: "새 기사", NewHeadline: "가제목", NewGo: "쓰기 시작",
	DeskSay: "오늘 하실 일입니다.", Mine: "작업 중", NoMine: "작업 중인 기사가 없습니다. 새로 시작하거나 목록에서 가져오십시오.", Back: "되돌아온 기사", BackSay: "%s, %s: “%s”",
	Waiting: "기다리는 기사", NoWaiting: "기다리는 기사가 없습니다.", Today: "오늘 예약", NoToday: "자정까지 예약된 기사가 없습니다.", News: "자리를 비운 사이",
	NoNews: "바뀐 것이 없습니다.", NewsSince: "%s부터", NewsStep: "%s 단계로 옮김, %s", NewsWrote: "고쳐 씀, %s", AllMine: "내 기사 모두", MyViews: "내 보기",
	Find: "찾기", FindSay: "제목의 낱말이나 쓴 사람. 내보낸 기사는 본문까지 찾습니다",
	AnySection: "모든 섹션", AnyLanguage: "모든 언어", Anybody: "누구나", InWork: "작업 중", HeldOrEmbargoed: "보류·엠바고", Show: "보기", Reset: "지우기", Next: "더 보기", First: "처음부터",
	None: "아무것도 없습니다.", NoneFiltered: "그런 기사가 없습니다.", ArchiveFound: "이 낱말로 내보낸 기사", ArchiveMore: "이 낱말로 내보낸 기사 모두", Views: "보기", Count: "%d건 이상",
	Keys: "글쇠: j와 k로 오르내리고, x로 고르고, Enter로 열고, o로 새 창에서 열고, /로 찾습니다.", KeepView: "이 목록 간직하기", ViewName: "이름", Keep: "간직", DropView: "이 보기 없애기",
	Tick: "%s 고르기", TickAll: "모두 고르기", Ticked: "%d건 고름", Acts: "고른 기사에", To: "할 일", Do: "계속", Reason: "까닭", ReasonNeeded: "되돌릴 때는 꼭 적습니다", ReasonMay: "비워도 됩니다",
	Writer: "더할 필자", SureSay: "기사마다 따로 판단합니다. 맡지 않은 기사는 그대로 둡니다.", Go: "예, 합니다", Back2: "아니요, 돌아가기",
	NothingChosen: "무엇을 할지 고르십시오.", NoWriter: "더할 필자를 고르십시오.", NoSection: "옮길 섹션을 고르십시오.", DoneSome: "%d건을 처리했고 %d건은 그대로입니다.", NoneTicked: "고른 기사가 없습니다.", TooMany: "한 번에 100건까지입니다.", Failed: "그대로 둔 기사",
	NoSuch: "그런 기사가 없거나 볼 수 없는 기사입니다.",
	Empty:  "없습니다.", More: "목록에서 모두 보기", Move: "옮기기", MoveTo: "어디로", Drag: "%s 옮기기: 끌거나 Shift와 화살표 글쇠를 누르십시오", BackWhy: "왜 되돌립니까?",
	Cancel: "그만두기", Moved: "%s: 이제 %s에 있습니다.", BoardKeys: "화살표 글쇠로 카드를 오가고, Shift와 함께 누르면 카드를 옮깁니다. Enter로 엽니다.",
	States: map[ilbo.State]string{
		"draft": "초고", "filed": "송고", "edited": "데스킹 마침", "ready": "출고 준비", ilbo.StateHeld: "보류", ilbo.StateEmbargoed: "엠바고", ilbo.StateScheduled: "예약",
		ilbo.StatePublished: "출고", ilbo.StateKilled: "내림", ilbo.StateSpiked: "버림",
	},
	DoActs: map[string]string{
		"to-filed": "송고로", "to-edited": "데스킹 마침으로", "to-ready": "출고 준비로", "to-draft": "초고로 되돌리기", "hold": "보류", "release": "보류 해제", "spike": "버리기",
		"revive": "되살리기", "share": "필자 더하기", "section": "섹션 옮기기",
	},
	DoSure: map[string]string{
		"to-filed": "송고 단계로 되돌릴까요?", "to-edited": "데스킹 마침 단계로 되돌릴까요?", "to-ready": "출고 준비로 되돌릴까요?", "to-draft": "초고로 되돌릴까요?", "hold": "이 기사들을 보류할까요? 나간 기사는 독자에게서 사라집니다.", "spike": "이 기사들을 버릴까요? 보관되며 되살릴 수 있습니다.",
	},
	BuiltIn: map[string]string{"work": "작업 중", "filed": "송고", "ready": "출고 준비", "scheduled": "예약", "held": "보류·엠바고", "published": "출고", "spiked": "버림"},
	Done:    map[string]string{"acted": "처리했습니다.", "moved": "옮겼습니다.", "view-kept": "목록을 간직했습니다.", "view-dropped": "보기를 없앴습니다."},
}

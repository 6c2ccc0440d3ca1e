package newsroom

import (
	"fmt"
	"time"

	"ilbo.press"
)

// lineupWords are what the pages of the lineup say.
type lineupWords struct {
	Title, Lede, Day, Date, Week, List, Today, Earlier, Later, GoToday                      string
	BySection, ByPerson, Section, AllSections, Who, Everybody, Nobody, Show                 string
	WithDropped, New, Add, Empty, More, NotNamed, Print                                     string
	Late, Due, Planned, PlannedSay, Length, LengthSay, Words, Characters                    string
	NWords, NCharacters, NWritten, Picture, About, AboutSay, WorkingTitle, Language, People string
	PeopleSay, Save, Change, History, Accept, Begin, OpenStory, Finish, Drop                string
	DropReason, DropSure, Resume, MoveTo, MoveDay, MoveFrom, MoveWho, Move                  string
	Sums, Stories, Pictures, MadeBy, Whole, Notes                                           string
	// For those who move a card by keyboard or pointer.
	Handle, Grabbed, Over, Moved, Back, Failed string

	States map[ilbo.AssignmentState]string
	Wishes map[ilbo.PictureWish]string
	Stages map[ilbo.Stage]string
}

var lineupEnglish = lineupWords{
	Title: "Lineup", Lede: "Who does what by when.", Day: "Day", Date: "Date", Week: "Week", List: "List", Today: "Today", Earlier: "Earlier", Later: "Later", GoToday: "To today",
	BySection: "By section", ByPerson: "By person", Section: "Section", AllSections: "All sections", Who: "Person", Everybody: "Everybody", Nobody: "Nobody yet", Show: "Show",
	WithDropped: "With what was dropped", New: "New assignment", Add: "Add to the lineup", Empty: "Nothing planned.", More: "There is more than fits on a page: choose fewer days, a section or a person.",
	NotNamed: "Nobody yet", Print: "Print",
	Late: "Late", Due: "Due", Planned: "To be published", PlannedSay: "Left empty: on the day that it is due.", Length: "Length", LengthSay: "Words of English copy, characters of Korean.", Words: "Words", Characters: "Characters", NWords: "%d words", NCharacters: "%d characters", NWritten: "%d written",
	Picture: "Picture", About: "What it is about", AboutSay: "Angle, sources, phone numbers.", WorkingTitle: "Working title", Language: "Language", People: "Who does it",
	PeopleSay: "An editor of the section names who does it; what you propose is for yourself.", Save: "Save", Change: "Change", History: "History", Accept: "Accept the proposal", Begin: "Begin the story", OpenStory: "Open the story",
	Finish: "It is done", Drop: "Drop it", DropReason: "Why", DropSure: "Yes, drop it", Resume: "Take it up again", MoveTo: "Move", MoveDay: "To the day", MoveFrom: "From", MoveWho: "To", Move: "Move",
	Sums: "Planned by section", Stories: "Assignments", Pictures: "Pictures", MadeBy: "planned by", Whole: "All", Notes: "Notes",
	Handle: "Move %s", Grabbed: "%s is picked up. Arrow keys choose where to, Enter puts it down, Escape leaves it where it was.", Over: "%s", Moved: "%s was moved to %s.", Back: "%s stays where it was.", Failed: "It could not be moved: %s",
	States: map[ilbo.AssignmentState]string{ilbo.Proposed: "proposed", ilbo.Assigned: "assigned", ilbo.InWork: "in work", ilbo.AssignmentDone: "done", ilbo.Dropped: "dropped"},
	Wishes: map[ilbo.PictureWish]string{ilbo.WantsNoPicture: "No picture", ilbo.WantsPicture: "Picture wanted", ilbo.WantsPhotographer: "Photographer wanted"},
	Stages: map[ilbo.Stage]string{ilbo.StageDraft: "draft", ilbo.StageFiled: "handed in", ilbo.StageEdited: "edited", ilbo.StageReady: "ready"},
}

var lineupKorean = lineupWords{
	Title: "취재 계획", Lede: "누가 무엇을 언제까지 하는지 봅니다.", Day: "하루", Date: "날짜", Week: "한 주", List: "목록", Today: "오늘", Earlier: "이전", Later: "다음", GoToday: "오늘로",
	BySection: "섹션별", ByPerson: "사람별", Section: "섹션", AllSections: "모든 섹션", Who: "담당", Everybody: "모두", Nobody: "미정", Show: "보기",
	WithDropped: "접은 것도 보기", New: "새 취재 계획", Add: "계획에 넣기", Empty: "계획이 없습니다.", More: "한 화면에 다 담을 수 없습니다. 날짜, 섹션, 사람을 좁혀 주십시오.",
	NotNamed: "담당 미정", Print: "인쇄",
	Late: "늦음", Due: "마감", Planned: "내보낼 때", PlannedSay: "비우면 마감하는 날로 봅니다.", Length: "분량", LengthSay: "영문은 단어, 국문은 글자 수입니다.", Words: "단어", Characters: "글자", NWords: "%d단어", NCharacters: "%d자", NWritten: "%d단어 씀",
	Picture: "사진", About: "내용", AboutSay: "방향, 취재원, 전화번호.", WorkingTitle: "가제", Language: "언어", People: "맡는 사람",
	PeopleSay: "맡을 사람은 섹션의 데스크가 정합니다. 제안은 스스로 맡을 것만 할 수 있습니다.", Save: "저장", Change: "고치기", History: "이력", Accept: "제안 받아들이기", Begin: "기사 시작하기", OpenStory: "기사 열기",
	Finish: "끝냄", Drop: "접기", DropReason: "까닭", DropSure: "예, 접습니다", Resume: "다시 하기", MoveTo: "옮기기", MoveDay: "옮길 날", MoveFrom: "맡던 사람", MoveWho: "맡을 사람", Move: "옮기기",
	Sums: "섹션별 분량", Stories: "건수", Pictures: "사진", MadeBy: "계획:", Whole: "모두", Notes: "메모",
	Handle: "%s 옮기기", Grabbed: "%s을(를) 들었습니다. 화살표로 자리를 고르고 엔터로 놓습니다. Esc를 누르면 그대로 둡니다.", Over: "%s", Moved: "%s을(를) %s(으)로 옮겼습니다.", Back: "%s을(를) 그대로 두었습니다.", Failed: "옮기지 못했습니다. %s",
	States: map[ilbo.AssignmentState]string{ilbo.Proposed: "제안", ilbo.Assigned: "배정", ilbo.InWork: "작성 중", ilbo.AssignmentDone: "끝남", ilbo.Dropped: "접음"},
	Wishes: map[ilbo.PictureWish]string{ilbo.WantsNoPicture: "사진 없음", ilbo.WantsPicture: "사진 필요", ilbo.WantsPhotographer: "사진기자 필요"},
	Stages: map[ilbo.Stage]string{ilbo.StageDraft: "초고", ilbo.StageFiled: "송고됨", ilbo.StageEdited: "교열됨", ilbo.StageReady: "준비됨"},
}

// notificationsWords are what the page of notifications says.
type notificationsWords struct {
	Title, Unread, Read, None, NoneRead, MarkAll, Mark, Open, Earlier, Count string
	What                                                                     map[ilbo.NotificationKind]string // with who did it
}

var notificationsEnglish = notificationsWords{
	Title: "Notifications", Unread: "New", Read: "Read", None: "Nothing new.", NoneRead: "Nothing else.", MarkAll: "Mark all as read", Mark: "Mark as read", Open: "Open", Earlier: "Earlier", Count: "Unread notifications: %s",
	What: map[ilbo.NotificationKind]string{
		ilbo.ToldMentioned: "%s mentioned you", ilbo.ToldAssigned: "%s assigned this to you", ilbo.ToldUnassigned: "%s took this off your list", ilbo.ToldPlanChanged: "%s changed what you are to do",
		ilbo.ToldNote: "%s wrote a note on your story", ilbo.ToldReply: "%s answered a note", ilbo.ToldResolved: "%s settled your note", ilbo.ToldSentBack: "%s sent your story back", ilbo.ToldHandedIn: "%s handed a story in to your section",
		ilbo.ToldPublished: "%s published your story", ilbo.ToldTakenOver: "%s took over the story that you were writing in",
	},
}

var notificationsKorean = notificationsWords{
	Title: "알림", Unread: "새 알림", Read: "읽은 알림", None: "새 알림이 없습니다.", NoneRead: "더 없습니다.", MarkAll: "모두 읽음으로", Mark: "읽음으로", Open: "열기", Earlier: "이전", Count: "읽지 않은 알림 %s개",
	What: map[ilbo.NotificationKind]string{
		ilbo.ToldMentioned: "%s 님이 나를 불렀습니다", ilbo.ToldAssigned: "%s 님이 내게 맡겼습니다", ilbo.ToldUnassigned: "%s 님이 내 일에서 뺐습니다", ilbo.ToldPlanChanged: "%s 님이 내가 할 일을 바꾸었습니다",
		ilbo.ToldNote: "%s 님이 내 기사에 메모를 남겼습니다", ilbo.ToldReply: "%s 님이 메모에 답했습니다", ilbo.ToldResolved: "%s 님이 내 메모를 해결했습니다", ilbo.ToldSentBack: "%s 님이 내 기사를 돌려보냈습니다", ilbo.ToldHandedIn: "%s 님이 내 섹션에 기사를 넘겼습니다",
		ilbo.ToldPublished: "%s 님이 내 기사를 내보냈습니다", ilbo.ToldTakenOver: "%s 님이 내가 쓰던 기사를 이어받았습니다",
	},
}

// notesWords are what the notes on a story say.
type notesWords struct {
	Title, None, Say, SaySay, Add, Reply, ReplySay, Resolve, Unresolve, Resolved, ResolvedBy string
	OnPassage, OnStory, Gone, Here, Forget, Found, NoneFound, Copy, Plan, People, Settled    string
}

var notesEnglish = notesWords{
	Title: "Notes", None: "No notes yet.", Say: "Write a note", SaySay: "@ and a name tells that person.", Add: "Add the note", Reply: "Answer", ReplySay: "Your answer", Resolve: "Settled", Unresolve: "Open again", Resolved: "Settled",
	ResolvedBy: "settled by %s, %s", OnPassage: "On the passage", OnStory: "On the whole story", Gone: "These words are no longer in the story.", Here: "Note on this passage", Forget: "On the whole story instead",
	Found: "%d people", NoneFound: "Nobody of that name", Copy: "The story", Plan: "What was planned", People: "People", Settled: "Settled notes",
}

var notesKorean = notesWords{
	Title: "메모", None: "아직 메모가 없습니다.", Say: "메모 쓰기", SaySay: "@ 뒤에 이름을 쓰면 그 사람에게 알립니다.", Add: "메모 남기기", Reply: "답하기", ReplySay: "답", Resolve: "해결", Unresolve: "다시 열기", Resolved: "해결됨",
	ResolvedBy: "%s 해결, %s", OnPassage: "이 대목에 대하여", OnStory: "기사 전체에 대하여", Gone: "이 대목은 이제 기사에 없습니다.", Here: "이 대목에 메모", Forget: "기사 전체에 쓰기",
	Found: "%d명", NoneFound: "그런 사람이 없습니다", Copy: "기사", Plan: "취재 계획", People: "사람", Settled: "해결된 메모",
}

var weekdays = map[ilbo.Language][7]string{
	ilbo.English: {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	ilbo.Korean:  {"일", "월", "화", "수", "목", "금", "토"},
}

// dayName is a day as people say it.
func dayName(t time.Time, l ilbo.Language) string {
	if l == ilbo.Korean {
		return fmt.Sprintf("%d월 %d일 (%s)", t.Month(), t.Day(), weekdays[l][t.Weekday()])
	}
	return weekdays[ilbo.English][t.Weekday()] + t.Format(" 2 Jan")
}

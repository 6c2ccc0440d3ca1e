package newsroom

import (
	"strings"

	"ilbo.press"
)

// StoryWords are what the pages of one story say.
type StoryWords struct {
	Kicker, Headline, Deck, Bylines, Dateline, Section, Topics, Access, Slug, SlugSay, Source, Lead, Print, PrintHeadline, PrintWeight, PrintTrim, PrintWhole, PrintCut, Body, Furniture string
	Version, Changed, Unprinted, See, Preview, History, Life, Past, WhoseWork, NoScript, Unfinished                                                                                      string
	HeldBy, UntilWhen, ForWhen                                                                                                                                                           string // with %s
	TakeBack, SendBack, To, Publish, PublishSay, Schedule, At, Update, Quietly, Recall, Hold, Release, SetEmbargo, Until, Lift                                                           string
	Spike, Revive, Correct, CorrectSay, Kind, Notice, Kill, KillSay, Reason, Why, Share, ShareSay, Writers, Translate, TranslateSay                                                      string
	SlotLead, SlotSecond, SlotPhone, SlotWide, SlotColumn                                                                                                                                string
	Crossed, SomebodyWrites, AsideSay, PutTogether                                                                                                                                       string
	Versions, Compare, CompareSay, Older, Newer, Restore, RestoreSay, Words, Aside, Printed, Newest, NoDifference, OnlyForm, Came, Went, Earlier                                         string
	Merge, MergeSay, MergeMine, MergeTheirs, MergeBoth, MergeGo, MergeEasy, MergeConflict, Empty                                                                                         string
	Remark                                                                                                                                                                               string
	Restored, Merged                                                                                                                                                                     string // with %s: notes of versions
	Tied                                                                                                                                                                                 string

	States   map[ilbo.State]string
	HandOns  map[ilbo.Stage]string // what leads to a stage
	Records  map[string]string
	Ended    map[string]string
	Notices  map[ilbo.CorrectionKind]string
	Accesses map[ilbo.Access]string
	Weights  map[ilbo.PrintWeight]string
	Parts    map[string]string // fields and blocks
	Ways     map[string]string // of looking at a story
	Script   map[string]string // what the page's script says
}

var storyEnglish = StoryWords{
	Kicker: "Kicker", Headline: "Headline", Deck: "Deck", Bylines: "Bylines", Dateline: "Dateline", Section: "Section", Topics: "Topics", Access: "Who may read",
	Slug: "Slug", SlugSay: "for the address; made of the headline where empty", Source: "Source", Lead: "Lead picture", Print: "Print", PrintHeadline: "Headline in print", PrintWeight: "Place in print", PrintTrim: "Length in print", PrintWhole: "Whole", PrintCut: "May end at an earlier paragraph", Body: "Story", Furniture: "Furniture",
	Version: "Version", Changed: "changed", Unprinted: "Readers do not have the newest version yet.", See: "See it in the paper", Preview: "Preview", History: "History", Life: "What next", Past: "What happened", WhoseWork: "Work of",
	NoScript: "To write, this page needs its scripts. You can read the story, move it on and publish it without them.", Unfinished: "This story has no text yet.",
	HeldBy: "by %s, %s", UntilWhen: "until %s", ForWhen: "for %s",
	TakeBack: "Take back", SendBack: "Send back", To: "To", Publish: "Publish now", PublishSay: "Readers see it at once. Its address stays for ever.", Schedule: "Schedule", At: "When (the paper’s time)", Update: "Publish the changes",
	Quietly: "without “updated” on the page", Recall: "Take off the schedule", Hold: "Hold", Release: "Release", SetEmbargo: "Embargo", Until: "Until (the paper’s time)", Lift: "Lift the embargo",
	Spike: "Spike", Revive: "Revive", Correct: "Correct", CorrectSay: "Readers see it with the story and on the page of corrections, for ever.", Kind: "Kind", Notice: "What readers are told", Kill: "Kill", KillSay: "The story is taken from everywhere; its address says why.",
	Reason: "Reason, for the newsroom", Why: "Why", Share: "Whose work", ShareSay: "Names or sign-in names, with commas between. They may write in it.", Writers: "Writers", Translate: "Translate", TranslateSay: "Begins a story in the other language, tied to this one.",
	SlotLead: "front, lead", SlotSecond: "front, beside it", SlotPhone: "phone list", SlotWide: "print, two columns", SlotColumn: "print, one column",
	Crossed: "Somebody else has changed the story meanwhile. Your text is kept: put the two together.", SomebodyWrites: "Somebody else is writing in this story.", AsideSay: "Written at the same time as another version, and waiting to be put together:", PutTogether: "Put together",
	Versions: "Versions", Compare: "Compare", CompareSay: "Choose two versions.", Older: "older", Newer: "newer", Restore: "Restore", RestoreSay: "makes version %d the newest again; nothing is lost", Words: "words", Aside: "aside", Printed: "published", Newest: "newest",
	NoDifference: "The two say the same.", OnlyForm: "marks, links or a picture changed", Came: "new", Went: "gone", Earlier: "Earlier versions",
	Merge: "Put two versions together", MergeSay: "%s wrote version %d while %s wrote version %d. What only one of them changed is taken; choose where both did.", MergeMine: "Take this", MergeTheirs: "Take this", MergeBoth: "Take both", MergeGo: "Save as the newest version",
	MergeEasy: "Nothing to choose: the changes do not touch each other.", MergeConflict: "Both changed this", Empty: "(nothing)",
	Remark:   "Note on the chosen passage",
	Restored: "restored from version %s", Merged: "put together with version %s", Tied: "tied to its translation",
	States: map[ilbo.State]string{
		ilbo.State(ilbo.StageDraft): "Draft", ilbo.State(ilbo.StageFiled): "Filed", ilbo.State(ilbo.StageEdited): "Edited", ilbo.State(ilbo.StageReady): "Ready",
		ilbo.StateHeld: "Held", ilbo.StateEmbargoed: "Under embargo", ilbo.StateScheduled: "Scheduled", ilbo.StatePublished: "Published", ilbo.StateKilled: "Killed", ilbo.StateSpiked: "Spiked",
	},
	HandOns:  map[ilbo.Stage]string{ilbo.StageFiled: "Hand in", ilbo.StageEdited: "Mark as edited", ilbo.StageReady: "Mark as ready"},
	Records:  map[string]string{"embargo": "Embargo set", "hold": "Held", "spike": "Spiked", "kill": "Killed"},
	Ended:    map[string]string{"embargo": "Embargo ended", "hold": "Released", "spike": "Revived", "kill": "Kill ended"},
	Notices:  map[ilbo.CorrectionKind]string{ilbo.CorrectionOfFact: "Correction", ilbo.Clarification: "Clarification", ilbo.Retraction: "Retraction"},
	Accesses: map[ilbo.Access]string{ilbo.Free: "Everybody", ilbo.Metered: "Everybody, until the meter is full", ilbo.Subscribers: "Subscribers"},
	Weights:  map[ilbo.PrintWeight]string{ilbo.PrintNormal: "As it comes", ilbo.PrintTop: "Top of a page", ilbo.PrintBrief: "In brief", ilbo.PrintNot: "Not in print"},
	Parts: map[string]string{
		"section": "Section", "kicker": "Kicker", "headline": "Headline", "deck": "Deck", "bylines": "Bylines", "dateline": "Dateline", "lead": "Lead picture", "source": "Source", "topics": "Topics",
		"access": "Who may read", "slug": "Slug", "language": "Language", "translations": "Translations", "print": "Print",
		"paragraph": "Paragraph", "subhead": "Subhead", "quote": "Quote", "pullquote": "Pull quote", "list": "List", "picture": "Picture", "gallery": "Gallery", "video": "Video", "table": "Table", "factbox": "Fact box", "embed": "Embed",
	},
	Ways: map[string]string{"phone": "Phone", "tablet": "Tablet", "desktop": "Desktop", "print": "Print", "card": "Share card", "search": "Search result"},
	Script: map[string]string{
		"saved": "Saved", "saving": "Saving…", "unsaved": "Not saved yet", "offline": "The newsroom cannot be reached. Your text is kept in this browser, and is sent when it is back.",
		"signedOut": "You have been signed out. Sign in in another window; your text is kept in this browser.", "refused": "Not saved: %s", "crossed": "%s changed the story at the same time. Your text is kept as a version.",
		"merge": "Put the two together", "writes": "%s is writing", "writesElsewhere": "You are writing in another window", "takeOver": "Take over", "takeOverSure": "%s is told, and what they wrote is kept. Take over?", "handOver": "Hand over to %s",
		"handed": "Handed to %s", "takeIt": "%s handed the story to you. Write", "takenOver": "%s has taken over. What you wrote is kept.", "watching": "also here: %s", "alone": "Nobody else has it open", "newer": "%s saved version %d: shown here.", "restored": "Text that this browser had kept was sent.",
		"words": "%d words", "characters": "%d characters", "minutes": "%d min", "fits": "fits", "long": "%d too long", "version": "Version %d", "choose": "Choose a picture", "remove": "Take away", "upload": "Upload", "caption": "Caption", "credit": "Credit", "alt": "Alternative text", "missing": "A caption and an alternative text are needed to publish.",
		"leave": "Your last words are not saved yet.", "idle": "You have not written for a while: others may write now.",
	},
}

var storyKorean = StoryWords{
	Kicker: "어깨제목", Headline: "제목", Deck: "부제", Bylines: "기자 이름", Dateline: "발신지", Section: "섹션", Topics: "주제", Access: "읽을 수 있는 사람",
	Slug: "슬러그", SlugSay: "주소에 쓰입니다. 비워 두면 제목으로 만듭니다", Source: "출처", Lead: "대표 사진", Print: "지면", PrintHeadline: "지면 제목", PrintWeight: "지면 비중", PrintTrim: "지면 분량", PrintWhole: "전문", PrintCut: "뒤 문단을 덜어도 됨", Body: "기사", Furniture: "기사 정보",
	Version: "판", Changed: "고침", Unprinted: "가장 새로운 판은 아직 독자에게 나가지 않았습니다.", See: "신문에서 보기", Preview: "미리 보기", History: "이력", Life: "다음 할 일", Past: "지나온 길", WhoseWork: "쓴 사람",
	NoScript: "쓰려면 이 쪽의 스크립트가 필요합니다. 읽기, 넘기기, 내보내기는 없어도 됩니다.", Unfinished: "아직 본문이 없습니다.",
	HeldBy: "%s, %s", UntilWhen: "%s까지", ForWhen: "%s 예정",
	TakeBack: "되찾기", SendBack: "돌려보내기", To: "단계", Publish: "지금 내보내기", PublishSay: "독자가 바로 봅니다. 주소는 영원히 그대로입니다.", Schedule: "예약", At: "언제 (신문 시각)", Update: "고친 것 내보내기",
	Quietly: "쪽에 ‘수정’ 표시 없이", Recall: "예약 취소", Hold: "보류", Release: "보류 풀기", SetEmbargo: "엠바고", Until: "언제까지 (신문 시각)", Lift: "엠바고 풀기",
	Spike: "버리기", Revive: "되살리기", Correct: "바로잡기", CorrectSay: "기사와 바로잡습니다 쪽에 영원히 남아 독자가 봅니다.", Kind: "종류", Notice: "독자에게 알리는 말", Kill: "내리기", KillSay: "모든 곳에서 사라지고, 주소에는 까닭이 남습니다.",
	Reason: "까닭 (편집국용)", Why: "까닭", Share: "쓴 사람 정하기", ShareSay: "이름이나 아이디를 쉼표로 나눠 적습니다. 그 사람들이 쓸 수 있습니다.", Writers: "쓴 사람", Translate: "번역하기", TranslateSay: "다른 언어의 기사를 시작해 이 기사와 이어 둡니다.",
	SlotLead: "첫 화면 머리", SlotSecond: "첫 화면 옆", SlotPhone: "전화기 목록", SlotWide: "지면 두 단", SlotColumn: "지면 한 단",
	Crossed: "그사이 다른 사람이 기사를 고쳤습니다. 쓰신 글은 남아 있으니 둘을 합쳐 주십시오.", SomebodyWrites: "다른 사람이 이 기사를 쓰고 있습니다.", AsideSay: "다른 판과 같은 때에 쓰여 합치기를 기다립니다:", PutTogether: "합치기",
	Versions: "판 목록", Compare: "견주기", CompareSay: "두 판을 고르십시오.", Older: "앞", Newer: "뒤", Restore: "되돌리기", RestoreSay: "%d판을 다시 가장 새로운 판으로 만듭니다. 사라지는 것은 없습니다", Words: "낱말", Aside: "따로 둠", Printed: "나간 판", Newest: "새 판",
	NoDifference: "두 판이 같습니다.", OnlyForm: "강조, 링크, 사진이 바뀜", Came: "새로", Went: "없어짐", Earlier: "앞선 판",
	Merge: "두 판 합치기", MergeSay: "%s 님이 %d판을 쓰는 동안 %s 님이 %d판을 썼습니다. 한쪽만 고친 곳은 그대로 받고, 둘 다 고친 곳은 골라 주십시오.", MergeMine: "이것으로", MergeTheirs: "이것으로", MergeBoth: "둘 다", MergeGo: "새 판으로 저장",
	MergeEasy: "고를 것이 없습니다. 고친 곳이 겹치지 않습니다.", MergeConflict: "둘 다 고친 곳", Empty: "(없음)",
	Remark:   "고른 대목에 메모",
	Restored: "%s판에서 되돌림", Merged: "%s판과 합침", Tied: "번역과 이음",
	States: map[ilbo.State]string{
		ilbo.State(ilbo.StageDraft): "초고", ilbo.State(ilbo.StageFiled): "송고", ilbo.State(ilbo.StageEdited): "편집됨", ilbo.State(ilbo.StageReady): "준비됨",
		ilbo.StateHeld: "보류", ilbo.StateEmbargoed: "엠바고", ilbo.StateScheduled: "예약", ilbo.StatePublished: "나감", ilbo.StateKilled: "내림", ilbo.StateSpiked: "버림",
	},
	HandOns:  map[ilbo.Stage]string{ilbo.StageFiled: "송고하기", ilbo.StageEdited: "편집 마침", ilbo.StageReady: "준비 마침"},
	Records:  map[string]string{"embargo": "엠바고 설정", "hold": "보류", "spike": "버림", "kill": "내림"},
	Ended:    map[string]string{"embargo": "엠바고 끝", "hold": "보류 해제", "spike": "되살림", "kill": "내림 해제"},
	Notices:  map[ilbo.CorrectionKind]string{ilbo.CorrectionOfFact: "정정", ilbo.Clarification: "설명", ilbo.Retraction: "철회"},
	Accesses: map[ilbo.Access]string{ilbo.Free: "누구나", ilbo.Metered: "누구나, 무료 횟수까지", ilbo.Subscribers: "구독자"},
	Weights:  map[ilbo.PrintWeight]string{ilbo.PrintNormal: "보통", ilbo.PrintTop: "머리기사", ilbo.PrintBrief: "단신", ilbo.PrintNot: "싣지 않음"},
	Parts: map[string]string{
		"section": "섹션", "kicker": "어깨제목", "headline": "제목", "deck": "부제", "bylines": "기자 이름", "dateline": "발신지", "lead": "대표 사진", "source": "출처", "topics": "주제",
		"access": "읽을 수 있는 사람", "slug": "슬러그", "language": "언어", "translations": "번역", "print": "지면",
		"paragraph": "문단", "subhead": "중간제목", "quote": "인용", "pullquote": "발췌", "list": "목록", "picture": "사진", "gallery": "화보", "video": "영상", "table": "표", "factbox": "상자 기사", "embed": "삽입",
	},
	Ways: map[string]string{"phone": "전화기", "tablet": "태블릿", "desktop": "데스크톱", "print": "인쇄", "card": "공유 카드", "search": "검색 결과"},
	Script: map[string]string{
		"saved": "저장됨", "saving": "저장하는 중…", "unsaved": "아직 저장 안 됨", "offline": "편집국에 닿지 않습니다. 글은 이 브라우저에 남아 있고, 이어지면 보냅니다.",
		"signedOut": "로그아웃되었습니다. 다른 창에서 로그인하십시오. 글은 이 브라우저에 남아 있습니다.", "refused": "저장 안 됨: %s", "crossed": "%s 님이 같은 때에 고쳤습니다. 쓰신 글은 판으로 남아 있습니다.",
		"merge": "둘을 합치기", "writes": "%s 님이 쓰고 있습니다", "writesElsewhere": "다른 창에서 쓰고 계십니다", "takeOver": "이어받기", "takeOverSure": "%s 님에게 알리고, 그때까지 쓴 글은 남깁니다. 이어받을까요?", "handOver": "%s 님에게 넘기기",
		"handed": "%s 님에게 넘겼습니다", "takeIt": "%s 님이 기사를 넘겼습니다. 쓰기", "takenOver": "%s 님이 이어받았습니다. 쓰신 글은 남아 있습니다.", "watching": "함께 보는 사람: %s", "alone": "혼자 보고 있습니다", "newer": "%s 님이 %d판을 저장해 보여 드립니다.", "restored": "이 브라우저에 남아 있던 글을 보냈습니다.",
		"words": "%d낱말", "characters": "%d자", "minutes": "%d분", "fits": "들어감", "long": "%d 넘침", "version": "%d판", "choose": "사진 고르기", "remove": "빼기", "upload": "올리기", "caption": "사진 설명", "credit": "제공", "alt": "대체 텍스트", "missing": "내보내려면 사진 설명과 대체 텍스트가 있어야 합니다.",
		"leave": "마지막에 쓴 글이 아직 저장되지 않았습니다.", "idle": "한동안 쓰지 않으셔서 다른 사람이 쓸 수 있습니다.",
	},
}

// note is why a version was made, in the words of the screen.
func (w *StoryWords) note(note string) string {
	if number, ok := strings.CutPrefix(note, "restored from version "); ok {
		return strings.ReplaceAll(w.Restored, "%s", number)
	}
	if number, ok := strings.CutPrefix(note, "merged with version "); ok {
		return strings.ReplaceAll(w.Merged, "%s", number)
	}
	if note == "tied to its translation" {
		return w.Tied
	}
	return note
}

package newsroom

import (
	"ilbo.press"
	"ilbo.press/internal/front"
)

// frontsWords are what the pages of fronts and banners say.
type frontsWords struct {
	Menu, Title, Say, Front, Home, State, NotArranged, LastBy, WorkBy, ReadOnly string
	Lead, Second, Opinion, Photos, Films                                        string
	Chosen, ByItself, Empty, NotShown, LockedUntil, Weight, Weigh               string
	Pick, Picked, PutHere, Cancel, Keep, Up, Down, Off, More                    string
	Lock, Unlock, LockSay, Hour, Hours                                          string
	Shelf, ShelfSay, Find, Query, AnySection, NoStories                         string
	Changed, AsPublic, Publish, Back, Drop                                      string
	WasPut, WasPutFor, WasOff, WasLocked, WasUnlocked, Story                    string
	Proof, ProofSay, Widths, Phone, Tablet, Desktop, Public                     string
	History, Version, AgainOf, BringBack, Now, Nobody, FromTheStart, Older      string
	ChangesOne, ChangesMany                                                     string
	Clash, ClashSay, Theirs, Yours, Again                                       string

	Breaking, BreakingSay, Banner, BannerSay, TextIn, StoryNumber, StoryHint string
	FromWhen, UntilWhen, AtOnce, PutUp, TakeDown, Stands, Waits, Over, Ended string
	NoBanners, Replaces                                                      string

	Reasons map[front.Reason]string
}

var frontsEnglish = frontsWords{
	Menu: "Fronts", Title: "Fronts", Say: "What stands where on the paper’s fronts. What nobody arranges fills by itself.", Front: "Front", Home: "Home front", State: "Arranged",
	NotArranged: "Fills by itself", LastBy: "%s, %s", WorkBy: "Unpublished changes: %s, %s", ReadOnly: "You may look at this front. Those who decide in its section arrange it.",
	Lead: "Lead", Second: "Beside the lead", Opinion: "Opinion", Photos: "Photographs", Films: "Films",
	Chosen: "chosen", ByItself: "by itself", Empty: "Nothing suits yet", NotShown: "Story %d is not public and is not shown", LockedUntil: "locked until %s", Weight: "Weight", Weigh: "Set the weight",
	Pick: "Pick up", Picked: "“%s” is picked up. Choose where to put it.", PutHere: "Put here", Cancel: "Put it back", Keep: "Keep here", Up: "Move up", Down: "Move down", Off: "Take off", More: "Lock and weight",
	Lock: "Lock until", Unlock: "Unlock", LockSay: "Then the place is free and fills by itself.", Hour: "1 hour", Hours: "%d hours",
	Shelf: "Published stories", ShelfSay: "Drag a story to its place, or pick it up.", Find: "Find", Query: "Words", AnySection: "All sections", NoStories: "No published story matches.",
	Changed: "Readers do not see this yet", AsPublic: "This is what readers see.", Publish: "Publish this front", Back: "Undo the last step", Drop: "Throw the changes away",
	WasPut: "%s: “%s”", WasPutFor: "%s: “%s” in the place of “%s”", WasOff: "%s: “%s” is taken off", WasLocked: "%s: “%s” is locked until %s", WasUnlocked: "%s: “%s” is no longer locked", Story: "story %d",
	Proof: "Preview", ProofSay: "The front as readers will see it once it is published.", Widths: "Width of the preview", Phone: "Phone", Tablet: "Tablet", Desktop: "Desktop", Public: "See the public front",
	History: "History", Version: "Version %d", AgainOf: "version %d again", BringBack: "Bring back", Now: "what readers see", Nobody: "nobody named", FromTheStart: "Nothing arranged: it fills by itself", Older: "Earlier versions",
	ChangesOne: "1 change", ChangesMany: "%d changes",
	Clash: "Somebody was faster", ClashSay: "%s changed this front at %s. Nothing of yours was saved, and nothing of theirs is lost: below is the front with theirs.", Theirs: "Their changes", Yours: "Yours", Again: "Do mine on top of theirs",
	Breaking: "Breaking news", BreakingSay: "A banner above every page, and alerts for readers’ phones.", Banner: "Banner", BannerSay: "A line above every page of a language, until its time is over. Leave a language empty and it has none.",
	TextIn: "Text in %s", StoryNumber: "Story that it leads to", StoryHint: "Its number or its address. May be empty for a banner.", FromWhen: "From", UntilWhen: "Until", AtOnce: "empty is at once", PutUp: "Put the banner up", TakeDown: "Take down",
	Stands: "stands", Waits: "waits for its time", Over: "is over", Ended: "was taken down by %s", NoBanners: "There was no banner yet.", Replaces: "It takes the place of the one that stands.",

	Reasons: map[front.Reason]string{},
}

var frontsKorean = frontsWords{
	Menu: "면 배치", Title: "면 배치", Say: "첫 화면과 섹션 화면의 기사 배치입니다. 배치하지 않은 자리는 저절로 채워집니다.", Front: "화면", Home: "첫 화면", State: "배치",
	NotArranged: "저절로 채움", LastBy: "%s, %s", WorkBy: "내보내지 않은 변경: %s, %s", ReadOnly: "이 화면은 볼 수만 있습니다. 배치는 이 섹션을 맡은 데스크가 합니다.",
	Lead: "머리기사", Second: "머리기사 옆", Opinion: "오피니언", Photos: "사진", Films: "영상",
	Chosen: "직접 배치", ByItself: "저절로", Empty: "알맞은 기사가 아직 없습니다", NotShown: "기사 %d은(는) 공개되지 않아 보이지 않습니다", LockedUntil: "%s까지 고정", Weight: "무게", Weigh: "무게 정하기",
	Pick: "집기", Picked: "‘%s’ 기사를 집었습니다. 놓을 자리를 고르십시오.", PutHere: "여기에 놓기", Cancel: "도로 놓기", Keep: "여기에 두기", Up: "위로", Down: "아래로", Off: "빼기", More: "고정과 무게",
	Lock: "고정 기한", Unlock: "고정 풀기", LockSay: "기한이 지나면 자리가 비어 저절로 채워집니다.", Hour: "1시간", Hours: "%d시간",
	Shelf: "나간 기사", ShelfSay: "기사를 끌어 자리에 놓거나 ‘집기’를 누르십시오.", Find: "찾기", Query: "낱말", AnySection: "모든 섹션", NoStories: "맞는 기사가 없습니다.",
	Changed: "아직 독자에게 보이지 않는 변경", AsPublic: "독자가 보는 그대로입니다.", Publish: "이 화면 내보내기", Back: "마지막 단계 되돌리기", Drop: "변경 버리기",
	WasPut: "%s: ‘%s’", WasPutFor: "%s: ‘%s’ (앞서 ‘%s’)", WasOff: "%s: ‘%s’ 뺌", WasLocked: "%s: ‘%s’ %s까지 고정", WasUnlocked: "%s: ‘%s’ 고정 풂", Story: "기사 %d",
	Proof: "미리 보기", ProofSay: "내보내면 독자가 보게 될 모습입니다.", Widths: "미리 보기 너비", Phone: "휴대전화", Tablet: "태블릿", Desktop: "데스크톱", Public: "독자 화면 보기",
	History: "기록", Version: "%d판", AgainOf: "%d판을 다시", BringBack: "되살리기", Now: "독자가 보는 판", Nobody: "이름 없음", FromTheStart: "배치 없이 저절로 채움", Older: "이전 판",
	ChangesOne: "변경 1건", ChangesMany: "변경 %d건",
	Clash: "다른 사람이 먼저 바꾸었습니다", ClashSay: "%s 님이 %s에 이 화면을 바꾸었습니다. 내 변경은 저장되지 않았고 그 사람의 변경은 그대로 있습니다. 아래가 지금 화면입니다.", Theirs: "그 사람의 변경", Yours: "내 변경", Again: "그 위에 내 변경 하기",
	Breaking: "속보", BreakingSay: "모든 쪽 위에 다는 띠와 독자 휴대전화로 보낼 알림입니다.", Banner: "속보 띠", BannerSay: "기한까지 그 언어의 모든 쪽 위에 보입니다. 비워 둔 언어에는 달리지 않습니다.",
	TextIn: "문구 (%s)", StoryNumber: "이어질 기사", StoryHint: "기사 번호나 주소. 띠에서는 비워도 됩니다.", FromWhen: "시작", UntilWhen: "끝", AtOnce: "비우면 지금부터", PutUp: "띠 달기", TakeDown: "내리기",
	Stands: "달려 있음", Waits: "때를 기다림", Over: "끝남", Ended: "%s 님이 내림", NoBanners: "아직 단 띠가 없습니다.", Replaces: "지금 달린 띠를 대신합니다.",

	Reasons: map[front.Reason]string{
		front.NotYours: "맡으신 화면이 아닙니다. 편집국장에게 부탁하십시오.", front.NothingNew: "내보내거나 되돌릴 것이 없습니다. 독자가 보는 그대로입니다.", front.Unfinished: "내보내지 않은 변경이 있습니다. 먼저 내보내거나 버리십시오.",
		front.NoSuchFront: "그런 화면이 없습니다.", front.NoSuchSpot: "그런 자리가 없거나 직접 배치한 기사가 없습니다.", front.TooManyThere: "그 자리에는 더 놓을 수 없습니다. 하나를 먼저 빼십시오.", front.Twice: "한 기사는 한 화면에 한 번만 놓입니다.",
		front.NotPublic: "공개되지 않은 기사입니다. 독자가 읽을 수 있는 기사만 놓을 수 있습니다.", front.OtherLanguage: "다른 언어의 기사입니다.", front.BadLock: "고정 기한은 지금부터 1년 안이어야 합니다.", front.BadWeight: "무게는 -3부터 3까지입니다.",
		front.NoText: "문구가 없습니다.", front.TooLong: "문구가 한 줄에 너무 깁니다. 줄여 주십시오.", front.BadSpan: "띠는 시작한 뒤에, 지금부터 이레 안에 끝나야 합니다.", front.NotThere: "이미 내린 것입니다.",
		front.Changed: "다른 사람이 먼저 바꾸어 저장하지 않았습니다. 바뀐 화면을 보고 다시 하십시오.",
	},
}

// place names a place of a front.
func (w *Words) place(p ilbo.Place, section string) string {
	switch p {
	case ilbo.PlaceLead:
		return w.Fronts.Lead
	case ilbo.PlaceSecond:
		return w.Fronts.Second
	case ilbo.PlaceOpinion:
		return w.Fronts.Opinion
	case ilbo.PlacePhotos:
		return w.Fronts.Photos
	case ilbo.PlaceFilms:
		return w.Fronts.Films
	}
	return section
}

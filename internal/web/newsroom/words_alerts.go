package newsroom

import (
	"fmt"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/mailing/alert"
)

// alertWords are what the pages of alerts say.
type alertWords struct {
	Title, Say, Text, Story, StoryHint, Language, Urgency, Sections, SectionsSay, Go string
	Confirm, OnPhone, For, About, Reach, Quiet, Waits, Left, Sure, Send              string
	AllReaders, Queued, UnderWay, Gone, TakenBack, TakeBack, StopRest, None          string
	OfStory, ReachOne, SureOne, AtOnce                                               string
	Sent, Later, Rejected, Departed, Unsure, Skipped                                 string
	Urgencies, UrgencySays                                                           map[ilbo.Urgency]string
	Unsent                                                                           map[ilbo.Unsent]string
	Reasons                                                                          map[alert.Reason]string
}

var alertsEnglish = alertWords{
	Title: "Alerts", Say: "An alert rings readers’ phones. You see it once more, with how many it reaches, before it goes.", Text: "Headline on the phone", Story: "Story that it leads to", StoryHint: "Its number or its address.", Language: "Language of the readers",
	Urgency: "How urgent it is", Sections: "Readers of these sections", SectionsSay: "none is all readers", Go: "Look at it before it goes",
	Confirm: "Send this alert?", OnPhone: "On the phone", For: "For", About: "Leads to", Reach: "It reaches %d devices.", ReachOne: "It reaches one device.", SureOne: "Send it to one device", AtOnce: "It goes as soon as you press.", Quiet: "In quiet hours now, and to get it when those end: %d.", Waits: "After you press, it waits for %d seconds in which it can be taken back.",
	Left: "Alerts that may go after this one, in this hour: %d.", Sure: "Send it to %d devices", Send: "Send the alert",
	AllReaders: "all readers", Queued: "goes at %s", UnderWay: "under way", Gone: "sent", TakenBack: "taken back by %s", TakeBack: "Take back", StopRest: "Stop the rest", None: "No alert was sent yet.",
	OfStory: "Send an alert",
	Sent:    "%d taken", Later: "%d later", Rejected: "%d refused", Departed: "%d take alerts no more", Unsure: "%d uncertain", Skipped: "%d not any more",
	Urgencies:   map[ilbo.Urgency]string{ilbo.Breaking: "Breaking", ilbo.Important: "Important", ilbo.Routine: "Worth reading"},
	UrgencySays: map[ilbo.Urgency]string{ilbo.Breaking: "worth waking somebody up for", ilbo.Important: "worth knowing now", ilbo.Routine: "for those who want all of a section"},
	Unsent:      map[ilbo.Unsent]string{ilbo.Withdrawn: "not sent on: the story is not public any more", ilbo.Stale: "not sent: it would have come too late"},
	Reasons:     map[alert.Reason]string{},
}

var alertsKorean = alertWords{
	Title: "알림", Say: "독자의 휴대전화를 울립니다. 보내기 전에 몇 대에 가는지와 함께 한 번 더 보여 드립니다.", Text: "휴대전화에 보일 제목", Story: "이어질 기사", StoryHint: "기사 번호나 주소.", Language: "독자의 언어",
	Urgency: "얼마나 급한지", Sections: "받을 섹션 독자", SectionsSay: "고르지 않으면 모든 독자", Go: "보내기 전에 확인",
	Confirm: "이 알림을 보낼까요?", OnPhone: "휴대전화 화면", For: "받는 독자", About: "이어질 기사", Reach: "기기 %d대에 갑니다.", ReachOne: "기기 1대에 갑니다.", SureOne: "기기 1대에 보냅니다", AtOnce: "누르면 바로 나갑니다.", Quiet: "그 가운데 %d대는 방해 금지 시간이어서 끝난 뒤에 받습니다.", Waits: "누른 뒤 %d초 동안은 되돌릴 수 있습니다.",
	Left: "이 알림 다음에 지금 %d건을 더 보낼 수 있습니다.", Sure: "기기 %d대에 보냅니다", Send: "알림 보내기",
	AllReaders: "모든 독자", Queued: "%s에 나감", UnderWay: "보내는 중", Gone: "보냄", TakenBack: "%s 님이 되돌림", TakeBack: "되돌리기", StopRest: "나머지 멈추기", None: "아직 보낸 알림이 없습니다.",
	OfStory: "알림 보내기",
	Sent:    "%d대 전달", Later: "%d대 대기", Rejected: "%d대 거부", Departed: "%d대 알림 끔", Unsure: "%d대 불확실", Skipped: "%d대 보내지 않음",
	Urgencies:   map[ilbo.Urgency]string{ilbo.Breaking: "속보", ilbo.Important: "주요", ilbo.Routine: "읽을거리"},
	UrgencySays: map[ilbo.Urgency]string{ilbo.Breaking: "자는 사람을 깨울 만한 소식", ilbo.Important: "지금 알아야 할 소식", ilbo.Routine: "섹션 소식을 모두 받는 독자에게"},
	Unsent:      map[ilbo.Unsent]string{ilbo.Withdrawn: "더 보내지 않음: 기사가 공개되지 않은 상태", ilbo.Stale: "보내지 않음: 너무 늦음"},
	Reasons: map[alert.Reason]string{
		alert.NotYours: "맡으신 일이 아닙니다. 편집국장에게 부탁하십시오.", alert.NoText: "문구가 없습니다.", alert.TooLong: "휴대전화에 보이기에는 문구가 깁니다. 줄여 주십시오.", alert.NoUrgency: "얼마나 급한지 고르십시오.",
		alert.NoSuchSection: "그런 섹션이 없습니다.", alert.NotPublic: "공개되지 않은 기사입니다. 독자가 읽을 수 있는 기사만 알릴 수 있습니다.", alert.OtherLanguage: "다른 언어의 기사입니다.",
		alert.TooMany: "한 시간이나 하루에 보낼 수 있는 만큼 이미 보냈습니다. 몇 건인지는 설정에서 정합니다.", alert.Twice: "방금 보낸 알림입니다.", alert.NotThere: "이미 끝난 알림입니다.", alert.Unsure: "보낸다는 칸에 표시해 주십시오.",
	},
}

// counts says what became of an alert at the devices that it was for.
func (w *alertWords) counts(c ilbo.AlertCounts) string {
	parts := []string{fmt.Sprintf(w.Sent, c.Sent)}
	for _, p := range []struct {
		say string
		n   int
	}{{w.Later, c.Later}, {w.Rejected, c.Rejected}, {w.Departed, c.Departed}, {w.Unsure, c.Unsure}, {w.Skipped, c.Skipped}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf(p.say, p.n))
		}
	}
	return strings.Join(parts, " · ")
}

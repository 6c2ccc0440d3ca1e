package reader

import (
	"errors"

	"ilbo.press"
	"ilbo.press/internal/mailing/alert"
)

// alertWords are what the page of alerts says.
type alertWords struct {
	Title, Say, NoScript, NoPush, Blocked, BlockedSay, IPhone, IPhoneGo     string
	Least                                                                   map[ilbo.Urgency]string
	Choose, Sections, SectionsSay, Quiet, QuietOn, From, To, ZoneSay, Woken string
	On, OnSay, Save, Try, Off                                               string
	Done, Saved, Tried, Ended, Refused, Failed, Works, Devices, Since       string
	Reasons                                                                 map[alert.Reason]string
}

var englishAlerts = alertWords{
	Title: "Alerts", Say: "What cannot wait, on this device, from the moment that you turn alerts on. No account is needed.",
	NoScript: "Alerts need JavaScript, and it is off in this browser. Turn it on for this site, and load the page again.",
	NoPush:   "This browser cannot take alerts. Chrome, Edge, Firefox and Safari can in their present versions, over a secure address and outside of private windows.",
	Blocked:  "Alerts are blocked in this browser", BlockedSay: "You, or somebody before you, told the browser not to show alerts from us. Press the icon before the address, choose “Notifications” and then “Allow”, and load this page again.",
	IPhone: "On an iPhone or iPad, put the paper on the home screen first, and turn alerts on in there.", IPhoneGo: "How to do that",
	Least:  map[ilbo.Urgency]string{ilbo.Breaking: "Breaking news alone", ilbo.Important: "Breaking and important news", ilbo.Routine: "All that is worth reading"},
	Choose: "Ring for", Sections: "From these sections", SectionsSay: "None is all of them.", Quiet: "Quiet hours", QuietOn: "Do not ring at night", From: "From", To: "to", ZoneSay: "By the clock of this device. What comes meanwhile waits until then.", Woken: "Breaking news may ring all the same",
	On: "Turn alerts on", OnSay: "Your browser asks you next. What it tells us is kept to send you alerts, and for nothing else.", Save: "Save", Try: "Send a test alert to this device", Off: "Turn alerts off",
	Done: "Alerts are on.", Saved: "Saved.", Tried: "It is on its way. If nothing rings, look whether the device is in a focus or do-not-disturb mode.", Ended: "Alerts are off.", Refused: "Nothing was turned on: the browser was not allowed to.", Failed: "The browser could not reach its push service. Try again later.", Works: "Alerts work on this device.",
	Devices: "Your devices", Since: "since",
	Reasons: map[alert.Reason]string{alert.BadEndpoint: "This browser's push service cannot be used.", alert.BadDevice: "Those choices cannot be kept. Look at them again.", alert.NoDevice: "That device takes no alerts any more. Turn them on again.", alert.TooOften: "That was asked for too often. Try again in an hour.", alert.Unreachable: "The browser's push service does not take the alert. Try again later.", alert.NoSuchSection: "There is no such section any more. Load the page again."},
}

var koreanAlerts = alertWords{
	Title: "알림", Say: "기다릴 수 없는 소식을 이 기기로 바로 알려 드립니다. 계정이 없어도 됩니다.",
	NoScript: "알림을 받으려면 자바스크립트가 필요한데, 이 브라우저에서는 꺼져 있습니다. 이 사이트에서 켠 뒤 다시 여십시오.",
	NoPush:   "이 브라우저는 알림을 받을 수 없습니다. 크롬, 엣지, 파이어폭스, 사파리의 최신판은 보안 주소에서, 비공개 창이 아닐 때 받을 수 있습니다.",
	Blocked:  "이 브라우저에서 알림이 차단되어 있습니다", BlockedSay: "전에 이 신문의 알림을 막으셨습니다. 주소 앞의 아이콘을 눌러 ‘알림’을 ‘허용’으로 바꾼 뒤 이 쪽을 다시 여십시오.",
	IPhone: "아이폰과 아이패드에서는 먼저 홈 화면에 신문을 추가한 뒤, 그 안에서 알림을 켜십시오.", IPhoneGo: "추가하는 방법",
	Least:  map[ilbo.Urgency]string{ilbo.Breaking: "속보만", ilbo.Important: "속보와 주요 소식", ilbo.Routine: "읽을 만한 소식 모두"},
	Choose: "받을 소식", Sections: "받을 섹션", SectionsSay: "고르지 않으면 모두 받습니다.", Quiet: "방해 금지 시간", QuietOn: "밤에는 울리지 않기", From: "시작", To: "끝", ZoneSay: "이 기기의 시계를 따릅니다. 그동안 온 알림은 끝난 뒤에 옵니다.", Woken: "속보는 그때도 울리기",
	On: "알림 켜기", OnSay: "다음에 브라우저가 허용할지 묻습니다. 브라우저가 알려 주는 주소는 알림을 보내는 데에만 씁니다.", Save: "저장", Try: "이 기기로 시험 알림 보내기", Off: "알림 끄기",
	Done: "알림을 켰습니다.", Saved: "저장했습니다.", Tried: "보냈습니다. 울리지 않으면 기기가 방해 금지 상태인지 보십시오.", Ended: "알림을 껐습니다.", Refused: "브라우저가 허용하지 않아 켜지 못했습니다.", Failed: "브라우저가 알림 서비스에 닿지 못했습니다. 나중에 다시 해 주십시오.", Works: "이 기기에서 알림이 잘 옵니다.",
	Devices: "내 기기", Since: "켠 때",
	Reasons: map[alert.Reason]string{alert.BadEndpoint: "이 브라우저의 알림 서비스는 쓸 수 없습니다.", alert.BadDevice: "고르신 것을 저장할 수 없습니다. 다시 보아 주십시오.", alert.NoDevice: "그 기기는 이제 알림을 받지 않습니다. 다시 켜 주십시오.", alert.TooOften: "너무 자주 요청했습니다. 한 시간 뒤에 다시 해 주십시오.", alert.Unreachable: "브라우저의 알림 서비스가 받지 않습니다. 나중에 다시 해 주십시오.", alert.NoSuchSection: "이제 없는 섹션입니다. 쪽을 다시 여십시오."},
}

// refused says why something about alerts was; empty where it is about something
// else.
func (w *alertWords) refused(err error) string {
	var reason alert.Reason
	if errors.As(err, &reason) {
		return w.Reasons[reason]
	}
	return ""
}

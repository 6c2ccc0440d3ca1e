package newsletters

import "ilbo.press"

// words are what pages and letters say, in one language.
type words struct {
	Title, Say, None, Choose, Email, Go                string
	Zone, ZoneSay, ToAccount                           string
	SentTitle, SentSay                                 string
	ConfirmTitle, ConfirmSay, Confirm                  string
	DoneTitle, DoneSay                                 string
	EndTitle, EndSay, End, EndedTitle, EndedSay        string
	GoneTitle, GoneSay, BusyTitle, BusySay, WrongTitle string
	Choosing, NoEmail, Problem                         string
	Why, EndIt, All, Locked, Counted                   string
	AskSubject, AskSay, AskElse                        string
	Weekdays                                           []string // nil: English
}

func wordsIn(l ilbo.Language) *words {
	if l == ilbo.Korean {
		return &korean
	}
	return &english
}

var english = words{
	Title: "Newsletters", Say: "The paper by e-mail. Choose what you want; you can stop each with one click.", None: "There are no newsletters yet.",
	Choose: "Newsletters", Email: "Your e-mail address", Go: "Send me these",
	Zone: "Time zone", ZoneSay: "Such as Europe/Berlin: each comes at its hour where you live. Empty: the paper’s, %s.", ToAccount: "You have an account? Choose there.",
	SentTitle: "Look into your mailbox", SentSay: "If the address is yours, a letter is on its way to it. Follow its link to say that you want the newsletters. The link works for two days.",
	ConfirmTitle: "Do you want these newsletters?", ConfirmSay: "They will be sent to %s.", Confirm: "Yes, send them",
	DoneTitle: "Thank you", DoneSay: "The newsletters will come to %s from now on.",
	EndTitle: "No more of “%s”?", EndSay: "It is sent to %s.", End: "Send it no more", EndedTitle: "It is ended", EndedSay: "“%s” is not sent to %s any more.",
	GoneTitle: "This link has run out", GoneSay: "Ask for another letter on the newsletters’ page.", BusyTitle: "Too many at once", BusySay: "Please try again in a few minutes.", WrongTitle: "That did not work",
	Choosing: "Choose at least one newsletter.", NoEmail: "That is no e-mail address: one is written like name@example.com.", Problem: "Something went wrong here. Please try again.",
	Why: "You get “%s” from %s because you asked for it.", EndIt: "Stop this newsletter", All: "All newsletters", Locked: "For subscribers", Counted: "It is counted how often this newsletter is opened, and not by whom.",
	AskSubject: "Your newsletters from %s: please confirm", AskSay: "Somebody asked that %s send these newsletters to this address:", AskElse: "If that was not you, do nothing: nothing will be sent.",
}

var korean = words{
	Title: "뉴스레터", Say: "신문을 전자우편으로 받아 보십시오. 원하는 것을 고르면 되고, 언제든 한 번 눌러 그만 받을 수 있습니다.", None: "아직 뉴스레터가 없습니다.",
	Choose: "뉴스레터", Email: "전자우편 주소", Go: "받아 보기",
	Zone: "시간대", ZoneSay: "예: Europe/Berlin. 계신 곳의 시각에 맞추어 보냅니다. 비워 두면 신문의 시간대인 %s입니다.", ToAccount: "계정이 있으면 계정에서 고르십시오.",
	SentTitle: "편지함을 확인하십시오", SentSay: "주소가 맞다면 편지가 가고 있습니다. 편지 속 링크를 열어 뉴스레터를 받겠다고 확인해 주십시오. 링크는 이틀 동안 쓸 수 있습니다.",
	ConfirmTitle: "이 뉴스레터를 받으시겠습니까?", ConfirmSay: "%s 주소로 보냅니다.", Confirm: "네, 보내 주십시오",
	DoneTitle: "고맙습니다", DoneSay: "이제부터 %s 주소로 뉴스레터를 보냅니다.",
	EndTitle: "‘%s’ 뉴스레터를 그만 받으시겠습니까?", EndSay: "%s 주소로 보내고 있습니다.", End: "그만 받기", EndedTitle: "그만 보냅니다", EndedSay: "‘%s’ 뉴스레터를 %s 주소로 더는 보내지 않습니다.",
	GoneTitle: "기한이 지난 링크입니다", GoneSay: "뉴스레터 페이지에서 편지를 다시 신청해 주십시오.", BusyTitle: "요청이 너무 많습니다", BusySay: "몇 분 뒤에 다시 해 주십시오.", WrongTitle: "처리하지 못했습니다",
	Choosing: "뉴스레터를 하나 이상 고르십시오.", NoEmail: "전자우편 주소가 아닙니다. name@example.com처럼 적어 주십시오.", Problem: "문제가 생겼습니다. 다시 해 주십시오.",
	Why: "‘%s’ 뉴스레터를 신청하셔서 %s에서 보내 드립니다.", EndIt: "이 뉴스레터 그만 받기", All: "모든 뉴스레터", Locked: "구독자 기사", Counted: "이 뉴스레터가 몇 번 열렸는지만 세고, 누가 열었는지는 알지 못합니다.",
	AskSubject: "%s 뉴스레터: 확인해 주십시오", AskSay: "누군가 이 주소로 %s 뉴스레터를 신청했습니다.", AskElse: "신청하신 적이 없다면 그냥 두십시오. 아무것도 보내지 않습니다.",
	Weekdays: []string{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
}

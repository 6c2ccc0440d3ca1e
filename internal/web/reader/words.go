package reader

import (
	"errors"

	"ilbo.press"
	"ilbo.press/internal/account"
)

// Words are what the room's pages say, in one language.
type Words struct {
	Language, Account, SignIn, SignInSay, Email, EmailHint, SendLink, Sent, SentSay, SentAgain                                  string
	Profile, SignedInAs, SignOut, Name, NameHint, LettersIn, Zone, ZoneHint, Save, Address, AddressSay, NewAddress, SendAddress string
	Sessions, SessionsTitle, SessionsSay, Here, LastSeen, From, End, EndOthers, SomeBrowser, Bookmarks, NoBookmarks, Drop       string
	Data, Download, DownloadSay, DownloadGo, Delete, DeleteSay, DeleteGo, Left, LeftSay, ToFront, Problem, ToAccount, ForEmail  string
	News                                                                                                                        newsWords
	Keys                                                                                                                        keyWords
	Sell                                                                                                                        sellWords
	Alerts                                                                                                                      alertWords
	Note                                                                                                                        noteWords
	Ways                                                                                                                        map[string]string
	Links                                                                                                                       map[ilbo.LinkPurpose]LinkWords
	Done                                                                                                                        map[string]string
	Reasons                                                                                                                     map[account.Reason]string
	Kinds                                                                                                                       map[ilbo.Kind]string
}

// LinkWords are those of the page that a letter's link leads to.
type LinkWords struct{ Title, Say, Press string }

func wordsIn(l ilbo.Language) *Words {
	if l == ilbo.Korean {
		return &korean
	}
	return &english
}

// wrong says what went wrong: by its reason, or else by its kind.
func (w *Words) wrong(err error) string {
	var reason account.Reason
	if errors.As(err, &reason) {
		if say := w.Reasons[reason]; say != "" {
			return say
		}
	}
	if say := w.Alerts.refused(err); say != "" {
		return say
	}
	if say := w.Note.refused(err); say != "" {
		return say
	}
	if say := w.refused(err); say != "" {
		return say
	}
	if say := w.Kinds[ilbo.KindOf(err)]; say != "" {
		return say
	}
	return w.Kinds[ilbo.Internal]
}

var english = Words{
	News:     englishNews,
	Keys:     englishKeys,
	Alerts:   englishAlerts,
	Note:     englishNote,
	Language: "English", Account: "My account", SignIn: "Sign in", SignInSay: "We send you a letter with a link. There is no password, and a first letter opens an account.",
	Email: "E-mail address", EmailHint: "name@example.com", SendLink: "Send me the link", Sent: "Look into your mail",
	SentSay: "A letter with a link is on its way to that address. The link works once, for 20 minutes.", SentAgain: "No letter? Look among the unwanted ones, or ask for another.",
	Profile: "Profile", SignedInAs: "Signed in as", SignOut: "Sign out", Name: "Name", NameHint: "How letters address you. It may stay empty.", LettersIn: "Language of letters", Zone: "Time zone",
	ZoneHint: "Such as Europe/Berlin. Empty: the paper’s, %s.", Save: "Save", Address: "Change the address", AddressSay: "The new address gets a link, and the old one is told. Every session ends then, and passkeys have to be added anew.",
	NewAddress: "New e-mail address", SendAddress: "Send the link",
	Sessions: "Sign-in", SessionsTitle: "Sessions", SessionsSay: "These browsers are signed in. End any that you do not know.", Here: "this browser", LastSeen: "last seen", From: "from", End: "End", EndOthers: "End all others",
	SomeBrowser: "An unknown browser", Bookmarks: "Saved stories", NoBookmarks: "Nothing is saved yet. Press “Save” under a story’s headline, and it stands here.", Drop: "Remove",
	Data: "My data", Download: "Download all my data", DownloadSay: "One file with everything that the paper keeps about you.", DownloadGo: "Download",
	Delete: "Delete my account", DeleteSay: "Your account goes, with everything in it, and cannot be brought back. So that nobody else does it, we send you a link first.", DeleteGo: "Send the link",
	Left: "Your account is deleted", LeftSay: "Nothing that names you is left here. You are welcome back at any time.", ToFront: "To the front page", Problem: "That did not work", ToAccount: "To your account", ForEmail: "for",
	Sell: englishSell,
	Ways: map[string]string{"letter": "by letter", "passkey": "by passkey"},
	Links: map[ilbo.LinkPurpose]LinkWords{
		ilbo.ToSignIn:        {"Sign in", "Press the button to sign in.", "Sign in"},
		ilbo.ToChangeAddress: {"Your new address", "Press the button to have your account under this address from now on.", "Use this address"},
		ilbo.ToLeave:         {"Delete your account", "Press the button to delete your account, with everything in it. It cannot be undone.", "Delete my account"},
	},
	Done: map[string]string{"in": "Welcome. You are signed in.", "out": "You are signed out.", "profile": "Saved.", "address": "A link is on its way to the new address.", "moved": "Your address is changed. You are signed in here alone.", "ended": "Ended.",
		"leave": "A link is on its way to you. Nothing is deleted until you use it.",
		"card":  "Thank you. It opens as soon as the payment is confirmed, within a minute.", "ordered": "Thank you. The invoice is on its way to you.", "trial": "Welcome. You read everything from now on.", "cancelled": "Cancelled. What is paid stays open to its end.", "resumed": "It goes on.", "changed": "The invoice for the difference is on its way; the change comes with its payment.",
		"redeemed": "Welcome. The code is used.", "feed-dropped": "The address is good no more.", "newsletters": "Saved.", "passkey": "The passkey is added. Next time, sign in with it.", "passkey-dropped": "The passkey is taken away.", "kept": "The word is in your notebook.", "dropped": "The word is removed."},
	Reasons: map[account.Reason]string{account.TooManyTries: "Too many letters were asked for. Use the link of the last one that came, or ask again in some minutes.", account.Over: "That is over: the link was used or is too old, or you were signed out.",
		account.BadName: "A name is one line of at most 80 letters.", account.BadZone: "That is no time zone: one is written like Asia/Seoul.", account.BadPasskey: "The passkey could not be used. Try again, or have a link sent to you.", account.TooLate: "That took too long. Try again.", account.NotFresh: "You signed in a while ago: sign in once more before you add a passkey.",
		account.NoPasskeys: "Passkeys do not work at this address of the paper.", account.TooManyKeys: "You have as many passkeys as there may be: take one away first.", account.TooManyQuestions: "Too many ask for passkeys from here. Wait a minute, or have a link sent to you.",
		account.TooMany: "You keep as many stories as there is room for: let some go first."},
	Kinds: map[ilbo.Kind]string{ilbo.NotFound: "There is nothing at this address.", ilbo.Invalid: "That cannot be taken as it is: look at what was typed.", ilbo.Forbidden: "Sign in first.", ilbo.Conflict: "That is taken already.",
		ilbo.Gone: "That is over.", ilbo.Busy: "The paper is busy. Try again in a moment.", ilbo.Internal: "Something broke on our side, and was written down. Try again."},
}

var korean = Words{
	News:     koreanNews,
	Keys:     koreanKeys,
	Alerts:   koreanAlerts,
	Note:     koreanNote,
	Language: "한국어", Account: "내 계정", SignIn: "로그인", SignInSay: "로그인 링크를 편지로 보내 드립니다. 비밀번호는 없으며, 처음이라면 그 편지로 계정이 생깁니다.",
	Email: "전자우편 주소", EmailHint: "name@example.com", SendLink: "링크 받기", Sent: "편지함을 확인하십시오",
	SentSay: "그 주소로 링크가 든 편지를 보냈습니다. 링크는 20분 동안 한 번만 쓸 수 있습니다.", SentAgain: "편지가 없으면 스팸 편지함을 보시거나 다시 요청하십시오.",
	Profile: "내 정보", SignedInAs: "로그인한 주소", SignOut: "로그아웃", Name: "이름", NameHint: "편지에서 부르는 이름입니다. 비워 두어도 됩니다.", LettersIn: "편지 언어", Zone: "시간대",
	ZoneHint: "예: Europe/Berlin. 비워 두면 신문의 시간대인 %s입니다.", Save: "저장", Address: "주소 바꾸기", AddressSay: "새 주소로 링크를 보내고, 옛 주소에도 알립니다. 그때 모든 접속이 끝나고, 패스키도 다시 추가해야 합니다.",
	NewAddress: "새 전자우편 주소", SendAddress: "링크 보내기",
	Sessions: "로그인 관리", SessionsTitle: "접속", SessionsSay: "로그인되어 있는 브라우저입니다. 모르는 것은 끝내십시오.", Here: "이 브라우저", LastSeen: "마지막 접속", From: "접속 주소", End: "끝내기", EndOthers: "다른 접속 모두 끝내기",
	SomeBrowser: "알 수 없는 브라우저", Bookmarks: "저장한 기사", NoBookmarks: "아직 저장한 기사가 없습니다. 기사 제목 아래의 ‘저장’을 누르면 여기에 모입니다.", Drop: "지우기",
	Data: "내 자료", Download: "내 자료 모두 내려받기", DownloadSay: "신문이 보관하는 내 자료를 한 파일로 받습니다.", DownloadGo: "내려받기",
	Delete: "계정 삭제", DeleteSay: "계정과 그 안의 모든 것이 지워지며 되돌릴 수 없습니다. 다른 사람이 지우지 못하도록 먼저 링크를 보내 드립니다.", DeleteGo: "링크 보내기",
	Left: "계정을 지웠습니다", LeftSay: "누구인지 알 수 있는 것은 남아 있지 않습니다. 언제든 다시 오십시오.", ToFront: "첫 화면으로", Problem: "처리하지 못했습니다", ToAccount: "내 계정으로", ForEmail: "주소",
	Sell: koreanSell,
	Ways: map[string]string{"letter": "편지로 로그인", "passkey": "패스키로 로그인"},
	Links: map[ilbo.LinkPurpose]LinkWords{
		ilbo.ToSignIn:        {"로그인", "단추를 누르면 로그인됩니다.", "로그인"},
		ilbo.ToChangeAddress: {"새 주소", "단추를 누르면 계정의 주소가 이 주소로 바뀝니다.", "이 주소 쓰기"},
		ilbo.ToLeave:         {"계정 삭제", "단추를 누르면 계정과 그 안의 모든 것이 지워집니다. 되돌릴 수 없습니다.", "계정 지우기"},
	},
	Done: map[string]string{"in": "어서 오십시오. 로그인되었습니다.", "out": "로그아웃되었습니다.", "profile": "저장했습니다.", "address": "새 주소로 링크를 보냈습니다.", "moved": "주소가 바뀌었습니다. 이 브라우저에만 로그인되어 있습니다.", "ended": "끝냈습니다.",
		"leave": "링크를 보냈습니다. 링크를 쓰기 전에는 아무것도 지우지 않습니다.",
		"card":  "고맙습니다. 결제가 확인되면 1분 안에 열립니다.", "ordered": "고맙습니다. 청구서를 편지로 보내 드립니다.", "trial": "환영합니다. 지금부터 모두 읽으실 수 있습니다.", "cancelled": "해지했습니다. 낸 기간의 끝까지 읽으실 수 있습니다.", "resumed": "계속 구독합니다.", "changed": "차액 청구서를 보내 드립니다. 납부하시면 바뀝니다.",
		"redeemed": "환영합니다. 번호를 썼습니다.", "feed-dropped": "그 주소는 이제 쓸 수 없습니다.", "newsletters": "저장했습니다.", "passkey": "패스키를 추가했습니다. 다음부터 이것으로 로그인하십시오.", "passkey-dropped": "패스키를 지웠습니다.", "kept": "단어장에 담았습니다.", "dropped": "낱말을 지웠습니다."},
	Reasons: map[account.Reason]string{account.TooManyTries: "편지를 너무 많이 요청했습니다. 마지막에 받은 링크를 쓰시거나 몇 분 뒤에 다시 요청하십시오.", account.Over: "끝난 일입니다. 이미 쓴 링크이거나 오래되었거나, 로그아웃되었습니다.",
		account.BadName: "이름은 80자까지의 한 줄입니다.", account.BadZone: "그런 시간대는 없습니다. Asia/Seoul처럼 적어 주십시오.", account.BadPasskey: "패스키를 쓰지 못했습니다. 다시 하거나 링크를 받으십시오.", account.TooLate: "시간이 너무 지났습니다. 다시 해 주십시오.", account.NotFresh: "로그인한 지 오래되었습니다. 패스키를 추가하기 전에 다시 로그인하십시오.",
		account.NoPasskeys: "이 주소에서는 패스키를 쓸 수 없습니다.", account.TooManyKeys: "패스키를 더 둘 수 없습니다. 하나를 먼저 지우십시오.", account.TooManyQuestions: "이곳에서 패스키를 너무 많이 요청했습니다. 1분 뒤에 다시 하거나 링크를 받으십시오.",
		account.TooMany: "더 저장할 자리가 없습니다. 먼저 몇 기사를 지우십시오."},
	Kinds: map[ilbo.Kind]string{ilbo.NotFound: "이 주소에는 아무것도 없습니다.", ilbo.Invalid: "그대로는 받을 수 없습니다. 적은 것을 다시 보십시오.", ilbo.Forbidden: "먼저 로그인하십시오.", ilbo.Conflict: "이미 쓰이고 있습니다.",
		ilbo.Gone: "끝난 일입니다.", ilbo.Busy: "신문이 바쁩니다. 잠시 뒤에 다시 해 주십시오.", ilbo.Internal: "저희 쪽에서 문제가 생겨 적어 두었습니다. 다시 해 주십시오."},
}

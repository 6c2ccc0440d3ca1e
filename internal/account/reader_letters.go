package account

import (
	"fmt"
	"html"
	"strings"

	"ilbo.press"
)

// linkWords are what a letter with a link says. A %s stands for the paper's
// title.
type linkWords struct{ subject, say, press, other string }

var linkLetters = map[ilbo.Language]map[ilbo.LinkPurpose]linkWords{
	ilbo.English: {
		ilbo.ToSignIn:        {"Sign in to %s", "Here is your link to sign in to %s. It works once, for 20 minutes.", "Sign in", "If you did not ask for it, do nothing: nobody gets in without this letter."},
		ilbo.ToChangeAddress: {"Your new address at %s", "Press the link to have your account of %s under this address. It works once, for 20 minutes.", "Use this address", "If you did not ask for it, do nothing: nothing changes."},
		ilbo.ToLeave:         {"Delete your account of %s", "Press the link to delete your account of %s, with everything in it. It works once, for 20 minutes, and cannot be undone.", "Go on to delete", "If you did not ask for it, do nothing, and end the sessions that you do not know."},
	},
	ilbo.Korean: {
		ilbo.ToSignIn:        {"%s 로그인", "%s에 로그인하는 링크입니다. 20분 동안 한 번만 쓸 수 있습니다.", "로그인", "요청하신 적이 없다면 그대로 두십시오. 이 편지 없이는 아무도 들어올 수 없습니다."},
		ilbo.ToChangeAddress: {"%s 새 전자우편 주소", "링크를 누르면 %s 계정의 주소가 이 주소로 바뀝니다. 20분 동안 한 번만 쓸 수 있습니다.", "이 주소 쓰기", "요청하신 적이 없다면 그대로 두십시오. 아무것도 바뀌지 않습니다."},
		ilbo.ToLeave:         {"%s 계정 삭제", "링크를 누르면 %s 계정과 그 안의 모든 것을 지웁니다. 20분 동안 한 번만 쓸 수 있고, 되돌릴 수 없습니다.", "삭제 계속하기", "요청하신 적이 없다면 그대로 두시고, 모르는 접속을 끝내십시오."},
	},
}

func linkLetter(l *ilbo.ReaderLink, title, address string) ilbo.Letter {
	w := linkLetters[l.Language][l.Purpose]
	say := fmt.Sprintf(w.say, title)
	return ilbo.Letter{
		To: l.Email, Subject: fmt.Sprintf(w.subject, title), Language: l.Language, Until: l.Until,
		Text: strings.Join([]string{say, address, w.other}, "\n\n") + "\n",
		HTML: letterHTML(l.Language, say, address, w.press, w.other),
	}
}

func movedLetter(to string, l ilbo.Language, title, address string) ilbo.Letter {
	subject, say, press, other := "Your address at "+title+" has changed", "Your account of "+title+" has another e-mail address from now on. Every session has ended, and passkeys sign in no more.", "Your account", "If that was not you, answer this letter or write to the paper."
	if l == ilbo.Korean {
		subject, say, press, other = title+" 계정의 주소가 바뀌었습니다", title+" 계정의 전자우편 주소가 바뀌었습니다. 모든 접속이 끝났고, 패스키도 더는 쓸 수 없습니다.", "내 계정", "바꾸신 적이 없다면 신문사에 알려 주십시오."
	}
	return ilbo.Letter{To: to, Subject: subject, Language: l, Text: strings.Join([]string{say, address, other}, "\n\n") + "\n", HTML: letterHTML(l, say, address, press, other)}
}

// keyLetter tells a reader that a passkey signs in to their account from now on.
func keyLetter(to, name string, l ilbo.Language, title, address string) ilbo.Letter {
	subject, say, press, other := "A passkey for your account at "+title, "The passkey “"+name+"” signs in to your account of "+title+" from now on.", "Your passkeys", "If that was not you, take it away there, and end the sessions that you do not know."
	if l == ilbo.Korean {
		subject, say, press, other = title+" 계정에 패스키가 추가되었습니다", "이제 ‘"+name+"’ 패스키로 "+title+" 계정에 로그인할 수 있습니다.", "내 패스키", "추가하신 적이 없다면 거기에서 지우시고, 모르는 접속을 끝내십시오."
	}
	return ilbo.Letter{To: to, Subject: subject, Language: l, Text: strings.Join([]string{say, address, other}, "\n\n") + "\n", HTML: letterHTML(l, say, address, press, other)}
}

// letterHTML sets a letter of one link, as mail programs show it: styles in the
// elements, nothing loaded.
func letterHTML(l ilbo.Language, say, address, press, other string) string {
	return fmt.Sprintf(`<!doctype html><html lang="%s"><body style="margin:0;padding:32px 16px;background:#faf8f4;color:#1c1a18;font:17px/1.6 Georgia,serif"><div style="max-width:34em;margin:auto"><p>%s</p><p style="margin:28px 0"><a href="%s" style="display:inline-block;padding:12px 24px;background:#9c2b22;color:#fff;text-decoration:none;font:600 16px/1.2 sans-serif">%s</a></p><p style="font-size:14px;color:#666">%s</p></div></body></html>`,
		html.EscapeString(string(l)), html.EscapeString(say), html.EscapeString(address), html.EscapeString(press), html.EscapeString(other))
}

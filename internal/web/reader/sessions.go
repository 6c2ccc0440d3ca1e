package reader

import (
	"encoding/hex"
	"net/http"
	"strings"

	"ilbo.press"
)

var sessionRoutes = []route{
	{"GET /account/sessions", false, sessionsPage},
	{"POST /account/sessions/end", false, endSession},
	{"POST /account/sessions/end-others", false, endOthers},
}

// A SessionsPage is what a reader signs in with, and where they are signed in: see sessions/sessions.html.
type SessionsPage struct {
	*Page
	Sessions   []SessionView
	Others     bool
	CanPasskey bool
	Fresh      bool // they may add a passkey
	Email, To  string
	Passkeys   []PasskeyView
}

// A SessionView is one session.
type SessionView struct {
	ID, Browser, Address, Seen, Way string
	Here                            bool
}

func sessionsPage(v *visit) (err error) {
	p := &SessionsPage{Page: v.page(func(w *Words) string { return w.Sessions }), CanPasskey: v.Readers.HasPasskeys(), Fresh: v.Readers.Fresh(v.reader), Email: v.reader.Email, To: v.prefix + v.path}
	if p.Passkeys, err = v.passkeys(p.W); err != nil {
		return err
	}
	sessions, err := v.Readers.Sessions(v.r.Context(), v.reader.ID)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		p.Sessions = append(p.Sessions, SessionView{hex.EncodeToString(s.Token[:]), browser(s.Agent, p.W), s.Address, v.when(s.Seen), p.W.Ways[s.By], s.Token == v.reader.Session.Token})
	}
	p.Others = len(sessions) > 1
	return v.show(http.StatusOK, "sessions", p.Page, p)
}

// endSession ends a session by its digest, which is no secret: nobody signs in
// with it.
func endSession(v *visit) error {
	var token ilbo.TokenDigest
	b, err := hex.DecodeString(v.r.PostFormValue("session"))
	if err != nil || len(b) != len(token) {
		return ilbo.NotFound
	}
	copy(token[:], b)
	if err := v.Readers.End(v.r.Context(), v.reader, token); err != nil {
		return err
	}
	if token == v.reader.Session.Token {
		v.keep("")
		return v.done("/account", "out")
	}
	return v.done("/account/sessions", "ended")
}

func endOthers(v *visit) error {
	if err := v.Readers.EndOthers(v.r.Context(), v.reader); err != nil {
		return err
	}
	return v.done("/account/sessions", "ended")
}

// browser names what calls itself so, as people know it.
func browser(agent string, w *Words) string {
	first := func(list [][2]string) string {
		for _, b := range list {
			if strings.Contains(agent, b[0]) {
				return b[1]
			}
		}
		return ""
	}
	name := first([][2]string{{"KAKAOTALK", "KakaoTalk"}, {"NAVER(", "NAVER"}, {"Whale/", "Whale"}, {"SamsungBrowser/", "Samsung Internet"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}})
	system := first([][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}})
	switch {
	case name == "":
		return w.SomeBrowser
	case system == "":
		return name
	}
	return name + ", " + system
}

package newsroom

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web"
)

// An AccountPage is what somebody signs in with, and where they are signed in: see
// account/account.html.
type AccountPage struct {
	*Frame
	Login, Role string
	HasPassword bool
	CanPasskey  bool
	Passkeys    []PasskeyView
	Sessions    []SessionView
	Languages   []Link // URL is the language; Current is the one chosen
}

// A PasskeyView is one passkey.
type PasskeyView struct {
	ID, Name, Added, Used string
}

// A SessionView is one session.
type SessionView struct {
	ID, Browser, Address, Seen, Way string
	Here                            bool
}

// when writes a moment in the paper's zone.
func (v *visit) when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(v.Paper.Zone).Format("2006-01-02 15:04")
}

func (v *visit) accountView() (*AccountPage, error) {
	p := &AccountPage{
		Frame: v.frame(func(w *Words) string { return w.Account }), Login: v.staff.Login, HasPassword: v.staff.Password != "", CanPasskey: v.Accounts.HasPasskeys(),
	}
	p.Role = p.W.Roles[v.staff.Role]
	keys, err := v.Accounts.Passkeys(v.r.Context(), v.staff.ID)
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		p.Passkeys = append(p.Passkeys, PasskeyView{base64.RawURLEncoding.EncodeToString(k.ID), k.Name, v.when(k.Added), v.when(k.Used)})
	}
	sessions, err := v.Accounts.Sessions(v.r.Context(), v.staff.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range sessions {
		way := p.W.ByPassword
		if s.By == "passkey" {
			way = p.W.ByPasskey
		}
		p.Sessions = append(p.Sessions, SessionView{hex.EncodeToString(s.Token[:]), browser(s.Agent, p.W), s.Address, v.when(s.Seen), way, s.Token == v.staff.Session.Token})
	}
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		p.Languages = append(p.Languages, Link{wordsIn(l).Language, string(l), l == p.Lang})
	}
	return p, nil
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
	name := first([][2]string{{"Whale/", "Whale"}, {"SamsungBrowser/", "Samsung Internet"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}})
	system := first([][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}})
	switch {
	case name == "":
		return w.SomeBrowser
	case system == "":
		return name
	}
	return name + ", " + system
}

func (n *Newsroom) accountPage(v *visit) error {
	p, err := v.accountView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "account", p)
}

// done leads back to a page that says what was done.
func (v *visit) done(page, what string) error { return v.see(Root + page + "?done=" + what) }

// refusedOn shows the account with what went wrong.
func (v *visit) refusedOn(err error) error {
	p, view := v.accountView()
	if view != nil {
		return view
	}
	return v.again(err, "account", p.Frame, p)
}

func (n *Newsroom) changePassword(v *visit) error {
	err := n.Accounts.ChangePassword(v.r.Context(), v.staff, v.r.PostFormValue("old"), v.r.PostFormValue("password"), v.from)
	if err != nil {
		return v.refusedOn(err)
	}
	return v.done("/account", "password")
}

func (n *Newsroom) changeLanguage(v *visit) error {
	if err := n.Accounts.ChangeLanguage(v.r.Context(), v.staff.ID, ilbo.Language(v.form("language"))); err != nil {
		return v.refusedOn(err)
	}
	return v.done("/account", "language")
}

func (n *Newsroom) endSession(v *visit) error {
	var token ilbo.TokenDigest
	b, err := hex.DecodeString(v.form("session"))
	if err != nil || len(b) != len(token) {
		return ilbo.NotFound
	}
	copy(token[:], b)
	if err := n.Accounts.End(v.r.Context(), v.staff, token, v.from); err != nil {
		return err
	}
	if token == v.staff.Session.Token {
		v.keep("")
		return v.see(Root + "/sign-in")
	}
	return v.done("/account", "ended")
}

func (n *Newsroom) endOthers(v *visit) error {
	if err := n.Accounts.EndOthers(v.r.Context(), v.staff, v.from); err != nil {
		return err
	}
	return v.done("/account", "ended")
}

func (n *Newsroom) offerPasskey(v *visit) error {
	options, token, err := n.Accounts.OfferPasskey(v.r.Context(), v.staff, v.questioned())
	if err != nil {
		return err
	}
	v.say(http.StatusOK, web.PasskeyQuestion{Token: token, Options: options})
	return nil
}

func (n *Newsroom) addPasskey(v *visit) error {
	a, err := web.ReadPasskeyAnswer(v.r)
	if err != nil {
		return err
	}
	name := a.Name
	if name == "" {
		name = browser(v.from.Agent, wordsIn(v.language()))
	}
	if err := n.Accounts.AddPasskey(v.r.Context(), v.staff, a.Token, name, a.Answer, v.questioned()); err != nil {
		return err
	}
	v.say(http.StatusOK, map[string]string{"to": Root + "/account?done=passkey"})
	return nil
}

func (n *Newsroom) dropPasskey(v *visit) error {
	id, err := base64.RawURLEncoding.DecodeString(v.form("passkey"))
	if err != nil {
		return ilbo.NotFound
	}
	if err := n.Accounts.DropPasskey(v.r.Context(), v.staff, id, v.from); err != nil {
		return err
	}
	return v.done("/account", "dropped")
}

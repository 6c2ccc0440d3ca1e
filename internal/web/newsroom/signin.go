package newsroom

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/web"
)

// A SignInPage asks who comes: see signin/signin.html.
type SignInPage struct {
	*Frame
	Login    string
	To       string // where to go then
	Passkeys bool
}

func signInAddress(to string) string {
	address := Root + "/sign-in"
	if to != Root && ours(to) == to {
		address += "?to=" + url.QueryEscape(to)
	}
	return address
}

// ours is an address of the newsroom, or its front where it is none: nobody is
// sent elsewhere by a link to the door.
func ours(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.Contains(to, "\\") || u.Path != Root && !strings.HasPrefix(u.Path, Root+"/") || strings.Contains(u.Path, "..") {
		return Root
	}
	return to
}

func (v *visit) signInFrame(login, to string) *SignInPage {
	return &SignInPage{Frame: v.frame(func(w *Words) string { return w.SignIn }), Login: login, To: ours(to), Passkeys: v.Accounts.HasPasskeys()}
}

func (n *Newsroom) signInPage(v *visit) error {
	to := ours(v.r.URL.Query().Get("to"))
	if v.staff != nil {
		return v.see(to)
	}
	return v.show(http.StatusOK, "signin", v.signInFrame("", to))
}

func (n *Newsroom) signIn(v *visit) error {
	login, to := v.form("login"), v.r.PostFormValue("to")
	token, err := n.Accounts.SignIn(v.r.Context(), login, v.r.PostFormValue("password"), v.from)
	if err != nil {
		p := v.signInFrame(firstRunes(login, 60), to)
		return v.again(err, "signin", p.Frame, p)
	}
	v.keep(token)
	return v.see(ours(to))
}

func (n *Newsroom) signOut(v *visit) error {
	if err := n.Accounts.SignOut(v.r.Context(), v.staff, v.from); err != nil {
		return err
	}
	v.keep("")
	return v.see(Root + "/sign-in")
}

// scripted reports whether a script asks, and not a form.
func (v *visit) scripted() bool {
	return v.r.Header.Get("Content-Type") == "application/json" || v.r.Header.Get("Accept") == "application/json"
}

// say answers a script.
func (v *visit) say(status int, what any) {
	v.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	v.w.WriteHeader(status)
	_ = json.NewEncoder(v.w).Encode(what) // whoever asked may have gone
}

// questioned is who makes the request, with what their browser keeps while it is asked
// for a passkey.
func (v *visit) questioned() account.Visitor {
	from := v.from
	from.Secret = web.BrowserSecret(v.w, v.r, v.Base)
	return from
}

func (n *Newsroom) askPasskey(v *visit) error {
	options, token, err := n.Accounts.AskPasskey(v.r.Context(), v.questioned())
	if err != nil {
		return err
	}
	v.say(http.StatusOK, web.PasskeyQuestion{Token: token, Options: options})
	return nil
}

func (n *Newsroom) signInByPasskey(v *visit) error {
	a, err := web.ReadPasskeyAnswer(v.r)
	if err != nil {
		return err
	}
	token, err := n.Accounts.SignInByPasskey(v.r.Context(), a.Token, a.Answer, v.questioned())
	if err != nil {
		return err
	}
	v.keep(token)
	v.say(http.StatusOK, map[string]string{"to": ours(a.To)})
	return nil
}

// An EnterPage lets somebody choose a password by a link: see signin/enter.html.
type EnterPage struct {
	*Frame
	Pass ilbo.Pass
	Say  string // who the link is for
}

func (v *visit) enterFrame(p ilbo.Pass) *EnterPage {
	e := &EnterPage{Frame: v.frame(func(w *Words) string { return w.Enter }), Pass: p}
	e.Say = fmt.Sprintf(e.W.ResetSay, p.Login)
	if p.Invites() {
		e.Say = fmt.Sprintf(e.W.InvitedSay, p.Name, e.Paper, p.Login)
	}
	return e
}

func (n *Newsroom) enterPage(v *visit) error {
	p, err := n.Accounts.Pass(v.r.Context(), v.r.PathValue("token"))
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "enter", v.enterFrame(p))
}

func (n *Newsroom) enter(v *visit) error {
	token := v.r.PathValue("token")
	session, err := n.Accounts.Enter(v.r.Context(), token, v.r.PostFormValue("password"), v.from)
	if errors.Is(err, account.BadPassword) {
		p, passErr := n.Accounts.Pass(v.r.Context(), token)
		if passErr != nil {
			return passErr
		}
		e := v.enterFrame(p)
		return v.again(err, "enter", e.Frame, e)
	}
	if err != nil {
		return err
	}
	v.keep(session)
	return v.see(Root)
}

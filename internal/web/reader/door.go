package reader

import (
	"net/http"
	"net/url"
	"strings"

	"ilbo.press"
)

var doorRoutes = []route{
	{"GET /account", true, func(v *visit) error {
		if v.reader == nil {
			return doorPage(v)
		}
		return profilePage(v)
	}},
	{"POST /account/ask", true, ask},
	{"GET /account/sent", true, sentPage},
	{"GET /account/enter", true, enterPage},
	{"POST /account/enter", true, enter},
	{"POST /account/sign-out", true, signOut},
}

// A DoorPage asks whoever comes for their address, or a passkey: see door/door.html.
type DoorPage struct {
	*Page
	Email, To string
	Passkeys  bool
}

func (v *visit) door() *DoorPage {
	return &DoorPage{Page: v.page(func(w *Words) string { return w.SignIn }), Email: firstRunes(v.r.PostFormValue("email"), 254), To: ours(v.r.FormValue("to")), Passkeys: v.Readers.HasPasskeys()}
}

func doorPage(v *visit) error {
	d := v.door()
	return v.show(http.StatusOK, "door", d.Page, d)
}

// ours is an address of the paper, or nothing where it is none: nobody is sent
// elsewhere by a link of ours.
func ours(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || len(to) > 500 || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsAny(to, "\\\r\n\t") || strings.Contains(u.Path, "..") {
		return ""
	}
	return to
}

func ask(v *visit) error {
	to := ours(v.r.PostFormValue("to"))
	if err := v.Readers.Ask(v.r.Context(), v.r.PostFormValue("email"), to, v.language, v.from); err != nil {
		d := v.door()
		return v.again(err, "door", d.Page, d)
	}
	return v.see(v.prefix + "/account/sent")
}

func sentPage(v *visit) error {
	p := v.page(func(w *Words) string { return w.Sent })
	return v.show(http.StatusOK, "sent", p, p)
}

// An EnterPage has the one button that does what a letter's link is for, because
// machines that look through mail open links: see door/enter.html.
type EnterPage struct {
	*Page
	Token, Say, Email, Press string
	Grave                    bool
}

func enterPage(v *visit) error {
	token := v.r.URL.Query().Get("token")
	l, err := v.Readers.Link(v.r.Context(), token)
	if err != nil {
		return err
	}
	w := wordsIn(v.language)
	p := &EnterPage{Page: v.page(func(w *Words) string { return w.Links[l.Purpose].Title }), Token: token, Email: l.Email,
		Say: w.Links[l.Purpose].Say, Press: w.Links[l.Purpose].Press, Grave: l.Purpose == ilbo.ToLeave}
	p.Tabs = nil
	return v.show(http.StatusOK, "enter", p.Page, p)
}

func enter(v *visit) error {
	session, l, err := v.Readers.Enter(v.r.Context(), v.r.PostFormValue("token"), v.from)
	if err != nil {
		return err
	}
	if err := v.begun(session); err != nil {
		return err
	}
	if l.Opened {
		v.went(ilbo.JoinedIn)
	}
	switch l.Purpose {
	case ilbo.ToLeave:
		v.reader = nil
		p := v.page(func(w *Words) string { return w.Left })
		return v.show(http.StatusOK, "left", p, p)
	case ilbo.ToChangeAddress:
		return v.done("/account", "moved")
	}
	if to := ours(l.Onward); to != "" {
		return v.see(to)
	}
	return v.done("/account", "in")
}

func signOut(v *visit) error {
	if v.reader != nil {
		if err := v.Readers.SignOut(v.r.Context(), v.reader); err != nil {
			return err
		}
	}
	v.keep("")
	return v.done("/account", "out")
}

package reader

import (
	"net/http"
	"strings"

	"ilbo.press/internal/account"
	"ilbo.press/internal/web"
)

// companion is the cookie that says to scripts that somebody is signed in, and whether
// they subscribe: no page that is the same for everybody offers them a subscription
// then. The session's own, with its token, scripts do not see.
const (
	companion  = "ilbo-signed-in"
	signedOnly = "1"
	subscribes = "2"
)

func secure(base string) bool { return strings.HasPrefix(base, "https://") }

// keep gives the browser its token, or, where that is empty, takes it back.
func (v *visit) keep(token string) {
	c := http.Cookie{Name: web.ReaderCookie(v.Base), Value: token, Path: "/", HttpOnly: true, Secure: secure(v.Base), SameSite: http.SameSiteLaxMode, MaxAge: int(account.ReaderLasts.Seconds())}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(v.w, &c)
	v.accompany(signedOnly, c.MaxAge)
}

func (v *visit) accompany(value string, seconds int) {
	http.SetCookie(v.w, &http.Cookie{Name: companion, Value: value, Path: "/", Secure: secure(v.Base), SameSite: http.SameSiteLaxMode, MaxAge: seconds})
}

// companied has the companion say what is so now: subscriptions begin and end between
// visits. Every story asks the room whether it is kept, and so brings it up to date.
func (v *visit) companied(token string) error {
	s, err := v.Readers.Standing(v.r.Context(), token)
	if err != nil {
		return err
	}
	says := signedOnly
	if s.Entitled != 0 {
		says = subscribes
	}
	if web.CookieValue(v.r, companion) != says {
		v.accompany(says, int(account.ReaderLasts.Seconds()))
	}
	return nil
}

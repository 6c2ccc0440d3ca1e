package reader

import (
	"net/http"
	"strings"

	"ilbo.press/internal/account"
)

// The cookies of a session: its token, which scripts do not see, and a companion
// that says to them that somebody is signed in, and nothing else. Browsers keep
// one of the first's beginning to HTTPS and to this host alone.
const (
	cookieName = "ilbo-reader"
	companion  = "ilbo-signed-in"
)

func secure(base string) bool { return strings.HasPrefix(base, "https://") }

// CookieName is that of the cookie that holds a reader's token, at a base.
func CookieName(base string) string {
	if secure(base) {
		return "__Host-" + cookieName
	}
	return cookieName
}

// keep gives the browser its token, or, where that is empty, takes it back.
func (v *visit) keep(token string) {
	c := http.Cookie{Name: CookieName(v.Base), Value: token, Path: "/", HttpOnly: true, Secure: secure(v.Base), SameSite: http.SameSiteLaxMode, MaxAge: int(account.ReaderLasts.Seconds())}
	said := c
	said.Name, said.Value, said.HttpOnly = companion, "1", false
	if token == "" {
		c.MaxAge, said.MaxAge = -1, -1
	}
	http.SetCookie(v.w, &c)
	http.SetCookie(v.w, &said)
}

package reader

import (
	"net/http"
	"strings"

	"ilbo.press/internal/account"
	"ilbo.press/internal/web"
)

// companion is the cookie that says to scripts that somebody is signed in, and
// nothing else. The session's own, with its token, they do not see.
const companion = "ilbo-signed-in"

func secure(base string) bool { return strings.HasPrefix(base, "https://") }

// keep gives the browser its token, or, where that is empty, takes it back.
func (v *visit) keep(token string) {
	c := http.Cookie{Name: web.ReaderCookie(v.Base), Value: token, Path: "/", HttpOnly: true, Secure: secure(v.Base), SameSite: http.SameSiteLaxMode, MaxAge: int(account.ReaderLasts.Seconds())}
	said := c
	said.Name, said.Value, said.HttpOnly = companion, "1", false
	if token == "" {
		c.MaxAge, said.MaxAge = -1, -1
	}
	http.SetCookie(v.w, &c)
	http.SetCookie(v.w, &said)
}

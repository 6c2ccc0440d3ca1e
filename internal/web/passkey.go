package web

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"ilbo.press"
)

// A PasskeyQuestion is what a page's script has its browser asked for a passkey
// with, and a PasskeyAnswer what it sends back.
type PasskeyQuestion struct {
	Token   string          `json:"token"`
	Options json.RawMessage `json:"options"`
}

type PasskeyAnswer struct {
	Token  string          `json:"token"`
	Name   string          `json:"name"`
	To     string          `json:"to"`
	Answer json.RawMessage `json:"answer"`
}

// ReadPasskeyAnswer reads what a script sends. A form sends none, which is Invalid.
func ReadPasskeyAnswer(r *http.Request) (a PasskeyAnswer, err error) {
	if r.Header.Get("Content-Type") != "application/json" {
		return a, &ilbo.Error{Kind: ilbo.Invalid, Say: "A passkey is sent by the page's script."}
	}
	err = json.NewDecoder(r.Body).Decode(&a)
	var long *http.MaxBytesError
	if errors.As(err, &long) || err != nil {
		return a, &ilbo.Error{Kind: ilbo.Invalid, Say: "The answer of the browser cannot be read.", Err: err}
	}
	return a, nil
}

// BrowserSecret is what a browser keeps, until it is closed, so that a question
// for a passkey is answered by the browser that was asked and no other: whoever
// has somebody's browser send an answer of their own signs nobody in. One that has
// none is given one.
func BrowserSecret(w http.ResponseWriter, r *http.Request, base string) string {
	https := strings.HasPrefix(base, "https://")
	name := "ilbo-browser"
	if https {
		name = "__Host-" + name
	}
	if kept := CookieValue(r, name); kept != "" {
		return kept
	}
	secret := rand.Text()
	http.SetCookie(w, &http.Cookie{Name: name, Value: secret, Path: "/", HttpOnly: true, Secure: https, SameSite: http.SameSiteStrictMode})
	return secret
}

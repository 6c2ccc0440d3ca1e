package reader

import (
	"encoding/base64"
	"errors"
	"net/http"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/web"
)

var passkeyRoutes = []route{
	{"POST /account/passkey/ask", true, askPasskey},
	{"POST /account/passkey/sign-in", true, signInByPasskey},
	{"POST /account/passkeys/offer", false, offerPasskey},
	{"POST /account/passkeys/add", false, addPasskey},
	{"POST /account/passkeys/drop", false, dropPasskey},
}

// A PasskeyView is one passkey.
type PasskeyView struct {
	ID, Name, Say string
}

func (v *visit) passkeys(w *Words) (list []PasskeyView, err error) {
	all, err := v.Readers.Passkeys(v.r.Context(), v.reader.ID)
	for _, k := range all {
		say := w.Keys.Added + " " + v.when(k.Added) + " · " + w.Keys.Never
		if !k.Used.IsZero() {
			say = w.Keys.Added + " " + v.when(k.Added) + " · " + w.Keys.Used + " " + v.when(k.Used)
		}
		list = append(list, PasskeyView{base64.RawURLEncoding.EncodeToString(k.ID), k.Name, say})
	}
	return list, err
}

// questioned is who makes the request, with what their browser keeps while it is asked
// for a passkey.
func (v *visit) questioned() account.Visitor {
	from := v.from
	from.Secret = web.BrowserSecret(v.w, v.r, v.Base)
	return from
}

func askPasskey(v *visit) error {
	options, token, err := v.Readers.AskPasskey(v.r.Context(), v.questioned())
	if err != nil {
		return err
	}
	return v.say(http.StatusOK, web.PasskeyQuestion{Token: token, Options: options})
}

func signInByPasskey(v *visit) error {
	a, err := web.ReadPasskeyAnswer(v.r)
	if err != nil {
		return err
	}
	session, err := v.Readers.SignInByPasskey(v.r.Context(), a.Token, a.Answer, v.questioned())
	if err != nil {
		return err
	}
	if err := v.begun(session); err != nil {
		return err
	}
	to := ours(a.To)
	if to == "" {
		to = v.prefix + "/account?done=in"
	}
	return v.say(http.StatusOK, map[string]string{"to": to})
}

func offerPasskey(v *visit) error {
	options, token, err := v.Readers.OfferPasskey(v.r.Context(), v.reader, v.questioned())
	if err != nil {
		return err
	}
	return v.say(http.StatusOK, web.PasskeyQuestion{Token: token, Options: options})
}

func addPasskey(v *visit) error {
	a, err := web.ReadPasskeyAnswer(v.r)
	if err != nil {
		return err
	}
	name := a.Name
	if ilbo.Clean(name) == "" {
		name = browser(v.from.Agent, wordsIn(v.language))
	}
	if err := v.Readers.AddPasskey(v.r.Context(), v.reader, a.Token, name, a.Answer, v.questioned()); err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]string{"to": v.prefix + "/account/sessions?done=passkey"})
}

func dropPasskey(v *visit) error {
	id, err := base64.RawURLEncoding.DecodeString(v.r.PostFormValue("passkey"))
	if err != nil {
		return ilbo.NotFound
	}
	if err := v.Readers.DropPasskey(v.r.Context(), v.reader, id); err != nil {
		return err
	}
	return v.done("/account/sessions", "passkey-dropped")
}

// begun gives the browser the session that it is in from now on. What it was in
// before is over.
func (v *visit) begun(session string) error {
	if v.reader != nil {
		if err := v.Readers.SignOut(v.r.Context(), v.reader); err != nil && !errors.Is(err, ilbo.NotFound) {
			return err
		}
	}
	v.keep(session)
	return nil
}

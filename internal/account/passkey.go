package account

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"ilbo.press"
)

// patience is how long a browser may take to answer a challenge.
const patience = 5 * time.Minute

// maxPasskeys is how many passkeys one person has.
const maxPasskeys = 20

// relyingParty is what browsers know the newsroom as: a host with a name, as
// https://www.w3.org/TR/webauthn-3/#rp-id wants it; nil where there is none.
func relyingParty(o Options) (*webauthn.WebAuthn, error) {
	u, err := url.Parse(o.Base)
	if err != nil {
		return nil, fmt.Errorf("read the newsroom's address: %w", err)
	}
	if host := u.Hostname(); host == "" || net.ParseIP(host) != nil {
		return nil, nil // an address of numbers has no passkeys, which is no error
	}
	return webauthn.New(&webauthn.Config{RPID: u.Hostname(), RPDisplayName: o.Title, RPOrigins: []string{u.Scheme + "://" + u.Host}})
}

// HasPasskeys reports whether the newsroom can be entered by passkeys.
func (a *Accounts) HasPasskeys() bool { return a.keys != nil }

// alone is what a passkey must do that signs somebody in with nothing beside it:
// say who it is of, and ask for their finger, face or code.
var alone = protocol.AuthenticatorSelection{
	RequireResidentKey: protocol.ResidentKeyRequired(), ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
}

var errNoPasskeys = &ilbo.Error{Kind: ilbo.Invalid, Say: "Passkeys need a newsroom at a host with a name, such as localhost, and not at an address of numbers.", Err: NoPasskeys}

// A holder is somebody as the protocol knows them.
type holder struct {
	ilbo.Staff
	keys []ilbo.Passkey
}

// WebAuthnID is the number of the person, which says nothing about them.
func (h *holder) WebAuthnID() []byte          { return binary.BigEndian.AppendUint64(nil, uint64(h.ID)) }
func (h *holder) WebAuthnName() string        { return h.Login }
func (h *holder) WebAuthnDisplayName() string { return h.Name }

func (h *holder) WebAuthnCredentials() []webauthn.Credential {
	var list []webauthn.Credential
	for _, k := range h.keys {
		var c webauthn.Credential
		if json.Unmarshal(k.Record, &c) == nil {
			list = append(list, c)
		}
	}
	return list
}

func (a *Accounts) holder(ctx context.Context, id int64) (*holder, error) {
	staff, err := a.store.StaffByID(ctx, id)
	if err != nil {
		return nil, err
	}
	keys, err := a.store.Passkeys(ctx, id)
	return &holder{staff, keys}, err
}

// challenge keeps what a browser was asked, and gives the token to answer with.
func (a *Accounts) challenge(ctx context.Context, session *webauthn.SessionData) (token string, err error) {
	data, err := json.Marshal(session)
	if err != nil {
		return "", err
	}
	token, digest := newToken()
	return token, a.store.PutChallenge(ctx, digest, string(data), a.now().Add(patience))
}

func (a *Accounts) challenged(ctx context.Context, token string) (session webauthn.SessionData, err error) {
	data, err := a.store.TakeChallenge(ctx, digestOf(token), a.now())
	if err != nil {
		return session, err
	}
	return session, json.Unmarshal([]byte(data), &session)
}

// Passkeys are those of somebody.
func (a *Accounts) Passkeys(ctx context.Context, staff int64) ([]ilbo.Passkey, error) {
	return a.store.Passkeys(ctx, staff)
}

// OfferPasskey asks the browser of somebody for a new passkey: options, which are
// the JSON of PublicKeyCredentialCreationOptions, and the token to answer with.
func (a *Accounts) OfferPasskey(ctx context.Context, s *SignedIn) (options []byte, token string, err error) {
	if a.keys == nil {
		return nil, "", errNoPasskeys
	}
	h, err := a.holder(ctx, s.ID)
	if err != nil {
		return nil, "", err
	}
	if len(h.keys) >= maxPasskeys {
		return nil, "", &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("You have %d passkeys: take one away first.", len(h.keys)), Err: TooMany}
	}
	creation, session, err := a.keys.BeginRegistration(h, webauthn.WithAuthenticatorSelection(alone),
		webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return nil, "", fmt.Errorf("ask for a passkey: %w", err)
	}
	if token, err = a.challenge(ctx, session); err != nil {
		return nil, "", err
	}
	options, err = json.Marshal(creation)
	return options, token, err
}

// AddPasskey adds the passkey that a browser answers with, under a name.
func (a *Accounts) AddPasskey(ctx context.Context, s *SignedIn, token, name string, answer []byte, v Visitor) error {
	if a.keys == nil {
		return errNoPasskeys
	}
	session, err := a.challenged(ctx, token)
	if err != nil {
		return err
	}
	h, err := a.holder(ctx, s.ID)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return badPasskey(err)
	}
	credential, err := a.keys.CreateCredential(h, session, parsed)
	if err != nil {
		return badPasskey(err)
	}
	record, err := json.Marshal(credential)
	if err != nil {
		return err
	}
	if name = short(ilbo.Clean(name), maxKeyName); name == "" {
		name = a.now().UTC().Format(time.DateOnly)
	}
	return a.store.Together(ctx, func(ctx context.Context) error {
		if err := a.store.PutPasskey(ctx, ilbo.Passkey{ID: credential.ID, Staff: s.ID, Name: name, Record: record, Added: a.now()}); err != nil {
			return err
		}
		return a.log(ctx, &s.Staff, ilbo.DeedPasskeyAdd, name, v)
	})
}

// maxKeyName is the longest name of a passkey, in characters.
const maxKeyName = 60

func short(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

// DropPasskey takes away a passkey of somebody. It may be done twice.
func (a *Accounts) DropPasskey(ctx context.Context, s *SignedIn, id []byte, v Visitor) error {
	return a.store.Together(ctx, func(ctx context.Context) error {
		k, err := a.store.Passkey(ctx, id)
		if errors.Is(err, ilbo.NotFound) || err == nil && k.Staff != s.ID {
			return nil
		}
		if err != nil {
			return err
		}
		if err := a.store.DropPasskey(ctx, s.ID, id); err != nil {
			return err
		}
		return a.log(ctx, &s.Staff, ilbo.DeedPasskeyDrop, k.Name, v)
	})
}

// AskPasskey asks a browser for any passkey of the newsroom: options, which are
// the JSON of PublicKeyCredentialRequestOptions, and the token to answer with.
func (a *Accounts) AskPasskey(ctx context.Context) (options []byte, token string, err error) {
	if a.keys == nil {
		return nil, "", errNoPasskeys
	}
	assertion, session, err := a.keys.BeginDiscoverableLogin(webauthn.WithUserVerification(alone.UserVerification))
	if err != nil {
		return nil, "", fmt.Errorf("ask for a passkey: %w", err)
	}
	if token, err = a.challenge(ctx, session); err != nil {
		return nil, "", err
	}
	options, err = json.Marshal(assertion)
	return options, token, err
}

// SignInByPasskey begins a session by what a browser answers, and gives the token
// that the browser keeps.
func (a *Accounts) SignInByPasskey(ctx context.Context, token string, answer []byte, v Visitor) (string, error) {
	if a.keys == nil {
		return "", errNoPasskeys
	}
	session, err := a.challenged(ctx, token)
	if err != nil {
		return "", err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", a.refused(ctx, "", v, "unreadable passkey", badPasskey(err))
	}
	var h *holder
	credential, err := a.keys.ValidateDiscoverableLogin(func(id, handle []byte) (webauthn.User, error) {
		k, err := a.store.Passkey(ctx, id)
		if err != nil {
			return nil, err
		}
		if h, err = a.holder(ctx, k.Staff); err != nil {
			return nil, err
		}
		if !h.Left.IsZero() || !bytes.Equal(handle, h.WebAuthnID()) {
			return nil, errors.New("it is nobody's of the newsroom")
		}
		return h, nil
	}, session, parsed)
	login := ""
	if h != nil {
		login = h.Login
	}
	if err != nil {
		return "", a.refused(ctx, login, v, "wrong passkey", badPasskey(err))
	}
	if credential.Authenticator.CloneWarning {
		return "", a.refused(ctx, login, v, "a passkey that was copied", badPasskey(errors.New("its counter went back")))
	}
	for _, k := range h.keys {
		if !bytes.Equal(k.ID, credential.ID) {
			continue
		}
		if k.Record, err = json.Marshal(credential); err != nil {
			return "", err
		}
		k.Used = a.now()
		if err := a.store.PutPasskey(ctx, k); err != nil {
			return "", err
		}
	}
	return a.begin(ctx, &h.Staff, v, "passkey")
}

func badPasskey(err error) error {
	return &ilbo.Error{Kind: ilbo.Forbidden, Say: "The passkey could not be used. Try again, or sign in with a password.", Err: errors.Join(BadPasskey, err)}
}

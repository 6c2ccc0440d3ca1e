package account

import (
	"bytes"
	"context"
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

// A ring is what passkeys are made for and shown to at one door. Staff's and
// readers' are of one host, which is all that browsers tell apart; so what one
// asked is not answered at the other, and their holders are never taken for one
// another.
type ring struct {
	door  string
	keys  *webauthn.WebAuthn // nil: there are none at this address
	store Challenges
	now   ilbo.Clock
}

// patience is how long a browser may take to answer a challenge.
const patience = 5 * time.Minute

// maxPasskeys is how many passkeys one person has.
const maxPasskeys = 20

// maxKeyName is the longest name of a passkey, in characters.
const maxKeyName = 60

// relyingParty is what browsers know the paper as: a host with a name, as
// https://www.w3.org/TR/webauthn-3/#rp-id wants it; nil where there is none.
func relyingParty(base, title string) (*webauthn.WebAuthn, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("read the paper's address: %w", err)
	}
	if host := u.Hostname(); host == "" || net.ParseIP(host) != nil {
		return nil, nil // an address of numbers has no passkeys, which is no error
	}
	return webauthn.New(&webauthn.Config{RPID: u.Hostname(), RPDisplayName: title, RPOrigins: []string{u.Scheme + "://" + u.Host}})
}

// alone is what a passkey must do that signs somebody in with nothing beside it:
// say who it is of, and ask for their finger, face or code.
var alone = protocol.AuthenticatorSelection{
	RequireResidentKey: protocol.ResidentKeyRequired(), ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
}

var errNoPasskeys = &ilbo.Error{Kind: ilbo.Invalid, Say: "Passkeys need a host with a name, such as localhost, and not an address of numbers.", Err: NoPasskeys}

// A holder is somebody as the protocol knows them. The handle says nothing about
// them, and is nobody else's at any door: a device that makes a passkey for a
// handle throws away the one that it had for it.
type holder struct {
	handle      []byte
	login, name string // as their device shows them
	keys        []ilbo.Passkey
}

func (h *holder) WebAuthnID() []byte          { return h.handle }
func (h *holder) WebAuthnName() string        { return h.login }
func (h *holder) WebAuthnDisplayName() string { return h.name }

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

// challenge keeps what a browser was asked, and gives the token to answer with.
func (r *ring) challenge(ctx context.Context, session *webauthn.SessionData, v Visitor) (token string, err error) {
	data, err := json.Marshal(session)
	if err != nil {
		return "", err
	}
	token, _ = newToken()
	return token, r.store.PutChallenge(ctx, r.digest(token, v), string(data), r.now().Add(patience))
}

// challenged gives what a browser was asked, once: to that browser, at this door.
func (r *ring) challenged(ctx context.Context, token string, v Visitor) (session webauthn.SessionData, err error) {
	data, err := r.store.TakeChallenge(ctx, r.digest(token, v), r.now())
	if errors.Is(err, ilbo.NotFound) {
		return session, &ilbo.Error{Kind: ilbo.NotFound, Say: "That took too long. Try again.", Err: errors.Join(TooLate, err)}
	}
	if err != nil {
		return session, err
	}
	return session, json.Unmarshal([]byte(data), &session)
}

func (r *ring) digest(token string, v Visitor) ilbo.TokenDigest {
	return digestOf(r.door + " " + v.Secret + " " + token)
}

// offer asks the browser of somebody for a new passkey: options, which are the
// JSON of PublicKeyCredentialCreationOptions, and the token to answer with.
func (r *ring) offer(ctx context.Context, h *holder, v Visitor) (options []byte, token string, err error) {
	if len(h.keys) >= maxPasskeys {
		return nil, "", tooManyPasskeys(len(h.keys))
	}
	creation, session, err := r.keys.BeginRegistration(h, webauthn.WithAuthenticatorSelection(alone),
		webauthn.WithExclusions(webauthn.Credentials(h.WebAuthnCredentials()).CredentialDescriptors()))
	if err != nil {
		return nil, "", fmt.Errorf("ask for a passkey: %w", err)
	}
	if token, err = r.challenge(ctx, session, v); err != nil {
		return nil, "", err
	}
	options, err = json.Marshal(creation)
	return options, token, err
}

func tooManyPasskeys(n int) error {
	return &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("You have %d passkeys: take one away first.", n), Err: TooManyKeys}
}

// made gives the passkey that a browser answers an offer with, under a name. It is
// nobody's yet.
func (r *ring) made(ctx context.Context, h *holder, token, name string, answer []byte, v Visitor) (k ilbo.Passkey, err error) {
	session, err := r.challenged(ctx, token, v)
	if err != nil {
		return k, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return k, badPasskey(unreadable, err)
	}
	credential, err := r.keys.CreateCredential(h, session, parsed)
	if err != nil {
		return k, badPasskey(wrong, err)
	}
	k = ilbo.Passkey{ID: credential.ID, Name: short(ilbo.Clean(name), maxKeyName), Added: r.now()}
	if k.Name == "" {
		k.Name = k.Added.UTC().Format(time.DateOnly)
	}
	k.Record, err = json.Marshal(credential)
	return k, err
}

func short(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:n])
	}
	return text
}

// ask asks a browser for any passkey of the door: options, which are the JSON of
// PublicKeyCredentialRequestOptions, and the token to answer with.
func (r *ring) ask(ctx context.Context, v Visitor) (options []byte, token string, err error) {
	if r.keys == nil {
		return nil, "", errNoPasskeys
	}
	assertion, session, err := r.keys.BeginDiscoverableLogin(webauthn.WithUserVerification(alone.UserVerification))
	if err != nil {
		return nil, "", fmt.Errorf("ask for a passkey: %w", err)
	}
	if token, err = r.challenge(ctx, session, v); err != nil {
		return nil, "", err
	}
	options, err = json.Marshal(assertion)
	return options, token, err
}

// A finder finds whose a passkey is.
type finder func(id []byte) (*holder, error)

// shown gives the passkey that a browser answers with, as it has to be kept from
// now on: its counter has moved.
func (r *ring) shown(ctx context.Context, token string, answer []byte, v Visitor, find finder) (k ilbo.Passkey, err error) {
	if r.keys == nil {
		return k, errNoPasskeys
	}
	session, err := r.challenged(ctx, token, v)
	if err != nil {
		return k, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return k, badPasskey(unreadable, err)
	}
	var h *holder
	credential, err := r.keys.ValidateDiscoverableLogin(func(id, handle []byte) (webauthn.User, error) {
		if h, err = find(id); err != nil {
			return nil, err
		}
		if !bytes.Equal(handle, h.handle) {
			return nil, errors.New("it is nobody's at this door")
		}
		return h, nil
	}, session, parsed)
	if err != nil {
		return k, badPasskey(wrong, err)
	}
	if credential.Authenticator.CloneWarning {
		return k, badPasskey(copied, errors.New("its counter went back"))
	}
	for _, k = range h.keys {
		if bytes.Equal(k.ID, credential.ID) {
			k.Used = r.now()
			k.Record, err = json.Marshal(credential)
			return k, err
		}
	}
	return k, badPasskey(wrong, errors.New("it was taken away meanwhile"))
}

// A flaw is what is wrong with a passkey, for the log.
type flaw string

const (
	unreadable flaw = "unreadable passkey"
	wrong      flaw = "wrong passkey"
	copied     flaw = "a passkey that was copied"
)

func (f flaw) Error() string { return string(f) }

// badPasskey is said of a passkey that is nobody's and of one that answers wrongly
// alike.
func badPasskey(f flaw, err error) error {
	return &ilbo.Error{Kind: ilbo.Forbidden, Say: "The passkey could not be used. Try again, or sign in without it.", Err: errors.Join(BadPasskey, f, err)}
}

package account

import (
	"context"
	"encoding/binary"
	"errors"

	"ilbo.press"
)

// HasPasskeys reports whether the newsroom can be entered by passkeys.
func (a *Accounts) HasPasskeys() bool { return a.keys.keys != nil }

func (a *Accounts) holder(ctx context.Context, staff *ilbo.Staff) (*holder, error) {
	keys, err := a.store.Passkeys(ctx, staff.ID)
	return &holder{binary.BigEndian.AppendUint64(nil, uint64(staff.ID)), staff.Login, staff.Name, keys}, err
}

// Passkeys are those of somebody.
func (a *Accounts) Passkeys(ctx context.Context, staff int64) ([]ilbo.Passkey, error) {
	return a.store.Passkeys(ctx, staff)
}

// OfferPasskey asks the browser of somebody for a new passkey: options, which are
// the JSON of PublicKeyCredentialCreationOptions, and the token to answer with.
func (a *Accounts) OfferPasskey(ctx context.Context, s *SignedIn, v Visitor) (options []byte, token string, err error) {
	if !a.HasPasskeys() {
		return nil, "", errNoPasskeys
	}
	h, err := a.holder(ctx, &s.Staff)
	if err != nil {
		return nil, "", err
	}
	return a.keys.offer(ctx, h, v)
}

// AddPasskey adds the passkey that a browser answers with, under a name.
func (a *Accounts) AddPasskey(ctx context.Context, s *SignedIn, token, name string, answer []byte, v Visitor) error {
	if !a.HasPasskeys() {
		return errNoPasskeys
	}
	h, err := a.holder(ctx, &s.Staff)
	if err != nil {
		return err
	}
	k, err := a.keys.made(ctx, h, token, name, answer, v)
	if err != nil {
		return err
	}
	k.Staff = s.ID
	return a.store.Together(ctx, func(ctx context.Context) error {
		if err := a.store.PutPasskey(ctx, k); err != nil {
			return err
		}
		return a.log(ctx, &s.Staff, ilbo.DeedPasskeyAdd, k.Name, v)
	})
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
func (a *Accounts) AskPasskey(ctx context.Context, v Visitor) (options []byte, token string, err error) {
	return a.keys.ask(ctx, v)
}

// SignInByPasskey begins a session by what a browser answers, and gives the token
// that the browser keeps.
func (a *Accounts) SignInByPasskey(ctx context.Context, token string, answer []byte, v Visitor) (string, error) {
	var staff ilbo.Staff
	k, err := a.keys.shown(ctx, token, answer, v, func(id []byte) (*holder, error) {
		k, err := a.store.Passkey(ctx, id)
		if err != nil {
			return nil, err
		}
		if staff, err = a.store.StaffByID(ctx, k.Staff); err != nil {
			return nil, err
		}
		if !staff.Left.IsZero() {
			return nil, errors.New("they have left the newsroom")
		}
		return a.holder(ctx, &staff)
	})
	var f flaw
	if errors.As(err, &f) {
		return "", a.refused(ctx, staff.Login, v, string(f), err)
	}
	if err != nil {
		return "", err
	}
	if err := a.store.PutPasskey(ctx, k); err != nil {
		return "", err
	}
	return a.begin(ctx, &staff, v, "passkey")
}

package account

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	"ilbo.press"
)

// freshFor is how long after signing in a reader may add a passkey: a browser that
// somebody left open is not enough to have a key to the account for good.
const freshFor = time.Hour

// HasPasskeys reports whether readers can sign in by passkeys.
func (r *Readers) HasPasskeys() bool { return r.keys.keys != nil }

// Fresh reports whether a reader signed in lately enough to add a passkey.
func (r *Readers) Fresh(in *ReaderIn) bool { return r.Clock().Sub(in.Session.Began) < freshFor }

var errNotFresh = &ilbo.Error{Kind: ilbo.Forbidden, Say: "Sign in again before you add a passkey.", Err: NotFresh}

// readerHandle is what the protocol knows a reader by: never what it knows a
// member of staff by.
func readerHandle(id ilbo.ReaderID) []byte {
	return binary.BigEndian.AppendUint64([]byte("reader"), uint64(id))
}

func (r *Readers) holder(ctx context.Context, reader *ilbo.Reader) (*holder, error) {
	keys, err := r.Store.ReaderPasskeys(ctx, reader.ID)
	h := &holder{readerHandle(reader.ID), reader.Email, reader.Name, keys}
	if h.name == "" {
		h.name = reader.Email
	}
	return h, err
}

// Passkeys are those of a reader, the first one added first.
func (r *Readers) Passkeys(ctx context.Context, id ilbo.ReaderID) ([]ilbo.Passkey, error) {
	return r.Store.ReaderPasskeys(ctx, id)
}

// OfferPasskey asks the browser of a reader for a new passkey: options, which are
// the JSON of PublicKeyCredentialCreationOptions, and the token to answer with. Who
// signed in too long ago has to sign in again first, which is Forbidden.
func (r *Readers) OfferPasskey(ctx context.Context, in *ReaderIn, v Visitor) (options []byte, token string, err error) {
	if !r.HasPasskeys() {
		return nil, "", errNoPasskeys
	}
	if !r.Fresh(in) {
		return nil, "", errNotFresh
	}
	h, err := r.holder(ctx, &in.Reader)
	if err != nil {
		return nil, "", err
	}
	return r.keys.offer(ctx, h, v)
}

// AddPasskey adds the passkey that a browser answers with, under a name, and tells
// the reader by letter: somebody else may have done it.
func (r *Readers) AddPasskey(ctx context.Context, in *ReaderIn, token, name string, answer []byte, v Visitor) error {
	if !r.HasPasskeys() {
		return errNoPasskeys
	}
	h, err := r.holder(ctx, &in.Reader)
	if err != nil {
		return err
	}
	k, err := r.keys.made(ctx, h, token, name, answer, v)
	if err != nil {
		return err
	}
	k.Reader = in.ID
	return r.Store.Together(ctx, func(ctx context.Context) error {
		had, err := r.Store.ReaderPasskeys(ctx, in.ID)
		if err != nil {
			return err
		}
		if len(had) >= maxPasskeys {
			return tooManyPasskeys(len(had))
		}
		if err := r.Store.PutReaderPasskey(ctx, k); err != nil {
			return err
		}
		l := in.Language
		return r.Letters.QueueLetter(ctx, keyLetter(in.Email, k.Name, l, r.Paper.Title.In(l), r.Base+r.Paper.Prefix(l)+"/account/sessions"))
	})
}

// DropPasskey takes away a passkey of a reader. It may be done twice.
func (r *Readers) DropPasskey(ctx context.Context, in *ReaderIn, id []byte) error {
	return r.Store.DropReaderPasskey(ctx, in.ID, id)
}

// AskPasskey asks a browser for any passkey of a reader: options, which are the
// JSON of PublicKeyCredentialRequestOptions, and the token to answer with. Nothing
// in them is anybody's. Who asks too often has to wait, which is Busy.
func (r *Readers) AskPasskey(ctx context.Context, v Visitor) (options []byte, token string, err error) {
	if wait := r.floods.question(v.Address); wait > 0 {
		return nil, "", tooManyQuestions(wait)
	}
	return r.keys.ask(ctx, v)
}

// SignInByPasskey begins a session by what a browser answers, and gives its token,
// which is new whatever the browser had before.
func (r *Readers) SignInByPasskey(ctx context.Context, token string, answer []byte, v Visitor) (session string, err error) {
	k, err := r.keys.shown(ctx, token, answer, v, func(id []byte) (*holder, error) {
		k, err := r.Store.ReaderPasskey(ctx, id)
		if err != nil {
			return nil, err
		}
		reader, err := r.Store.Reader(ctx, k.Reader)
		if err != nil {
			return nil, err
		}
		return r.holder(ctx, &reader)
	})
	if err != nil {
		return "", err
	}
	session, digest := newToken()
	err = r.Store.Together(ctx, func(ctx context.Context) error {
		if _, err := r.Store.ReaderPasskey(ctx, k.ID); errors.Is(err, ilbo.NotFound) { // taken away meanwhile
			return badPasskey(wrong, err)
		} else if err != nil {
			return err
		}
		if err := r.Store.PutReaderPasskey(ctx, k); err != nil {
			return err
		}
		return r.begin(ctx, k.Reader, digest, v, "passkey")
	})
	if err != nil {
		return "", err
	}
	r.Forget(k.Reader)
	return session, nil
}

// begin begins a session of a reader.
func (r *Readers) begin(ctx context.Context, id ilbo.ReaderID, digest ilbo.TokenDigest, v Visitor, way string) error {
	now := r.Clock()
	return r.Store.PutReaderSession(ctx, ilbo.ReaderSession{Token: digest, Reader: id, Began: now, Seen: now, Agent: v.Agent, Address: v.Address, By: way})
}

// dropPasskeys takes all passkeys of a reader away.
func (r *Readers) dropPasskeys(ctx context.Context, id ilbo.ReaderID) error {
	all, err := r.Store.ReaderPasskeys(ctx, id)
	for _, k := range all {
		err = errors.Join(err, r.Store.DropReaderPasskey(ctx, id, k.ID))
	}
	return err
}

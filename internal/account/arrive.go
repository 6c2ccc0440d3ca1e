package account

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"ilbo.press"
)

// linkFor is how long a link in a letter may be used.
const linkFor = 20 * time.Minute

// EnterPath is where links of letters lead, below the language's prefix; the token
// is in the query, which is in no log.
const EnterPath = "/account/enter"

// Ask sends a letter with a link to sign in with. Whether the address is a
// reader's is not looked at: what is done, said and sent is the same. Onward is
// where to go then. Who asks too often has to wait, which is Busy.
func (r *Readers) Ask(ctx context.Context, email, onward string, l ilbo.Language, v Visitor) error {
	email, err := ilbo.CleanEmail(email)
	if err != nil {
		return err
	}
	return r.send(ctx, ilbo.ReaderLink{Purpose: ilbo.ToSignIn, Email: email, Language: l, Onward: onward}, v)
}

// AskToMove sends a link to the address that a reader wants to have from now on.
func (r *Readers) AskToMove(ctx context.Context, in *ReaderIn, email string, l ilbo.Language, v Visitor) error {
	email, err := ilbo.CleanEmail(email)
	if err != nil {
		return err
	}
	return r.send(ctx, ilbo.ReaderLink{Purpose: ilbo.ToChangeAddress, Email: email, Reader: in.ID, Language: l}, v)
}

// AskToLeave sends a reader the link by which they delete their account.
func (r *Readers) AskToLeave(ctx context.Context, in *ReaderIn, l ilbo.Language, v Visitor) error {
	return r.send(ctx, ilbo.ReaderLink{Purpose: ilbo.ToLeave, Email: in.Email, Reader: in.ID, Language: l}, v)
}

// send stores a link and queues the letter that it is in.
func (r *Readers) send(ctx context.Context, l ilbo.ReaderLink, v Visitor) error {
	if wait := r.floods.take(l.Email, v.Address); wait > 0 {
		return tooManyLetters(wait)
	}
	var token string
	token, l.Token = newToken()
	l.Until = r.Clock().Add(linkFor)
	address := r.Base + r.Paper.Prefix(l.Language) + EnterPath + "?token=" + url.QueryEscape(token)
	letter := linkLetter(&l, r.Paper.Title.In(l.Language), address)
	return r.Store.Together(ctx, func(ctx context.Context) error {
		if err := r.Store.PutReaderLink(ctx, l); err != nil {
			return err
		}
		return r.Letters.QueueLetter(ctx, letter)
	})
}

// Link tells what a link's token is good for. One that was used, or is too old, is
// Gone.
func (r *Readers) Link(ctx context.Context, token string) (ilbo.ReaderLink, error) {
	l, err := r.Store.ReaderLink(ctx, digestOf(token))
	if err == nil && !r.Clock().Before(l.Until) {
		err = ilbo.NotFound
	}
	return l, over(err)
}

// Enter uses a link, once. One to sign in with makes a reader of who is none yet:
// that they have the letter confirms the address. It gives the token of a session
// that is new, whatever the browser had before; empty where the reader left.
func (r *Readers) Enter(ctx context.Context, token string, v Visitor) (session string, l ilbo.ReaderLink, err error) {
	session, digest := newToken()
	var reader ilbo.Reader
	err = r.Store.Together(ctx, func(ctx context.Context) error {
		if l, err = r.Link(ctx, token); err != nil {
			return err
		}
		if err := r.Store.UseReaderLink(ctx, l.Token); err != nil {
			return over(err)
		}
		switch l.Purpose {
		case ilbo.ToSignIn:
			reader, err = r.arrive(ctx, &l)
		case ilbo.ToChangeAddress:
			reader, err = r.move(ctx, &l)
		case ilbo.ToLeave:
			session = ""
			reader.ID = l.Reader
			return r.leave(ctx, l.Reader)
		}
		if err != nil {
			return err
		}
		return r.begin(ctx, reader.ID, digest, v, "letter")
	})
	if err != nil {
		return "", l, err
	}
	r.Forget(reader.ID)
	return session, l, nil
}

func (r *Readers) arrive(ctx context.Context, l *ilbo.ReaderLink) (ilbo.Reader, error) {
	reader, err := r.Store.ReaderByEmail(ctx, l.Email)
	if errors.Is(err, ilbo.NotFound) {
		l.Opened = true
		reader = ilbo.Reader{Email: l.Email, Language: l.Language, Added: r.Clock()}
		err = r.Store.PutReader(ctx, &reader)
	}
	return reader, err
}

// move gives a reader another address, and tells the old one. Whoever had their
// mailbox has neither a session nor a passkey any more, which are called by the old
// address besides.
func (r *Readers) move(ctx context.Context, l *ilbo.ReaderLink) (ilbo.Reader, error) {
	reader, err := r.Store.Reader(ctx, l.Reader)
	if err != nil {
		return reader, over(err)
	}
	before := reader
	reader.Email = l.Email
	if err := r.put(ctx, before, &reader); err != nil {
		return reader, err
	}
	if err := r.Store.EndReaderSessions(ctx, reader.ID, ilbo.TokenDigest{}); err != nil {
		return reader, err
	}
	if err := r.dropPasskeys(ctx, reader.ID); err != nil {
		return reader, err
	}
	return reader, r.Letters.QueueLetter(ctx, movedLetter(before.Email, l.Language, r.Paper.Title.In(l.Language), r.Base+r.Paper.Prefix(l.Language)+"/account"))
}

// leave forgets a reader: every department first, then the account.
func (r *Readers) leave(ctx context.Context, id ilbo.ReaderID) error {
	reader, err := r.Store.Reader(ctx, id)
	if err != nil {
		return over(err)
	}
	for _, k := range r.Keepers {
		if err := k.Release(ctx, reader); err != nil {
			return fmt.Errorf("forget reader %d: %w", id, err)
		}
	}
	return r.Store.DropReader(ctx, id)
}

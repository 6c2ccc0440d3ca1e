package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"ilbo.press"
)

// Readers let the public into their accounts. Their methods may be called at the
// same time.
type Readers struct {
	ReaderOptions
	floods    *floods
	keys      *ring
	standings *standings
}

// ReaderOptions are what readers' accounts are made with.
type ReaderOptions struct {
	Store        ReaderStore
	Letters      Letters
	Entitlements Entitlements // nil: nobody is entitled to anything
	Keepers      []Keeper
	Movers       []Mover
	Paper        *ilbo.Paper
	Base         string // scheme and host of the paper's addresses
	Clock        ilbo.Clock
}

// NewReaders opens the readers' door. Passkeys need a host with a name: at an
// address of numbers there are none, see [Readers.HasPasskeys].
func NewReaders(o ReaderOptions) (*Readers, error) {
	keys, err := relyingParty(o.Base, o.Paper.Title.In(o.Paper.Languages[0]))
	return &Readers{ReaderOptions: o, floods: newFloods(o.Clock), keys: &ring{"readers", keys, o.Store, o.Clock}, standings: newStandings()}, err
}

// A ReaderIn is a reader in a session of theirs.
type ReaderIn struct {
	ilbo.Reader
	Session ilbo.ReaderSession
}

// How long a reader's session lasts: so long after it was last seen, and never
// longer than so long after it began.
const (
	ReaderIdleFor = 180 * 24 * time.Hour
	ReaderLasts   = 400 * 24 * time.Hour // browsers keep no cookie longer: RFC 6265bis, 5.5
)

// readingEvery is how exactly a session's last sight is kept while its reader
// reads and does nothing to their account.
const readingEvery = 6 * time.Hour

func (r *Readers) live(s *ilbo.ReaderSession) bool {
	now := r.Clock()
	return now.Sub(s.Seen) < ReaderIdleFor && now.Sub(s.Began) < ReaderLasts
}

// errSignedOut is said of a session that has ended.
var errSignedOut = &ilbo.Error{Kind: ilbo.NotFound, Say: "You have been signed out: sign in again.", Err: Over}

// Who tells whose session a token is of. One that has ended is NotFound.
func (r *Readers) Who(ctx context.Context, token string, v Visitor) (ReaderIn, error) {
	digest := digestOf(token)
	session, reader, err := r.Store.ReaderSession(ctx, digest)
	if err != nil {
		return ReaderIn{}, err
	}
	if !r.live(&session) {
		return ReaderIn{}, errSignedOut
	}
	if now := r.Clock(); now.Sub(session.Seen) >= seenEvery || session.Address != v.Address {
		if err := r.Store.SeeReaderSession(ctx, digest, now, v.Address); err != nil {
			return ReaderIn{}, err
		}
	}
	return ReaderIn{reader, session}, nil
}

// SignOut ends the session that a reader is in. It may be done twice.
func (r *Readers) SignOut(ctx context.Context, in *ReaderIn) error {
	return r.ended(in.ID, r.Store.EndReaderSession(ctx, in.Session.Token))
}

// ended forgets what a reader's sessions may do once some of them have ended.
func (r *Readers) ended(id ilbo.ReaderID, err error) error {
	r.Forget(id)
	return err
}

// Sessions are those of a reader that have not ended, the one seen last first.
func (r *Readers) Sessions(ctx context.Context, id ilbo.ReaderID) ([]ilbo.ReaderSession, error) {
	all, err := r.Store.ReaderSessions(ctx, id)
	var live []ilbo.ReaderSession
	for i := range all {
		if r.live(&all[i]) {
			live = append(live, all[i])
		}
	}
	return live, err
}

// End ends one of a reader's sessions. One that is somebody else's is NotFound.
func (r *Readers) End(ctx context.Context, in *ReaderIn, which ilbo.TokenDigest) error {
	session, _, err := r.Store.ReaderSession(ctx, which)
	if err == nil && session.Reader != in.ID {
		err = ilbo.NotFound
	}
	if err != nil {
		return err
	}
	return r.ended(in.ID, r.Store.EndReaderSession(ctx, which))
}

// EndOthers ends all of a reader's sessions but the one they are in.
func (r *Readers) EndOthers(ctx context.Context, in *ReaderIn) error {
	return r.ended(in.ID, r.Store.EndReaderSessions(ctx, in.ID, in.Session.Token))
}

// A Profile is what readers say of themselves.
type Profile struct {
	Name     string
	Language ilbo.Language
	Zone     string // empty: the paper's
}

// maxReaderName is the longest name of a reader, in characters.
const maxReaderName = 80

// ChangeProfile keeps what a reader says of themselves. A name with a line break
// or another control in it is Invalid: it stands at the head of letters.
func (r *Readers) ChangeProfile(ctx context.Context, id ilbo.ReaderID, p Profile) error {
	if strings.ContainsFunc(p.Name, unicode.IsControl) || strings.ContainsAny(p.Name, "\u2028\u2029") {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "A name is one line of letters.", Err: BadName}
	}
	name := ilbo.Clean(p.Name)
	if len([]rune(name)) > maxReaderName {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A name has at most %d characters.", maxReaderName), Err: BadName}
	}
	if !p.Language.Known() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The paper writes English and Korean."}
	}
	if p.Zone != "" {
		if _, err := time.LoadLocation(p.Zone); err != nil || len(p.Zone) > 60 || p.Zone == "Local" {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "That is no time zone: one is written like Asia/Seoul.", Err: BadZone}
		}
	}
	return r.Store.Together(ctx, func(ctx context.Context) error {
		reader, err := r.Store.Reader(ctx, id)
		if err != nil {
			return err
		}
		before := reader
		reader.Name, reader.Language, reader.Zone = name, p.Language, p.Zone
		return r.put(ctx, before, &reader)
	})
}

// put keeps a reader who changed, and tells those who have to follow.
func (r *Readers) put(ctx context.Context, before ilbo.Reader, after *ilbo.Reader) error {
	if err := r.Store.PutReader(ctx, after); err != nil {
		return err
	}
	for _, m := range r.Movers {
		if err := m.Move(ctx, before, *after); err != nil {
			return fmt.Errorf("follow reader %d: %w", after.ID, err)
		}
	}
	return nil
}

// Sweep ends what has run out. It may be called at any time.
func (r *Readers) Sweep(ctx context.Context) error {
	now := r.Clock()
	return r.Store.DropReaderSessions(ctx, now.Add(-ReaderLasts), now.Add(-ReaderIdleFor), now)
}

// over makes what is not there a link that is over.
func over(err error) error {
	if errors.Is(err, ilbo.NotFound) {
		return errOver
	}
	return err
}

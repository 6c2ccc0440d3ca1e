package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"

	"ilbo.press"
)

// Accounts let staff in. Their methods may be called at the same time.
type Accounts struct {
	store  Store
	now    ilbo.Clock
	limits *limits
	room   chan struct{} // of passwords that are checked at once: each takes 64 MiB
	keys   *ring
	nobody func() (string, error) // the digest of a password that nobody has, made once
}

// Options say where the newsroom is.
type Options struct {
	Base  string // scheme and host of its addresses; passkeys belong to the host
	Title string // of the paper, as passkeys show it
}

// maxChecking is how many passwords are checked at once.
const maxChecking = 4

// New opens the door. Passkeys need a host with a name: at an address of numbers
// there are none, see [Accounts.HasPasskeys].
func New(store Store, now ilbo.Clock, o Options) (*Accounts, error) {
	keys, err := relyingParty(o.Base, o.Title)
	return &Accounts{
		store: store, now: now, limits: newLimits(now), room: make(chan struct{}, maxChecking), keys: &ring{"staff", keys, store, now},
		nobody: sync.OnceValues(func() (string, error) { return Digest(rand.Text()) }),
	}, err
}

// A Visitor is a browser that asks for something.
type Visitor struct {
	Address string // of the network
	Agent   string // what it calls itself
	Secret  string // that it keeps while it is asked for a passkey, so that no other answers
}

// SignedIn is somebody in a session of theirs.
type SignedIn struct {
	ilbo.Staff
	Session ilbo.Session
}

// How long a session lasts: so long after it was last seen, and never longer than
// so long after it began.
const (
	IdleFor = 14 * 24 * time.Hour
	Lasts   = 90 * 24 * time.Hour
)

// seenEvery is how exactly a session's last sight is kept.
const seenEvery = time.Minute

var loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,39}$`)

// CheckLogin refuses what nobody can sign in as.
func CheckLogin(login string) error {
	if !loginForm.MatchString(login) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("What staff type to sign in is 2 to 40 small letters, digits, dots and hyphens, not %q.", login)}
	}
	return nil
}

// errRefused is said of a wrong password and of a wrong name alike, so that
// nobody learns who is in the newsroom.
var errRefused = &ilbo.Error{Kind: ilbo.Forbidden, Say: "That name and that password do not belong together.", Err: Refused}

// SignIn begins a session by a password, and gives the token that the browser
// keeps. A name and a password that do not belong together are Forbidden; who
// tries too often has to wait, which is Busy.
func (a *Accounts) SignIn(ctx context.Context, login, password string, v Visitor) (token string, err error) {
	login = strings.ToLower(strings.TrimSpace(login))
	staff, err := a.store.StaffByLogin(ctx, login)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return "", err
	}
	known := err == nil && staff.Left.IsZero() && staff.Password != ""
	if !known { // it takes as long as for somebody
		nobody, err := a.nobody()
		if err != nil {
			return "", err
		}
		staff = ilbo.Staff{Password: nobody}
	}
	home, err := a.home(ctx, staff.ID, v)
	if err != nil {
		return "", err
	}
	if wait := a.limits.wait(login, v.Address, home); wait > 0 {
		return "", a.refused(ctx, login, v, "too many tries", tooMany(wait))
	}
	right, err := a.matches(ctx, staff.Password, password)
	if err != nil {
		return "", err
	}
	if !known || !right {
		a.limits.failed(login, v.Address)
		return "", a.refused(ctx, login, v, "wrong name or password", errRefused)
	}
	return a.begin(ctx, &staff, v, "password")
}

// matches checks a password when there is room for it, as long as who asks waits.
func (a *Accounts) matches(ctx context.Context, digest, password string) (bool, error) {
	select {
	case a.room <- struct{}{}:
		defer func() { <-a.room }()
		return Matches(digest, password), nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// home reports whether somebody is signed in from the visitor's address already:
// who guesses from elsewhere does not slow them down.
func (a *Accounts) home(ctx context.Context, staff int64, v Visitor) (bool, error) {
	if staff == 0 {
		return false, nil
	}
	all, err := a.store.Sessions(ctx, staff)
	for i := range all {
		if all[i].Address == v.Address && a.live(&all[i]) {
			return true, nil
		}
	}
	return false, err
}

func (a *Accounts) live(s *ilbo.Session) bool {
	now := a.now()
	return now.Sub(s.Seen) < IdleFor && now.Sub(s.Began) < Lasts
}

// refused logs a try that failed, and gives why.
func (a *Accounts) refused(ctx context.Context, login string, v Visitor, detail string, why error) error {
	err := a.store.Audit(ctx, ilbo.AuditEntry{At: a.now(), Deed: ilbo.DeedRefused, On: ilbo.AuditedStaff(login), Detail: detail, From: v.Address})
	if err != nil {
		return err
	}
	return why
}

// begin begins a session.
func (a *Accounts) begin(ctx context.Context, s *ilbo.Staff, v Visitor, way string) (token string, err error) {
	token, digest := newToken()
	now := a.now()
	err = a.store.Together(ctx, func(ctx context.Context) error {
		session := ilbo.Session{Token: digest, Staff: s.ID, Began: now, Seen: now, Agent: v.Agent, Address: v.Address, By: way}
		if err := a.store.PutSession(ctx, session); err != nil {
			return err
		}
		return a.log(ctx, s, ilbo.DeedSignIn, "by "+way, v)
	})
	if err != nil {
		return "", fmt.Errorf("sign %s in: %w", s.Login, err)
	}
	return token, nil
}

// log adds a line on what somebody did to their own account.
func (a *Accounts) log(ctx context.Context, s *ilbo.Staff, deed ilbo.Deed, detail string, v Visitor) error {
	return a.store.Audit(ctx, ilbo.AuditEntry{At: a.now(), Who: s.Login, Deed: deed, On: ilbo.AuditedStaff(s.Login), Detail: detail, From: v.Address})
}

// Who tells whose session a token is of. One that has ended, and that of somebody
// who has left, is NotFound.
func (a *Accounts) Who(ctx context.Context, token string, v Visitor) (SignedIn, error) {
	digest := digestOf(token)
	session, staff, err := a.store.Session(ctx, digest)
	if err != nil {
		return SignedIn{}, err
	}
	if !a.live(&session) || !staff.Left.IsZero() {
		return SignedIn{}, &ilbo.Error{Kind: ilbo.NotFound, Say: "You have been signed out: sign in again.", Err: Over}
	}
	if now := a.now(); now.Sub(session.Seen) >= seenEvery || session.Address != v.Address {
		if err := a.store.SeeSession(ctx, digest, now, v.Address); err != nil {
			return SignedIn{}, err
		}
	}
	return SignedIn{staff, session}, nil
}

// SignOut ends the session that somebody is in. It may be done twice.
func (a *Accounts) SignOut(ctx context.Context, s *SignedIn, v Visitor) error {
	return a.store.Together(ctx, func(ctx context.Context) error {
		if err := a.store.EndSession(ctx, s.Session.Token); err != nil {
			return err
		}
		return a.log(ctx, &s.Staff, ilbo.DeedSignOut, "", v)
	})
}

// Sessions are those of somebody that have not ended, the one seen last first.
func (a *Accounts) Sessions(ctx context.Context, staff int64) ([]ilbo.Session, error) {
	all, err := a.store.Sessions(ctx, staff)
	var live []ilbo.Session
	for i := range all {
		if a.live(&all[i]) {
			live = append(live, all[i])
		}
	}
	return live, err
}

// End ends one of somebody's sessions, which may be another's than this one. One
// that is somebody else's is NotFound.
func (a *Accounts) End(ctx context.Context, s *SignedIn, which ilbo.TokenDigest, v Visitor) error {
	return a.store.Together(ctx, func(ctx context.Context) error {
		session, _, err := a.store.Session(ctx, which)
		if err == nil && session.Staff != s.ID {
			err = ilbo.NotFound
		}
		if err != nil {
			return err
		}
		if err := a.store.EndSession(ctx, which); err != nil {
			return err
		}
		return a.log(ctx, &s.Staff, ilbo.DeedEndSession, session.Agent, v)
	})
}

// EndOthers ends all of somebody's sessions but the one they are in.
func (a *Accounts) EndOthers(ctx context.Context, s *SignedIn, v Visitor) error {
	return a.store.Together(ctx, func(ctx context.Context) error {
		if err := a.store.EndSessions(ctx, s.ID, s.Session.Token); err != nil {
			return err
		}
		return a.log(ctx, &s.Staff, ilbo.DeedEndSession, "all others", v)
	})
}

// ChangePassword gives somebody the password that they chose, after the one that
// they have; every other session of theirs ends.
func (a *Accounts) ChangePassword(ctx context.Context, s *SignedIn, old, chosen string, v Visitor) error {
	staff, err := a.store.StaffByID(ctx, s.ID)
	if err != nil {
		return err
	}
	if wait := a.limits.wait(staff.Login, v.Address, true); wait > 0 {
		return tooMany(wait)
	}
	right := staff.Password == ""
	if !right {
		if right, err = a.matches(ctx, staff.Password, old); err != nil {
			return err
		}
	}
	if !right {
		a.limits.failed(staff.Login, v.Address)
		return a.refused(ctx, staff.Login, v, "wrong old password", &ilbo.Error{Kind: ilbo.Forbidden, Say: "That is not your password.", Err: Refused})
	}
	if staff.Password, err = Digest(chosen); err != nil {
		return err
	}
	return a.store.Together(ctx, func(ctx context.Context) error {
		if err := a.store.PutStaff(ctx, staff); err != nil {
			return err
		}
		if err := a.store.EndSessions(ctx, s.ID, s.Session.Token); err != nil {
			return err
		}
		return a.log(ctx, &staff, ilbo.DeedPassword, "their own", v)
	})
}

// Sweep ends what has run out. It may be called at any time.
func (a *Accounts) Sweep(ctx context.Context) error {
	now := a.now()
	return a.store.DropSessions(ctx, now.Add(-Lasts), now.Add(-IdleFor), now)
}

// newToken makes a secret of 256 bits, as it is given away and as it is kept.
func newToken() (token string, digest ilbo.TokenDigest) {
	b := make([]byte, 32)
	rand.Read(b) // never fails: crypto/rand ends the program instead
	token = base64.RawURLEncoding.EncodeToString(b)
	return token, digestOf(token)
}

func digestOf(token string) ilbo.TokenDigest { return sha256.Sum256([]byte(token)) }

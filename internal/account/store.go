package account

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where staff and what they sign in with are kept.
type Store interface {
	People
	Sessions
	Keys
	Passes
	// Audit adds a line to the audit log.
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// People are the staff. Who is not there is NotFound.
type People interface {
	StaffByLogin(ctx context.Context, login string) (ilbo.Staff, error)
	StaffByID(ctx context.Context, id int64) (ilbo.Staff, error)
	// PutStaff adds somebody where the ID is 0; a login that is taken is a
	// Conflict.
	PutStaff(ctx context.Context, p ilbo.Staff) error
}

// Sessions are where staff are signed in. Ending one that has ended is no error.
type Sessions interface {
	PutSession(ctx context.Context, s ilbo.Session) error
	Session(ctx context.Context, token ilbo.TokenDigest) (ilbo.Session, ilbo.Staff, error)
	Sessions(ctx context.Context, staff int64) ([]ilbo.Session, error)
	SeeSession(ctx context.Context, token ilbo.TokenDigest, at time.Time, address string) error
	EndSession(ctx context.Context, token ilbo.TokenDigest) error
	EndSessions(ctx context.Context, staff int64, but ilbo.TokenDigest) error
	// DropSessions ends those that began, or were last seen, before a moment.
	DropSessions(ctx context.Context, began, seen, now time.Time) error
}

// Keys are passkeys of staff.
type Keys interface {
	Passkeys(ctx context.Context, staff int64) ([]ilbo.Passkey, error)
	Passkey(ctx context.Context, id []byte) (ilbo.Passkey, error)
	PutPasskey(ctx context.Context, k ilbo.Passkey) error
	DropPasskey(ctx context.Context, staff int64, id []byte) error
	Challenges
}

// Challenges are what browsers were asked to sign with a passkey.
type Challenges interface {
	PutChallenge(ctx context.Context, token ilbo.TokenDigest, data string, until time.Time) error
	// TakeChallenge gives a challenge once; one that is over, or was given, is
	// NotFound.
	TakeChallenge(ctx context.Context, token ilbo.TokenDigest, now time.Time) (string, error)
}

// Passes are invitations and resets. UsePass of one that was used is NotFound.
type Passes interface {
	PutPass(ctx context.Context, p ilbo.Pass) error
	Pass(ctx context.Context, token ilbo.TokenDigest) (ilbo.Pass, error)
	UsePass(ctx context.Context, token ilbo.TokenDigest) error
}

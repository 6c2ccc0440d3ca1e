package account

import (
	"context"
	"time"

	"ilbo.press"
)

// ReaderStore is where readers and what they keep are stored.
type ReaderStore interface {
	Public
	ReaderSessions
	ReaderLinks
	ReaderKeys
	Bookmarks
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// Public are the readers. Who is not there is NotFound.
type Public interface {
	Reader(ctx context.Context, id ilbo.ReaderID) (ilbo.Reader, error)
	ReaderByEmail(ctx context.Context, email string) (ilbo.Reader, error)
	// PutReader adds a reader where the ID is 0, and sets it; an address that is
	// taken is a Conflict.
	PutReader(ctx context.Context, r *ilbo.Reader) error
	// DropReader takes a reader away with their sessions, links, passkeys and bookmarks.
	DropReader(ctx context.Context, id ilbo.ReaderID) error
}

// ReaderSessions are where readers are signed in. Ending one that has ended is no
// error.
type ReaderSessions interface {
	PutReaderSession(ctx context.Context, s ilbo.ReaderSession) error
	ReaderSession(ctx context.Context, token ilbo.TokenDigest) (ilbo.ReaderSession, ilbo.Reader, error)
	ReaderSessions(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.ReaderSession, error)
	// SeeReaderSession keeps the address where the one given is empty.
	SeeReaderSession(ctx context.Context, token ilbo.TokenDigest, at time.Time, address string) error
	EndReaderSession(ctx context.Context, token ilbo.TokenDigest) error
	EndReaderSessions(ctx context.Context, reader ilbo.ReaderID, but ilbo.TokenDigest) error
	// DropReaderSessions ends those that began, or were last seen, before a moment,
	// and forgets links that are over.
	DropReaderSessions(ctx context.Context, began, seen, now time.Time) error
}

// ReaderLinks are in letters. UseReaderLink of one that was used is NotFound.
type ReaderLinks interface {
	PutReaderLink(ctx context.Context, l ilbo.ReaderLink) error
	ReaderLink(ctx context.Context, token ilbo.TokenDigest) (ilbo.ReaderLink, error)
	UseReaderLink(ctx context.Context, token ilbo.TokenDigest) error
}

// ReaderKeys are passkeys of readers, the first one added first. One that is not
// there is NotFound; putting one that is somebody else's is a Conflict; dropping
// one twice is no error.
type ReaderKeys interface {
	ReaderPasskeys(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Passkey, error)
	ReaderPasskey(ctx context.Context, id []byte) (ilbo.Passkey, error)
	PutReaderPasskey(ctx context.Context, k ilbo.Passkey) error
	DropReaderPasskey(ctx context.Context, reader ilbo.ReaderID, id []byte) error
	Challenges
}

// Bookmarks are stories that readers keep. Keeping and dropping twice is no error.
type Bookmarks interface {
	PutBookmark(ctx context.Context, reader ilbo.ReaderID, b ilbo.Bookmark) error
	DropBookmark(ctx context.Context, reader ilbo.ReaderID, story ilbo.StoryID) error
	Bookmarks(ctx context.Context, reader ilbo.ReaderID, limit int) ([]ilbo.Bookmark, error)
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
}

// Letters take letters, in the transaction of ctx, to be sent after it.
type Letters interface {
	QueueLetter(ctx context.Context, l ilbo.Letter) error
}

// Entitlements tell what a reader is entitled to at a moment, and until when that
// holds; zero: nothing in it ends.
type Entitlements interface {
	Entitlements(ctx context.Context, reader ilbo.ReaderID, now time.Time) (entitled ilbo.Entitlement, until time.Time, err error)
}

// A Mover is another department that knows readers by what they may change: their
// address, their zone.
type Mover interface {
	// Move follows a reader who changed something of themselves, in the transaction
	// of ctx.
	Move(ctx context.Context, before, after ilbo.Reader) error
}

// A Keeper is another department that keeps something about readers.
type Keeper interface {
	// Held gives all that it keeps about a reader, as JSON can write it, under the
	// name that it has in the file that they download.
	Held(ctx context.Context, r ilbo.Reader) (name string, held any, err error)
	// Release forgets a reader in the transaction of ctx. What the law wants kept
	// stays without anything that says whose it was. It may be done twice.
	Release(ctx context.Context, r ilbo.Reader) error
}

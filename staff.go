package ilbo

import (
	"slices"
	"time"
)

// A Role is what somebody does in the newsroom.
type Role string

// The roles of a newsroom.
const (
	Contributor   Role = "contributor" // writes from outside, and hands in
	Reporter      Role = "reporter"
	Photographer  Role = "photographer"
	CopyEditor    Role = "copy-editor"
	SectionEditor Role = "section-editor" // decides in some sections: see Staff.Sections
	ChiefEditor   Role = "chief-editor"
	Publisher     Role = "publisher"     // runs the house: subscriptions, letters, figures
	Administrator Role = "administrator" // lets people in, and sets the paper up
)

// Roles are all roles, those who decide most last.
func Roles() []Role {
	return []Role{Contributor, Reporter, Photographer, CopyEditor, SectionEditor, ChiefEditor, Publisher, Administrator}
}

// Known reports whether r is a role.
func (r Role) Known() bool { return slices.Contains(Roles(), r) }

// Staff is one person of the newsroom. Readers are never staff.
type Staff struct {
	ID       int64
	Login    string // small letters: what is typed to sign in
	Name     string
	Role     Role
	Sections []SectionID // that a section editor decides in
	Language Language    // of their screens; empty is the paper's first
	Password string      // argon2id digest, never the word itself; empty: they have none
	Added    time.Time
	Left     time.Time // zero while they are in the newsroom
}

// A Session is one browser in which somebody is signed in.
type Session struct {
	Token   TokenDigest
	Staff   int64
	Began   time.Time
	Seen    time.Time // to the minute
	Agent   string    // what the browser calls itself
	Address string    // where it was last seen
	By      string    // how they signed in: "password" or "passkey"
}

// A TokenDigest is the SHA-256 hash of a secret that a browser or a letter has:
// who reads it here cannot sign in with it.
type TokenDigest [32]byte

// A Passkey is a key that somebody signs in with instead of a password: see
// https://www.w3.org/TR/webauthn-3/.
type Passkey struct {
	ID     []byte   // of the credential, as its authenticator made it
	Staff  int64    // whose it is; zero: a reader's
	Reader ReaderID // whose it is; zero: a member of staff's
	Name   string   // as its owner calls it
	Record []byte   // what is needed to check it, as JSON
	Added  time.Time
	Used   time.Time // zero: never
}

// A Pass lets somebody choose a password once: with an invitation they enter the
// newsroom, with a reset they have forgotten theirs.
type Pass struct {
	Token    TokenDigest
	Login    string
	Name     string // of an invitation; empty: it is a reset
	Role     Role
	Sections []SectionID
	By       string // who gave it
	Until    time.Time
}

// Invites reports whether the pass lets somebody in who is new.
func (p *Pass) Invites() bool { return p.Name != "" }

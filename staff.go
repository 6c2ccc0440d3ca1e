package ilbo

import "time"

// A Role is what somebody does in the newsroom.
type Role string

// The roles, each of which may do all that those before it may.
const (
	Reporter  Role = "reporter"
	Editor    Role = "editor"
	Publisher Role = "publisher"
)

// Known reports whether r is a role.
func (r Role) Known() bool { return r == Reporter || r == Editor || r == Publisher }

// Staff is one person of the newsroom. Readers are never staff.
type Staff struct {
	ID       int64
	Login    string // small letters: what is typed to sign in
	Name     string
	Role     Role
	Password string // argon2id digest, never the word itself
	Added    time.Time
}

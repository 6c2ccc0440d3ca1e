package ilbo

import "slices"

// A Permission is something that not everybody of the newsroom may do.
type Permission string

// The permissions. What each role may do is [Permits].
const (
	MayLetIn   Permission = "let people in" // invite, change roles, reset, see out
	MayReadLog Permission = "read the audit log"
)

// permits are who may do what.
var permits = map[Permission][]Role{
	MayLetIn:   {ChiefEditor, Publisher, Administrator},
	MayReadLog: {ChiefEditor, Publisher, Administrator},
}

// May reports whether somebody of a role may do something.
func (r Role) May(p Permission) bool { return slices.Contains(permits[p], r) }

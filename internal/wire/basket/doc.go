// Package basket is the wire basket: agency copy comes in from watched folders
// and from addresses that are asked, and lies there until somebody takes it to
// the desk or until it is old.
//
// A take is named by its source and by what its agency calls it. A later
// version, a write-through, replaces the earlier one, which stays in the
// history; an older one that comes late is ignored, and the same again does
// nothing. A cancellation stays on the take, and whoever took it to the desk is
// told. What an agency puts under embargo is filed under embargo.
//
// Each source is looked at by one node at a time, which holds a lease on it.
// What a source brings is copy of strangers: no picture is fetched before
// somebody asks for it, and no source can change the takes of another.
package basket

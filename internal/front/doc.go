// Package front makes fronts and line-ups from the stories that the public may
// see.
//
// An editor may put a story in a slot of a front; slots that nobody filled are
// filled by the latest stories that suit the place. No story stands twice among
// the lead, the seconds, the opinion and the strips of one front. A front is
// made of teasers and keys: the pages that show it are stale when one of its
// keys is.
package front

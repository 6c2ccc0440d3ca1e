// Package front makes fronts and line-ups from the stories that the public may
// see, and lets editors arrange them.
//
// An editor may put a story in a slot of a front, for a while or until somebody
// changes it; slots that nobody filled are filled by the latest stories that suit
// the place, where a weight keeps a story up for longer (see rank). On the home
// front every place can be arranged: the lead, the seconds, the opinion, the
// strips of sections, the photographs and the films. On a section's front these
// are the lead and the seconds: below them stands the rest, the newest first. No
// story stands twice among the places of one front. What the public may not see
// stands nowhere, whatever the slots say.
//
// Editors work at a front in steps that readers do not see, and publish the last
// one as a version. Both are numbered: who goes on from a step or a version that
// is not the last one is told of it ([Clash]), and nobody's work is overwritten.
// A published arrangement is undone by publishing an earlier one again.
//
// A front is made of teasers and keys: the pages that show it are stale when one
// of its keys is, and when a lock runs out.
//
// Breaking news ([Desk.PutUp]) stands above all pages for a while. What goes to
// readers' phones is another department's: package alert.
package front

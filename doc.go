// Package ilbo is the glossary of a newspaper: the nouns that every room of
// the house shares, and the few rules that must have one answer everywhere.
//
// The nouns are the trade's own. A [Story] is one piece of copy with its
// furniture: [Byline], [Dateline], kicker, headline, deck, [Figure], and a
// [Body] made of [Block] values. It belongs to a [Section], is gathered under
// [Topic] values, and is arranged on a [Front] in [Slot] values. What happens
// to a story is a record with a name, a time and a reason: [Embargo], [Hold],
// [Spike], [Kill], [Correction]. A [Paper] is the title that prints it all.
//
// One rule outranks the others: [Story.Visible] alone decides whether the
// public may see a story. Every face of the house (site, feeds, search, press)
// asks it, or asks the column that the store fills from [Story.PublicFrom].
//
// The package imports the standard library only, and of that nothing that
// reaches the network, a database, a file or a template. Errors carry a [Kind]
// and one sentence for people; see [Error].
package ilbo

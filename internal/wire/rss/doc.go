// Package rss reads feeds: RSS 0.9x to 2.0, RSS 1.0 and 0.90 in RDF, Atom 0.3
// and 1.0, and JSON Feed, in any character set, entry by entry.
//
// What an entry says in full is its copy; a summary beside it is the deck. An
// entry that says a summary alone has that as its copy. Entries are named by
// their guid or id, or else by their link; one that is no address is named
// within its feed. Feeds do not count versions: the time of the last change
// does.
package rss

// Package ghost reads the export of a Ghost site (versions 2 to 6): one JSON
// file that holds the tables of its database, wrapped in a list "db" or not.
//
//	for c, err := range ghost.Read(ctx, "export.json", file, size, ghost.Options{Dir: folder}) { … }
//
// A post becomes a story. Its primary tag is the section, its other public tags
// are topics, its authors in their order bylines, its custom excerpt the deck,
// its feature image the lead. Its text is taken as Lexical, or else Mobiledoc,
// HTML or plain text, and walked as structure: cards become pictures,
// galleries, tables, fact boxes, embeds and links; Markdown is read by a
// library, and HTML by package body. Members-only posts are metered, paid ones
// are for subscribers. Drafts, scheduled posts and those that went out by
// e-mail alone stay unpublished. Links from post to post keep working, by way
// of the old addresses. What has no place in a paper is counted for the report.
//
// The file is read twice, so that the order of its tables is of no matter:
// first what links posts to tags, people and pictures' words, then the posts,
// one at a time. It is never in memory, however large it is, and neither is a
// value beyond its limit. What stays from the first reading is about a hundred
// bytes for a post with three tags, an author and words for its picture: 16
// for each tag, for each author and for the place of the words, and 8 for each
// of its slug and, for a while, its number. A million posts take 100 MB.
//
// A file that cannot be followed to its end is refused as a whole, with the
// place, before the first story: half an export has half of the links.
package ghost

// Package feed writes the paper for machines that read: feeds (RSS 2.0, Atom,
// JSON Feed 1.1), sitemaps, robots.txt, llms.txt, the web app manifest, the
// OpenSearch description, and the JSON-LD that stands in pages.
//
// Everything is built from stories that the public may see at the time, and
// from their structure: text is escaped where it is written, addresses are made
// absolute, and of a story that is not free only the deck and the first
// paragraph are in the bytes. Every page names the keys that it depends on.
//
// Base, where a function takes it, is the address that the paper is read at,
// without a slash at the end: "https://daily.example".
package feed

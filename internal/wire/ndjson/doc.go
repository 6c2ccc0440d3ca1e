// Package ndjson reads the paper's own import format: one story a line, as
// JSON (RFC 8259) in UTF-8.
//
//	{"language":"en","section":"national","headline":"…","deck":"…","bylines":["…"],
//	 "topics":["…"],"published":"2006-11-05T02:40:46Z","body":["a paragraph", …]}
//
// Optional are id (a number or a text; a second import of it updates), path
// (the old address), kicker, dateline, source, updated, access (free, metered,
// subscribers) and pictures, a list of {file, caption, credit, alt}. The first
// picture leads the story; the others follow the text. A part of the body may
// also be an object, a block as the paper itself keeps it. Names of fields are in
// small letters, as here; of two of one name the later counts.
//
// Each line stands for itself: a bad one is refused with its number, and the
// reader goes on.
package ndjson

// Package page reads one story from what a reader's browser saved of its page:
// the text of "select all, copy", HTML with or without the folder of files
// beside it, or the single MHTML file that Chromium writes.
//
// A page gives its story in several voices, and each field is taken from the
// first that has it: JSON-LD (schema.org), then Open Graph and other meta
// elements, then the readable part as go-readability finds it, then what the
// layout suggests. Text has the last of these only.
//
// Nothing is fetched. A picture comes from a file beside the page, or from the
// page itself where it holds the bytes.
package page

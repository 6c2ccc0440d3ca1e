// Package xmltree reads XML as agencies and feeds write it, an element of
// interest at a time, in bounded memory.
//
// What is read is UTF-8 whatever it was: character sets are told by their byte
// order marks, by what the bytes are, and by what the document declares, in
// that order, since what documents declare is often wrong. Control characters
// go. Entities are those of HTML; a document's own are never expanded, so that
// none grows. An element that is too large, too deep or of too many parts is an
// error, and so is a text without end.
package xmltree

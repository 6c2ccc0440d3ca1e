// Package epub makes an edition a book: EPUB 3, for readers of books on paper-like
// and other screens.
//
// Page one is its cover. The stories that begin there are its first section; then
// come those of the paper, in the order in which the printed pages have them, each
// story a document of its own, whole: who has the edition has subscribed. Where
// printed pages begin is marked, so that who reads the paper and who reads the book
// find the same place. Languages are marked and set in the device's own fonts, and
// no colour is set that a dark page would swallow.
//
// The same edition is the same bytes. What people typed is text, and what XML
// cannot hold of it is left out.
package epub

// Package notebook is a learner's own: words kept from lessons or written by hand, when
// each is asked again, and what leaves it as files.
//
// What stands in a notebook is what its reader sent. It is cleaned and bounded, and
// never looked up in stories: nothing that is locked comes out of a notebook which its
// reader had not seen.
//
// When a word is asked again is said in one place, [Notebook.Next], by FSRS. Notebooks of
// readers without an account are in their browsers, which ask there too: see decision 42.
//
// Who grades a word says which turn of it they saw. Two devices that grade the same
// turn do not write over each other: the second is told. A grade, and the taking back of
// one, may be sent twice.
package notebook

// Package mailing is the department of newsletters: who takes them, what is in a
// mailing, and that everybody gets it once.
//
// An address takes a newsletter when its owner has said so by a link in a letter
// (double opt-in), and ends it by one click without signing in. A mailing is made
// when the hour of a newsletter comes in a zone, from stories that the public may
// see at that moment: a story that was killed before Seoul's morning is in no
// letter, and one that was killed before New York's is in none of those. A teaser
// has no body, and letters are made of teasers: a locked story is a headline and
// a deck.
//
// A letter is claimed in the database before it is handed over and settled after.
// One that was under way when its process died is not sent again: see decision 32.
package mailing

// Package booklet prints issues of the weekly: A4, with the stories in a column and a
// margin beside it in which each word that is explained has its note.
//
// A note stands beside the line of its word. Where notes would lie on one another the
// later ones are pushed down, and where the page ends, the whole column of them up; what
// finds no place goes on in the margin of the next page, and after the last page of its
// story in columns of its own. No note is lost, and none lies on another: that is a test
// over lessons of up to 500 words.
//
// It is a pure function of the issue, its stories and the fonts: the same issue is the
// same bytes.
package booklet

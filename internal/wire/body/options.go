package body

import (
	"net/url"

	"golang.org/x/net/html"
)

// Options say what HTML alone does not tell. The zero value sets all of it, as
// a story of no known address without files beside it.
type Options struct {
	Base     *url.URL // of links; nil: a link within the other site loses its address
	Find     Find     // finds pictures' files; nil: none is there
	Headline string   // a heading that repeats it is dropped

	// Gallery reports whether the pictures below an element are one gallery;
	// nil: none are.
	Gallery func(n *html.Node) bool
	// Chrome tells what is the page's and not the story's; nil: all of it is
	// the story's, and nothing is left out for what it says.
	Chrome *Chrome
}

// A Chrome knows the furniture of pages, so that it is not taken for copy. It
// needs all of its functions.
// With it, lists that are links alone go too, and so do pictures that have
// neither a file nor words.
type Chrome struct {
	Box  func(n *html.Node) bool // an element that holds none of the story
	Line func(line string) bool  // a line that is none of the story
	// Ends reports whether a line that ends with a sentence is a paragraph
	// that a line break may end.
	Ends func(line string) bool
}

// Package stencil cuts pages from the templates of html/template, at a tenth of
// what that takes.
//
// Nothing is decided here of what is safe where. html/template reads a template,
// finds the context of each action and writes into its tree which escapers stand
// behind it. That tree is compiled once for the type of the view that the page
// comes with: the places of fields are known then, and no name is looked up and
// no function called by reflection for each of a thousand actions.
//
// What a tree may hold is small: see compile.go. A template that holds anything
// else, perhaps one of a paper's own, is executed by html/template as ever, and
// so is a view that a template cannot show, so that the error is html/template's.
// The escapers are the few that our pages need, byte for byte what html/template
// writes: tests compare both over every page and over hostile text.
package stencil

// Package reader is the readers' own room: where they sign in, and see and change
// what the paper keeps about them.
//
// Its pages stand in the frame of the site, are one reader's, and are kept
// nowhere. Another department's pages are a table of routes in a file of its own,
// which [routes] names, with its words beside it.
package reader

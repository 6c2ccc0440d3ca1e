// Package imaging reads, reduces and writes pictures, and sets the cards that
// are shown where a page is shared. It knows pixels and letters, and nothing of
// newspapers.
//
// Whatever it writes carries no metadata: what a file says of its place,
// camera or owner stays in the file that was read.
//
// The subpackage draw makes pictures from recipes; Film makes them move.
package imaging

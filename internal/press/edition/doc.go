// Package edition has editions made and keeps them: it gathers what became public
// since the edition before closed, has it set by the [press], and keeps the files
// and the day when that is out. One is made by hand, when its hour comes, or anew
// when a story of it is withdrawn; each version once, whatever the number of nodes.
package edition

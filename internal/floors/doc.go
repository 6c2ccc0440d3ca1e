// Package floors holds the house to its plan. The program is built in floors,
// and imports point down only:
//
//	5  cmd/ilbo       sees everything, wires it
//	4  web            the faces; never an adapter
//	3  adapters       store, blob, purge, fetch, crawler, smtp, payment: the outside world; never a department
//	2  departments    desk, front, picture, wire, search, account, circulation; never one another
//	1  tools          imaging, surrogate, typeset: leaf tools that know no newspaper nouns
//	0  ground         the root package: the nouns; the standard library only
//
// The test of this package reads every import in the tree. To move a wall,
// change the table there and say why in docs/decisions.
package floors

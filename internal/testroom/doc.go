// Package testroom is what the tests of all rooms share: real material that lies
// beside the checkout, tools that may be missing, free addresses, and servers
// that end with the tests.
//
//	export := testroom.File(t, "fixtures/wxr/small-export.xml")
package testroom

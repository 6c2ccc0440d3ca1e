// Package ninjs reads agency copy in ninjs, the JSON news format of the IPTC:
// 1.x, 2.x and 3.x, whose names differ by their capitals and whose lists were
// objects once.
//
// A file is one item, a list of them, or items one after the other. Items of
// text, and composites with text, are copy; the pictures among their
// associations are enclosed. Other kinds are no stories, and are counted.
package ninjs

// Package nitf reads copy in NITF, the News Industry Text Format of the IPTC
// (3.0 to 3.6): a document alone, several in one file, or one within another
// format, which [Fill] reads.
//
// What the document says of itself is taken from its docdata, the copy from
// its body. A document whose management status is canceled, or that cancels
// another by its doc-idref, comes as a cancellation of that.
package nitf

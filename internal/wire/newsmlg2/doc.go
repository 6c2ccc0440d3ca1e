// Package newsmlg2 reads NewsML-G2, the news exchange format of the IPTC: news
// messages, and items alone.
//
// Text items are copy; their bodies are NITF, XHTML or plain text. Pictures are
// enclosed in the text that a package puts them beside, or that the text links
// to; a message is read whole for that, as far as it is of a usual size. Packages
// alone, concepts and plans are no stories, and are counted. Names stand in for
// codes where the item has both; vocabularies are not fetched.
package newsmlg2

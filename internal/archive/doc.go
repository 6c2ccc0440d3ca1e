// Package archive moves a whole paper: out of one database into a folder, and
// from that folder into another database, with nothing lost and every number
// and address kept.
//
// The folder holds lines of JSON, one file for each kind of thing; the original
// of each photograph and film under its id; and a manifest, written last, with
// the length and the SHA-256 of every file. What the program draws or works out
// is not in it: drawn pictures come as their recipes, renditions are made again,
// the search index and the lists follow from the stories. Settings and the theme
// are files of the paper's folder already, and move by being copied.
//
// Two exports of the same paper are the same bytes, but for the moment in the
// manifest. An archive holds the newsroom's password digests and its unpublished
// stories: its files are their owner's alone to read.
package archive

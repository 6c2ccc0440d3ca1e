// Package wxr reads WordPress exports (WXR 1.0 to 1.2, which is RSS with
// WordPress's own elements) and gives the copy of their posts.
//
// A file is read twice, an entry at a time: first to learn who its authors are,
// which categories stand under which, and where the entries of pictures stand
// in the file; then to make copy. Pictures are looked up in the file when a
// story shows them, so that an export of any size needs little memory.
//
// Exports are seldom well-formed XML, so that this is no XML parser. It knows
// elements by their names, whatever namespace they claim; it reads the text of
// a field up to the field's own end, broken CDATA included; it expands no
// entity but characters'; and it gives every field a limit. An entry that
// cannot be read is refused with its line, and reading goes on at the next.
//
// What is no post is counted and told ([wire.Aside]). Posts that the public
// did not see come in as drafts ([wire.Withheld]). Nothing is fetched: pictures
// come from the uploads folder beside the export.
package wxr

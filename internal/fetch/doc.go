// Package fetch asks addresses of other sites for what they give: a source of
// the wire, a picture that an agency names.
//
// It goes to no address of the newsroom's own network unless the settings allow
// it: which address that is, is looked at when it is dialled, after names were
// looked up and each time that an answer leads elsewhere. What lets in at one
// host is not shown to another. Answers are bounded in time and size.
package fetch

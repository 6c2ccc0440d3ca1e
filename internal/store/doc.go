// Package store keeps a paper in one SQLite file: its stories with their
// records, what they are arranged by, and the jobs that follow a change.
//
// It has no opinions. Which stories the public may see is decided by
// [ilbo.Story.PublicFrom], whose answer is written beside each story whenever
// it is stored; every list asks that column. What a change makes necessary
// (index the story, mark pages stale) is enqueued in the transaction of the
// change itself, and done by [Store.Work] until it succeeds.
//
// There is one connection that writes and a pool of them that read, so that
// nobody waits for a writer but other writers. The file may be open in several
// processes: an import writes beside a running server. What has been
// acknowledged is on disk.
//
// Every list is a range of the table listings, in order of publication, and
// goes on from a cursor: the thousandth page costs what the first does.
//
// Statements keep to SQL that SQLite and PostgreSQL share.
package store

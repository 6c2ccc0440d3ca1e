// Package store keeps a paper in one SQLite file or in a PostgreSQL database: its
// stories with their records, what they are arranged by, and the jobs that
// follow a change.
//
// It has no opinions. Which stories the public may see is decided by
// [ilbo.Story.PublicFrom], whose answer is written beside each story whenever
// it is stored; every list asks that column. What a change makes necessary
// (index the story, mark pages stale) is enqueued in the transaction of the
// change itself, and done by [Store.Work] until it succeeds.
//
// A pool of connections reads and others write, so that nobody waits for a writer
// but other writers. The paper may be open in several processes: an import
// writes beside a running server. What has been acknowledged is on disk.
//
// In a file one connection writes at a time. On a server several do: who
// changes a story holds its row until the transaction ends, and of two that take
// one address the second is refused by the index, with the same error as if it
// had come later. The promises are the same, and storetest holds both to them.
//
// Every list is a range of the table listings, in order of publication, and
// goes on from a cursor: the thousandth page costs what the first does.
//
// There is one SQL text for both, with question marks for values; what differs
// is a [dialect]. The schema is migrations in pairs of the same number and name.
// The search index is the honest exception: each database has its own engine.
package store

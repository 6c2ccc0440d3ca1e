// Package engines compares what could hold the search index. It is a module of
// its own, so that the paper's module knows nothing of the engines that it does
// not use.
//
//	make bench-engines CORPUS=DIR      DIR holds stories.ndjson and queries.txt
//
// prints a table as Markdown. Every engine is given the same words, those of the
// paper's analysis (see ilbo.IndexEntry), and the same lookups, those that the
// search desk makes of what a reader types: engines differ, languages do not.
//
//   - ours: FTS5 in the paper's file, in four tiers, the newest first, as
//     internal/store uses it.
//   - bm25: one FTS5 table in a file, every match ranked by bm25.
//   - bleve: bleve's scorch with words parted by spaces; all words must stand
//     in the story, and headline, deck and furniture raise the score.
//   - bleve, newest: the same index, sorted by the moment of publication.
//   - postgres: tsvectors in PostgreSQL, as internal/store uses them. The server
//     of the tests does not wait for the disk, which favours it when it writes.
//
// Each engine runs in a process of its own, and one process runs at a time: the
// others are stopped by a signal, so that work behind an engine's back falls on
// that engine. Batches and searches go round in turns, so that what else the
// machine does falls on all alike. Processor time counts an engine's own work,
// in whatever company.
//
// Truth is found in the texts themselves, without any index: see [Truth].
//
// At the end each engine's process is killed several times while it takes in
// batch after batch, and its index is opened again: a batch that was
// acknowledged has to be there, and of none may a part be there. Of PostgreSQL
// it is the client that is killed.
package engines

// Package search finds published stories by their words, in English, in Korean
// and in both at once.
//
// Text becomes tokens by one analysis, the same for stories and for queries
// (see [Tokens]). Words in alphabets are folded and lightly stemmed. Hangul,
// Hanja and kana, which are written without reliable word borders, become
// overlapping pairs, so that 북한 is found in 북한의 and in 대북한, and every
// stretch of a text that can be typed can be found. A query's word that ends in
// a particle is sought without it as well. What is written in hanja is indexed
// as it is read, too: 北韓 and 북한 find each other.
//
// What a reader types is read by [Parse], which takes anything: words that must
// all occur, "phrases", -exclusions, and the operators section:, by:, from: and
// to:. The engine that holds the index is behind [Index] and knows only tokens,
// so that SQLite, PostgreSQL or a search cluster can stand there.
//
// A story that the public may not see is never found: [Search.Index] takes it
// out of the index, the engine asks from when a story is public, and the
// teasers of what was found are asked for once more by the rule of the store.
package search

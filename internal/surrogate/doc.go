// Package surrogate writes for shared caches what an answer was made from, so
// that the cache can drop all answers made from something by its name: a
// surrogate key, or a cache tag.
//
// Caches limit how long the list may be. A key that is long, or has bytes that
// some cache does not take, is written as its digest, always: who purges writes
// it the same way. An answer with more keys than fit carries [Crowded] in place
// of what is too much, and whoever purges any key purges Crowded too. So nothing
// that an answer depends on is ever left out.
package surrogate

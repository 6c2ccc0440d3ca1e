// Package cache keeps rendered pages in memory, compressed and ready to send.
//
// A page is rendered when somebody first asks, by one render however many ask
// at once. It is kept under a budget of bytes and answered from memory until one
// of the keys that it was made from is marked stale. From then on nobody sees
// it: requests that come after [Cache.Stale] returned wait for a new render,
// which for pages that readers asked for lately begins at once, before anyone
// asks again.
//
// Compression is done once for each coding that somebody wants, quickly, and
// again with the greatest effort when a page turns out to be read often.
//
// The rules that make this safe:
//   - A render that began before a key of its page was marked stale, and ended
//     after, is answered only to those who asked before it began; it is not kept.
//   - Errors are never kept.
//   - Pages of another status than 200 have a small budget of their own, so that
//     somebody who asks for a million wrong addresses cannot push the paper out.
//   - A hit takes no lock that a render, a stale mark or an eviction holds for
//     longer than one map operation.
package cache

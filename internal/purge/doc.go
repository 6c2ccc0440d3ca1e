// Package purge tells shared caches in front of a paper (Varnish, a CDN) which
// answers are not to be used any more, by the keys that the answers were made
// from.
//
// Telling twice does no harm. A cache that does not answer is an error, and
// whoever called tells again later: see store.Followers.
package purge

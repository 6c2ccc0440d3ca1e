// Package web is the paper's server: it listens, guards, logs and measures. What
// it serves is made by the packages below it, and arrives here as one handler.
//
// A request first meets the page cache, which answers most of them from memory.
// Only what it does not hold goes on: through the request's name, its recovery
// from panics and its line in the log, to the handler.
package web

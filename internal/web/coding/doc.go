// Package coding chooses and makes the forms in which one answer travels:
// Accept-Encoding and If-None-Match are read here, and bodies are compressed.
//
// Both are parsed as RFC 9110 writes them (sections 12.5.3 and 13.1.2), without
// allocation, because every request for a kept page passes through.
package coding

// Package cache keeps rendered pages in memory, compressed and ready to send.
package cache

//go:build !unix

package avif

// reserve gives memory.
func reserve(size uint64) (memory []byte, release func()) { return make([]byte, size), func() {} }

//go:build unix

package avif

import "syscall"

// reserve gives memory beside that of Go, which is there when it is first written
// to, and given back at once when it is not needed any more.
func reserve(size uint64) (memory []byte, release func()) {
	b, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil, func() {}
	}
	return b, func() { _ = syscall.Munmap(b) } // it was mapped: it can be unmapped
}

package avif

import (
	"context"

	"github.com/tetratelabs/wazero/experimental"
)

// sandboxed has the memory of instances that are made with the context reserved
// for them, no more of it than they are allowed.
func sandboxed(ctx context.Context) context.Context {
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(func(_, most uint64) experimental.LinearMemory {
		m := &linear{}
		m.all, m.release = reserve(most)
		return m
	}))
}

// linear is the memory of one instance.
type linear struct {
	all     []byte
	release func()
}

// Reallocate gives the first part of the memory, nil where there is not as much.
func (m *linear) Reallocate(size uint64) []byte {
	if size > uint64(len(m.all)) {
		return nil
	}
	return m.all[:size:size]
}

func (m *linear) Free() {
	m.all = nil
	m.release()
	m.release = func() {}
}

package store

import (
	"iter"
	"slices"
	"sync"
)

// aheadBy is how many things go over together: each time, who makes them is woken.
const aheadBy = 8

// ahead goes through a list with what do makes of each, which it makes of some
// of the next while one is dealt with.
func ahead[T, M any](list []T, do func(*T) M) iter.Seq2[*T, M] {
	return func(yield func(*T, M) bool) {
		if len(list) == 1 {
			yield(&list[0], do(&list[0]))
			return
		}
		done, stop := make(chan []M, 1), make(chan struct{})
		var doing sync.WaitGroup
		doing.Go(func() {
			for some := range slices.Chunk(list, aheadBy) {
				made := make([]M, len(some))
				for i := range some {
					made[i] = do(&some[i])
				}
				select {
				case done <- made:
				case <-stop:
					return
				}
			}
		})
		defer doing.Wait()
		defer close(stop)
		for some := range slices.Chunk(list, aheadBy) {
			for i, m := range <-done {
				if !yield(&some[i], m) {
					return
				}
			}
		}
	}
}

package store

import (
	"iter"
	"sync"
)

// ahead goes through a list with what do makes of each, which it makes of some
// of the next while one is dealt with.
func ahead[T, M any](list []T, do func(*T) M) iter.Seq2[*T, M] {
	return func(yield func(*T, M) bool) {
		if len(list) == 1 {
			yield(&list[0], do(&list[0]))
			return
		}
		done, stop := make(chan M, 8), make(chan struct{})
		var doing sync.WaitGroup
		doing.Go(func() {
			for i := range list {
				select {
				case done <- do(&list[i]):
				case <-stop:
					return
				}
			}
		})
		defer doing.Wait()
		defer close(stop)
		for i := range list {
			if !yield(&list[i], <-done) {
				return
			}
		}
	}
}

package store

import "testing"

func TestWhatIsMadeAheadComesInOrder(t *testing.T) {
	list := make([]int, 100)
	for i := range list {
		list[i] = i
	}
	for _, n := range []int{0, 1, 2, 100} {
		seen := 0
		for v, double := range ahead(list[:n], func(v *int) int { return 2 * *v }) {
			if *v != seen || double != 2*seen {
				t.Fatalf("%d comes with %d, want %d", *v, double, seen)
			}
			seen++
		}
		if seen != n {
			t.Errorf("%d of %d came", seen, n)
		}
	}
	made := 0
	for v := range ahead(list, func(v *int) int { made = *v; return 0 }) {
		if *v == 3 {
			break
		}
	}
	if made > 3*aheadBy { // what makes them has ended, so that this is no race
		t.Errorf("%d were made when the fourth was the last that was wanted", made)
	}
}

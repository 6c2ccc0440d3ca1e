package imaging

import "testing"

func TestIconIsALetterOnInk(t *testing.T) {
	for _, side := range []int{32, 180, 512} {
		m, err := Icon("S", side, 0.1)
		if err != nil {
			t.Fatal(err)
		}
		if b := m.Bounds(); b.Dx() != side || b.Dy() != side {
			t.Errorf("got %v, want %d pixels a side", b, side)
		}
		light := 0
		for y := range side {
			for x := range side {
				if r, g, b, _ := m.At(x, y).RGBA(); r > 0xC000 && g > 0xC000 && b > 0xC000 {
					light++
					if edge := side / 10; x < edge || y < edge || x >= side-edge || y >= side-edge {
						t.Fatalf("the letter reaches into the border at %d, %d", x, y)
					}
				}
			}
		}
		if part := float64(light) / float64(side*side); part < 0.04 || part > 0.4 {
			t.Errorf("%d pixels: the letter covers %.3f of the icon", side, part)
		}
	}
}

func TestIconRefusesAbsurdSizes(t *testing.T) {
	for _, side := range []int{0, -1, 1 << 20} {
		if _, err := Icon("S", side, 0); err == nil {
			t.Errorf("an icon of %d pixels was drawn", side)
		}
	}
}

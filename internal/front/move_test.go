package front

import (
	"testing"
	"time"

	"ilbo.press"
)

// Whatever is done to an arrangement, in whatever order, no story stands in two
// slots, no place holds more than it has room for, and no place ends with a slot
// that says nothing.
func FuzzMovesKeepAFrontSound(f *testing.F) {
	for _, seed := range []string{"", "\x00\x00\x01", "\x00\x01\x02\x00\x01\x02", "\x00\x13\x05\x02\x13\x00\x03\x13\x00\x01\x13\x00", "\x00\x01\x01\x00\x11\x02\x00\x21\x03\x00\x01\x02\x04\x11\x09"} {
		f.Add([]byte(seed))
	}
	places := []ilbo.Place{ilbo.PlaceLead, ilbo.PlaceSecond, ilbo.PlaceFilms, ilbo.PlaceStrip("world")}
	now := time.Unix(1_780_000_000, 0)
	f.Fuzz(func(t *testing.T, ops []byte) {
		arranged := ilbo.Front{ID: ilbo.Home, Language: ilbo.English}
		for ops = ops[:min(len(ops), 900)]; len(ops) >= 3; ops = ops[3:] {
			place, at, n := places[int(ops[1])%len(places)], int(ops[1]>>4), int(ops[2])
			before := arranged
			var err error
			switch ops[0] % 5 {
			case 0:
				err = Put(&arranged, place, at, ilbo.StoryID(n%12))
			case 1:
				err = Off(&arranged, place, at)
			case 2:
				err = Move(&arranged, place, at, n%3-1)
			case 3:
				err = Lock(&arranged, place, at, now.Add(time.Duration(n)*time.Minute), now)
			case 4:
				now = now.Add(time.Duration(n) * time.Second)
				arranged.Slots = tidy(arranged.Slots, now)
			}
			if err != nil && !Same(&before, &arranged) {
				t.Fatalf("a refused change changed %v to %v", before.Slots, arranged.Slots)
			}
			if got := sound(arranged); len(got.Slots) != len(arranged.Slots) || len(trim(arranged.Slots)) != len(arranged.Slots) {
				t.Fatalf("not sound: %v", arranged.Slots)
			}
		}
	})
}

func TestAMoveExchangesTwoStories(t *testing.T) {
	f := ilbo.Front{ID: ilbo.Home}
	for i, id := range []ilbo.StoryID{5, 6, 7} {
		if err := Put(&f, ilbo.PlaceSecond, i, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := Put(&f, ilbo.PlaceLead, 0, 9); err != nil {
		t.Fatal(err)
	}
	if err := Put(&f, ilbo.PlaceLead, 0, 6); err != nil { // the old lead goes where the new one came from
		t.Fatal(err)
	}
	if err := Move(&f, ilbo.PlaceSecond, 2, -1); err != nil {
		t.Fatal(err)
	}
	var got []ilbo.StoryID
	for _, s := range append(f.In(ilbo.PlaceLead), f.In(ilbo.PlaceSecond)...) {
		got = append(got, s.Story)
	}
	for i, want := range []ilbo.StoryID{6, 5, 7, 9} {
		if got[i] != want {
			t.Fatalf("%v", got)
		}
	}
}

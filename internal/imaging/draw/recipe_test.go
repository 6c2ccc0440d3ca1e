package draw

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseReadsEveryWord(t *testing.T) {
	got, err := Parse("  film harbor shape=square  season=autumn time=dusk seed=18446744073709551615 ")
	if err != nil {
		t.Fatal(err)
	}
	want := Recipe{Kind: "harbor", Seed: 1<<64 - 1, Time: Dusk, Season: Autumn, Shape: Square, Film: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("recipe (-want +got):\n%s", diff)
	}
}

func TestParseFillsWhatIsLeftOpenFromTheSeed(t *testing.T) {
	seen := map[Time]int{}
	for _, kind := range Kinds() {
		a, err := Parse(kind + " seed=7")
		if err != nil {
			t.Fatal(err)
		}
		b, err := Parse(a.String())
		if err != nil || a != b || a.Shape != Wide {
			t.Errorf("%s: %v is not %v (%v)", kind, b, a, err)
		}
		seen[a.Time]++
	}
	if len(seen) < 3 || seen[Day] < seen[Night] {
		t.Errorf("times %v", seen)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "film", "seed=1", "unicorn seed=1", "harbor", "harbor seed=", "harbor seed=-1", "harbor seed=1.5",
		"harbor seed=18446744073709551616", "harbor seed=1 seed=2", "harbor seed=1 time=noon", "harbor seed=1 time",
		"harbor seed=1 season=", "harbor seed=1 shape=round", "harbor seed=1 colour=red", "Harbor seed=1",
		"harbor seed=1 " + strings.Repeat(" ", 300),
	} {
		if r, err := Parse(text); err == nil {
			t.Errorf("%q gives %v", text, r)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"harbor seed=1", "film moon seed=3 time=dusk shape=tall", "map seed=0 season=spring", "=", "film film"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(r.String())
		if err != nil || again != r {
			t.Errorf("%q is %v and then %v, %v", text, r, again, err)
		}
		if w, h := r.Shape.Size(); w < 1000 || h < 1000 {
			t.Errorf("%q is %d × %d", text, w, h)
		}
	})
}

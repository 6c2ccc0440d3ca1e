package imaging

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// small is the film of a few plain frames, for the tests of its wrapping.
func small(t testing.TB, frames int) []byte {
	t.Helper()
	f, err := frameVP8(checker(64, 48), 50)
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]byte, frames)
	for i := range all {
		all[i] = f
	}
	return webM(64, 48, 10, all)
}

// children reads the elements of one level: identifier, place, content.
func children(t *testing.T, b []byte) (ids []uint32, at []int, content [][]byte) {
	t.Helper()
	for i := 0; i < len(b); {
		start, n := i, 1
		for mask := byte(0x80); b[i]&mask == 0; mask >>= 1 {
			n++
		}
		id := uint32(0)
		for range n {
			id = id<<8 | uint32(b[i])
			i++
		}
		size := int(binary.BigEndian.Uint64(b[i:]) &^ (1 << 56))
		i += 8
		ids, at, content = append(ids, id), append(at, start), append(content, b[i:i+size])
		i += size
	}
	return ids, at, content
}

func TestFilmCanBeSought(t *testing.T) {
	ids, _, top := children(t, small(t, 25))
	if len(ids) != 2 || ids[0] != idEBML || ids[1] != idSegment {
		t.Fatalf("top level %x", ids)
	}
	ids, places, parts := children(t, top[1])
	where := map[int]uint32{}
	clusters := 0
	for i, id := range ids {
		where[places[i]] = id
		if id == idCluster {
			clusters++
		}
	}
	if clusters != 3 {
		t.Errorf("%d clusters, want 3", clusters)
	}
	for i, id := range ids {
		switch id {
		case idSeekHead:
			_, _, seeks := children(t, parts[i])
			for _, seek := range seeks {
				_, _, f := children(t, seek)
				if want, pos := binary.BigEndian.Uint32(f[0]), int(binary.BigEndian.Uint64(f[1])); where[pos] != want {
					t.Errorf("seek head: %x is not at %d", want, pos)
				}
			}
		case idCues:
			_, _, points := children(t, parts[i])
			for n, point := range points {
				_, _, f := children(t, point)
				_, _, place := children(t, f[1])
				if pos := int(binary.BigEndian.Uint64(place[1])); where[pos] != idCluster {
					t.Errorf("cue %d points to %d, where no cluster is", n, pos)
				}
				if at := binary.BigEndian.Uint64(f[0]); at != uint64(n*1000) {
					t.Errorf("cue %d is at %d ms", n, at)
				}
			}
		}
	}
}

func TestFilmIsRefusedWithoutItsRecipe(t *testing.T) {
	for _, recipe := range []string{"", "harbor seed=1", "film unicorn seed=1", "film harbor"} {
		if _, err := Film(recipe); err == nil {
			t.Errorf("%q was drawn", recipe)
		}
		if CheckFilm(recipe) == nil {
			t.Errorf("%q was let pass", recipe)
		}
	}
}

func TestChunkOfBrokenWebPIsAnError(t *testing.T) {
	for _, b := range [][]byte{nil, []byte("RIFF"), []byte("RIFF\x10\x00\x00\x00WEBPVP8 \xff\xff\xff\x7f"), bytes.Repeat([]byte{0}, 40)} {
		if _, err := chunkVP8(b); err == nil {
			t.Errorf("%q has a frame", b)
		}
	}
}

func TestFilmPlays(t *testing.T) {
	if testing.Short() {
		t.Skip("draws a film")
	}
	probe, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("ffmpeg is not installed")
	}
	film, err := Film("film coast seed=4 time=dawn season=spring")
	if err != nil {
		t.Fatal(err)
	}
	if len(film) > 2_500_000 {
		t.Errorf("%d bytes, want at most 2,500,000", len(film))
	}
	name := filepath.Join(t.TempDir(), "film.webm")
	if err := os.WriteFile(name, film, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), probe, "-v", "info", "-xerror", "-i", name, "-f", "null", "-").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Duration: 00:00:12.00") || !strings.Contains(string(out), "640x360") || !strings.Contains(string(out), "frame=  120") {
		t.Errorf("%v\n%s", err, out)
	}
}

func BenchmarkFilm(b *testing.B) {
	for b.Loop() {
		film, err := Film("film harbor seed=3 time=dusk season=autumn")
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(film)), "bytes")
	}
}

package coding

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func TestAcceptReadsWeights(t *testing.T) {
	tests := []struct {
		name   string
		values []string
		want   Accepted // identity, gzip, zstd, br
	}{
		{"no field", nil, Accepted{1, 0, 0, 0}},
		{"empty field", []string{""}, Accepted{1, 0, 0, 0}},
		{"Chrome", []string{"gzip, deflate, br, zstd"}, Accepted{1, 1000, 1000, 1000}},
		{"Safari", []string{"gzip, deflate, br"}, Accepted{1, 1000, 0, 1000}},
		{"wrk", []string{"gzip"}, Accepted{1, 1000, 0, 0}},
		{"the RFC's example", []string{"gzip;q=1.0, identity; q=0.5, *;q=0"}, Accepted{500, 1000, 0, 0}},
		{"everything", []string{"*"}, Accepted{1000, 1000, 1000, 1000}},
		{"nothing", []string{"*;q=0"}, Accepted{0, 0, 0, 0}},
		{"everything but br", []string{"br;q=0, *;q=0.2"}, Accepted{200, 200, 200, 0}},
		{"identity refused", []string{"gzip, identity;q=0"}, Accepted{0, 1000, 0, 0}},
		{"capitals", []string{"GZIP;Q=0.75 , BR"}, Accepted{1, 750, 0, 1000}},
		{"old name", []string{"x-gzip"}, Accepted{1, 1000, 0, 0}},
		{"two fields", []string{"gzip;q=0.1", "br;q=0.123"}, Accepted{1, 100, 0, 123}},
		{"tabs and empty elements", []string{",\tgzip\t;\tq=0.5\t,,"}, Accepted{1, 500, 0, 0}},
		{"weight above one", []string{"gzip;q=1.001"}, Accepted{1, 0, 0, 0}},
		{"weight of four digits", []string{"gzip;q=0.1234"}, Accepted{1, 0, 0, 0}},
		{"weight of letters", []string{"gzip;q=high"}, Accepted{1, 0, 0, 0}},
		{"other parameter", []string{"gzip;level=9"}, Accepted{1, 0, 0, 0}},
		{"a longer name", []string{"gzipped, broccoli"}, Accepted{1, 0, 0, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Accept(test.values)); diff != "" {
				t.Errorf("Accept(%q) (-want +got):\n%s", test.values, diff)
			}
		})
	}
}

func TestKnownFieldsReadAsTheyParse(t *testing.T) {
	for _, v := range []string{"gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate", "gzip"} {
		if got, want := Accept([]string{v}), parse([]string{v}); got != want {
			t.Errorf("Accept(%q) = %v, want %v", v, got, want)
		}
	}
}

func TestBestPrefersWeightThenSize(t *testing.T) {
	sizes := [Count]int{1000, 300, 320, 250}
	tests := []struct {
		name string
		a    Accepted
		size [Count]int
		want Coding
	}{
		{"smallest of equals", Accepted{1, 1000, 1000, 1000}, sizes, Brotli},
		{"gzip where it is smaller", Accepted{1, 1000, 1000, 1000}, [Count]int{1000, 200, 320, 250}, Gzip},
		{"brotli of equal sizes", Accepted{1, 1000, 1000, 1000}, [Count]int{1000, 250, 250, 250}, Brotli},
		{"the reader's wish before size", Accepted{1, 1000, 0, 500}, sizes, Gzip},
		{"identity by wish", Accepted{1000, 500, 0, 0}, sizes, Identity},
		{"not to be had", Accepted{1, 1000, 0, 1000}, [Count]int{1000, -1, -1, -1}, Identity},
		{"nothing accepted", Accepted{}, sizes, Identity},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.a.Best(func(c Coding) int { return test.size[c] }); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestMatchComparesWeakly(t *testing.T) {
	tests := []struct {
		name   string
		values []string
		want   bool
	}{
		{"none", nil, false},
		{"same", []string{`"abc"`}, true},
		{"weak", []string{`W/"abc"`}, true},
		{"other", []string{`"abd"`}, false},
		{"in a list", []string{`"x", W/"y" ,"abc"`}, true},
		{"second field", []string{`"x"`, `"abc"`}, true},
		{"star", []string{" * "}, true},
		{"star in quotes", []string{`"*"`}, false},
		{"without quotes", []string{`abc`}, false},
		{"unclosed", []string{`"abc`}, false},
		{"comma within a tag", []string{`"a,b", "abc"`}, true},
		{"after rubbish", []string{`rubbish, "abc"`}, false},
		{"small w", []string{`w/"abc"`}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Match(test.values, `"abc"`); got != test.want {
				t.Errorf("Match(%q) = %v, want %v", test.values, got, test.want)
			}
		})
	}
}

func TestCompressedBodiesComeBack(t *testing.T) {
	body := sample(30_000)
	var p Compressor
	for c := Identity; c < Count; c++ {
		for _, e := range []Effort{Quick, Best} {
			packed, err := p.Compress(body, c, e)
			if err != nil {
				t.Fatal(err)
			}
			got := unpack(t, packed, c)
			if !bytes.Equal(got, body) {
				t.Errorf("%v, effort %d: %d bytes came back, want the %d that went in", c, e, len(got), len(body))
			}
			if c != Identity && len(packed) > len(body)/2 {
				t.Errorf("%v, effort %d: %d bytes of %d", c, e, len(packed), len(body))
			}
		}
	}
}

// FuzzCompress compresses a body again and again in the working memory of the
// one before, at lengths up to several blocks.
func FuzzCompress(f *testing.F) {
	f.Add([]byte(""), uint16(1))
	f.Add([]byte("a"), uint16(60_000))
	f.Add([]byte("<li><a href=\"/national\">National</a></li>\n"), uint16(5_000))
	f.Add(sample(70_000), uint16(2))
	var p Compressor
	f.Fuzz(func(t *testing.T, text []byte, times uint16) {
		body := bytes.Repeat(text, min(int(times), 300_000/max(1, len(text))))
		for c := Gzip; c < Count; c++ {
			packed, err := p.Compress(body, c, Quick)
			if err != nil {
				t.Fatal(err)
			}
			if got := unpack(t, packed, c); !bytes.Equal(got, body) {
				t.Errorf("%v: %d bytes came back, want the %d that went in", c, len(got), len(body))
			}
		}
	})
}

func unpack(t *testing.T, packed []byte, c Coding) []byte {
	t.Helper()
	var r io.Reader = bytes.NewReader(packed)
	var err error
	switch c {
	case Gzip:
		r, err = gzip.NewReader(r)
	case Zstd:
		r, err = zstd.NewReader(r)
	case Brotli:
		r = brotli.NewReader(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestWorthwhileKnowsText(t *testing.T) {
	tests := []struct {
		mediaType string
		length    int
		want      bool
	}{
		{"text/html; charset=utf-8", 5000, true},
		{"application/rss+xml; charset=utf-8", 5000, true},
		{"application/feed+json", 5000, true},
		{"image/svg+xml", 5000, true},
		{"text/html", Least - 1, false},
		{"image/jpeg", 5000, false},
		{"font/woff2", 5000, false},
		{"", 5000, false},
	}
	for _, test := range tests {
		if got := Worthwhile(test.mediaType, test.length); got != test.want {
			t.Errorf("Worthwhile(%q, %d) = %v", test.mediaType, test.length, got)
		}
	}
}

func FuzzAccept(f *testing.F) {
	for _, s := range []string{"", "*", "gzip;q=1.0, identity; q=0.5, *;q=0", "br;q=0,", ";;,q=", "gzip;q=0.1234", "x-gzip\t;\tQ=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := Accept([]string{s})
		for c, weight := range a {
			if weight > 1000 {
				t.Errorf("Accept(%q) gives %v the weight %d", s, Coding(c), weight)
			}
		}
		if !strings.Contains(s, "*") && !strings.Contains(strings.ToLower(s), "br") && a[Brotli] != 0 {
			t.Errorf("Accept(%q) takes br", s)
		}
		if b := a.Best(func(Coding) int { return 1 }); b != Identity && a[b] == 0 {
			t.Errorf("Accept(%q).Best = %v, which it refuses", s, b)
		}
	})
}

func FuzzMatch(f *testing.F) {
	for _, s := range []string{"", "*", `"abc"`, `W/"abc"`, `"x", "abc"`, `"`, `W/`, "\"a\x00\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if Match([]string{s}, `"abc"`) && !strings.Contains(s, `"abc"`) && strings.Trim(s, " \t") != "*" {
			t.Errorf("Match(%q) finds a tag that is not there", s)
		}
		if !Match([]string{`"q", ` + `"abc"`, s}, `"abc"`) {
			t.Errorf("Match misses a tag beside %q", s)
		}
	})
}

func BenchmarkAccept(b *testing.B) {
	values := []string{"br;q=1.0, gzip;q=0.8, *;q=0.1"}
	b.ReportAllocs()
	for b.Loop() {
		Accept(values)
	}
}

func BenchmarkCompress(b *testing.B) {
	body := sample(30_000)
	var p Compressor
	for c := Gzip; c < Count; c++ {
		for name, e := range map[string]Effort{"quick": Quick, "best": Best} {
			b.Run(c.String()+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(body)))
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					packed, err := p.Compress(body, c, e)
					if err != nil {
						b.Fatal(err)
					}
					n = len(packed)
				}
				b.ReportMetric(float64(n), "packed-bytes")
			})
		}
	}
}

// sample is copy of about n bytes that compresses as markup does.
func sample(n int) []byte {
	words := strings.Fields("the a of council river budget said minister on Tuesday morning vote harbour would whether and not quarter rail night before after more than it its for which will <p> </p> <a href=/national/2023/04/06/story-of-the-day>")
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for b.Len() < n {
		b.WriteString(words[r.IntN(len(words))])
		if r.IntN(3) == 0 {
			b.WriteByte("abcdefghijklmnopqrstuvwxyz"[r.IntN(26)])
		}
		b.WriteByte(' ')
	}
	return b.Bytes()
}

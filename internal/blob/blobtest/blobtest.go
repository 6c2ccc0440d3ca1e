// Package blobtest says what a place for files promises, as tests that run on
// any of them: whole or not at all, the same until it is put again, read from
// anywhere.
package blobtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"ilbo.press"
	"ilbo.press/internal/blob"
)

// Blobs are what is promised.
type Blobs interface {
	Get(ctx context.Context, key string) (blob.Object, error)
	Has(ctx context.Context, key string) (bool, error)
	Put(ctx context.Context, key string, r io.Reader) error
	Delete(ctx context.Context, key string) error
	List(ctx context.Context, folder string) iter.Seq2[string, error]
}

// An Open opens an empty place, which is cleared away when the test ends.
type Open func(t *testing.T) Blobs

// Run tests what open opens, each behaviour in a place of its own.
func Run(t *testing.T, open Open) {
	for name, behaves := range map[string]func(*testing.T, Blobs){
		"PutIsReadBackAndReplaced":        readBack,
		"AbsentIsNotFound":                absent,
		"HostileKeysAreRefused":           hostile,
		"PutThatFailsLeavesWhatWasThere":  failedPut,
		"LongPutThatFailsLeavesNothing":   failedLongPut,
		"PutsAtTheSameTimeLeaveOneWhole":  putsAtOnce,
		"DeleteTakesAwayAndIsSafeTwice":   deleted,
		"ListGivesWhatIsBelow":            list,
		"ListEndsWhereItIsLeft":           leftList,
		"ObjectIsReadFromAnywhere":        anywhere,
		"ObjectIsServedInRanges":          ranges,
		"WhatIsReadIsNeverOfTwo":          neverOfTwo,
		"NothingIsDoneOnceTheContextEnds": ended,
	} {
		t.Run(name, func(t *testing.T) { behaves(t, open(t)) })
	}
}

// long is more than any place takes or gives in one piece.
const long = 40<<20 + 7

// noise is always the same, and nowhere like itself.
func noise(n int) []byte {
	b := make([]byte, n)
	if _, err := rand.NewChaCha8([32]byte{1}).Read(b); err != nil {
		panic(err) // unreachable: it never fails
	}
	return b
}

func put(t *testing.T, d Blobs, key string, b []byte) {
	t.Helper()
	if err := d.Put(t.Context(), key, bytes.NewReader(b)); err != nil {
		t.Fatalf("put %s: %v", key, err)
	}
}

func get(t *testing.T, d Blobs, key string) blob.Object {
	t.Helper()
	o, err := d.Get(t.Context(), key)
	if err != nil {
		t.Fatalf("get %s: %v", key, err)
	}
	t.Cleanup(func() { _ = o.Close() })
	return o
}

func read(t *testing.T, d Blobs, key string) string {
	t.Helper()
	o, err := d.Get(t.Context(), key)
	if err != nil {
		t.Fatalf("get %s: %v", key, err)
	}
	defer o.Close()
	b, err := io.ReadAll(o)
	if err != nil {
		t.Fatal(err)
	}
	if o.Size() != int64(len(b)) {
		t.Errorf("size of %s: got %d, want %d", key, o.Size(), len(b))
	}
	return string(b)
}

func readBack(t *testing.T, d Blobs) {
	for _, want := range []string{"one", "", strings.Repeat("longer", 10_000), "one", "one", string(noise(long))} {
		put(t, d, "a/b/c.jpg", []byte(want))
		if got := read(t, d, "a/b/c.jpg"); got != want {
			t.Errorf("got %d bytes, want %d", len(got), len(want))
		}
		o := get(t, d, "a/b/c.jpg")
		if time.Since(o.ModTime()).Abs() > time.Hour {
			t.Errorf("modified %v", o.ModTime())
		}
		if at, err := o.Seek(6, io.SeekStart); at != 6 || err != nil {
			t.Errorf("seek: %d, %v", at, err)
		}
	}
}

func absent(t *testing.T, d Blobs) {
	put(t, d, "a/file", []byte("x"))
	for _, key := range []string{"nothing", "a", "a/file/below", "a/other"} {
		if _, err := d.Get(t.Context(), key); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("get %s: got %v, want not found", key, err)
		}
		if has, err := d.Has(t.Context(), key); has || err != nil {
			t.Errorf("has %s: %v, %v", key, has, err)
		}
		if err := d.Delete(t.Context(), key); err != nil {
			t.Errorf("delete %s: %v", key, err)
		}
	}
	if has, err := d.Has(t.Context(), "a/file"); !has || err != nil {
		t.Errorf("has a/file: %v, %v", has, err)
	}
}

// keys reads a list to its end.
func keys(t *testing.T, d Blobs, folder string) []string {
	t.Helper()
	var all []string
	for key, err := range d.List(t.Context(), folder) {
		if err != nil {
			t.Fatalf("list %s: %v", folder, err)
		}
		all = append(all, key)
	}
	return all
}

func list(t *testing.T, d Blobs) {
	want := []string{"films/1.mp4", "films/2/a.mp4", "films/2/b/c.mp4", "films/3.mp4"}
	for i := range want {
		put(t, d, want[len(want)-1-i], []byte("x"))
	}
	for _, other := range []string{"film", "films.jpg", "filmsx/1.mp4", "other/films/1.mp4"} {
		put(t, d, other, []byte("x"))
	}
	if got := keys(t, d, "films"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := keys(t, d, "films/2"); !slices.Equal(got, want[1:3]) {
		t.Errorf("got %q, want %q", got, want[1:3])
	}
	if got := keys(t, d, "none"); len(got) > 0 {
		t.Errorf("below nothing: %q", got)
	}
	if err := d.Delete(t.Context(), want[0]); err != nil {
		t.Fatal(err)
	}
	if got := keys(t, d, "films"); !slices.Equal(got, want[1:]) {
		t.Errorf("got %q, want %q", got, want[1:])
	}
	for _, folder := range Hostile {
		for _, err := range d.List(t.Context(), folder) {
			if !errors.Is(err, ilbo.Invalid) {
				t.Errorf("list %.40q: got %v, want invalid", folder, err)
			}
		}
	}
}

// leftList leaves a list that takes several requests where it begins, and when
// its context ends within.
func leftList(t *testing.T, d Blobs) {
	for i := range 1100 {
		put(t, d, fmt.Sprintf("p/%04d", i), nil)
	}
	if got := keys(t, d, "p"); len(got) != 1100 || !slices.IsSorted(got) {
		t.Errorf("%d keys", len(got))
	}
	for key, err := range d.List(t.Context(), "p") {
		if key != "p/0000" || err != nil {
			t.Errorf("got %q, %v", key, err)
		}
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	n := 0
	for _, err := range d.List(ctx, "p") {
		if n++; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want canceled", err)
		}
	}
	if n != 1 {
		t.Errorf("%d things were listed after the end", n)
	}
}

// Hostile are keys that every place refuses.
var Hostile = []string{
	"", ".", "..", "/", "../secret", "a/../../secret", "/etc/passwd", "a//b", "a/", "a/./b",
	`a\b`, `..\secret`, "a\x00b", "C:/x", "nul:", ".partial/x", "a/.hidden", "a b", "그림",
	"a/%2e%2e/b", strings.Repeat("a", 201), strings.Repeat("a/", 400) + "a",
}

func hostile(t *testing.T, d Blobs) {
	for _, key := range Hostile {
		if _, err := d.Get(t.Context(), key); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("get %q: got %v, want invalid", key, err)
		}
		if err := d.Put(t.Context(), key, strings.NewReader("x")); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("put %q: got %v, want invalid", key, err)
		}
		if err := d.Delete(t.Context(), key); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("delete %q: got %v, want invalid", key, err)
		}
		if _, err := d.Has(t.Context(), key); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("has %q: got %v, want invalid", key, err)
		}
	}
}

var errCut = errors.New("cut")

func failedPut(t *testing.T, d Blobs) {
	put(t, d, "k", []byte("old"))
	broken := io.MultiReader(strings.NewReader("half of it"), iotest.ErrReader(errCut))
	if err := d.Put(t.Context(), "k", broken); !errors.Is(err, errCut) {
		t.Errorf("a broken reader: got %v, want what it said", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Put(ctx, "k", strings.NewReader("new")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if got := read(t, d, "k"); got != "old" {
		t.Errorf("got %q, want old", got)
	}
}

func failedLongPut(t *testing.T, d Blobs) {
	broken := io.MultiReader(bytes.NewReader(noise(long)), iotest.ErrReader(errCut))
	if err := d.Put(t.Context(), "film.mp4", broken); !errors.Is(err, errCut) {
		t.Errorf("a broken reader: got %v, want what it said", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	cut := io.MultiReader(bytes.NewReader(noise(long)), hook(cancel), bytes.NewReader(noise(long)))
	if err := d.Put(ctx, "film.mp4", cut); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if has, err := d.Has(t.Context(), "film.mp4"); has || err != nil {
		t.Errorf("half a film is there: %v, %v", has, err)
	}
}

// A hook is a reader of nothing that does something.
type hook func()

func (h hook) Read([]byte) (int, error) { h(); return 0, io.EOF }

func putsAtOnce(t *testing.T, d Blobs) {
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Go(func() {
			body := bytes.Repeat([]byte{byte('a' + i)}, 50_000)
			if err := d.Put(t.Context(), fmt.Sprintf("dir%d/k", i%3), bytes.NewReader(body)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range 3 {
		got := read(t, d, fmt.Sprintf("dir%d/k", i))
		if len(got) != 50_000 || strings.Trim(got, got[:1]) != "" {
			t.Errorf("dir%d/k is a mixture of %d bytes", i, len(got))
		}
	}
}

func deleted(t *testing.T, d Blobs) {
	put(t, d, "a/k", []byte("x"))
	put(t, d, "a/k2", []byte("y"))
	for range 2 {
		if err := d.Delete(t.Context(), "a/k"); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Get(t.Context(), "a/k"); !errors.Is(err, ilbo.NotFound) {
			t.Errorf("got %v, want not found", err)
		}
	}
	if got := read(t, d, "a/k2"); got != "y" {
		t.Errorf("its neighbour is %q", got)
	}
}

func anywhere(t *testing.T, d Blobs) {
	want := noise(10 << 20)
	put(t, d, "film.mp4", want)
	o := get(t, d, "film.mp4")
	for _, at := range []int{0, 10<<20 - 1, 5, 64<<10 - 3, 64 << 10, 8 << 20, 4<<20 - 1, 4<<20 + 64<<10 - 2, 9 << 20} {
		if n, err := o.Seek(int64(at), io.SeekStart); n != int64(at) || err != nil {
			t.Fatalf("seek to %d: %d, %v", at, n, err)
		}
		got, err := io.ReadAll(io.LimitReader(o, 100_000))
		if err != nil {
			t.Fatalf("read at %d: %v", at, err)
		}
		if !bytes.Equal(got, want[at:min(at+100_000, len(want))]) {
			t.Errorf("at %d are %d other bytes", at, len(got))
		}
	}
	for _, s := range []struct {
		offset int64
		whence int
		want   int64 // -1: refused
	}{
		{0, io.SeekEnd, 10 << 20}, {-3, io.SeekCurrent, 10<<20 - 3}, {-1 << 20, io.SeekEnd, 9 << 20}, {20 << 20, io.SeekStart, 20 << 20},
		{-1, io.SeekStart, -1}, {-11 << 20, io.SeekEnd, -1},
	} {
		n, err := o.Seek(s.offset, s.whence)
		if refused := s.want < 0; refused != (err != nil) || !refused && n != s.want {
			t.Errorf("seek %d from %d: %d, %v", s.offset, s.whence, n, err)
		}
	}
	if n, err := o.Read(make([]byte, 8)); n != 0 || !errors.Is(err, io.EOF) {
		t.Errorf("behind the end: %d, %v", n, err)
	}
}

func ranges(t *testing.T, d Blobs) {
	want := noise(6 << 20)
	put(t, d, "film.webm", want)
	for header, span := range map[string][2]int{
		"":                        {0, 6 << 20},
		"bytes=0-":                {0, 6 << 20},
		"bytes=0-99":              {0, 100},
		"bytes=65530-65545":       {65530, 65546},
		"bytes=3000000-5999999":   {3_000_000, 6_000_000},
		"bytes=-10":               {6<<20 - 10, 6 << 20},
		"bytes=6291455-99999999":  {6<<20 - 1, 6 << 20},
		"bytes=4194304-4194304":   {4 << 20, 4<<20 + 1},
		"bytes=4259840-":          {4<<20 + 64<<10, 6 << 20},
		"bytes=99999999-99999999": {0, 0},
	} {
		o := get(t, d, "film.webm")
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		if header != "" {
			r.Header.Set("Range", header)
		}
		w := httptest.NewRecorder()
		http.ServeContent(w, r, "film.webm", o.ModTime(), o)
		if span[1] == 0 {
			if w.Code != http.StatusRequestedRangeNotSatisfiable {
				t.Errorf("%s: status %d", header, w.Code)
			}
			continue
		}
		if !bytes.Equal(w.Body.Bytes(), want[span[0]:span[1]]) {
			t.Errorf("%s: status %d with %d other bytes", header, w.Code, w.Body.Len())
		}
	}
}

func neverOfTwo(t *testing.T, d Blobs) {
	before := bytes.Repeat([]byte("a"), 10<<20)
	put(t, d, "film.mp4", before)
	o := get(t, d, "film.mp4")
	head := make([]byte, 1000)
	if _, err := io.ReadFull(o, head); err != nil {
		t.Fatal(err)
	}
	put(t, d, "film.mp4", bytes.Repeat([]byte("b"), 10<<20))
	rest, err := io.ReadAll(o)
	if got := string(head) + string(rest); strings.Trim(got, "a") != "" {
		t.Error("both were read as one")
	} else if err == nil && len(got) != len(before) {
		t.Errorf("%d bytes of the old one were read, and nothing was said", len(got))
	}
	if got := read(t, d, "film.mp4"); strings.Trim(got, "b") != "" || len(got) != 10<<20 {
		t.Error("the new one is not there")
	}
}

func ended(t *testing.T, d Blobs) {
	put(t, d, "k", []byte("old"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, getErr := d.Get(ctx, "k")
	_, hasErr := d.Has(ctx, "k")
	for name, err := range map[string]error{"get": getErr, "has": hasErr, "delete": d.Delete(ctx, "k")} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want canceled", name, err)
		}
	}
	if got := read(t, d, "k"); got != "old" {
		t.Errorf("got %q, want old", got)
	}
}

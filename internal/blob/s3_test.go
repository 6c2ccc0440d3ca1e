package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/blob/blobtest"
	"ilbo.press/internal/testbucket"
	"ilbo.press/internal/testroom"
)

func openS3(t *testing.T, b blob.Bucket) *blob.S3 {
	t.Helper()
	s, err := blob.OpenS3(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestS3KeepsItsPromises(t *testing.T) {
	store := testbucket.Start(t)
	blobtest.Run(t, func(t *testing.T) blobtest.Blobs { return openS3(t, store.Bucket(t)) })
}

func TestMediaTypesAreKept(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	s := openS3(t, b)
	name := strings.Split(b.Address, "/")[2]
	for key, want := range map[string]string{
		"a/640.webp": "image/webp", "a/original.jpg": "image/jpeg", "a.png": "image/png", "a.gif": "image/gif",
		"films/f.mp4": "video/mp4", "films/f.webm": "video/webm", "a/original.bin": "application/octet-stream", "jpg": "application/octet-stream",
	} {
		long := io.LimitReader(zeros{}, 17<<20)
		for _, r := range []io.Reader{strings.NewReader("x"), long} {
			if err := s.Put(t.Context(), key, r); err != nil {
				t.Fatal(err)
			}
			info, err := store.Client(t).StatObject(t.Context(), name, "a/paper/"+key, minio.StatObjectOptions{})
			if err != nil || info.ContentType != want {
				t.Errorf("%s is %q: %v", key, info.ContentType, err)
			}
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestPapersShareABucketByPrefix(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	other := b
	other.Address = strings.TrimSuffix(b.Address, "a/paper") // with its slash, and no prefix
	morning, evening := openS3(t, b), openS3(t, other)
	if err := morning.Put(t.Context(), "k", strings.NewReader("x")); err != nil {
		t.Fatal(err)
	}
	if has, err := evening.Has(t.Context(), "k"); has || err != nil {
		t.Errorf("the other paper has it: %v, %v", has, err)
	}
	if has, err := evening.Has(t.Context(), "a/paper/k"); !has || err != nil {
		t.Errorf("it is not below the prefix: %v, %v", has, err)
	}
}

func TestPartsOfWhatFailedAreTakenBack(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	s := openS3(t, b)
	ctx, cancel := context.WithCancel(t.Context())
	cut := io.MultiReader(io.LimitReader(zeros{}, 33<<20), ending(cancel), zeros{})
	if err := s.Put(ctx, "film.mp4", cut); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	for u := range store.Client(t).ListIncompleteUploads(t.Context(), strings.Split(b.Address, "/")[2], "", true) {
		t.Errorf("left: %+v", u)
	}
}

type ending func()

func (e ending) Read([]byte) (int, error) { e(); return 0, io.EOF }

// What the keeper of a paper did wrong is Invalid, in a sentence with the remedy,
// and the secret is in neither the sentence nor the chain.
func TestOpeningSaysWhatToDo(t *testing.T) {
	store := testbucket.Start(t)
	good := store.Bucket(t)
	change := func(f func(*blob.Bucket)) blob.Bucket { b := good; f(&b); return b }
	tests := map[string]struct {
		bucket blob.Bucket
		env    map[string]string
		say    string
	}{
		"no bucket":      {change(func(b *blob.Bucket) { b.Address = "s3://not-there" }), nil, "There is no such bucket"},
		"unknown key":    {good, map[string]string{"AWS_ACCESS_KEY_ID": "SOMEBODY"}, "does not know the keys"},
		"wrong secret":   {good, map[string]string{"AWS_SECRET_ACCESS_KEY": "guessed-" + testbucket.Secret}, "does not know the keys"},
		"another region": {change(func(b *blob.Bucket) { b.Region = "moon-1" }), nil, "region"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			_, err := blob.OpenS3(t.Context(), test.bucket)
			if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), test.say) {
				t.Fatalf("got %v, want a sentence with %q", err, test.say)
			}
			for _, secret := range []string{testbucket.Secret, testbucket.Key} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("it tells the keys: %v", err)
				}
			}
		})
	}
}

func TestKeysAreReadFromAProfile(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	file := filepath.Join(t.TempDir(), "credentials")
	text := "[default]\naws_access_key_id = X\naws_secret_access_key = Y\n[paper]\naws_access_key_id = " + testbucket.Key + "\naws_secret_access_key = " + testbucket.Secret + "\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SHARED_CREDENTIALS_FILE": file, "AWS_CONFIG_FILE": file, "AWS_PROFILE": "paper",
	} {
		t.Setenv(name, value)
	}
	openS3(t, b)
	t.Setenv("AWS_PROFILE", "default")
	if _, err := blob.OpenS3(t.Context(), b); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("another profile's keys: got %v, want invalid", err)
	}
}

func TestWithoutKeysNothingIsAsked(t *testing.T) {
	store := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the store was asked") }))
	defer store.Close()
	none := filepath.Join(t.TempDir(), "none")
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_ACCESS_KEY": "", "AWS_SECRET_KEY": "", "AWS_PROFILE": "",
		"AWS_SHARED_CREDENTIALS_FILE": none, "AWS_CONFIG_FILE": none, "HOME": t.TempDir(),
		// Where a machine in a container looks for its role: nobody is there.
		"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
	} {
		t.Setenv(name, value)
	}
	_, err := blob.OpenS3(t.Context(), blob.Bucket{Address: "s3://bucket", Endpoint: store.URL})
	if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), "AWS_ACCESS_KEY_ID") {
		t.Errorf("got %v, want what to set", err)
	}
}

// A store that is away is Busy within seconds, and all goes on when it is back.
func TestStoreGoesAwayAndComesBack(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	s := openS3(t, b)
	film := bytes.Repeat([]byte("film"), 5<<20)
	if err := s.Put(t.Context(), "film.mp4", bytes.NewReader(film)); err != nil {
		t.Fatal(err)
	}
	open, err := s.Get(t.Context(), "film.mp4")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	if _, err := io.CopyN(io.Discard, open, 5<<20); err != nil {
		t.Fatal(err)
	}
	store.Stop(t)
	start := time.Now()
	_, getErr := s.Get(t.Context(), "film.mp4")
	_, hasErr := s.Has(t.Context(), "film.mp4")
	_, openErr := blob.OpenS3(t.Context(), b)
	for name, err := range map[string]error{
		"get": getErr, "has": hasErr, "open": openErr,
		"put":      s.Put(t.Context(), "k", strings.NewReader("x")),
		"put long": s.Put(t.Context(), "k", io.LimitReader(zeros{}, 20<<20)),
		"delete":   s.Delete(t.Context(), "film.mp4"),
	} {
		if !errors.Is(err, ilbo.Busy) || !strings.HasSuffix(ilbo.SayOf(err), ".") {
			t.Errorf("%s: got %v, want busy with a sentence", name, err)
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v to say so", took)
	}
	store.Start(t)
	rest, err := io.ReadAll(open)
	if err != nil || len(rest) != len(film)-5<<20 {
		t.Errorf("the film that was open: %d bytes more, %v", len(rest), err)
	}
	if has, err := s.Has(t.Context(), "film.mp4"); !has || err != nil {
		t.Errorf("has: %v, %v", has, err)
	}
	if has, err := s.Has(t.Context(), "k"); has || err != nil {
		t.Errorf("what could not be put is there: %v, %v", has, err)
	}
}

// A line counts what a store sends through it.
type line struct {
	net.Listener
	sent, cut atomic.Int64 // bytes; after how many each connection breaks off, 0: never
}

// between puts a line between a bucket and who opens it.
func between(t *testing.T, b *blob.Bucket) *line {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	far := strings.TrimPrefix(b.Endpoint, "http://")
	b.Endpoint = "http://" + l.Addr().String()
	between := &line{Listener: l}
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go between.carry(near, far)
		}
	}()
	return between
}

func (l *line) carry(near net.Conn, far string) {
	defer near.Close()
	to, err := net.Dial("tcp", far)
	if err != nil {
		return
	}
	defer to.Close()
	go func() { _, _ = io.Copy(to, near); to.Close() }()
	limit := l.cut.Load()
	if limit == 0 {
		limit = 1 << 40
	}
	n, _ := io.CopyN(near, to, limit)
	l.sent.Add(n)
}

// A few bytes of a film cost a few bytes of the store, not the film.
func TestFilmIsNotReadWhole(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	line := between(t, &b)
	s := openS3(t, b)
	if err := s.Put(t.Context(), "film.mp4", io.LimitReader(zeros{}, 60<<20)); err != nil {
		t.Fatal(err)
	}
	o, err := s.Get(t.Context(), "film.mp4")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Seek(-100, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(o); len(b) != 100 || err != nil {
		t.Errorf("%d bytes: %v", len(b), err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	store.Stop(t) // so that every connection is counted
	time.Sleep(100 * time.Millisecond)
	if n := line.sent.Load(); n < 64<<10 || n > 200<<10 {
		t.Errorf("the store sent %d bytes", n)
	}
}

// A line that breaks off again and again is mended while anything comes over it.
func TestBrokenLinesAreMended(t *testing.T) {
	store := testbucket.Start(t)
	b := store.Bucket(t)
	line := between(t, &b)
	s := openS3(t, b)
	film := bytes.Repeat([]byte("0123456789"), 1<<20)
	if err := s.Put(t.Context(), "film.mp4", bytes.NewReader(film)); err != nil {
		t.Fatal(err)
	}
	line.cut.Store(1 << 20)
	s = openS3(t, b)
	o, err := s.Get(t.Context(), "film.mp4")
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if got, err := io.ReadAll(o); err != nil || !bytes.Equal(got, film) {
		t.Errorf("%d bytes of %d: %v", len(got), len(film), err)
	}
}

// A store that takes requests and never answers is given up.
func TestSilentStoreIsGivenUp(t *testing.T) {
	if !testroom.All() {
		t.Skip("waits for half a minute; ILBO_TEST_ALL runs it")
	}
	t.Setenv("AWS_ACCESS_KEY_ID", testbucket.Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", testbucket.Secret)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	start := time.Now()
	_, err = blob.OpenS3(t.Context(), blob.Bucket{Address: "s3://bucket", Endpoint: "http://" + l.Addr().String()})
	if !errors.Is(err, ilbo.Busy) {
		t.Errorf("got %v, want busy", err)
	}
	if took := time.Since(start); took > 40*time.Second {
		t.Errorf("it took %v", took)
	}
}

// A store that another pretends to be is told nothing.
func TestUntrustedStoreIsRefused(t *testing.T) {
	store := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the store was asked") }))
	store.Config.ErrorLog = log.New(io.Discard, "", 0)
	store.StartTLS()
	defer store.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", testbucket.Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", testbucket.Secret)
	_, err := blob.OpenS3(t.Context(), blob.Bucket{Address: "s3://bucket", Endpoint: store.URL})
	if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), "certificate") {
		t.Errorf("got %v, want what is wrong with it", err)
	}
}

// What a store says in passing decides the kind: its haste is Busy, and what
// only the keeper can put right is Internal once the bucket was open.
func TestAnswersOfStores(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", testbucket.Key)
	t.Setenv("AWS_SECRET_ACCESS_KEY", testbucket.Secret)
	var status atomic.Int64
	var code atomic.Value
	store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("list-type") {
			_, _ = io.WriteString(w, `<ListBucketResult></ListBucketResult>`)
			return
		}
		w.WriteHeader(int(status.Load()))
		_, _ = io.WriteString(w, "<Error><Code>"+code.Load().(string)+"</Code></Error>")
	}))
	defer store.Close()
	s := openS3(t, blob.Bucket{Address: "s3://bucket", Endpoint: store.URL})
	for _, test := range []struct {
		status int
		code   string
		kind   ilbo.Kind
		say    string
	}{
		{404, "NoSuchKey", ilbo.NotFound, "There is no such file."},
		{404, "NoSuchBucket", ilbo.Internal, "no such bucket"},
		{403, "AccessDenied", ilbo.Internal, "do not open the bucket"},
		{403, "InvalidAccessKeyId", ilbo.Internal, "does not know the keys"},
		{403, "RequestTimeTooSkewed", ilbo.Internal, "clock"},
		{301, "PermanentRedirect", ilbo.Internal, "another region"},
		{503, "SlowDown", ilbo.Busy, "try again"},
		{429, "TooManyRequests", ilbo.Busy, "try again"},
		{500, "InternalError", ilbo.Busy, "try again"},
		{400, "Strange", ilbo.Internal, ""},
	} {
		status.Store(int64(test.status))
		code.Store(test.code)
		_, err := s.Get(t.Context(), "k")
		if err == nil || ilbo.KindOf(err) != test.kind || !strings.Contains(ilbo.SayOf(err), test.say) {
			t.Errorf("get at %d %s: got %v, want %s with %q", test.status, test.code, err, test.kind, test.say)
		}
		if test.kind != ilbo.NotFound {
			if err := s.Put(t.Context(), "k", strings.NewReader("x")); err == nil || ilbo.KindOf(err) != test.kind {
				t.Errorf("put at %d %s: got %v, want %s", test.status, test.code, err, test.kind)
			}
		}
	}
}

func TestBucketCheck(t *testing.T) {
	long := strings.Repeat("a", 257)
	for _, test := range []struct {
		bucket blob.Bucket
		say    string // empty: it is good
	}{
		{blob.Bucket{Address: "s3://paper"}, ""},
		{blob.Bucket{Address: "s3://paper/"}, ""},
		{blob.Bucket{Address: "s3://my.paper-1/a/b_c/", Endpoint: "http://127.0.0.1:7070/", Region: "eu-west-1", Style: "path"}, ""},
		{blob.Bucket{Address: "s3://paper", Endpoint: "https://[::1]:9000", Style: "virtual"}, ""},
		{blob.Bucket{Address: "s3:paper"}, "The address of a bucket"},
		{blob.Bucket{Address: "s3://"}, "The address of a bucket"},
		{blob.Bucket{Address: "s3://Paper"}, "The address of a bucket"},
		{blob.Bucket{Address: "s3://key:password@paper"}, "The address of a bucket"},
		{blob.Bucket{Address: "s3://paper?password"}, "The address of a bucket"},
		{blob.Bucket{Address: "s3://paper/../x"}, "The prefix"},
		{blob.Bucket{Address: "s3://paper//x"}, "The prefix"},
		{blob.Bucket{Address: "s3://paper/x?password"}, "The prefix"},
		{blob.Bucket{Address: "s3://paper/" + long}, "The prefix"},
		{blob.Bucket{Address: "s3://paper", Endpoint: "s3.example.com"}, "The endpoint"},
		{blob.Bucket{Address: "s3://paper", Endpoint: "ftp://s3.example.com"}, "The endpoint"},
		{blob.Bucket{Address: "s3://paper", Endpoint: "https://key:password@s3.example.com"}, "The endpoint"},
		{blob.Bucket{Address: "s3://paper", Endpoint: "https://s3.example.com/paper"}, "The endpoint"},
		{blob.Bucket{Address: "s3://paper", Endpoint: "https://"}, "The endpoint"},
		{blob.Bucket{Address: "s3://paper", Region: "us east"}, "The region"},
		{blob.Bucket{Address: "s3://paper", Style: "dns"}, "The style"},
	} {
		err := test.bucket.Check()
		switch {
		case test.say == "" && err != nil:
			t.Errorf("%+v: %v", test.bucket, err)
		case test.say != "" && (!errors.Is(err, ilbo.Invalid) || !strings.HasPrefix(ilbo.SayOf(err), test.say)):
			t.Errorf("%+v: got %v, want %q", test.bucket, err, test.say)
		case err != nil && strings.Contains(err.Error(), "password"):
			t.Errorf("it repeats what was given: %v", err)
		}
	}
}

package blob

import (
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

func TestBucketIsAddressedInItsStyle(t *testing.T) {
	for _, test := range []struct {
		bucket Bucket
		want   string // where an object of it is
	}{
		{Bucket{Address: "s3://paper", Endpoint: "https://s3.example.com"}, "https://s3.example.com/paper/k"},
		{Bucket{Address: "s3://paper", Endpoint: "http://s3.example.com:7070/", Style: "path"}, "http://s3.example.com:7070/paper/k"},
		{Bucket{Address: "s3://paper", Endpoint: "https://s3.example.com", Style: "virtual"}, "https://paper.s3.example.com/k"},
		{Bucket{Address: "s3://paper", Region: "ap-northeast-2"}, "https://paper.s3.dualstack.ap-northeast-2.amazonaws.com/k"},
		{Bucket{Address: "s3://paper", Region: "ap-northeast-2", Style: "path"}, "https://s3.dualstack.ap-northeast-2.amazonaws.com/paper/k"},
	} {
		core, err := test.bucket.client(credentials.NewStaticV4("k", "s", ""), time.Second)
		if err != nil {
			t.Fatal(err)
		}
		u, err := core.PresignedGetObject(t.Context(), "paper", "k", time.Minute, nil)
		if err != nil {
			t.Fatal(err)
		}
		region := test.bucket.Region
		if region == "" {
			region = "us-east-1"
		}
		if got := u.Scheme + "://" + u.Host + u.Path; got != test.want || !strings.Contains(u.RawQuery, region) {
			t.Errorf("%+v is asked at %s for %s, want %s", test.bucket, got, u.RawQuery, test.want)
		}
	}
	if region := (Bucket{Address: "s3://paper"}).region(); region != "" {
		t.Errorf("Amazon is not asked for the region, but told %s", region)
	}
}

func FuzzBucket(f *testing.F) {
	for _, seed := range [][2]string{
		{"s3://paper", ""}, {"s3://paper/a/b", "https://s3.example.com"}, {"s3://my.paper-1/", "http://127.0.0.1:7070/"},
		{"s3://paper/../x", "https://[::1]:9000"}, {"s3://key:password@paper", "https://key:password@s3.example.com"}, {"s3://paper?x#y", "https://s3.example.com:99999"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, address, endpoint string) {
		b := Bucket{Address: address, Endpoint: endpoint}
		if b.Check() != nil {
			return
		}
		name, prefix := b.split()
		if strings.ContainsAny(name, "/@:?#") || prefix != "" && checkKey(prefix+"/k") != nil && len(prefix) < keyLength-2 {
			t.Errorf("%q is bucket %q, prefix %q", address, name, prefix)
		}
		at := b.endpoint()
		if at.User != nil || strings.ContainsAny(at.Host, "@/?#") {
			t.Errorf("%q is at %q", endpoint, at.Host)
		}
		if _, err := minio.New(at.Host, &minio.Options{Creds: credentials.NewStaticV4("k", "s", ""), Secure: at.Scheme == "https"}); err != nil {
			t.Errorf("%q passed, and cannot be used: %v", endpoint, err)
		}
	})
}

func TestContentRange(t *testing.T) {
	for text, want := range map[string][2]int64{
		"bytes 0-65535/123456": {0, 123456}, "bytes 100-199/200": {100, 200}, "bytes 0-0/1": {0, 1},
		"": {-1}, "bytes */100": {-1}, "bytes 0-9/*": {-1}, "0-9/10": {-1}, "bytes -5-9/10": {-1}, "bytes 5/10": {-1}, "bytes 0-9/-10": {-1},
		"bytes 0-9/99999999999999999999": {-1},
	} {
		start, size, ok := contentRange(text)
		if ok != (want[0] >= 0) || ok && (start != want[0] || size != want[1]) {
			t.Errorf("%q: %d of %d, %v", text, start, size, ok)
		}
	}
}

func FuzzContentRange(f *testing.F) {
	for _, text := range []string{"bytes 0-65535/123456", "bytes */1", "bytes 1-2/*", "items 0-1/2", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if start, size, ok := contentRange(text); ok && (start < 0 || size < 0) {
			t.Errorf("%q: %d of %d", text, start, size)
		}
	})
}

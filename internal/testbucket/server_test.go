package testbucket_test

import (
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"

	"ilbo.press/internal/testbucket"
)

func TestStoreStopsAndStartsWithWhatItHeld(t *testing.T) {
	s := testbucket.Start(t)
	one, other := s.Bucket(t), s.Bucket(t)
	if one == other {
		t.Fatalf("both are %v", one)
	}
	name := strings.Split(one.Address, "/")[2]
	put := minio.PutObjectOptions{ContentType: "image/webp"}
	if _, err := s.Client(t).PutObject(t.Context(), name, "x", strings.NewReader("xyz"), 3, put); err != nil {
		t.Fatal(err)
	}
	s.Stop(t)
	if _, err := s.Client(t).BucketExists(t.Context(), name); err == nil {
		t.Fatal("a stopped store answers")
	}
	s.Start(t)
	info, err := s.Client(t).StatObject(t.Context(), name, "x", minio.StatObjectOptions{})
	if err != nil || info.Size != 3 || info.ContentType != "image/webp" {
		t.Errorf("%d bytes of %q: %v", info.Size, info.ContentType, err)
	}
}

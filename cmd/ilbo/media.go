package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/picture"
)

// mediaName is the folder of pictures and films in a paper's data folder, where
// they are not kept elsewhere.
const mediaName = "media"

// isMedia reports whether a setting says where pictures and films are kept.
func isMedia(setting string) bool {
	return setting == "media" || strings.HasPrefix(setting, "media-")
}

// mediaFrom takes from the environment where a new paper's pictures and films
// are, as far as nothing else says so.
func mediaFrom(s *Settings, dir string, env func(string) string) {
	for _, setting := range serverSettings(s) {
		unsaid := *setting.value == "" || *setting.value == filepath.Join(dir, mediaName)
		if v := env(variable(setting.name)); v != "" && unsaid && isMedia(setting.name) {
			*setting.value = v
		}
	}
}

// bucket is where pictures and films are, if not in a folder.
func bucket(s *Settings) blob.Bucket {
	return blob.Bucket{Address: s.Media, Endpoint: s.MediaEndpoint, Region: s.MediaRegion, Style: s.MediaStyle}
}

// checkMedia says what is wrong with the settings of pictures and films. What
// only looks like a folder would be made as one.
func checkMedia(s *Settings) error {
	if blob.IsBucket(s.Media) {
		return bucket(s).Check()
	}
	if strings.HasPrefix(s.Media, "s3:") || strings.Contains(s.Media, "://") {
		return fail("Media is a folder, or a bucket like s3://BUCKET/PREFIX.")
	}
	return nil
}

// openMedia opens the place of pictures and films: a folder, which it makes, or
// a bucket, which is there.
func openMedia(ctx context.Context, s *Settings) (picture.Blobs, error) {
	if blob.IsBucket(s.Media) {
		return blob.OpenS3(ctx, bucket(s))
	}
	if err := os.MkdirAll(s.Media, 0o755); err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Internal, Say: fmt.Sprintf("The folder of pictures, %s, cannot be made.", s.Media), Err: err}
	}
	return blob.OpenDir(s.Media)
}

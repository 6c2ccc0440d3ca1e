package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"ilbo.press"
)

// name is the first 16 bytes of the SHA-256 of what names a picture or film.
func name(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

// valid reports whether id could be one that name made, so that no other
// text ever becomes part of a key.
func valid(id string) bool {
	if len(id) != 32 {
		return false
	}
	for _, c := range []byte(id) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// A picture's files lie in one folder: the original and its renditions.
func folderKey(id ilbo.PictureID) string { return fmt.Sprintf("pictures/%s/%s/", id[:2], id) }

func originalKey(p ilbo.Picture) string { return folderKey(p.ID) + "original" + suffix(p.Type) }

// proofKey is the copy that renditions are made from of an original which is slow
// to read.
func proofKey(id ilbo.PictureID) string { return folderKey(id) + "proof.jpg" }

func renditionKey(id ilbo.PictureID, width int, f Format) string {
	return fmt.Sprintf("%s%d.%s", folderKey(id), width, f)
}

func cutKey(id ilbo.PictureID, c ilbo.Crop, width int, f Format) string {
	return fmt.Sprintf("%scut-%s-%d.%s", folderKey(id), c.Key(), width, f)
}

func filmKey(f ilbo.Film) string {
	return fmt.Sprintf("films/%s/%s%s", f.ID[:2], f.ID, suffix(f.Type))
}

func cardKey(key string) string { return "cards/" + key + ".jpg" }

// suffix is the ending of a file's name for a media type.
func suffix(media string) string {
	switch media {
	case "image/jpeg":
		return ".jpg"
	case "image/png":
		return ".png"
	case "image/webp":
		return ".webp"
	case "image/avif":
		return ".avif"
	case "image/gif":
		return ".gif"
	case "video/webm":
		return ".webm"
	case "video/mp4":
		return ".mp4"
	}
	return ".bin"
}

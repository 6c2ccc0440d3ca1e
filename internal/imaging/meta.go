package imaging

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/bep/imagemeta"
)

// Meta is what a picture's file says of itself. The place where it was taken
// is not read.
type Meta struct {
	Type          string // media type
	Width, Height int    // pixels, as seen
	Caption       string
	Alt           string // alternative text, as IPTC has it since 2021
	Credit        string // the credit line, or else who took it
	Rights        string // copyright notice
	Usage         string // what may be done with it
	Place         string // sublocation, town, province, country: as people wrote it, never a point on a map
	Keywords      []string
	Taken         time.Time // in the zone that the file names, or UTC

	orientation int // EXIF, 1 to 8
}

// The tags that a newsroom fills, best first. EXIF of the camera comes last:
// people write IPTC and XMP, cameras write "SONY DSC".
var (
	captionTags = []string{"Caption-Abstract", "description", "Description", "ImageDescription"}
	creditTags  = []string{"Credit", "credit", "By-line", "creator", "Creator", "Artist"}
	rightsTags  = []string{"CopyrightNotice", "rights", "Rights", "Copyright"}
	altTags     = []string{"AltTextAccessibility"}
	usageTags   = []string{"UsageTerms"}
	placeTags   = [][]string{{"Sub-location", "Location"}, {"City"}, {"Province-State", "State"}, {"Country-PrimaryLocationName", "Country"}}
	keywordTags = []string{"Keywords", "Subject", "subject"}
)

// maxKeywords is the most keywords taken from one file.
const maxKeywords = 50

// textLimit is the most characters taken from one field.
const textLimit = 4000

// readMeta reads EXIF, IPTC and XMP. What cannot be read is left empty: a file
// with broken metadata is still a picture.
func readMeta(data []byte, media string) (m Meta) {
	m.orientation = 1
	f, ok := map[string]imagemeta.ImageFormat{
		"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/webp": imagemeta.WebP, "image/avif": imagemeta.AVIF,
	}[media]
	if !ok {
		return m
	}
	defer func() { _ = recover() }() // a reader that panics has read enough
	var tags imagemeta.Tags
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: f,
		Sources:         imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: wanted,
		HandleTag:       func(t imagemeta.TagInfo) error { tags.Add(t); return nil },
		Timeout:         2 * time.Second,
	})
	if err != nil && len(tags.All()) == 0 {
		return m
	}
	m.Caption, m.Alt, m.Credit, m.Rights, m.Usage = text(tags, captionTags), text(tags, altTags), text(tags, creditTags), text(tags, rightsTags), text(tags, usageTags)
	var places []string
	for _, names := range placeTags {
		if s := text(tags, names); s != "" {
			places = append(places, s)
		}
	}
	m.Place, m.Keywords = strings.Join(slices.Compact(places), ", "), keywords(tags)
	if n, ok := number(tags.EXIF()["Orientation"].Value); ok && n >= 1 && n <= 8 {
		m.orientation = n
	}
	m.Taken = taken(tags)
	return m
}

// taken is when the shutter was pressed: by EXIF, or else by what people wrote.
// A time without a zone is taken for UTC.
func taken(tags imagemeta.Tags) time.Time {
	exif, iptc, xmp := tags.EXIF(), tags.IPTC(), tags.XMP()
	original := plain(exif["DateTimeOriginal"].Value)
	for _, s := range []string{
		original + plain(exif["OffsetTimeOriginal"].Value), original,
		plain(xmp["DateTimeOriginal"].Value), plain(xmp["DateCreated"].Value), plain(xmp["CreateDate"].Value),
		plain(iptc["DateCreated"].Value) + " " + plain(iptc["TimeCreated"].Value), plain(iptc["DateCreated"].Value),
	} {
		for _, layout := range dateLayouts {
			// The first photograph is of 1826; cameras without a clock say 0000.
			if t, err := time.Parse(layout, s); err == nil && t.Year() > 1825 && t.Year() < 3000 {
				return t
			}
		}
	}
	return time.Time{}
}

var dateLayouts = []string{
	"2006:01:02 15:04:05Z07:00", "2006:01:02 15:04:05-07:00", "2006:01:02 15:04:05",
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
	"20060102 150405-0700", "20060102 150405", "2006:01:02 15:04:05+00:00", "20060102", "2006:01:02", "2006-01-02",
}

// wanted leaves out everything that tells where a picture was taken.
func wanted(t imagemeta.TagInfo) bool {
	return !strings.Contains(t.Namespace, "GPS") && !strings.HasPrefix(t.Tag, "GPS") && t.Tag != "ThumbnailOffset"
}

// text is the first of the named fields that says something, in the order of
// the names and, within a name, IPTC before XMP before EXIF.
func text(tags imagemeta.Tags, names []string) string {
	for _, name := range names {
		for _, source := range []map[string]imagemeta.TagInfo{tags.IPTC(), tags.XMP(), tags.EXIF()} {
			if s := plain(source[name].Value); s != "" && !boilerplate(s) {
				return s
			}
		}
	}
	return ""
}

// keywords are those of the first source that has any, each once.
func keywords(tags imagemeta.Tags) []string {
	var list []string
	for _, source := range []map[string]imagemeta.TagInfo{tags.IPTC(), tags.XMP()} {
		for _, name := range keywordTags {
			values, several := source[name].Value.([]string)
			if one, ok := source[name].Value.(string); ok && !several {
				values = strings.FieldsFunc(one, func(r rune) bool { return r == ',' || r == ';' })
			}
			for _, v := range values {
				if s := plain(v); s != "" && !slices.Contains(list, s) && len(list) < maxKeywords {
					list = append(list, s)
				}
			}
		}
		if len(list) > 0 {
			break
		}
	}
	return list
}

func plain(v any) string {
	var s string
	switch v := v.(type) {
	case string:
		s = legible(v)
	case []string:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = legible(v[i])
		}
		s = strings.Join(parts, ", ")
	}
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > textLimit {
		s = string(r[:textLimit])
	}
	return s
}

// boilerplate is what cameras write in the field for a caption.
func boilerplate(s string) bool {
	switch strings.ToUpper(s) {
	case "SONY DSC", "OLYMPUS DIGITAL CAMERA", "DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA", "SAMSUNG CSC", "DIGITALCAMERA":
		return true
	}
	return false
}

func number(v any) (int, bool) {
	switch v := v.(type) {
	case uint16:
		return int(v), true
	case uint32:
		return int(v), true
	case int:
		return v, true
	case uint8:
		return int(v), true
	}
	return 0, false
}

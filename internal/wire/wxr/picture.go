package wxr

import (
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"ilbo.press/internal/wire/body"
)

// A picture is what an attachment says of itself.
type picture struct {
	url, file                   string // address; path below the folder of uploads
	caption, credit, alt, title string
}

// maxGallery is the most pictures that one gallery shows.
const maxGallery = 200

// picture looks an attachment up by its number, nil where there is none.
func (m *maker) picture(id int64) *picture {
	e := m.src.site.shelf.find(id)
	if e == nil || !e.picture {
		return nil
	}
	src := m.sources[e.file]
	i := e.read(&src.File, src.prefix, src.set)
	if i == nil {
		return nil
	}
	e.used = true
	p := &picture{url: i.attachment, file: i.value("_wp_attached_file"), title: plain(i.title), alt: plain(i.value("_wp_attachment_image_alt"))}
	if p.url == "" {
		p.url = i.link
	}
	p.caption, p.credit = body.SplitCredit(plain(i.excerpt))
	if p.caption == "" && p.credit == "" {
		if text := plain(i.content); strings.Contains(text, " ") && utf8.RuneCountInString(text) <= maxCaption {
			p.caption, p.credit = body.SplitCredit(text)
		}
	}
	if credit := plain(i.value("_media_credit", "media_credit", "_navis_media_credit", "_credit", "credit", "photo_credit", "_image_credit")); credit != "" {
		p.credit = credit
	} else if p.credit == "" {
		p.credit = metadataCredit(i.value("_wp_attachment_metadata"))
	}
	return p
}

// maxCaption is the longest description that stands below a picture, in
// characters.
const maxCaption = 600

func (p *picture) source() string {
	if p.url != "" {
		return p.url
	}
	return p.file
}

// creditIn finds the credit that WordPress read from a picture's own metadata,
// which it keeps in PHP's form: s:6:"credit";s:5:"Min D";
var creditIn = regexp.MustCompile(`s:6:"credit";s:(\d{1,4}):"`)

func metadataCredit(serialized string) string {
	m := creditIn.FindStringSubmatchIndex(serialized)
	if m == nil {
		return ""
	}
	n, err := strconv.Atoi(serialized[m[2]:m[3]])
	if rest := serialized[m[1]:]; err == nil && n <= len(rest) && n < 200 {
		return plain(rest[:n])
	}
	return ""
}

// find looks for a picture beside the export: its original first, then the
// form that the address names, then the form that WordPress makes of pictures
// that are very large.
func (src *source) find(source string) (string, func() (io.ReadCloser, error)) {
	below := body.Below(src.Dir)
	source = hosted.ReplaceAllString(source, "/wp-content/uploads/$1")
	name := original(source)
	for _, form := range []string{name, source, scaled(name)} {
		if file, open := below(form); open != nil {
			return file, open
		}
	}
	return "", nil
}

// hosted is the address of a picture at WordPress.com, where sites have a host
// for their uploads alone.
var hosted = regexp.MustCompile(`^https?://[^/]+/(\d{4}/\d{2}/[^/]+)$`)

func scaled(name string) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "-scaled" + ext
}

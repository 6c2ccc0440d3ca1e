package wxr

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/dom"
)

// body sets the text of a post, with its pictures, the featured one first.
func (m *maker) body() (body.Result, error) {
	root, err := body.Parse(m.markup(strings.ReplaceAll(m.item.content, "\x00", "")))
	if err != nil {
		return body.Result{}, err
	}
	m.tidy(root)
	set := body.Node(root, body.Options{
		Base: m.src.site.baseOf(m.item), Find: m.src.find, Headline: m.copy.Story.Headline, Gallery: isGallery,
	})
	for _, say := range set.Notices {
		m.notice("%s", say)
	}
	m.format(&set)
	m.featured(&set)
	return set, nil
}

// isGallery holds for the shapes that WordPress and its plug-ins give to
// several pictures.
func isGallery(n *html.Node) bool {
	if n.Data != "figure" && n.Data != "div" && n.Data != "ul" && n.Data != "dl" {
		return false
	}
	for _, class := range strings.Fields(dom.Attr(n, "class")) {
		switch class {
		case "gallery", "wp-block-gallery", "blocks-gallery-grid", "tiled-gallery", "wp-block-jetpack-tiled-gallery", "wp-block-jetpack-slideshow", "ngg-galleryoverview":
			return true
		}
	}
	return false
}

// format sets what the format of a post means: one of the format gallery shows
// its pictures as one, one of the format quote is a quote.
func (m *maker) format(set *body.Result) {
	for _, t := range m.item.terms {
		if t.domain != "post_format" {
			continue
		}
		switch strings.TrimPrefix(t.slug, "post-format-") {
		case "gallery":
			set.Gather()
		case "quote":
			quote(set.Body)
		}
	}
}

// quote makes quotes of paragraphs, where nothing marks them as such and they
// are few.
func quote(b ilbo.Body) {
	paragraphs := 0
	for i := range b {
		switch b[i].Kind {
		case ilbo.Quote, ilbo.PullQuote:
			return
		case ilbo.Paragraph:
			paragraphs++
		}
	}
	for i := range b {
		if b[i].Kind == ilbo.Paragraph && paragraphs <= 3 {
			b[i].Kind = ilbo.Quote
		}
	}
}

// featured sets the picture that stood above the post. Where the text shows it
// again as a picture of its own, once is enough.
func (m *maker) featured(set *body.Result) {
	value := m.item.value("_thumbnail_id")
	id, ok := number(value)
	if !ok {
		return
	}
	p := m.picture(id)
	if p == nil {
		m.notice("The picture above it, number %d, is not in the export.", id)
		return
	}
	e := body.Find(m.src.find).Enclose(p.source())
	if e.Open == nil && p.file != "" {
		if other := body.Find(m.src.find).Enclose("uploads/" + p.file); other.Open != nil {
			e = other
		}
	}
	e.Block, e.Caption, e.Credit, e.Alt = wire.Lead, p.caption, p.credit, p.alt
	if e.Alt == e.Caption {
		e.Alt = ""
	}
	for _, twin := range set.Enclosed {
		if original(twin.Source) != original(e.Source) && (e.File == "" || twin.File != e.File) || len(set.Body[twin.Block].Figures) != 1 {
			continue
		}
		if e.Caption == "" {
			e.Caption, e.Credit = twin.Caption, cmpOr(twin.Credit, e.Credit)
		}
		e.Alt = cmpOr(e.Alt, twin.Alt)
		set.Drop(twin.Block)
		break
	}
	set.Enclosed = append([]wire.Enclosed{e}, set.Enclosed...)
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// sized are the ends of names that WordPress gives to smaller and edited forms
// of a picture.
var sized = regexp.MustCompile(`(?:-\d{2,5}x\d{2,5}|-scaled|-rotated|-e\d{10,14})+(\.[A-Za-z0-9]{2,5})$`)

// original is the name that a picture had when it was put in.
func original(source string) string {
	source, _, _ = strings.Cut(source, "?")
	return sized.ReplaceAllString(source, "$1")
}

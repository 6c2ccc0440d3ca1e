package wxr

import (
	"regexp"
	"strconv"
	"strings"
)

// A shortcode is a mark of WordPress and its plug-ins: [gallery ids="1,2"].
type shortcode struct {
	name  string
	named map[string]string
	bare  []string // values without a name
	close bool     // it ends one: [/caption]
	empty bool     // it says that it has no text: [gallery /]
	end   int      // behind its "]"
}

// maxShortcode is the longest mark, in bytes.
const maxShortcode = 8 << 10

var (
	codeName  = regexp.MustCompile(`^\[(/)?([A-Za-z][A-Za-z0-9_-]*)`)
	codeClose = regexp.MustCompile(`\[/([A-Za-z][A-Za-z0-9_-]*)\]`)
	codeAttr  = regexp.MustCompile(`^(?:([A-Za-z0-9_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|"([^"]*)"|'([^']*)'|([^\s"'\[\]]+))`)
)

// closers are the names of shortcodes that a text ends somewhere.
func closers(s string) map[string]bool {
	names := map[string]bool{}
	for _, m := range codeClose.FindAllStringSubmatch(s, -1) {
		names[strings.ToLower(m[1])] = true
	}
	return names
}

// readShortcode reads the mark that a text begins with.
func readShortcode(s string) (*shortcode, bool) {
	if len(s) < 3 || s[1] != '/' && !isLetter(s[1]) {
		return nil, false
	}
	m := codeName.FindStringSubmatch(s)
	if m == nil {
		return nil, false
	}
	c := &shortcode{name: strings.ToLower(m[2]), close: m[1] != "", named: map[string]string{}}
	at := len(m[0])
	if at < len(s) && !strings.ContainsRune(" \t\n/]=", rune(s[at])) {
		return nil, false
	}
	for at < len(s) && at < maxShortcode {
		rest := strings.TrimLeft(s[at:], " \t\n")
		at = len(s) - len(rest)
		switch {
		case strings.HasPrefix(rest, "]"):
			c.end = at + 1
			return c, true
		case strings.HasPrefix(rest, "/]"):
			c.empty, c.end = true, at+2
			return c, true
		}
		a := codeAttr.FindStringSubmatch(rest[:min(len(rest), maxShortcode)])
		if a == nil {
			return nil, false
		}
		at += len(a[0])
		if a[1] != "" {
			c.named[strings.ToLower(a[1])] = a[2] + a[3] + a[4]
		} else {
			c.bare = append(c.bare, strings.TrimPrefix(a[5]+a[6]+a[7], "="))
		}
	}
	return nil, false
}

// lone are shortcodes that are written without anything that would tell them
// from words in brackets.
var lone = map[string]bool{
	"gallery": true, "playlist": true, "caption": true, "wp_caption": true, "embed": true, "audio": true, "video": true, "youtube": true, "vimeo": true, "wpvideo": true,
	"toc": true, "contact-form": true, "contact-form-7": true, "ratings": true, "adsense": true, "raw": true, "archives": true, "sitemap": true, "latest": true,
}

// isCode tells a shortcode from what an editor put in brackets: [sic].
func (c *shortcode) isCode(pairs map[string]bool) bool {
	return lone[c.name] || len(c.named) > 0 || c.empty || c.close || pairs[c.name] || strings.Contains(c.name, "_")
}

// shortcodes sets the marks that a text holds: those of WordPress itself as
// what they show, all others as the text between them.
func (m *maker) shortcodes(s string, pairs map[string]bool) string {
	var b strings.Builder
	ends := ending{}
	for at := 0; ; {
		next := strings.IndexByte(s[at:], '[')
		if next < 0 {
			b.WriteString(s[at:])
			return b.String()
		}
		b.WriteString(s[at : at+next])
		at += next
		rest := s[at:]
		if strings.HasPrefix(rest, "[[") {
			if c, ok := readShortcode(rest[1:]); ok && strings.HasPrefix(rest[1+c.end:], "]") {
				b.WriteString(rest[1 : 1+c.end])
				at += c.end + 2
				continue
			}
		}
		c, ok := readShortcode(rest)
		if !ok || !c.isCode(pairs) {
			b.WriteByte('[')
			at++
			continue
		}
		at += c.end
		set := known(c.name)
		if set != nil && !c.close {
			inner := ""
			if begin, end, ok := ends.next(s, c.name, at); ok && !c.empty && pairs[c.name] {
				inner, at = s[at:begin], end
			}
			b.WriteString(set(m, c, inner))
			continue
		}
		if set == nil && m.once("shortcode:"+c.name) {
			m.notice("The shortcode [%s] is not one that the import knows: here and elsewhere it was left out, and its text kept.", c.name)
		}
	}
}

// An ending knows where the shortcodes of a text end, by name.
type ending map[string][][]int

// next is where the first [/name] behind a place begins and ends.
func (e *ending) next(s, name string, at int) (begin, end int, ok bool) {
	if len(*e) == 0 {
		*e = ending{"": nil}
		for _, m := range codeClose.FindAllStringSubmatchIndex(s, -1) {
			n := strings.ToLower(s[m[2]:m[3]])
			(*e)[n] = append((*e)[n], m[:2])
		}
	}
	list := (*e)[name]
	for len(list) > 0 && list[0][0] < at {
		list = list[1:]
	}
	(*e)[name] = list
	if len(list) == 0 {
		return 0, 0, false
	}
	return list[0][0], list[0][1], true
}

// known sets a shortcode of WordPress itself; nil for all others.
func known(name string) func(m *maker, c *shortcode, inner string) string {
	switch name {
	case "caption", "wp_caption":
		return (*maker).captioned
	case "gallery":
		return (*maker).gallery
	case "embed":
		return (*maker).embedded
	case "video", "wpvideo":
		return (*maker).video
	case "audio", "playlist":
		return (*maker).audio
	case "youtube":
		return (*maker).youtube
	case "vimeo":
		return (*maker).vimeo
	}
	return nil
}

var captionParts = regexp.MustCompile(`(?is)^\s*((?:<a\s[^>]+>\s*)?<img\s[^>]+>(?:\s*</a>)?)(.*)$`)

// captioned sets a picture with the text below it.
func (m *maker) captioned(c *shortcode, inner string) string {
	parts := captionParts.FindStringSubmatch(inner)
	if parts == nil {
		return inner
	}
	caption := strings.TrimSpace(parts[2])
	if given := c.named["caption"]; given != "" {
		caption = given
	}
	return "\n\n<figure>" + parts[1] + "<figcaption>" + strings.ReplaceAll(caption, "\n", " ") + "</figcaption></figure>\n\n"
}

// idAttr names the attachment that a picture is of.
const idAttr = "data-ilbo-attachment"

// gallery sets the pictures that a gallery names, or those that were put in
// with the post.
func (m *maker) gallery(c *shortcode, _ string) string {
	listed := c.named["ids"]
	if listed == "" {
		listed = c.named["include"]
	}
	var ids []int64
	for _, s := range strings.FieldsFunc(listed, func(r rune) bool { return r == ',' || r == ' ' }) {
		if id, ok := number(s); ok && len(ids) < maxGallery {
			ids = append(ids, id)
		}
	}
	if listed == "" {
		post := m.item.id
		if id, ok := number(c.named["id"]); ok {
			post = id
		}
		ids = m.src.site.shelf.below(post)
	}
	var b strings.Builder
	missing := 0
	for _, id := range ids {
		p := m.picture(id)
		if p == nil {
			missing++
			continue
		}
		b.WriteString(`<figure><img ` + idAttr + `="` + strconv.FormatInt(id, 10) + `" src="` + escape(p.source()) + `">`)
		if p.caption != "" {
			b.WriteString("<figcaption>" + escape(p.caption) + "</figcaption>")
		}
		b.WriteString("</figure>")
	}
	if missing > 0 {
		m.notice("%d pictures of a gallery are not in the export.", missing)
	}
	if b.Len() == 0 {
		return ""
	}
	return "\n\n<div class=\"gallery\">" + b.String() + "</div>\n\n"
}

func (m *maker) embedded(_ *shortcode, inner string) string {
	return "\n\n" + autoEmbed(strings.TrimSpace(inner)) + "\n\n"
}

// source is the address that a shortcode names, however it does.
func (c *shortcode) source(inner string) string {
	for _, key := range []string{"src", "url", "id", "mp4", "m4v", "webm", "ogv", "flv", "mp3", "ogg", "wav", "m4a", "ids"} {
		if v := c.named[key]; v != "" {
			return v
		}
	}
	if len(c.bare) > 0 {
		return c.bare[0]
	}
	return strings.TrimSpace(inner)
}

func (m *maker) video(c *shortcode, inner string) string {
	source := c.source(inner)
	if strings.Contains(source, "youtu") || strings.Contains(source, "vimeo.com") {
		return "\n\n" + autoEmbed(source) + "\n\n"
	}
	return "\n\n<video src=\"" + escape(source) + "\"></video>\n\n"
}

func (m *maker) audio(c *shortcode, inner string) string {
	return "\n\n<audio src=\"" + escape(c.source(inner)) + "\"></audio>\n\n"
}

func (m *maker) youtube(c *shortcode, inner string) string {
	return at("https://www.youtube.com/watch?v=", c.source(inner))
}

func (m *maker) vimeo(c *shortcode, inner string) string {
	return at("https://vimeo.com/", c.source(inner))
}

// at embeds what a site has under an address or a number.
func at(site, source string) string {
	if !strings.Contains(source, "/") {
		source = site + source
	}
	return "\n\n" + autoEmbed(ampersand.Replace(source)) + "\n\n"
}

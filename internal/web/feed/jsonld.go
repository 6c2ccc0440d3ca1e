package feed

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
	"time"

	"ilbo.press"
)

// A node is a thing of schema.org. encoding/json writes its fields in the order
// of their names, so that the same thing gives the same bytes, and escapes <, >
// and &, so that no text in it can end the script element that it stands in.
type node map[string]any

// script is nodes as the content of <script type="application/ld+json">.
func script(n node) template.JS {
	n["@context"] = "https://schema.org"
	body, err := json.Marshal(n)
	if err != nil {
		return "{}" // unreachable: nodes hold strings, numbers and nodes
	}
	return template.JS(body)
}

// put sets a field that has a value.
func (n node) put(field, value string) {
	if value != "" {
		n[field] = value
	}
}

// NewsArticle is a story as schema.org/NewsArticle. Section is the section's
// name in the story's language. Of a story that is not free it says which part
// of the page is locked, and holds nothing of it.
func NewsArticle(p *ilbo.Paper, s *ilbo.Story, section, base string, translations ...ilbo.Teaser) template.JS {
	url := base + string(s.Path)
	n := node{
		"@type": "NewsArticle", "@id": url + "#story", "url": url, "mainEntityOfPage": url, "inLanguage": string(s.Language),
		"headline": s.Headline, "datePublished": moment(s.Published, p), "dateModified": moment(s.Changed(), p),
		"isAccessibleForFree": !locked(s), "publisher": publisherNode(p, s.Language, base), "author": authors(p, s, base),
		"image": images(s, base), "wordCount": s.Body.Words(),
		"copyrightYear": s.Published.In(p.Zone).Year(), "copyrightHolder": node{"@type": "Organization", "name": publisher(p, s.Language)},
	}
	n.put("description", s.Deck)
	n.put("articleSection", section)
	n.put("dateline", s.Dateline.Place)
	if s.Source != "" {
		n["sourceOrganization"] = node{"@type": "Organization", "name": s.Source}
	}
	if len(s.Topics) > 0 {
		n["keywords"] = keywords(s.Topics)
	}
	if locked(s) {
		n["hasPart"] = node{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": LockedSelector}
	} else if v := videos(s, base, p); len(v) > 0 {
		n["video"] = v
	}
	if len(s.Corrections) > 0 {
		n["correction"] = corrections(s, p)
	}
	for _, t := range translations {
		other := node{"@type": "NewsArticle", "@id": base + string(t.Path) + "#story", "inLanguage": string(t.Language), "headline": t.Headline}
		list, _ := n["workTranslation"].([]node)
		n["workTranslation"] = append(list, other)
	}
	return script(n)
}

// LockedSelector is the part of a story's page that holds locked copy.
const LockedSelector = ".story__body"

// authors are the story's journalists, or the paper where it has no byline.
func authors(p *ilbo.Paper, s *ilbo.Story, base string) []node {
	var list []node
	for _, b := range s.Bylines {
		n := node{"@type": "Person", "name": b.Name}
		if b.Journalist != "" {
			n["url"] = base + p.Prefix(s.Language) + "/by/" + string(b.Journalist)
		}
		list = append(list, n)
	}
	if list == nil {
		list = []node{{"@type": "Organization", "name": p.Title.In(s.Language), "url": base + p.Prefix(s.Language) + "/"}}
	}
	return list
}

// images are the story's pictures, or its card where it has none; of a locked
// story the lead alone.
func images(s *ilbo.Story, base string) []node {
	figures := s.Figures()
	if locked(s) {
		figures = nil
		if s.Lead != nil {
			figures = []ilbo.Figure{*s.Lead}
		}
	}
	var list []node
	for i := range figures {
		if figures[i].Picture != "" && len(list) < maxImages {
			list = append(list, image(&figures[i], base))
		}
	}
	if list == nil {
		list = []node{{"@type": "ImageObject", "url": base + cardURL(s), "width": 1200, "height": 630}}
	}
	return list
}

// maxImages bounds what a photo essay adds to its page.
const maxImages = 20

func image(f *ilbo.Figure, base string) node {
	w, h := rendition(f, 1920)
	url := base + pictureURL(f, 1920)
	n := node{"@type": "ImageObject", "url": url, "contentUrl": url, "width": w}
	if h > 0 {
		n["height"] = h
	}
	n.put("caption", f.Caption)
	n.put("creditText", f.Credit)
	return n
}

func videos(s *ilbo.Story, base string, p *ilbo.Paper) []node {
	var list []node
	for i := range s.Body {
		v := s.Body[i].Video
		if v == nil {
			continue
		}
		name := v.Poster.Caption
		if name == "" {
			name = s.Headline
		}
		n := node{
			"@type": "VideoObject", "name": name, "description": name, "uploadDate": moment(s.Published, p), "contentUrl": base + filmURL(v),
			"duration": duration(v.Duration), "thumbnailUrl": base + cardURL(s), "width": v.Width, "height": v.Height,
		}
		if v.Poster.Picture != "" {
			n["thumbnailUrl"] = base + pictureURL(&v.Poster, 1280)
		}
		list = append(list, n)
	}
	return list
}

func corrections(s *ilbo.Story, p *ilbo.Paper) []node {
	list := make([]node, 0, len(s.Corrections))
	for _, c := range s.Corrections {
		list = append(list, node{
			"@type": "CorrectionComment", "name": phrasesIn(s.Language).notice(c.Kind), "text": c.Text,
			"datePublished": moment(c.At, p), "inLanguage": string(s.Language),
		})
	}
	return list
}

func keywords(topics []ilbo.TopicID) []string {
	list := make([]string, len(topics))
	for i, t := range topics {
		list[i] = strings.ReplaceAll(string(t), "-", " ")
	}
	return list
}

// moment is a time in the paper's zone, RFC 3339.
func moment(t time.Time, p *ilbo.Paper) string { return t.In(p.Zone).Format(time.RFC3339) }

// duration is ISO 8601: PT2M5S.
func duration(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	var b strings.Builder
	b.WriteString("PT")
	if s >= 3600 {
		fmt.Fprintf(&b, "%dH", s/3600)
	}
	if s >= 60 {
		fmt.Fprintf(&b, "%dM", s%3600/60)
	}
	fmt.Fprintf(&b, "%dS", s%60)
	return b.String()
}

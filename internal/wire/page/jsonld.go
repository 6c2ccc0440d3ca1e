package page

import (
	"encoding/json"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"ilbo.press/internal/wire/dom"
)

// A linked is the story as JSON-LD (schema.org) tells of it.
type linked struct {
	headline, deck, description, section string
	published, updated                   string
	authors, keywords                    []string
	publisher, language, address, body   string
	pictures                             []linkedPicture
	locked                               bool // isAccessibleForFree is false
}

type linkedPicture struct{ source, caption, credit string }

var trailingComma = regexp.MustCompile(`,(\s*[}\]])`)

// readLinked finds the first story in the JSON-LD of a page. Broken scripts
// are mended where that is easy, and passed over otherwise.
func readLinked(doc *html.Node) (linked, bool) {
	g := graph{byID: map[string]map[string]any{}}
	for script := range dom.Elements(doc, "script") {
		if strings.HasPrefix(strings.ToLower(dom.Attr(script, "type")), "application/ld+json") {
			g.walk(parseLoose(dom.Text(script)), 0)
		}
	}
	if g.story == nil {
		return linked{}, false
	}
	return g.read(), true
}

// parseLoose decodes JSON as pages write it: within CDATA or a comment, with
// raw line breaks in strings, with a comma too many. It is nil beyond that.
func parseLoose(s string) any {
	s = strings.TrimSpace(s)
	for _, cut := range []string{"<![CDATA[", "//<![CDATA[", "/*<![CDATA[*/", "<!--"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, cut))
	}
	for _, cut := range []string{";", "]]>", "//]]>", "/*]]>*/", "-->", "//"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, cut))
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v
	}
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	if json.Unmarshal([]byte(trailingComma.ReplaceAllString(s, "$1")), &v) == nil {
		return v
	}
	return nil
}

// A graph is all that the scripts of a page describe.
type graph struct {
	byID  map[string]map[string]any
	story map[string]any
}

func (g *graph) walk(v any, depth int) {
	if depth > 20 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.walk(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			g.byID[id] = v
		}
		if g.story == nil && isStory(v["@type"]) && (text(v["headline"]) != "" || text(v["name"]) != "") {
			g.story = v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"} {
			if key != "itemListElement" || g.story == nil && isStory(v["@type"]) {
				g.walk(v[key], depth+1)
			}
		}
	}
}

// isStory holds for the types that stories have: NewsArticle, Article,
// ReportageNewsArticle, OpinionNewsArticle, BlogPosting…
func isStory(kind any) bool {
	for _, k := range list(kind) {
		k = k[strings.LastIndexAny(k, "/:")+1:]
		if strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "BlogPosting") || k == "Report" {
			return true
		}
	}
	return false
}

func (g *graph) read() linked {
	s := g.story
	l := linked{
		headline: text(s["headline"]), deck: text(s["alternativeHeadline"]), description: text(s["description"]),
		published: text(s["datePublished"]), updated: text(s["dateModified"]),
		publisher: g.name(s["publisher"]), body: text(s["articleBody"]), address: text(s["url"]),
		language: text(s["inLanguage"]),
	}
	if l.headline == "" {
		l.headline = text(s["name"])
	}
	if sections := list(s["articleSection"]); len(sections) > 0 {
		l.section = sections[0]
	}
	for _, k := range list(s["keywords"]) {
		l.keywords = append(l.keywords, strings.Split(k, ",")...)
	}
	for _, author := range many(s["author"]) {
		if name := g.name(author); name != "" && !strings.Contains(name, "://") {
			l.authors = append(l.authors, name)
		}
	}
	for _, image := range append(many(s["image"]), many(s["thumbnailUrl"])...) {
		if p := g.picture(image); p.source != "" {
			l.pictures = append(l.pictures, p)
		}
	}
	l.locked = strings.EqualFold(text(s["isAccessibleForFree"]), "false") || s["isAccessibleForFree"] == false
	return l
}

// name is what a person or an organisation is called.
func (g *graph) name(v any) string {
	if m := g.resolve(v); m != nil {
		if n := text(m["name"]); n != "" {
			return n
		}
		return strings.TrimSpace(text(m["givenName"]) + " " + text(m["familyName"]))
	}
	return text(v)
}

func (g *graph) picture(v any) linkedPicture {
	m := g.resolve(v)
	if m == nil {
		return linkedPicture{source: text(v)}
	}
	p := linkedPicture{source: text(m["url"]), caption: text(m["caption"]), credit: text(m["creditText"])}
	if p.source == "" {
		p.source = text(m["contentUrl"])
	}
	if p.credit == "" {
		p.credit = g.name(m["creator"])
	}
	return p
}

// resolve follows an @id to where the thing is described.
func (g *graph) resolve(v any) map[string]any {
	m, ok := v.(map[string]any)
	if !ok {
		if l, isList := v.([]any); isList && len(l) > 0 {
			m, ok = l[0].(map[string]any)
		}
	}
	if !ok {
		return nil
	}
	if id, has := m["@id"].(string); has && g.byID[id] != nil {
		return g.byID[id]
	}
	return m
}

func many(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v[:min(len(v), 40)]
	}
	return []any{v}
}

// list gives the texts of a value that is one or many.
func list(v any) []string {
	var out []string
	for _, e := range many(v) {
		if s := text(e); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// text gives a plain value's text, and that of {"@value": …}.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		s, _ := v["@value"].(string)
		return strings.TrimSpace(s)
	case []any:
		if len(v) > 0 {
			if s, ok := v[0].(string); ok {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

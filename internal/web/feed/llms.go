package feed

import (
	"context"
	"fmt"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// LLMs is llms.txt (llmstxt.org): the paper in Markdown for language models,
// with links to its sections and feeds in every language.
func (f *Feed) LLMs(ctx context.Context, base string) (cache.Page, error) {
	p := f.paper()
	sections, err := f.stories.Sections(ctx)
	if err != nil {
		return cache.Page{}, fmt.Errorf("list sections: %w", err)
	}
	var b strings.Builder
	first := p.Languages[0]
	fmt.Fprintf(&b, "# %s\n", markdown(p.Title.In(first)))
	if motto := p.Motto.In(first); motto != "" {
		fmt.Fprintf(&b, "\n> %s\n", markdown(motto))
	}
	fmt.Fprintf(&b, "\n%s\n", markdown(rights(p, first, f.clock())))
	for _, l := range p.Languages {
		f.languageOf(&b, l, sections, base)
	}
	return cache.Page{Type: "text/plain; charset=utf-8", Body: []byte(b.String()), Keys: []ilbo.Key{ilbo.KeyFurniture}}, nil
}

// languageOf writes the part of one language.
func (f *Feed) languageOf(b *strings.Builder, l ilbo.Language, sections []ilbo.Section, base string) {
	p, say := f.paper(), phrasesIn(l)
	home := base + p.Prefix(l)
	link := func(name, url, about string) {
		fmt.Fprintf(b, "- [%s](%s)", markdown(name), url)
		if about != "" {
			b.WriteString(": " + markdown(about))
		}
		b.WriteByte('\n')
	}
	heading := func(s string) {
		if len(p.Languages) > 1 {
			s = p.Title.In(l) + ": " + s
		}
		fmt.Fprintf(b, "\n## %s\n\n", markdown(s))
	}
	heading(say.sections)
	link(p.Title.In(l), home+"/", say.latest)
	for _, s := range sections {
		if !s.ID.Sub() {
			link(s.Name.In(l), home+"/"+string(s.ID), s.Blurb.In(l))
		}
	}
	heading(say.feeds)
	link("RSS", home+"/feed.xml", "")
	link("Atom", home+"/atom.xml", "")
	link("JSON Feed", home+"/feed.json", "")
	heading(say.archive)
	link(say.archive, home+"/archive", say.allStories)
}

// markdown makes one line of text that Markdown shows as it is.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range ilbo.Clean(s) {
		if strings.ContainsRune("\\`*_[]<>#|", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

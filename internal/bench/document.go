package main

import "strings"

// A document is a report by its headings, so that measuring one leaves the others.
type document struct {
	order []string
	texts map[string]string
}

// documentOf takes a report apart. What stands before the first heading, and what
// the figures do not say by themselves, is written anew each time.
func documentOf(report string) *document {
	p := &document{texts: map[string]string{}}
	for _, text := range strings.Split(report, "\n## ")[1:] {
		p.put("## "+text, "")
	}
	return p
}

// put adds a part or replaces the one of its heading.
func (p *document) put(text, note string) {
	text = strings.TrimSpace(text)
	name, rest, _ := strings.Cut(text, "\n")
	if at := strings.Index(name, ", at "); at > 0 {
		name = name[:at] // the same measure at another size
	}
	if strings.HasPrefix(more, "\n"+name) {
		return
	}
	if _, ok := p.texts[name]; !ok {
		p.order = append(p.order, name)
	}
	if note != "" {
		rest = strings.TrimRight(rest, "\n") + "\n\n" + note
	}
	first, _, _ := strings.Cut(text, "\n")
	p.texts[name] = first + "\n" + rest
}

func (p *document) String() string {
	var b strings.Builder
	b.WriteString(title)
	for _, name := range p.order {
		b.WriteString("\n" + p.texts[name] + "\n")
	}
	b.WriteString(more)
	return b.String()
}

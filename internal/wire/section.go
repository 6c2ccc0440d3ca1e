package wire

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
)

// FindSection finds the section that a name printed elsewhere means: its ID,
// the last step of that, or its name in any language, whatever the capitals;
// "and" and "&" are one. Departments come before their parts.
func FindSection(name string, sections []ilbo.Section) (ilbo.SectionID, bool) {
	want := foldSection(name)
	if want == "" {
		return "", false
	}
	var part ilbo.SectionID
	for i := range sections {
		s := &sections[i]
		if !sectionNamed(s, want) {
			continue
		}
		if !s.ID.Sub() || string(s.ID) == want {
			return s.ID, true
		}
		if part == "" {
			part = s.ID
		}
	}
	return part, part != ""
}

func sectionNamed(s *ilbo.Section, want string) bool {
	id := string(s.ID)
	if id == want || id[strings.LastIndexByte(id, '/')+1:] == want {
		return true
	}
	for _, name := range s.Name {
		if foldSection(name) == want {
			return true
		}
	}
	return false
}

func foldSection(name string) string {
	return strings.ReplaceAll(fold(name), " and ", " & ")
}

// section finds or founds the section of a copy. The new ones are not noted
// before the copy is known to be good.
func (l *ledger) section(c *Copy, out *Outcome) (ilbo.SectionID, []ilbo.Section) {
	name, above := ilbo.Clean(c.Section), ilbo.Clean(c.Department)
	if utf8.RuneCountInString(name) > maxName || utf8.RuneCountInString(above) > maxName {
		name = "" // a text, and no name
	}
	if above != "" && name != "" {
		if id, founded, ok := l.part(above, name, c); ok {
			return id, founded
		}
	}
	if id, ok := FindSection(name, l.sections); ok {
		return id, nil
	}
	if c.Founding && name != "" {
		return l.found(name, c.Story.Language)
	}
	if len(l.sections) == 0 {
		return l.found("National", ilbo.English)
	}
	first := l.first()
	if name == "" {
		out.notice("“%s” names no section: it is filed under %s.", c.Story.Headline, first.Name.In(ilbo.English))
	} else {
		out.notice("“%s” stood in a section “%s”, which the paper does not have: it is filed under %s.", c.Story.Headline, name, first.Name.In(ilbo.English))
	}
	return first.ID, nil
}

// part finds or founds a part of a department. A department that is a part
// itself here has none: the story is filed under it.
func (l *ledger) part(above, name string, c *Copy) (ilbo.SectionID, []ilbo.Section, bool) {
	top, ok := FindSection(above, l.sections)
	var founded []ilbo.Section
	switch {
	case !ok && !c.Founding:
		return "", nil, false
	case !ok:
		top, founded = l.found(above, c.Story.Language)
	}
	if top.Sub() {
		return top, founded, true
	}
	want := foldSection(name)
	for i := range l.sections {
		if s := &l.sections[i]; s.ID.Sub() && s.ID.Top() == top && sectionNamed(s, want) {
			return s.ID, nil, true
		}
	}
	if !c.Founding {
		return top, nil, true
	}
	id := l.freePart(top, ilbo.MakeSlug(name))
	return id, append(founded, ilbo.Section{ID: id, Name: ilbo.Words{c.Story.Language: name}, Position: l.last() + 1 + len(founded)}), true
}

// freePart is the first numbered form of a slug below a section that no
// section has and that is an address's, which a number or a word may not be.
func (l *ledger) freePart(top ilbo.SectionID, slug ilbo.Slug) ilbo.SectionID {
	part := func(s ilbo.Slug) ilbo.SectionID { return top + "/" + ilbo.SectionID(s) }
	if part(slug).Check() != nil {
		slug = ilbo.MakeSlug("on " + string(slug))
	}
	id := part(slug)
	for n := 2; l.hasID(id); n++ {
		id = part(slug.Numbered(n))
	}
	return id
}

// last is the highest position in the menu.
func (l *ledger) last() int {
	last := 0
	for i := range l.sections {
		last = max(last, l.sections[i].Position)
	}
	return last
}

// first is the section that stands first in the menu.
func (l *ledger) first() *ilbo.Section {
	best := &l.sections[0]
	for i := range l.sections {
		s := &l.sections[i]
		if best.ID.Sub() && !s.ID.Sub() || best.ID.Sub() == s.ID.Sub() && s.Position < best.Position {
			best = s
		}
	}
	return best
}

// found makes a section of a name or an address ("city" or "city/police"), and
// the department above it where that is new too.
func (l *ledger) found(name string, lang ilbo.Language) (ilbo.SectionID, []ilbo.Section) {
	last := l.last()
	id := ilbo.SectionID(name)
	if id.Check() != nil {
		id = l.freeID(ilbo.MakeSlug(name))
		return id, []ilbo.Section{{ID: id, Name: ilbo.Words{lang: name}, Position: last + 1}}
	}
	var list []ilbo.Section
	if id.Sub() {
		if _, ok := FindSection(string(id.Top()), l.sections); !ok {
			list = append(list, ilbo.Section{ID: id.Top(), Name: ilbo.Words{lang: title(string(id.Top()))}, Position: last + 1})
		}
	}
	step := name[strings.LastIndexByte(name, '/')+1:]
	return id, append(list, ilbo.Section{ID: id, Name: ilbo.Words{lang: title(step)}, Position: last + 1 + len(list)})
}

// freeID is the first numbered form of slug that no page and no section has.
func (l *ledger) freeID(slug ilbo.Slug) ilbo.SectionID {
	id := ilbo.SectionID(slug)
	for n := 2; id.Check() != nil || l.hasID(id); n++ {
		id = ilbo.SectionID(slug.Numbered(n))
	}
	return id
}

func (l *ledger) hasID(id ilbo.SectionID) bool {
	for i := range l.sections {
		if l.sections[i].ID == id {
			return true
		}
	}
	return false
}

// title writes a slug as a name: "city-hall" is City Hall.
func title(slug string) string {
	words := strings.Split(slug, "-")
	for i, w := range words {
		r := []rune(w)
		if len(r) > 0 {
			r[0] = unicode.ToUpper(r[0])
		}
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}

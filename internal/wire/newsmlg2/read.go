package newsmlg2

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/xmltree"
)

// Format names the import.
const Format = "newsmlg2"

// maxGathered is how many items of a message wait for the packages behind them.
const maxGathered = 300

// items are the elements that stand for themselves.
var items = map[string]bool{"newsitem": true, "packageitem": true, "conceptitem": true, "knowledgeitem": true, "planningitem": true, "catalogitem": true}

// Read gives the copy of the items in r; name is what refusals call it.
func Read(name string, r io.Reader, o wire.Options) wire.Copies {
	return func(yield func(*wire.Copy, error) bool) {
		s, err := xmltree.New(r)
		if err != nil {
			yield(nil, refuse(name, err))
			return
		}
		m := &message{name: name, options: o, pictures: map[string]picture{}, yield: yield}
		for {
			e, err := s.Next(func(e *xmltree.Element) bool { return items[e.Name] })
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				if m.flush() {
					yield(nil, refuse(name, err))
				}
				return
			}
			if !m.item(e) {
				return
			}
		}
		if m.n == 0 {
			yield(nil, refuse(name, errors.New("it holds no item of NewsML-G2")))
			return
		}
		_ = m.flush() // it is the end either way
	}
}

func refuse(where string, why error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("%s: %s.", where, strings.TrimSuffix(why.Error(), ".")), Err: why}
}

// A message gathers the items of a file, so that pictures find their texts.
type message struct {
	name     string
	options  wire.Options
	n        int
	texts    []*text
	pictures map[string]picture
	groups   [][]string // the items that packages put beside one another
	asides   []*wire.Aside
	yield    func(*wire.Copy, error) bool
}

// A text is copy that waits, with the items that it names.
type text struct {
	copy  *wire.Copy
	guid  string
	names []string
}

// item takes one item in, and gives false where nobody wants more.
func (m *message) item(e *xmltree.Element) bool {
	m.n++
	where := fmt.Sprintf("%s, item %d", m.name, m.n)
	switch class := class(e); {
	case e.Name == "packageitem":
		for _, g := range e.At("groupset").All("group") {
			var ids []string
			for _, ref := range g.All("itemref") {
				if id := ref.Attr("residref"); id != "" && len(ids) < maxGathered {
					ids = append(ids, id)
				}
			}
			if len(m.groups) < maxGathered {
				m.groups = append(m.groups, ids)
			}
		}
		m.aside("package", "packages", "read for what they put together")
	case e.Name != "newsitem":
		m.aside("item that is no news", "items that are no news", "left out: only news items are stories")
	case class == "picture" || class == "graphic":
		if p, ok := readPicture(e); ok {
			m.pictures[e.Attr("guid")] = p
		}
		m.aside("picture", "pictures", "looked up for stories that go with them")
	case class == "video" || class == "audio" || class == "animation":
		m.aside("recording", "recordings", "left out: only text is a story")
	default:
		c, links, err := readText(e, m.options)
		if err != nil {
			return m.yield(nil, refuse(where, err))
		}
		m.texts = append(m.texts, &text{c, e.Attr("guid"), links})
	}
	if len(m.texts)+len(m.pictures) > maxGathered {
		return m.flush()
	}
	return true
}

// class is what an item says that it is: text, picture, video…
func class(e *xmltree.Element) string { return code(e.At("itemmeta", "itemclass")) }

// code is the code of an element's concept, without the vocabulary's prefix.
func code(e *xmltree.Element) string {
	q := e.Attr("qcode")
	if q == "" {
		q = e.Attr("uri")
	}
	if i := strings.LastIndexAny(q, ":/"); i >= 0 {
		q = q[i+1:]
	}
	return strings.ToLower(q)
}

func (m *message) aside(kind, kinds, outcome string) {
	for _, a := range m.asides {
		if a.Kind == kind {
			a.N++
			return
		}
	}
	m.asides = append(m.asides, &wire.Aside{N: 1, Kind: kind, Kinds: kinds, Outcome: outcome})
}

// flush gives what was gathered, each text with its pictures.
func (m *message) flush() bool {
	for _, t := range m.texts {
		beside := append([]string(nil), t.names...)
		for _, g := range m.groups {
			if has(g, t.guid) {
				beside = append(beside, g...)
			}
		}
		for _, id := range beside {
			if p, ok := m.pictures[id]; ok {
				p.enclose(t.copy, m.options)
			}
		}
		if !m.yield(t.copy, nil) {
			return false
		}
	}
	for _, a := range m.asides {
		if !m.yield(nil, a) {
			return false
		}
	}
	m.texts, m.groups, m.asides = nil, nil, nil
	clear(m.pictures)
	return true
}

func has(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

package site

import (
	"bytes"
	"html/template"
	"reflect"
	"sync"
	"testing"

	"ilbo.press/internal/web/stencil"
)

// A Comparison holds what pages are set as against what html/template makes of
// the same views.
type Comparison struct {
	mu    sync.Mutex
	views map[string]reflect.Type // of each page that was compared
	pages map[string]*compared
}

// Compare lets the site compare its pages from now on.
func (s *Site) Compare(t *testing.T) *Comparison {
	t.Helper()
	read, err := parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &Comparison{views: map[string]reflect.Type{}, pages: map[string]*compared{}}
	for name, own := range s.templates {
		page, err := read[name]()
		if err != nil {
			t.Fatal(err)
		}
		p.pages[name] = &compared{t, p, name, own.(*stencil.Template), page}
		s.templates[name] = p.pages[name]
	}
	return p
}

// Uncompiled are the pages that are not set by what was compiled of them, and why;
// so are those that were never compared.
func (p *Comparison) Uncompiled() map[string]error {
	p.mu.Lock()
	defer p.mu.Unlock()
	left := map[string]error{}
	for name, page := range p.pages {
		if err := page.own.Compiled(p.views[name]); err != nil {
			left[name] = err
		}
	}
	return left
}

type compared struct {
	t    *testing.T
	of   *Comparison
	name string
	own  *stencil.Template
	read *template.Template
}

func (p *compared) Execute(out *bytes.Buffer, view any) error {
	if err := p.own.Execute(new(bytes.Buffer), view); err != nil { // the first is html/template's own
		return err
	}
	if err := p.own.Execute(out, view); err != nil {
		return err
	}
	p.of.mu.Lock()
	p.of.views[p.name] = reflect.TypeOf(view)
	p.of.mu.Unlock()
	var want bytes.Buffer
	if err := p.read.ExecuteTemplate(&want, "frame", view); err != nil {
		return err
	}
	if got := out.Bytes(); !bytes.Equal(got, want.Bytes()) {
		i := 0
		for i < min(len(got), want.Len()) && got[i] == want.Bytes()[i] {
			i++
		}
		around := func(b []byte) []byte { return b[max(0, i-60):min(len(b), i+60)] }
		p.t.Errorf("%s: set as %q, and html/template writes %q", p.name, around(got), around(want.Bytes()))
	}
	return nil
}

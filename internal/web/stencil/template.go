package stencil

import (
	"bytes"
	"html/template"
	"reflect"
	"sync"
)

// A Template is one that html/template has read, and what was compiled of it. It
// may be executed by many goroutines at once.
type Template struct {
	read func() (*template.Template, error)
	name string
	set  sync.Map // reflect.Type of a view to *form
}

// New takes a template of that name among those that belong to what read gives, which
// is asked for when the first page is set: nothing may be added to it any more.
func New(read func() (*template.Template, error), name string) *Template {
	return &Template{read: sync.OnceValues(read), name: name}
}

// Execute writes the page of a view as html/template would. After an error, out
// holds part of it.
func (t *Template) Execute(out *bytes.Buffer, view any) error {
	kept, ok := t.set.Load(reflect.TypeOf(view))
	if !ok {
		return t.first(out, view)
	}
	start := out.Len()
	if f := kept.(*form); f.body != nil && f.execute(out, view) {
		return nil
	}
	out.Truncate(start)
	read, err := t.read()
	if err != nil {
		return err
	}
	return read.ExecuteTemplate(out, t.name, view)
}

// first lets html/template set the first page, which makes the tree safe, and
// compiles it then.
func (t *Template) first(out *bytes.Buffer, view any) error {
	read, err := t.read()
	if err != nil {
		return err
	}
	if err := read.ExecuteTemplate(out, t.name, view); err != nil {
		return err
	}
	if typ := reflect.TypeOf(view); typ != nil {
		t.set.Store(typ, compile(read, t.name, typ))
	}
	return nil
}

// Compiled reports why the pages of a view's type are not set by what was
// compiled: nil where they are.
func (t *Template) Compiled(view reflect.Type) error {
	kept, ok := t.set.Load(view)
	if !ok {
		return errNever
	}
	return kept.(*form).err
}

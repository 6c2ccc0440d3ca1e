package stencil

import (
	"bytes"
	"reflect"
)

// A form is what was compiled of a template for the type of its view.
type form struct {
	body  piece // nil where it could not be compiled
	slots int   // how many variables it has at most
	err   error // why it could not
}

// A piece writes part of a page.
type piece func(s *setting)

// A setting is a page while it is set.
type setting struct {
	out  *bytes.Buffer
	vars []reflect.Value // dot and variables of the templates that are at work
	base int             // where those of the innermost begin
}

// unset is what is thrown where a view has nothing at a place that is shown.
type unset struct{}

// execute reports false where the view cannot be shown; out then holds part of it.
func (f *form) execute(out *bytes.Buffer, view any) (done bool) {
	s := &setting{out: out, vars: make([]reflect.Value, 0, 64)}
	defer func() {
		if thrown := recover(); thrown != nil {
			if _, ok := thrown.(unset); !ok {
				panic(thrown)
			}
			done = false
		}
	}()
	f.call(s, reflect.ValueOf(view))
	return true
}

// call sets a template with variables of its own, the first of which is its view.
func (f *form) call(s *setting, dot reflect.Value) {
	base := s.base
	s.base = len(s.vars)
	s.vars = append(s.vars, make([]reflect.Value, f.slots)...)
	s.vars[s.base] = dot
	f.body(s)
	s.vars, s.base = s.vars[:s.base], base
}

// A way leads from a variable to a value, through fields and pointers.
type way struct {
	slot  int
	steps []int // a field, or through for what a pointer points to
	typ   reflect.Type
}

const through = -1

func (w *way) value(s *setting) reflect.Value {
	v := s.vars[s.base+w.slot]
	for _, step := range w.steps {
		if step != through {
			v = v.Field(step)
			continue
		}
		if v.IsNil() {
			panic(unset{})
		}
		v = v.Elem()
	}
	return v
}

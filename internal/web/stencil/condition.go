package stencil

import (
	"reflect"
	"text/template/parse"
)

// A condition is what if asks.
type condition func(s *setting) bool

func (sc scope) condition(p *parse.PipeNode) (condition, error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return nil, unknown(p)
	}
	args := p.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	switch {
	case !ok && len(args) == 1:
		return sc.is(args[0])
	case !ok:
		return nil, unknown(p)
	case name.Ident == "eq" && len(args) == 3:
		return sc.equal(args[1], args[2])
	case name.Ident == "not" && len(args) == 2:
		is, err := sc.is(args[1])
		return func(s *setting) bool { return !is(s) }, err
	case name.Ident == "or" || name.Ident == "and":
		return sc.several(name.Ident == "or", args[1:])
	}
	return nil, unknown(p)
}

// several is whether one of the values is true, or all are.
func (sc scope) several(one bool, args []parse.Node) (condition, error) {
	list := make([]condition, len(args))
	for i, arg := range args {
		var err error
		if list[i], err = sc.is(arg); err != nil {
			return nil, err
		}
	}
	return func(s *setting) bool {
		for _, is := range list {
			if is(s) == one {
				return one
			}
		}
		return !one
	}, nil
}

func (sc scope) is(n parse.Node) (condition, error) {
	w, err := sc.way(n)
	if err != nil {
		return nil, err
	}
	is, err := truth(w)
	return func(s *setting) bool { return is(w.value(s)) }, err
}

// truth is template.IsTrue for the values of a way.
func truth(w *way) (func(reflect.Value) bool, error) {
	switch w.typ.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool, nil
	case reflect.Struct:
		return func(reflect.Value) bool { return true }, nil
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }, nil
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() > 0 }, nil
	case reflect.Int, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }, nil
	}
	return nil, unknown(w.typ)
}

// equal compares a text or a whole number with a constant.
func (sc scope) equal(value, constant parse.Node) (condition, error) {
	w, err := sc.way(value)
	if err != nil {
		return nil, err
	}
	switch want := constant.(type) {
	case *parse.StringNode:
		if w.typ.Kind() == reflect.String {
			return func(s *setting) bool { return w.value(s).String() == want.Text }, nil
		}
	case *parse.NumberNode:
		if want.IsInt && w.typ.Kind() == reflect.Int {
			return func(s *setting) bool { return w.value(s).Int() == want.Int64 }, nil
		}
	}
	return nil, unknown(constant)
}

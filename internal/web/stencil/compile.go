package stencil

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

var errNever = errors.New("no such view was set yet")

// A compiler makes forms of a template and of those that it calls, each once for
// a type.
type compiler struct {
	read  *template.Template
	forms map[use]*form
}

type use struct {
	name string
	view reflect.Type
}

func compile(read *template.Template, name string, view reflect.Type) *form {
	c := compiler{read: read, forms: map[use]*form{}}
	f, err := c.form(name, view)
	if err != nil {
		return &form{err: err}
	}
	return f
}

func (c *compiler) form(name string, view reflect.Type) (*form, error) {
	if f := c.forms[use{name, view}]; f != nil {
		return f, nil // perhaps one that calls itself and is not done yet
	}
	t := c.read.Lookup(name)
	if t == nil || t.Tree == nil {
		return nil, fmt.Errorf("there is no template %s", name)
	}
	f := &form{}
	c.forms[use{name, view}] = f
	sc := scope{compiler: c, form: f, vars: []variable{{name: "$", typ: view}}}
	f.slots = 1
	body, err := sc.list(t.Tree.Root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f.body = body
	return f, nil
}

// A scope is the variables in sight at a place of a template.
type scope struct {
	*compiler
	form *form
	dot  int // slot of it
	vars []variable
}

type variable struct {
	name string
	slot int
	typ  reflect.Type
}

// with is the scope in which a new variable is in sight.
func (sc scope) with(name string, typ reflect.Type) scope {
	v := variable{name, sc.form.slots, typ}
	sc.form.slots++
	sc.vars = append(slices.Clip(sc.vars), v)
	return sc
}

// within is the scope in which dot is something else.
func (sc scope) within(typ reflect.Type) scope {
	sc = sc.with(".", typ)
	sc.dot = sc.form.slots - 1
	return sc
}

func (sc scope) list(l *parse.ListNode) (piece, error) {
	if l == nil {
		return func(*setting) {}, nil
	}
	var pieces []piece
	for _, n := range l.Nodes {
		p, err := sc.node(n)
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, p)
	}
	if len(pieces) == 1 {
		return pieces[0], nil
	}
	return func(s *setting) {
		for _, p := range pieces {
			p(s)
		}
	}, nil
}

func (sc scope) node(n parse.Node) (piece, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(s *setting) { s.out.Write(text) }, nil
	case *parse.ActionNode:
		return sc.action(n)
	case *parse.IfNode:
		return sc.ifNode(n)
	case *parse.WithNode:
		return sc.withNode(n)
	case *parse.RangeNode:
		return sc.rangeNode(n)
	case *parse.TemplateNode:
		return sc.call(n)
	}
	return nil, unknown(n)
}

func unknown(n fmt.Stringer) error { return fmt.Errorf("%s is nothing that is compiled", n) }

// action is a value with the escapers that html/template put behind it.
func (sc scope) action(n *parse.ActionNode) (piece, error) {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) < 2 {
		return nil, unknown(n)
	}
	w, err := sc.operand(n.Pipe.Cmds[0])
	if err != nil {
		return nil, err
	}
	var names []string
	for _, cmd := range n.Pipe.Cmds[1:] {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) > 1 {
			return nil, unknown(n)
		}
		names = append(names, name.Ident)
	}
	p := escaped(w, names)
	if p == nil {
		return nil, fmt.Errorf("%s, of type %v: %w", n, w.typ, errors.New("no such value is escaped so"))
	}
	return p, nil
}

func (sc scope) ifNode(n *parse.IfNode) (piece, error) {
	is, err := sc.condition(n.Pipe)
	if err != nil {
		return nil, err
	}
	then, err := sc.list(n.List)
	if err != nil {
		return nil, err
	}
	otherwise, err := sc.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(s *setting) {
		if is(s) {
			then(s)
		} else {
			otherwise(s)
		}
	}, nil
}

func (sc scope) withNode(n *parse.WithNode) (piece, error) {
	w, err := sc.single(n.Pipe)
	if err != nil {
		return nil, err
	}
	is, err := truth(w)
	if err != nil {
		return nil, err
	}
	inner := sc.within(w.typ)
	then, err := inner.list(n.List)
	if err != nil {
		return nil, err
	}
	otherwise, err := sc.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(s *setting) {
		if v := w.value(s); is(v) {
			s.vars[s.base+inner.dot] = v
			then(s)
		} else {
			otherwise(s)
		}
	}, nil
}

func (sc scope) rangeNode(n *parse.RangeNode) (piece, error) {
	names := n.Pipe.Decl
	if len(names) > 2 || n.Pipe.IsAssign || len(n.Pipe.Cmds) != 1 {
		return nil, unknown(n)
	}
	w, err := sc.operand(n.Pipe.Cmds[0])
	if err != nil {
		return nil, err
	}
	if w.typ.Kind() != reflect.Slice {
		return nil, unknown(n)
	}
	// Where html/template names a variable, it stands in the slot of its own.
	inner := sc.within(w.typ.Elem())
	number, element := -1, inner.dot
	if len(names) == 2 {
		inner = inner.with(names[0].Ident[0], reflect.TypeFor[int]())
		number = inner.form.slots - 1
	}
	if len(names) > 0 {
		inner.vars = append(slices.Clip(inner.vars), variable{names[len(names)-1].Ident[0], element, w.typ.Elem()})
	}
	each, err := inner.list(n.List)
	if err != nil {
		return nil, err
	}
	none, err := sc.list(n.ElseList)
	if err != nil {
		return nil, err
	}
	return func(s *setting) {
		list := w.value(s)
		if list.Len() == 0 {
			none(s)
			return
		}
		for i := range list.Len() {
			s.vars[s.base+element] = list.Index(i)
			if number >= 0 {
				s.vars[s.base+number] = reflect.ValueOf(i)
			}
			each(s)
		}
	}, nil
}

func (sc scope) call(n *parse.TemplateNode) (piece, error) {
	if n.Pipe == nil {
		return nil, unknown(n)
	}
	w, err := sc.single(n.Pipe)
	if err != nil {
		return nil, err
	}
	f, err := sc.compiler.form(n.Name, w.typ)
	if err != nil {
		return nil, err
	}
	return func(s *setting) { f.call(s, w.value(s)) }, nil
}

// single is a pipeline of one value.
func (sc scope) single(p *parse.PipeNode) (*way, error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return nil, unknown(p)
	}
	return sc.operand(p.Cmds[0])
}

func (sc scope) operand(cmd *parse.CommandNode) (*way, error) {
	if len(cmd.Args) != 1 {
		return nil, unknown(cmd)
	}
	return sc.way(cmd.Args[0])
}

// way finds a value: dot, a field of it, or a variable.
func (sc scope) way(n parse.Node) (*way, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return sc.from(sc.dot, nil)
	case *parse.FieldNode:
		return sc.from(sc.dot, n.Ident)
	case *parse.VariableNode:
		for _, v := range slices.Backward(sc.vars) {
			if v.name == n.Ident[0] {
				return sc.from(v.slot, n.Ident[1:])
			}
		}
	}
	return nil, unknown(n)
}

func (sc scope) from(slot int, names []string) (*way, error) {
	w := &way{slot: slot}
	for _, v := range sc.vars {
		if v.slot == slot {
			w.typ = v.typ
		}
	}
	for _, name := range names {
		if err := w.field(name); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *way) field(name string) error {
	if w.typ.Kind() == reflect.Pointer {
		w.point()
	}
	if w.typ.Kind() != reflect.Struct {
		return fmt.Errorf("%v has no field %s", w.typ, name)
	}
	if _, ok := reflect.PointerTo(w.typ).MethodByName(name); ok {
		return fmt.Errorf("%s of %v is a method", name, w.typ)
	}
	f, ok := w.typ.FieldByName(name)
	if !ok || !f.IsExported() {
		return fmt.Errorf("%v has no field %s", w.typ, name)
	}
	for _, index := range f.Index {
		if w.typ.Kind() == reflect.Pointer {
			w.point() // one that is embedded
		}
		w.steps = append(w.steps, index)
		w.typ = w.typ.Field(index).Type
	}
	return nil
}

func (w *way) point() { w.steps, w.typ = append(w.steps, through), w.typ.Elem() }

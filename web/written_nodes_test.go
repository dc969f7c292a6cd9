package web

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// list writes the code of some nodes.
func (k *maker) list(b *strings.Builder, list *parse.ListNode, s scope) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			fmt.Fprintf(b, "m.raw(%s)\n", literal(string(n.Text)))
		case *parse.ActionNode:
			k.action(b, n, &s)
		case *parse.IfNode:
			k.branch(b, "if "+k.truth(n.Pipe, s)+" {\n", n.List, n.ElseList, s, s)
		case *parse.WithNode:
			k.with(b, n, s)
		case *parse.RangeNode:
			k.each(b, n, s)
		case *parse.TemplateNode:
			k.call(b, n, s)
		default:
			k.refuse(n, "unknown node")
		}
	}
}

// literal is a text as Go has it, so that it can be read.
func literal(s string) string {
	if strings.ContainsRune(s, '"') && strconv.CanBackquote(strings.ReplaceAll(s, "\n", "")) {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// branch writes a block that begins with head, and what stands otherwise.
func (k *maker) branch(b *strings.Builder, head string, list, otherwise *parse.ListNode, inside, outside scope) {
	b.WriteString(head)
	k.list(b, list, inside)
	if otherwise != nil {
		b.WriteString("} else {\n")
		k.list(b, otherwise, outside)
	}
	b.WriteString("}\n")
}

func (k *maker) with(b *strings.Builder, n *parse.WithNode, s scope) {
	v, name := k.pipe(n.Pipe, s), s.variable()
	if len(n.Pipe.Decl) > 0 {
		k.refuse(n, "a variable in with")
	}
	dot := value{code: name, typ: v.typ, pointer: true, sure: true}
	head := fmt.Sprintf("if %s := %s; %s {\n", name, argument(v), k.holds(n, value{name, v.typ, v.pointer, v.sure}))
	k.branch(b, head, n.List, n.ElseList, s.inner(dot), s)
}

// each writes a loop. Structs are told by pointers into the list.
func (k *maker) each(b *strings.Builder, n *parse.RangeNode, s scope) {
	list, name := k.pipe(n.Pipe, s), s.variable()
	if list.typ == nil || list.typ.Kind() != reflect.Slice {
		k.refuse(n, "no list")
		return
	}
	if n.ElseList != nil {
		fmt.Fprintf(b, "if len(%s) == 0 {\n", list.code)
		k.list(b, n.ElseList, s)
		b.WriteString("}\n")
	}
	dot := value{code: name, typ: list.typ.Elem(), pointer: true, sure: true}
	inner, index := s.inner(dot), "_"
	if d := n.Pipe.Decl; len(d) == 2 {
		index = "i" + strconv.Itoa(inner.depth)
		inner.names[d[0].Ident[0]] = value{code: index, typ: reflect.TypeFor[int]()}
		inner.names[d[1].Ident[0]] = dot
	} else if len(d) == 1 {
		inner.names[d[0].Ident[0]] = dot
	}
	if dot.typ.Kind() != reflect.Struct {
		k.branch(b, fmt.Sprintf("for %s, %s := range %s {\n", index, name, list.code), n.List, nil, inner, s)
		return
	}
	index = "i" + strconv.Itoa(inner.depth)
	k.branch(b, fmt.Sprintf("for %s := range %s {\n%s := &%s[%s]\n", index, list.code, name, list.code, index), n.List, nil, inner, s)
}

func (k *maker) call(b *strings.Builder, n *parse.TemplateNode, s scope) {
	if n.Pipe == nil {
		fmt.Fprintf(b, "%s(m)\n", k.function(n.Name, value{}))
		return
	}
	v := k.pipe(n.Pipe, s)
	fmt.Fprintf(b, "%s(m, %s)\n", k.function(n.Name, v), argument(v))
}

// action sets a variable, or writes a value by the escapers that html/template has put
// behind it.
func (k *maker) action(b *strings.Builder, n *parse.ActionNode, s *scope) {
	if len(n.Pipe.Decl) == 1 {
		name := n.Pipe.Decl[0].Ident[0]
		v, to := k.pipe(n.Pipe, *s), ":="
		if n.Pipe.IsAssign {
			to = "="
		}
		fmt.Fprintf(b, "%s %s %s\n", strings.TrimPrefix(name, "$"), to, argument(v))
		s.names = mapWith(s.names, name, value{strings.TrimPrefix(name, "$"), v.typ, true, false})
		return
	}
	var escapers []string
	for _, c := range n.Pipe.Cmds[1:] {
		escapers = append(escapers, strings.TrimPrefix(c.String(), "_html_template_"))
	}
	v := k.command(n.Pipe.Cmds[0], *s)
	if v.typ == nil {
		k.refuse(n, "nothing to write")
		return
	}
	method, known := map[string]string{"htmlescaper": "words", "attrescaper": "words", "rcdataescaper": "words",
		"urlescaper attrescaper": "addressPart", "urlfilter urlnormalizer attrescaper": "address"}[strings.Join(escapers, " ")]
	switch {
	case !known:
		k.refuse(n, "unknown escaping")
	case speaks(v.typ):
		k.refuse(n, "a type that prints itself")
	case v.typ.Kind() == reflect.Int && method == "words":
		fmt.Fprintf(b, "m.number(%s)\n", v.code)
	case v.typ == reflect.TypeFor[string]():
		fmt.Fprintf(b, "m.%s(%s)\n", method, v.code)
	case v.typ.Kind() == reflect.String && v.typ.PkgPath() != "html/template":
		fmt.Fprintf(b, "m.%s(string(%s))\n", method, v.code)
	default:
		k.refuse(n, "a "+v.typ.String()+" to write")
	}
}

// speaks reports whether fmt would ask a type for its words.
func speaks(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]()) || t.Implements(reflect.TypeFor[fmt.Formatter]())
}

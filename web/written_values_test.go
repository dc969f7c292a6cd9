package web

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// argument is a value as a parameter or a variable has it.
func argument(v value) string {
	if v.typ != nil && v.typ.Kind() == reflect.Struct && !v.pointer {
		return "&" + v.code
	}
	return v.code
}

// pipe is the value of a pipeline of one command.
func (k *maker) pipe(p *parse.PipeNode, s scope) value {
	if len(p.Cmds) != 1 {
		k.refuse(p, "a pipeline")
	}
	return k.command(p.Cmds[0], s)
}

func (k *maker) command(c *parse.CommandNode, s scope) value {
	if f, ok := c.Args[0].(*parse.IdentifierNode); ok {
		if f.Ident == "len" && len(c.Args) == 2 {
			return value{code: "len(" + k.operand(c.Args[1], s).code + ")", typ: reflect.TypeFor[int]()}
		}
		return value{code: k.test(c, s), typ: reflect.TypeFor[bool]()}
	}
	if len(c.Args) != 1 {
		k.refuse(c, "arguments")
	}
	return k.operand(c.Args[0], s)
}

// operand is the value of a node.
func (k *maker) operand(n parse.Node, s scope) value {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return k.fields(n, s.dot, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return k.fields(n, s.root, n.Ident[1:])
		}
		v, known := s.names[n.Ident[0]]
		if !known {
			k.refuse(n, "unknown variable")
		}
		return k.fields(n, v, n.Ident[1:])
	case *parse.StringNode:
		return value{code: n.Quoted, typ: reflect.TypeFor[string]()}
	case *parse.NumberNode:
		return value{code: n.Text, typ: reflect.TypeFor[int]()}
	case *parse.PipeNode:
		return k.pipe(n, s)
	}
	k.refuse(n, "unknown operand")
	return value{}
}

// fields goes down from a value by the names of fields, methods and keys.
func (k *maker) fields(n parse.Node, v value, names []string) value {
	for _, name := range names {
		switch {
		case v.typ == nil:
			k.refuse(n, "a field of nothing")
			return v
		case v.typ == reflect.TypeFor[page]() && name == "Body":
			v = value{code: fmt.Sprintf("%s.Body.(*%s)", v.code, k.view.Elem().Name()), typ: k.view}
		case v.typ.Kind() == reflect.Map:
			v = value{code: v.code + "[" + strconv.Quote(name) + "]", typ: v.typ.Elem()}
		default:
			v = k.member(n, v, name)
		}
		if v.typ != nil && v.typ.Kind() == reflect.Pointer {
			v = value{code: v.code, typ: v.typ.Elem(), pointer: true}
		}
	}
	return v
}

func (k *maker) member(n parse.Node, v value, name string) value {
	if method, has := reflect.PointerTo(v.typ).MethodByName(name); has {
		if method.Type.NumIn() != 1 || method.Type.NumOut() != 1 {
			k.refuse(n, "a method with arguments or errors")
		}
		return value{code: v.code + "." + name + "()", typ: method.Type.Out(0)}
	}
	if v.typ.Kind() == reflect.Struct {
		if f, has := v.typ.FieldByName(name); has {
			return value{code: v.code + "." + name, typ: f.Type}
		}
	}
	k.refuse(n, "no "+name+" in "+v.typ.String())
	return value{}
}

// truth is the condition that a template asks for: that a value is not empty.
func (k *maker) truth(n parse.Node, s scope) string {
	if p, ok := n.(*parse.PipeNode); ok {
		if len(p.Decl) > 0 || len(p.Cmds) != 1 {
			k.refuse(n, "a pipeline as a condition")
		}
		if f, ok := p.Cmds[0].Args[0].(*parse.IdentifierNode); ok && f.Ident != "len" {
			return k.test(p.Cmds[0], s)
		}
		return k.holds(n, k.command(p.Cmds[0], s))
	}
	return k.holds(n, k.operand(n, s))
}

// holds is the condition that a value is not empty.
func (k *maker) holds(n parse.Node, v value) string {
	if v.typ == nil {
		k.refuse(n, "no condition")
		return "false"
	}
	switch v.typ.Kind() {
	case reflect.Bool:
		return v.code
	case reflect.String:
		return v.code + ` != ""`
	case reflect.Int:
		return v.code + " != 0"
	case reflect.Slice, reflect.Map:
		return "len(" + v.code + ") > 0"
	case reflect.Struct:
		if v.pointer && !v.sure {
			return v.code + " != nil"
		}
		return "true"
	}
	k.refuse(n, "a "+v.typ.String()+" as a condition")
	return "false"
}

// test is the condition of a function.
func (k *maker) test(c *parse.CommandNode, s scope) string {
	name, args := c.Args[0].String(), c.Args[1:]
	between, compares := map[string]string{"eq": " == ", "lt": " < ", "gt": " > "}[name]
	joint, joins := map[string]string{"and": ") && (", "or": ") || ("}[name]
	switch {
	case compares && len(args) == 2:
		return k.operand(args[0], s).code + between + k.operand(args[1], s).code
	case name == "not" && len(args) == 1:
		return "!(" + k.truth(args[0], s) + ")"
	case joins:
		var tests []string
		for _, a := range args {
			tests = append(tests, k.truth(a, s))
		}
		return "(" + strings.Join(tests, joint) + ")"
	}
	k.refuse(c, "unknown function")
	return "false"
}

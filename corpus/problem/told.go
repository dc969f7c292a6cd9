package problem

import (
	"io/fs"
	"os"
	"strings"
)

// Told is what whoever asked is told of an error.
type Told struct {
	Kind    Kind
	Message string // where and what, in Chinese, without a full stop
	Title   string // what, whichever it was
	Detail  string // what to do, may be empty
	Faults  []Fault
}

// Of says what an error is to whoever asked. One that nobody has given a kind is
// Internal, and shows its text: there is nothing else to go by.
func Of(err error) Told {
	t, known := tell(err, nil)
	if known {
		return t
	}
	return Told{Kind: Internal, Title: "出错了", Message: sentence(places(err), "出错了："+plain(err).Error())}
}

// KindOf is the kind alone.
func KindOf(err error) Kind { return Of(err).Kind }

// Message is the sentence alone.
func Message(err error) string { return Of(err).Message }

// tell looks for the first error of a chain that knows its kind, and remembers
// the places named on the way to it.
func tell(err error, where []string) (t Told, known bool) {
	switch e := err.(type) {
	case nil:
		return Told{}, false
	case *Error:
		return e.told(where), true
	case *placed:
		return tell(e.err, append(where, e.where))
	case *fs.PathError:
		return ofFile(e.Path, e.Err, where)
	case *os.LinkError:
		return ofFile(e.New, e.Err, where)
	}
	for _, inner := range within(err) {
		if t, known = tell(inner, where); known {
			return t, true
		}
	}
	return ofFile("", err, where)
}

// told is what a kind says, in the places given.
func (e *Error) told(where []string) Told {
	words := e.Kind.Words()
	t := Told{Kind: e.Kind, Title: words.Title, Detail: words.Detail, Faults: e.Faults}
	if e.Detail != "" {
		t.Detail = e.Detail
	}
	t.Message = sentence(where, e.says())
	return t
}

// says is what happened, wherever it did.
func (e *Error) says() string {
	if e.Says != "" {
		return e.Says
	}
	return e.Kind.Words().Title + listed(e.Faults)
}

// listed is the sentence's end that names each fault.
func listed(faults []Fault) string {
	out, before := "", "："
	for _, f := range faults {
		out += before + f.Message
		before = "；"
		if strings.HasSuffix(out, "？") {
			before = ""
		}
	}
	return out
}

// ofFile is what an error of the system says of the file at path.
func ofFile(path string, err error, where []string) (Told, bool) {
	kind := ofSystem(err)
	if kind == "" {
		return Told{}, false
	}
	words := kind.Words()
	t := Told{Kind: kind, Title: words.Title, Detail: words.Detail}
	switch last := len(where) - 1; {
	case path == "":
		t.Message = sentence(where, words.Title)
	case last >= 0 && strings.HasSuffix(where[last], path): // said already
		t.Message = strings.Join(where, "：") + " " + words.Title
	default:
		t.Message = sentence(where, path+" "+words.Title)
	}
	return t, true
}

func sentence(where []string, what string) string {
	return strings.Join(append(where[:len(where):len(where)], what), "：")
}

// within are the errors that err wraps.
func within(err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		return []error{e.Unwrap()}
	case interface{ Unwrap() []error }:
		return e.Unwrap()
	}
	return nil
}

// places are those that are named before anything else is said.
func places(err error) (out []string) {
	for p, ok := err.(*placed); ok; p, ok = p.err.(*placed) {
		out = append(out, p.where)
	}
	return out
}

// plain is err without the places that places gives.
func plain(err error) error {
	for p, ok := err.(*placed); ok; p, ok = err.(*placed) {
		err = p.err
	}
	return err
}

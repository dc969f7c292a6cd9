package web

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// watchView is what became of the folders that are followed.
type watchView struct {
	Roots   []string
	Looked  string
	Trouble string
	Failed  []failedLine
	Missing []missingLine
}

type failedLine struct{ Name, Reason string }

type missingLine struct{ Title, Href, Delete, Path string }

// viewWatched is nil if no folder is followed.
func (st *site) viewWatched(heads []library.Head) *watchView {
	if st.cfg.Watched == nil {
		return nil
	}
	s := st.cfg.Watched()
	v := &watchView{Roots: s.Roots, Trouble: s.Trouble}
	if !s.Looked.IsZero() {
		v.Looked = chineseClock(s.Looked)
	}
	for _, path := range slices.Sorted(maps.Keys(s.Failed)) {
		v.Failed = append(v.Failed, failedLine{path, s.Failed[path]})
	}
	titles := map[string]string{}
	for _, h := range heads {
		titles[h.ID] = h.Fields.Title
	}
	for _, m := range s.Missing {
		if title, there := titles[m.Document]; there {
			v.Missing = append(v.Missing, missingLine{title, documentPath(m.Document), libraryPath(m.Document, "delete"), strings.Join(shownPaths(m.Paths), "、")})
		}
	}
	return v
}

// intakeField is a field that can be put right before a file is taken in.
type intakeField struct {
	Name    string        `json:"name"`
	Label   string        `json:"label"`
	List    bool          `json:"list,omitempty"`
	Options []intakeValue `json:"options,omitempty"`
}

type intakeValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// checkedFields are those that are most often guessed wrong.
var checkedFields = []string{"title", "kind", "genre", "issuer", "doc_no", "promulgated", "effective", "authors", "published", "source"}

// intakeFields describes them for the script.
func intakeFields() string {
	var out []intakeField
	for _, name := range checkedFields {
		f := intakeField{Name: name, Label: corpus.Label(fieldLabels, name), List: isList(controlKinds[name])}
		if name != "kind" && options(name) != nil {
			f.Options = append(f.Options, intakeValue{})
		}
		for _, o := range options(name) {
			f.Options = append(f.Options, intakeValue(o))
		}
		out = append(out, f)
	}
	text, _ := json.Marshal(out) // of strings: cannot fail
	return string(text)
}

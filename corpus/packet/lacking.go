package packet

import (
	"cmp"

	"tiaowen/corpus"
)

// Lacking names the fields, as [corpus.Fields] writes them in JSON, that a source
// of such a document cannot do without and does not have, in the order in which
// the edit form asks for them. A field that stands for several that would do is
// the one that is most often known. The other fields are left out of a source if
// they are not known, and nobody misses them.
func Lacking(f corpus.Fields) []string {
	var out []string
	need := func(name string, known bool) {
		if !known {
			out = append(out, name)
		}
	}
	published := f.Published != "" || f.Promulgated != ""
	public := oneLine(f.Source+f.URL+f.DOI) != ""
	need("title", oneLine(f.Title) != "")
	switch f.Kind {
	case corpus.Regulation, corpus.Official:
		need("issuer", named(f.Issuer) || named(f.Authors))
		need("promulgated", published || f.Effective != "")
	case corpus.Speech:
		need("source", public || oneLine(f.Occasion) != "")
		need("speaker", named(speakers(f)))
		need("published", published)
	default:
		need("source", public)
		need("authors", named(f.Authors) || named(f.Issuer))
		need("published", published)
	}
	return out
}

// named reports whether any of the names is one.
func named(names []string) bool { return people(names, len(names)) != "" }

// Completed is f with what is known of its source now and was not when it was
// taken. What was known stays: it is what the packet was made of.
func Completed(f, now corpus.Fields) corpus.Fields {
	for _, pair := range []struct{ was, is *string }{
		{&f.Title, &now.Title}, {&f.DocNo, &now.DocNo}, {&f.Source, &now.Source}, {&f.URL, &now.URL}, {&f.DOI, &now.DOI},
		{&f.Speaker, &now.Speaker}, {&f.Occasion, &now.Occasion}, {&f.Affiliation, &now.Affiliation},
	} {
		*pair.was = cmp.Or(*pair.was, *pair.is)
	}
	for _, pair := range []struct{ was, is *corpus.Date }{
		{&f.Adopted, &now.Adopted}, {&f.Promulgated, &now.Promulgated}, {&f.Effective, &now.Effective}, {&f.Published, &now.Published},
	} {
		*pair.was = cmp.Or(*pair.was, *pair.is)
	}
	if !named(f.Issuer) {
		f.Issuer = now.Issuer
	}
	if !named(f.Authors) {
		f.Authors = now.Authors
	}
	f.Kind = cmp.Or(f.Kind, now.Kind)
	return f
}

package extract

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// isWatermark reports whether a drawing is the watermark that office programs
// put behind the pages: they tell it by its name only.
func isWatermark(e element) bool {
	name := strings.ToLower(e.attr("name"))
	return strings.HasPrefix(e.name, "draw:") && (strings.Contains(name, "watermark") || strings.Contains(name, "水印"))
}

func (w *odtWriter) watermark(words *draft) {
	text := strings.Join(strings.Fields(words.b.String()), "")
	if text != "" && !slices.Contains(w.watermarks, text) {
		w.watermarks = append(w.watermarks, text)
	}
}

// object notes a document inside the document: a table of numbers, a formula, a
// chart. It lies in a folder of its own.
func (w *odtWriter) object(e element) {
	if folder := cleanName(strings.TrimPrefix(e.attr("href"), "./")); folder != "" && !slices.Contains(w.embedded, folder) {
		w.embedded = append(w.embedded, folder)
	}
}

// inner says what the documents inside were: a formula is written as one line,
// of the others the first words tell which are missing.
func (d *odt) inner(a *archive) (out []corpus.Diagnostic) {
	const most = 20
	for i, folder := range d.embedded {
		if i == most {
			return append(out, note(NoteEmbedded, corpus.Warning, "文档里嵌入的另外 %d 个对象没有收入", len(d.embedded)-most))
		}
		var words []string
		name := folder + "/" + odtContent
		if a.has(name) {
			_ = a.walkEntry(name, func(root element) {
				for _, text := range root.texts(func(e element) bool { return e.name == "text:p" || strings.HasPrefix(local(e), "m") }) {
					words = append(words, strings.TrimSpace(text))
				}
			})
		}
		out = append(out, note(NoteEmbedded, corpus.Warning, "文档里嵌入的对象“%s”没有收入，请核对原件%s", folder, listed(words)))
	}
	return out
}

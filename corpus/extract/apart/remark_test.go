package apart

import (
	"archive/zip"
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
	"tiaowen/corpus/remark"
)

func wordFile(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range []struct{ name, content string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		p, err := w.Create(part.name)
		if err == nil {
			_, err = p.Write([]byte(part.content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Remarks that a child writes are those that this process would have written, and a
// child that wrote some reads on.
func TestRemarkAsHere(t *testing.T) {
	r, file := reader(t, "child", Limits{}), wordFile(t, "第一条　甲乙。")
	instead := "丙"
	remarks := []remark.Remark{{Span: corpus.Span{Start: len("第一条　"), End: len("第一条　甲")}, Text: "改", Instead: &instead}}
	for _, o := range []remark.Options{{}, {Track: true}} {
		got, err := r.Remark(t.Context(), "稿.docx", file, "第一条　甲乙。", remarks, o)
		if err != nil {
			t.Fatal(err)
		}
		want, err := remark.Write("稿.docx", file, "第一条　甲乙。", remarks, o)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := r.Remark(t.Context(), "稿.docx", file, "别的文字", remarks, remark.Options{}); !errors.Is(err, remark.ErrOtherText) {
		t.Error(err)
	}
	var refusal *extract.Refusal
	if _, err := r.Remark(t.Context(), "稿.docx", file[:40], "", nil, remark.Options{}); !errors.As(err, &refusal) {
		t.Error(err)
	}
	sources, err := r.Read(t.Context(), "稿.docx", file, extract.Options{})
	if err != nil || sources[0].Text != "第一条　甲乙。" {
		t.Error(sources, err)
	}
}

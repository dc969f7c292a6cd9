package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

func makeEPUB(t testing.TB, more ...packed) string {
	return makeZip(t, append([]packed{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`},
		{"OEBPS/book.opf", `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>学习读本</dc:title><dc:creator>张三</dc:creator><dc:date>2020-03-04</dc:date><dc:publisher>某出版社</dc:publisher></metadata>
<manifest><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/%E4%B8%80.xhtml" media-type="application/xhtml+xml"/><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="p" href="p.png" media-type="image/png"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="p"/><itemref idref="缺"/></spine></package>`},
		{"OEBPS/two.xhtml", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>二</title></head><body><h1>第二讲</h1><p>记录。<a>1</a></p><aside epub:type="footnote"><p>见附件。</p></aside></body></html>`},
		{"OEBPS/text/一.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>第一讲</h1><article><p>学习。</p></article></body></html>`},
		{"OEBPS/nav.xhtml", `<html><body><ol><li>第一讲</li></ol></body></html>`},
	}, more...)...)
}

func TestEPUB(t *testing.T) {
	s := readOne(t, "书.epub", makeEPUB(t))
	if diff := cmp.Diff("第一讲\n学习。\n第二讲\n记录。1\n见附件。", s.Text); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"heading 1 第一讲", "heading 1 第二讲", "note 0 见附件。"}, marked(s)); diff != "" {
		t.Error(diff)
	}
	want := corpus.Fields{Title: "学习读本", Authors: []string{"张三"}, Published: "2020-03-04", Source: "某出版社"}
	if diff := cmp.Diff(want, s.Hints); diff != "" {
		t.Error(diff)
	}
}

func TestLockedEPUB(t *testing.T) {
	locked := packed{"META-INF/encryption.xml", `<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="OEBPS/two.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`}
	_, err := Read("书.epub", []byte(makeEPUB(t, locked)))
	if got := refusalCode(err); got != ArchivePassword {
		t.Errorf("code = %q (%v)", got, err)
	}
}

package web

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// doubtfulText has a note and a page number in its second article.
const doubtfulText = "示例存疑规定\n（2021年1月1日公布 自2021年2月1日起施行）\n第一条 为了说明存疑的款项，制定本规定。\n第二条 示例机关每月开一次会议，研究有关事项。\n注：会议时间可以调整。\n— 3 —\n会议应当有记录。\n第三条 本规定自2021年2月1日起施行。\n"

// doubtfulMemory holds it too, as a PDF whose second page begins in that article.
func doubtfulMemory(t testing.TB) (sh *memory, id string) {
	t.Helper()
	sh = newMemory(t)
	sh.take(t, "示例存疑规定.txt", []byte(doubtfulText))
	d := &sh.records[len(sh.records)-1].Document
	cut := strings.Index(d.Text, "注：会议")
	d.Path, d.Pages = "示例存疑规定.pdf", []corpus.Page{{Number: 2, Span: corpus.Span{End: cut - 1}}, {Number: 3, Span: corpus.Span{Start: cut, End: len(d.Text)}}}
	return sh, d.ID
}

// TestDoubtfulArticle: the page of a text and that of a clause say at the clause what
// speaks against it, and show the original beside it: its lines as they stood, and the
// pages of the file.
func TestDoubtfulArticle(t *testing.T) {
	sh, id := doubtfulMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	for path, at := range map[string]string{documentPath(id): "#art_2 .doubt", provisionPath(id, "art_2"): ".doc-head .doubt", provisionPath(id, "art_2__para_1"): ".doc-head .doubt"} {
		p := v.open(path, http.StatusOK)
		box := only(t, p, at)
		said := words(box)
		for _, want := range []string{"款项划分存疑", "像是注释或页码", "— 3 —", "注：会议时间可以调整。", "第2页", "第3页", "下载原件"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not say %q: %s", path, want, said)
			}
		}
		if got := attribute(find(box, ".doubt-original a")[1], "href"); got != originalPath(id)+"?inline=true#page=3" {
			t.Errorf("%s leads to %s", path, got)
		}
	}
	p := v.open(documentPath(id), http.StatusOK)
	if n := len(find(p, ".text .doubt")); n != 1 {
		t.Errorf("%d articles are in doubt", n)
	}
	if got := words(only(t, p, ".banner-doubt")); !strings.Contains(got, "1 条") || !strings.Contains(got, "第二条") {
		t.Errorf("the head says %q", got)
	}
	if n := len(find(v.open(provisionPath(id, "art_1"), http.StatusOK), ".doubt")); n != 0 {
		t.Errorf("a clause that is sound is in doubt")
	}
	v.open(provisionPath(id, "art_99"), http.StatusNotFound)
}

// TestDoubtfulReading: a text without articles that was recognised says so once.
func TestDoubtfulReading(t *testing.T) {
	sh := newMemory(t)
	sh.take(t, "示例讲话.txt", []byte("在示例座谈会上的讲话\n（2021年3月1日）\n示例人\n同志们：今天我们开一个座谈会，听一听大家的意见。\n大家谈得很好。\n"))
	r := &sh.records[len(sh.records)-1]
	r.Document.Diagnostics = append(r.Document.Diagnostics, corpus.Diagnostic{Code: "recognised", Severity: corpus.Warning, Message: "识别",
		Objections: []corpus.Objection{{Code: "recognised", Message: "文字是识别出来的"}}})
	v := newVisit(t, pageServer(t, sh, nil))
	if got := words(only(t, v.open(documentPath(r.Document.ID), http.StatusOK), ".doc-head .doubt")); !strings.Contains(got, "文字存疑") || !strings.Contains(got, "识别出来的") {
		t.Errorf("the page says %q", got)
	}
}

// TestOriginalInline: a PDF, and nothing else, is shown rather than saved if that is asked.
func TestOriginalInline(t *testing.T) {
	for _, c := range []struct{ path, data, query, want string }{
		{"甲.pdf", "%PDF-1.4\n", "?inline=true", "inline;"},
		{"甲.pdf", "%PDF-1.4\n", "", "attachment;"},
		{"甲.pdf", "%PDF-1.4\n", "?inline=false", "attachment;"},
		{"甲.pdf", "<script>", "?inline=true", "attachment;"},
		{"甲.html", "%PDF-1.4\n", "?inline=true", "attachment;"},
		{"甲.ofd", "PK", "?inline=true", "attachment;"},
	} {
		sh, id := doubtfulMemory(t)
		held := originals{sh, library.File{Path: c.path, Data: []byte(c.data)}}
		b := newBench(t, func(cfg *Config) {
			cfg.Library, cfg.Searcher, cfg.Resolver, cfg.Lexicon = held, sh, sh.resolver(), sh.lexicon
		})
		r := b.ask(http.MethodGet, originalPath(id)+c.query, "")
		if got := r.Header().Get("Content-Disposition"); r.Code != http.StatusOK || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s%s: %d %s, want %s", c.path, c.query, r.Code, got, c.want)
		}
		if policy := r.Header().Get("Content-Security-Policy"); strings.HasPrefix(c.want, "inline") == (policy == contentPolicy) {
			t.Errorf("%s%s: policy %s", c.path, c.query, policy)
		}
	}
	sh, id := doubtfulMemory(t)
	b := newBench(t, func(c *Config) { c.Library, c.Searcher, c.Resolver, c.Lexicon = sh, sh, sh.resolver(), sh.lexicon })
	for _, query := range []string{"?inline=perhaps", "?page=3"} {
		if r := b.ask(http.MethodGet, originalPath(id)+query, ""); r.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", query, r.Code)
		}
	}
}

// originals are a library whose every document came in one file.
type originals struct {
	*memory
	file library.File
}

func (o originals) Original(context.Context, string) (library.File, error) { return o.file, nil }

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/web"
)

// TestCheckLong: a draft that is too long to wait for is checked all the same, and
// answered for as any other.
func TestCheckLong(t *testing.T) {
	dir := t.TempDir()
	data, draft := filepath.Join(dir, "data"), write(t, filepath.Join(dir, "长.txt"), strings.Repeat("某处的安排照常进行。\n", 180_000)+"按照《样本读书会办法》第九十条办理。\n")
	rule := write(t, filepath.Join(dir, "样本读书会办法.txt"), "样本读书会办法\n2020年1月1日发布\n\n第一条　为了办好读书会，制定本办法。\n\n第二条　本办法自2020年1月1日起施行。\n")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"import", "--data", data, rule}, nil, &out, &errs, os.Getenv); code != exitOK {
		t.Fatalf("%d %s", code, &errs)
	}
	out.Reset()
	code := run(t.Context(), []string{"check", "--data", data, "--json", draft}, nil, &out, &errs, os.Getenv)
	var a web.CheckAnswer
	decode(t, out.String(), &a)
	if code != exitSome || a.Counts.Faults != 1 || len(a.Citations) != 1 || a.Citations[0].Paragraph != 180_001 || !strings.Contains(errs.String(), "在后台核对") {
		t.Errorf("%d %+v %s", code, a.Counts, &errs)
	}
}

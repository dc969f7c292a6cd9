package indexer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
)

// taking is what became of one file, with the documents it became.
type taking struct {
	Outcome
	documents []corpus.Document
}

// How much goes into the library in one transaction: enough that the disk is not
// waited for at each file, few enough that a person's change does not wait long.
const (
	filesTogether = 50
	bytesTogether = 1 << 20
)

// together is how many of the files, from the first, are put in one transaction:
// those that are new and could be read, or the first alone.
func together(files []File, ahead []reading) int {
	n, size := 0, 0
	for n < min(len(files), filesTogether) && ahead[n].fresh() && (n == 0 || size+len(files[n].Data) <= bytesTogether) {
		size += len(files[n].Data)
		n++
	}
	return max(n, 1)
}

// take puts files into the library, which are together.
func (in *Intake) take(ctx context.Context, files []File, ahead []reading) ([]taking, error) {
	if !ahead[0].fresh() {
		t, still, err := in.takeOld(ctx, files[0], &ahead[0])
		if err != nil || !still {
			return []taking{t}, err
		}
	}
	incoming := make([]library.Incoming, len(files))
	for i, f := range files {
		incoming[i] = library.Incoming{File: f.held(), Texts: ahead[i].texts, Unasked: f.Unasked}
	}
	kept, err := in.library.PutAll(ctx, incoming)
	if err != nil {
		return nil, fmt.Errorf("keep files: %w", err)
	}
	out := make([]taking, len(files))
	for i, k := range kept {
		in.unread.put(k.Records)
		out[i] = takingOf(files[i], k)
	}
	return out, nil
}

func takingOf(f File, k library.Kept) taking {
	t := taking{Outcome: newOutcome(f.Path)}
	t.Outcome.Outcome = string(k.Outcome)
	for _, r := range k.Records {
		if r.Withheld != "" {
			t.Reason = r.Withheld
		}
		t.Documents = append(t.Documents, Taken{r.Document.ID, r.Document.Fields.Title})
		if slices.Contains(k.Same, r.Document.ID) {
			continue // told when it came
		}
		t.Diagnostics = append(t.Diagnostics, r.Document.Diagnostics...)
		t.documents = append(t.documents, r.Document)
		if k.Outcome == library.Unchanged && len(f.Sidecar) > 0 && r.Document.Path != f.Path {
			t.Reason = "库中已有同样内容的文件，随附或填写的字段没有采用；要改请在文献页更正"
		}
	}
	if n := len(k.Same); n > 0 && t.Reason == "" {
		t.Reason = fmt.Sprintf("%d 篇中有 %d 篇库中已有，没有改动", len(k.Records), n)
	}
	switch {
	case k.Outcome == library.Unkept:
		t.Outcome.Outcome, t.Code, t.Reason = Failed, CodeUnkept, problem.Message(k.Err)
	case k.Outcome == library.Away:
		t.Outcome.Outcome, t.Code, t.Reason = Failed, CodeRemoved, awayWords(k.Away)
	case len(k.Away) > 0 && t.Reason == "":
		t.Reason = awayWords(k.Away)
	}
	return t
}

// awayWords say that something stays removed, and the way back.
func awayWords(ids []string) string {
	return fmt.Sprintf("同样的文本（%s）已被删除，没有自动收回；要恢复，请在资料库“最近改动”中撤销删除，或上传、导入这个文件", strings.Join(ids, "、"))
}

func newOutcome(path string) Outcome {
	return Outcome{Path: path, Documents: []Taken{}, Diagnostics: []corpus.Diagnostic{}}
}

// takeOld is what becomes of a file that could not be read, or that the library
// had as it is when it was read. An earlier file may have changed that: then r is
// filled, and it is still to be put.
func (in *Intake) takeOld(ctx context.Context, f File, r *reading) (t taking, still bool, err error) {
	t.Outcome = newOutcome(f.Path)
	if r.trouble != nil {
		return t, false, r.trouble
	}
	if r.known {
		k, known, err := in.library.Again(ctx, library.Incoming{File: f.held(), Unasked: f.Unasked})
		if err != nil {
			return t, false, fmt.Errorf("look up %s: %w", f.Path, err)
		}
		if known {
			t = takingOf(f, k)
			if t.Outcome.Outcome == string(library.Unchanged) {
				t.Diagnostics = t.Diagnostics[:0] // told when it came
			}
			return t, false, nil
		}
		r.texts, r.refused = in.texts(ctx, f)
	}
	if r.refused != nil {
		t.Outcome.Outcome, t.Reason, t.Code = Failed, r.refused.Error(), codeOf(r.refused)
	}
	return t, r.refused == nil, nil
}

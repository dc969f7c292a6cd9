package apart

import (
	"context"
	"encoding/json"
	"errors"

	"tiaowen/corpus/extract"
	"tiaowen/corpus/remark"
)

// job are remarks to be written into a file.
type job struct {
	Text    string
	Remarks []remark.Remark
	Options remark.Options
}

// Remark is remark.Write in a child process: a file that came from outside is taken
// apart there and nowhere else.
func (r *Reader) Remark(ctx context.Context, path string, file []byte, text string, remarks []remark.Remark, o remark.Options) (remark.Annotated, error) {
	encoded, err := json.Marshal(job{text, remarks, o})
	if err != nil {
		return remark.Annotated{}, err
	}
	limits := r.limits
	limits.Output = max(limits.Output, 2*extract.MaxSize) // the file comes back, in base64
	data := append(file[:len(file):len(file)], encoded...)
	a, err := r.ask(ctx, request{Path: path, Size: len(file), Job: len(encoded)}, data, limits)
	switch {
	case err != nil:
		return remark.Annotated{}, err
	case a.OtherText:
		return remark.Annotated{}, remark.ErrOtherText
	case a.Annotated == nil:
		return remark.Annotated{}, &extract.Refusal{Code: Died, Message: "写入批注的进程没有答复"}
	}
	return *a.Annotated, nil
}

// annotate does a job, in the child.
func annotate(q request, data []byte) (a answer) {
	var j job
	if err := json.Unmarshal(data[q.Size:], &j); err != nil {
		a.Refusal = &extract.Refusal{Code: Died, Message: err.Error()}
		return a
	}
	out, err := remark.Write(q.Path, data[:q.Size], j.Text, j.Remarks, j.Options)
	switch {
	case err == nil:
		a.Annotated = &out
	case errors.Is(err, remark.ErrOtherText):
		a.OtherText = true
	case !errors.As(err, &a.Refusal):
		a.Refusal = &extract.Refusal{Code: Died, Message: err.Error()}
	}
	return a
}

package extract

import (
	"errors"
	"path"
	"strings"
	"time"

	"tiaowen/corpus"
)

// zipFormat reads a heap of files packed together: each one that can be read
// is read as if it had come alone. What cannot be is said on the first text,
// by its name in the archive.
type zipFormat struct{}

func (zipFormat) name() string      { return "压缩文件（ZIP）" }
func (zipFormat) endings() []string { return []string{".zip"} }

func (zipFormat) claims(f *file) bool {
	a, err := f.archive()
	return err == nil && a != nil
}

func (zipFormat) read(f *file) ([]corpus.Source, error) {
	if f.depth > archiveDeepest {
		return nil, refuse(TooDeep, "压缩文件套了超过 %d 层，没有读取", archiveDeepest)
	}
	a, err := f.archive()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	u := &unpacking{f: f, a: a, parts: map[string]bool{}}
	for _, name := range a.names {
		if isClutter(name) {
			continue
		}
		if time.Since(start) > ArchiveDeadline {
			u.leaveOut(name, refuse(TooLarge, "压缩文件读了 %d 分钟还没读完，请解开后把文件夹整个导入", int(ArchiveDeadline.Minutes())))
			continue
		}
		if err := u.take(name); err != nil {
			return nil, err
		}
	}
	return u.finish()
}

// unpacking is an archive being read.
type unpacking struct {
	f       *file
	a       *archive
	sources []corpus.Source
	parts   map[string]bool
	left    int
	why     *Refusal // of the first file left out
	first   string
	mixed   bool // others were left out for other reasons
}

// ArchiveDeadline is when an archive's remaining files are left out: each may
// take what a single hostile file takes.
const ArchiveDeadline = 10 * time.Minute

// mostLeftOut are reported one by one; of the others only their number.
const mostLeftOut = 50

// take reads one file. Only what is wrong with the archive as a whole is an
// error.
func (u *unpacking) take(name string) error {
	sources, err := u.inner(name)
	var refusal *Refusal
	if errors.As(err, &refusal) {
		if refusal == u.f.allowed.over {
			return refusal
		}
		u.leaveOut(name, refusal)
		return nil
	}
	for _, s := range sources {
		s.Part = u.part(name, s.Part)
		u.sources = append(u.sources, s)
	}
	return nil
}

// inner reads a file in the archive, with the fields that a sidecar beside it
// states.
func (u *unpacking) inner(name string) ([]corpus.Source, error) {
	raw, err := u.a.read(name)
	if err != nil {
		return nil, err
	}
	if len(raw) == 0 {
		return nil, refuse(Empty, "文件是空的")
	}
	inner := &file{path: name, ending: ending(name), raw: raw, options: u.f.options, depth: u.f.depth + 1, allowed: u.f.allowed}
	sources, err := inner.sources()
	if err != nil || !u.a.has(name+SidecarEnding) {
		return sources, err
	}
	sidecar, err := u.a.read(name + SidecarEnding)
	if err != nil {
		return nil, err
	}
	return WithSidecar(sources, sidecar)
}

// part names a text by the file it is in and, of several, by its own part. The
// parts of one archive are all different.
func (u *unpacking) part(name, own string) string {
	if own != "" {
		name += "/" + own
	}
	for u.parts[name] {
		name += "~"
	}
	u.parts[name] = true
	return name
}

func (u *unpacking) leaveOut(name string, why *Refusal) {
	if u.left == 0 {
		u.first, u.why = name, why
	}
	u.mixed = u.mixed || why.Code != u.why.Code
	if u.left++; u.left <= mostLeftOut {
		u.f.note(note(NoteInner, corpus.Warning, "压缩文件里的“%s”没有读入：%s", name, why.Message))
	}
}

func (u *unpacking) finish() ([]corpus.Source, error) {
	if u.left > mostLeftOut {
		u.f.note(note(NoteInner, corpus.Warning, "压缩文件里另有 %d 个文件没有读入", u.left-mostLeftOut))
	}
	switch {
	case len(u.sources) > 0:
		return u.sources, nil
	case u.left == 0:
		return nil, refuse(Empty, "压缩文件里没有文件")
	case u.left == 1:
		return nil, refuse(u.why.Code, "压缩文件里的“%s”没有读入：%s", u.first, u.why.Message)
	}
	code := u.why.Code
	if u.mixed {
		code = NoDocuments
	}
	return nil, refuse(code, "压缩文件里的 %d 个文件没有一个可以读取；如“%s”：%s", u.left, u.first, u.why.Message)
}

// isClutter reports whether a name is of what systems and programs leave in
// folders, or of a sidecar, which is read with the file it stands beside.
func isClutter(name string) bool {
	for _, element := range strings.Split(name, "/") {
		if element == "__MACOSX" || strings.HasPrefix(element, ".") || strings.HasPrefix(element, "~$") {
			return true
		}
	}
	switch strings.ToLower(path.Base(name)) {
	case "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasSuffix(name, SidecarEnding)
}

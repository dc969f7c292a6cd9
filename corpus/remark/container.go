package remark

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"tiaowen/corpus/extract"
)

// container is a Word file whose parts are being replaced. It was read before,
// within the limits of package extract.
type container struct {
	zip      *zip.Reader
	replaced map[string][]byte
	added    []string // names of new parts, in their order
}

func openContainer(file []byte) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, &extract.Refusal{Code: extract.ArchiveBroken, Message: "文件已损坏或没有下载完整，打不开；请重新取得原件"}
	}
	return &container{zip: z, replaced: map[string][]byte{}}, nil
}

// entry is the first part of a name, nil if there is none.
func (c *container) entry(name string) *zip.File {
	for _, f := range c.zip.File {
		if partName(f) == name {
			return f
		}
	}
	return nil
}

// partName is a name as relations write it; some programs pack with backslashes.
func partName(f *zip.File) string {
	return strings.TrimPrefix(path.Clean(strings.ReplaceAll(f.Name, `\`, "/")), "/")
}

func (c *container) has(name string) bool { return c.entry(name) != nil }

// read unpacks a part.
func (c *container) read(name string) ([]byte, error) {
	f := c.entry(name)
	if f == nil {
		return nil, broken(name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(name)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, extract.MaxSize+1))
	if err != nil {
		return nil, broken(name)
	}
	if len(raw) > extract.MaxSize {
		return nil, &extract.Refusal{Code: extract.TooLarge, Message: "文件里的 " + name + " 太长，不能写入批注"}
	}
	return raw, nil
}

// replace gives a part new content; one that is not there is added at the end.
func (c *container) replace(name string, content []byte) {
	if _, again := c.replaced[name]; !again && !c.has(name) {
		c.added = append(c.added, name)
	}
	c.replaced[name] = content
}

// signed reports whether the file carries signatures.
func (c *container) signed() bool {
	for _, f := range c.zip.File {
		if strings.HasPrefix(partName(f), "_xmlsignatures/") {
			return true
		}
	}
	return false
}

// pack writes the container: parts that were not replaced are copied as they
// were packed.
func (c *container) pack() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if err := w.SetComment(c.zip.Comment); err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, f := range c.zip.File {
		content, changed := c.replaced[partName(f)]
		if !changed || done[partName(f)] {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		done[partName(f)] = true
		if err := packPart(w, &zip.FileHeader{Name: f.Name, Modified: f.Modified, NonUTF8: f.NonUTF8, ExternalAttrs: f.ExternalAttrs}, content); err != nil {
			return nil, err
		}
	}
	for _, name := range c.added {
		if err := packPart(w, &zip.FileHeader{Name: name}, c.replaced[name]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

func packPart(w *zip.Writer, h *zip.FileHeader, content []byte) error {
	h.Method = zip.Deflate
	part, err := w.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = part.Write(content)
	return err
}

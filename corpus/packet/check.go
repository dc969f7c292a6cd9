package packet

import (
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"tiaowen/corpus"
)

// What a packet may hold, so that a file given back cannot fill the memory.
const (
	// MaxItems is twice the largest packet that was asked for.
	MaxItems = 20_000
	// MaxText is the longest text of an item in bytes: a book of a code of law.
	MaxText = 4 << 20
	// MaxTitle is the longest title in characters.
	MaxTitle = 1000
	// MaxBytes is the largest JSON that is read.
	MaxBytes = 64 << 20
)

// FormatError says what is wrong with a packet. Message is Chinese and for the
// person who brought it.
type FormatError struct {
	// Item counts from 1; 0 means the packet as a whole.
	Item    int
	Message string
}

func (e *FormatError) Error() string {
	if e.Item == 0 {
		return e.Message
	}
	return fmt.Sprintf("第%d项：%s", e.Item, e.Message)
}

func wrong(item int, format string, args ...any) error {
	return &FormatError{item, fmt.Sprintf(format, args...)}
}

// Check reports the first thing in the packet that cannot be written or was
// never written by this package, as a *FormatError.
func (p Packet) Check() error {
	if n := utf8.RuneCountInString(p.Title); n > MaxTitle {
		return wrong(0, "标题有%d个字，最多%d个", n, MaxTitle)
	}
	if len(p.Items) > MaxItems {
		return wrong(0, "共有%d项，最多%d项", len(p.Items), MaxItems)
	}
	for i, item := range p.Items {
		if err := item.check(i + 1); err != nil {
			return err
		}
	}
	return nil
}

func (item Item) check(at int) error {
	if len(item.Text) > MaxText {
		return wrong(at, "文字太长")
	}
	switch item.Kind {
	case KindHeading:
		if item.Level < 1 || item.Level > deepest {
			return wrong(at, "标题层级是%d，只能是1到%d", item.Level, deepest)
		}
	case KindNote:
	case KindPassage:
		if item.Passage == nil {
			return wrong(at, "摘录没有内容（缺 passage）")
		}
		return item.Passage.check(at)
	default:
		return wrong(at, "不认识的类型“%s”", shorten(string(item.Kind)))
	}
	if item.Passage != nil {
		return wrong(at, "标题和说明不能带摘录（passage）")
	}
	return nil
}

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (p Passage) check(at int) error {
	switch {
	case len(p.Text) > MaxText || len(p.Note) > MaxText:
		return wrong(at, "文字太长")
	case p.DocumentID == "":
		return wrong(at, "摘录没有写明文献（document_id）")
	case p.Address != address(p.DocumentID, p.Locator):
		return wrong(at, "地址“%s”与文献、条款定位不一致", shorten(p.Address))
	case !p.VersionDate.Valid():
		return wrong(at, "版本日期“%s”不是日期", shorten(string(p.VersionDate)))
	case !p.Cut.known():
		return wrong(at, "不认识的节选方式（cut）“%s”", shorten(string(p.Cut)))
	case !hashForm.MatchString(p.Hash):
		return wrong(at, "摘录的校验值（hash）不是64位十六进制数")
	}
	if len(p.Doubts) > maxDoubts {
		return wrong(at, "存疑之处（doubts）太多")
	}
	for _, d := range p.Doubts {
		if utf8.RuneCountInString(d.Code+d.Label+d.Message) > MaxTitle {
			return wrong(at, "存疑之处（doubts）的文字太长")
		}
	}
	return checkFields(p.Fields, at)
}

// maxDoubts is more than there are reasons to doubt a text.
const maxDoubts = 50

// checkFields holds the values to their closed lists. That title and kind are
// unknown is allowed: the document may be gone from the library.
func checkFields(f corpus.Fields, at int) error {
	if f.Title == "" {
		f.Title = "无题"
	}
	if f.Kind == "" {
		f.Kind = corpus.Essay
	}
	var field *corpus.FieldError
	if err := f.Check(); errors.As(err, &field) {
		return wrong(at, "文献信息 %s 的值“%s”不对", field.Field, shorten(field.Value))
	}
	return nil
}

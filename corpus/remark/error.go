package remark

import (
	"errors"

	"tiaowen/corpus/extract"
)

// ErrOtherText is that the spans refer to another text than the file's.
var ErrOtherText = errors.New("the text is not that of the file")

func broken(part string) error {
	return &extract.Refusal{Code: extract.Broken, Message: "文件里的 " + part + " 已损坏，不能写入批注"}
}

// foreign is of a part that is sound, and written so as no program writes it.
func foreign(part string) error {
	return &extract.Refusal{Code: extract.Unsupported, Message: "文件里的 " + part + " 不是 UTF-8 编码，不能写入批注；请用 Word 另存一次"}
}

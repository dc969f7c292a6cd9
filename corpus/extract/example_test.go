package extract_test

import (
	"errors"
	"fmt"

	"tiaowen/corpus/extract"
)

// A file becomes texts. What cannot be read says why, and what to do.
func ExampleRead() {
	sources, err := extract.Read("样本登记办法.md", []byte("# 样本登记办法\n\n**第一条**　为了做好样本登记，制定本办法。\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", sources[0].Text)

	var refused *extract.Refusal
	_, err = extract.Read("登记簿.xls", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	fmt.Println(errors.As(err, &refused), err)
	// Output:
	// "样本登记办法\n\n第一条\u3000为了做好样本登记，制定本办法。\n"
	// true 这份 Word 文档已损坏，不能读取
}

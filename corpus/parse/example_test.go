package parse_test

import (
	"fmt"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// A text becomes a document: fields, and provisions that each have an address.
func ExampleDocument() {
	d := parse.Document(corpus.Source{Path: "样本登记办法.txt", Text: `样本登记办法

第一章 总则

第一条 为了做好样本登记，制定本办法。

第二条 登记样本，应当写明：

（一）名称；

（二）来源。

登记簿由专人保管。

第三条 本办法自2024年3月1日起施行。
`})
	fmt.Println(d.Fields.Title, d.Fields.Effective)
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Locator != "" {
			fmt.Println(n.Locator, n.Label)
		}
		return true
	})
	// Output:
	// 样本登记办法 2024-03-01
	// title 标题
	// chp_1 第一章
	// art_1 第一条
	// art_1__para_1 第一款
	// art_2 第二条
	// art_2__para_1 第一款
	// art_2__para_1__item_1 （一）
	// art_2__para_1__item_2 （二）
	// art_2__para_2 第二款
	// art_3 第三条
	// art_3__para_1 第一款
}

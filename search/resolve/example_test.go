package resolve_test

import (
	"context"
	"fmt"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

// An address is answered exactly, or it is said what is missing.
func ExampleResolver_Resolve() {
	texts := searchtest.Shelf{}
	texts.Add(searchtest.Written(corpus.Fields{Title: "中国共产党样本登记工作条例（试行）", Promulgated: "2024-03-01", Effective: "2024-03-01"}, searchtest.ArticlesOf(1, 12)))
	r := resolve.NewResolver(naming.DefaultAliases(), texts)
	r.Put(texts.Titled()...)
	for _, typed := range []string{"样本登记条例12条", "《中国共产党样本登记工作条例》第二条、第三条", "樣本登記工作條例第１３條", "样本"} {
		found, err := r.Resolve(context.Background(), typed, "", searchtest.Today)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(strings.TrimSpace(fmt.Sprint(found.Status, " ", found.Address, " ", found.Citation)))
	}
	// Output:
	// ok 中国共产党样本登记工作条例（试行）_2024-03-01#art_12 《中国共产党样本登记工作条例（试行）》第十二条
	// ok 中国共产党样本登记工作条例（试行）_2024-03-01#art_2 《中国共产党样本登记工作条例（试行）》第二条、第三条
	// no_article
	// not_an_address
}

package search_test

import (
	"fmt"

	"tiaowen/search"
)

// What a person typed is read: strings that must stand, what must not, filters, and
// whether it is a question.
func ExampleParse() {
	for _, typed := range []string{"样本 登记", `"批评和自我批评" -试行`, "year:2024 登记", "多久登记一次样本？"} {
		p, err := search.Parse(typed)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v quoted %d not %v filter %v question %v\n", p.Terms(), len(p.Quoted), p.Not, p.Filter, p.Question)
	}
	// Output:
	// [样本 登记] quoted 0 not [] filter map[] question false
	// [批评和自我批评] quoted 1 not [试行] filter map[] question false
	// [登记] quoted 0 not [] filter map[year:[2024]] question false
	// [多久登记一次样本] quoted 0 not [] filter map[] question true
}

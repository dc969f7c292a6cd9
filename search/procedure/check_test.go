package procedure

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// The works of these tests: a 办法 in three versions, of which the last is not yet in
// force, one that was repealed without a successor, and one that is older than all.
func versions(t testing.TB) searchtest.Shelf {
	t.Helper()
	s := searchtest.Shelf{}
	add := func(title string, effective, ceased corpus.Date, body string) {
		s.Add(searchtest.Written(corpus.Fields{Title: title, Kind: corpus.Regulation, Promulgated: effective, Effective: effective, Ceased: ceased}, body))
	}
	add("示例样本办法", "2010-01-01", "", `第一条　保管员收到样本后，应当在三日内登记在册，并通知送样的单位。

第二条　样本入库前应当由两名保管员共同查看封条，并在登记表上签名。

查看不合格的样本应当在五日内退回送样的单位，并说明理由。

第三条　库房每年清点一次，清点的结果报告所在单位的负责人。

第四条　旧的标签由保管员统一收回并且集中销毁，不得带出库房。
`)
	add("示例样本办法", "2020-01-01", "", `第一条　为了做好示例样本的保管工作，根据有关规定，制定本办法。

第二条　保管员收到样本后，应当在三日内登记在册，并通知送样的单位。

第三条　样本入库前应当由两名保管员共同查看封条，并在登记表上签名。

查看不合格的样本应当在十个工作日内退回送样的单位，并说明理由。

第四条　库房每季度清点一次，清点的结果报告所在单位的负责人。
`)
	add("示例样本办法", "2030-01-01", "", `第一条　为了做好示例样本的保管工作，根据有关规定，制定本办法。

第二条　保管员收到样本后，应当在当日登记在册，并通知送样的单位。

第三条　样本入库前应当由两名保管员共同查看封条，并在登记表上签名。

查看不合格的样本应当在十个工作日内退回送样的单位，并说明理由。

第四条　库房每季度清点一次，清点的结果报告所在单位的负责人。
`)
	add("示例库房规则", "2010-01-01", "", "第一条　库房的门每晚由当班的人锁好，钥匙交到值班室。\n\n第二条　库房里不得存放与样本无关的物品。\n")
	add("示例库房规则", "2020-01-01", "", "第一条　为了管好示例库房，制定本规则。\n\n第二条　库房的门每晚由当班的人锁好，钥匙交到值班室。\n\n第三条　库房里不得存放与样本无关的物品。\n")
	add("示例标签规则", "2010-01-01", "2015-01-01", "第一条　标签一式两份，一份贴在样本上，一份存在库房。\n")
	return s
}

func procedureOf(until corpus.Date, citations ...string) Procedure {
	p := Procedure{Name: "登记样本", Until: until}
	for _, c := range citations {
		p.Steps = append(p.Steps, Step{Title: c, Citations: []string{c}})
	}
	return p
}

// TestCheck: a step is followed from the version that the file was written by to the
// one that applies on the day.
func TestCheck(t *testing.T) {
	r := resolverOf(versions(t))
	for name, c := range map[string]struct {
		until, day corpus.Date
		cited      string
		want       Status
		stands     string
		says       string
	}{
		"same version":          {"2021-01-01", "2026-01-01", "示例样本办法第二条", OK, "art_2", ""},
		"another number":        {"2015-01-01", "2026-01-01", "示例样本办法第一条", Moved, "art_2", "在2020年1月1日的版本中是第二条，文字未变"},
		"another number of 款":   {"2015-01-01", "2026-01-01", "示例样本办法第二条第一款", Moved, "art_3__para_1", "第三条第一款"},
		"a 款 changed":           {"2015-01-01", "2026-01-01", "示例样本办法第二条第二款", Changed, "art_3__para_2", "改了文字"},
		"its article with it":   {"2015-01-01", "2026-01-01", "示例样本办法第二条", Changed, "art_3", "请核对这一步"},
		"edited":                {"2015-01-01", "2026-01-01", "示例样本办法第三条", Changed, "art_4", "改了文字（第四条）"},
		"gone":                  {"2015-01-01", "2026-01-01", "示例样本办法第四条", Gone, "art_4", "已经没有"},
		"version named":         {"", "2026-01-01", "示例样本办法（2010年版）第一条", Moved, "art_2", "文字未变"},
		"before it was amended": {"2015-01-01", "2016-01-01", "示例样本办法第一条", OK, "art_1", ""},
		"ahead":                 {"2021-01-01", "2026-01-01", "示例样本办法第二条", OK, "art_2", "自2030年1月1日起施行"},
		"after that":            {"2021-01-01", "2030-01-01", "示例样本办法第二条", Changed, "art_2", "2030年1月1日的版本改了文字"},
		"nobody said":           {"", "2026-01-01", "示例库房规则第一条", OK, "art_1", "2010年1月1日的版本中的第一条，在2020年1月1日的版本中是第二条"},
		"somebody did":          {"2021-01-01", "2026-01-01", "示例库房规则第一条", OK, "art_1", ""},
		"repealed":              {"2012-01-01", "2026-01-01", "示例标签规则第一条", Repealed, "art_1", "失效"},
		"no such clause":        {"2021-01-01", "2026-01-01", "示例样本办法第九条", NoClause, "", "没有所引的条"},
		"no such text":          {"2021-01-01", "2026-01-01", "示例车辆管理办法第九条", NotHeld, "", "没有名为"},
		"no address":            {"2021-01-01", "2026-01-01", "怎么办", NotHeld, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := NewChecker(r, c.day, "2026-01-01").Check(t.Context(), procedureOf(c.until, c.cited))
			if err != nil {
				t.Fatal(err)
			}
			clause := got.Checks[0].Clauses[0]
			if clause.Status != c.want || got.Checks[0].Status != c.want || got.Status != c.want {
				t.Errorf("status %s, want %s", clause.Status, c.want)
			}
			if locator := clause.Address[strings.IndexByte(clause.Address, '#')+1:]; locator != c.stands {
				t.Errorf("stands at %q, want %q", clause.Address, c.stands)
			}
			if (clause.Address != "") != (len(clause.Provisions) > 0) {
				t.Errorf("%d provisions at %q", len(clause.Provisions), clause.Address)
			}
			if c.says == "" && c.want == OK && len(without(clause.Notices, "ahead")) > 1 {
				t.Errorf("says %v of what has not changed", clause.Notices)
			}
			if !slices.ContainsFunc(clause.Notices, func(n search.Notice) bool { return strings.Contains(n.Message, c.says) }) && c.says != "" {
				t.Errorf("says %v, want %s", clause.Notices, c.says)
			}
		})
	}
}

// TestCheckAll: what is worst of the clauses is said of a step and of the whole, and
// what is not held at all is named.
func TestCheckAll(t *testing.T) {
	r := resolverOf(versions(t))
	p := procedureOf("2015-01-01", "示例样本办法第一条", "示例车辆管理办法第一条")
	p.Steps[0].Citations = append(p.Steps[0].Citations, "示例样本办法第三条")
	got, err := NewChecker(r, "", "2026-01-01").Check(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if got.Checks[0].Status != Changed || got.Checks[1].Status != NotHeld || got.Status != NotHeld || got.Empty() {
		t.Errorf("got %s, %s, %s, empty %v", got.Checks[0].Status, got.Checks[1].Status, got.Status, got.Empty())
	}
	if !slices.Equal(got.Lacking, []string{"示例车辆管理办法第一条"}) {
		t.Errorf("lacking %v", got.Lacking)
	}
	nothing, err := NewChecker(resolverOf(searchtest.Shelf{}), "", "2026-01-01").Check(t.Context(), p)
	if err != nil || !nothing.Empty() || len(nothing.Lacking) != 3 {
		t.Errorf("of an empty library: %v, %v", nothing.Lacking, err)
	}
}

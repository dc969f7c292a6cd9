package bleve

import (
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

func TestEnumeration(t *testing.T) {
	for _, c := range []struct {
		name, text, opening string
		items               int
	}{
		{"numbered", "第九条 支部的任务是：（一）学习；（二）开会。", "第九条支部的任务是", 2},
		{"behind another sentence", "大会每季度开一次。大会的职权是：听取报告；决定大事；选举。", "大会的职权是", 3},
		{"a sentence in a sentence", "会议强调：要学习；要行动。", "", 0},
		{"no list", "第九条 支部应当学习。", "", 0},
		{"long before it announces", strings.Repeat("支部应当学习。", 40) + "任务是：（一）学习；（二）开会。", "", 0},
		{"empty", "", "", 0},
	} {
		opening, items := enumeration([]byte(corpus.Fold(c.text)))
		if string(opening) != c.opening || len(items) != c.items {
			t.Errorf("%s: %q, %d items, want %q, %d", c.name, opening, len(items), c.opening, c.items)
		}
	}
}

// TestLists: an article that enumerates what is asked goes before short ones that only
// name the matter; one that enumerates something else does not.
func TestLists(t *testing.T) {
	item := "按照有关规定认真组织学习，做好日常工作，听取各方面意见，及时向上级报告情况；"
	tasks := "第一条 支部的任务是：（一）" + strings.Repeat(item, 3) + "（二）" + strings.Repeat(item, 3)
	others := "第二条 支部书记应当做到：（一）" + strings.Repeat(item, 3) + "（二）完成任务；" + strings.Repeat(item, 3)
	e := open(t)
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{
		entry("甲", corpus.Fields{Title: "示例甲"}, 0, tasks, others, "第三条 支部书记抓支部、强支部，支部为主。", "第四条 支部有支部的任务，支部干支部的事。"),
		entry("乙", corpus.Fields{Title: "示例乙"}, 0, "第一条 会议记录应当存档。", "第二条 其他事项另行通知。"),
	}})
	q := search.Query{Text: "支部的任务有哪些", Match: search.MatchAny, Explain: true, Limit: 5}
	without := askWith(t, e, q, map[string]float64{"lists": 0})
	if without.Hits[0].Passage.Locator == ask(t, e, q).Hits[0].Passage.Locator {
		t.Error("the list is first without being read: the test shows nothing")
	}
	first := ask(t, e, q).Hits[0]
	if !strings.HasPrefix(first.Text, "第一条") || !strings.Contains(strings.Join(first.Why, "\n"), "开头说明列举") {
		t.Errorf("%.30s is first: %v", first.Text, first.Why)
	}
}

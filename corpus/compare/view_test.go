package compare

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

func sampleComparison(t *testing.T) Comparison {
	return Versions(sampleNamed(t, "机关党支部工作规定-2019.md"), sampleNamed(t, "机关党支部工作规定-2024.md"))
}

// TestSideBySide holds that each column has each provision once, with exactly
// its own text.
func TestSideBySide(t *testing.T) {
	c := sampleComparison(t)
	for _, p := range c.SideBySide() {
		if len(p.Old) != len(p.Row.Old) || len(p.New) != len(p.Row.New) {
			t.Errorf("%d and %d cells for %d and %d provisions", len(p.Old), len(p.New), len(p.Row.Old), len(p.Row.New))
		}
		checkCells(t, c.Old, p.Row, p.Old)
		checkCells(t, c.New, p.Row, p.New)
	}
}

func checkCells(t *testing.T, doc *corpus.Document, row Row, cells []Cell) {
	for _, cell := range cells {
		var text strings.Builder
		for _, op := range cell.Ops {
			text.WriteString(op.Text)
		}
		want := Text(doc.Text, cell.Provision)
		if row.Heading {
			want = cell.Provision.Caption
		}
		if diff := cmp.Diff(want, text.String()); diff != "" {
			t.Errorf("%s: %s", cell.Provision.Locator, diff)
		}
	}
}

// TestSideBySideOfTwoHands cuts a split article of which one version is written
// in Traditional characters and with spaces.
func TestSideBySideOfTwoHands(t *testing.T) {
	old := parsed(regulation([]string{gate, "黨費 由組織 委員 每月收取，當日 登記入冊，逾期應當提醒。圖書 由宣傳委員保管，借閱 二十日 內歸還原處。"}))
	c := Versions(old, parsed(regulation([]string{gate, "党费由组织委员每月收取，当日登记入册，逾期应当提醒。", "图书由宣传委员保管，借阅二十日内归还原处。"})))
	if want := "split 第二条 > 第二条 第三条 edited"; outline(c)[1] != want {
		t.Fatalf("%q, not %q", outline(c)[1], want)
	}
	for _, p := range c.SideBySide() {
		checkCells(t, c.Old, p.Row, p.Old)
		checkCells(t, c.New, p.Row, p.New)
	}
}

func TestMarked(t *testing.T) {
	c := Versions(parsed(regulation([]string{fire + meal, gate})), parsed(regulation([]string{fire, strings.Replace(meal, "三天", "五天", 1)})))
	var got []string
	for _, b := range c.Marked() {
		for _, cell := range b.Cells {
			got = append(got, cell.Provision.Label+" "+marked(cell.Ops))
		}
	}
	want := []string{"第一条 " + fire, "第二条 " + strings.Replace(meal, "三天", "[-三-]{+五+}天", 1), "第二条 [-" + gate + "-]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestChanges(t *testing.T) {
	long := fire + meal + books + gate
	before := "示例条例\n\n第一章　安全\n\n第一条　" + fire + "\n\n第二章　生活\n\n第二条　" + garden + "\n\n第三条　" + gate + long
	after := strings.Replace(before, "三天张贴", "五天张贴", 1)
	var got []string
	for _, b := range Versions(parsed(before), parsed(after)).Changes() {
		for _, cell := range b.Cells {
			got = append(got, cell.Provision.Label+" "+marked(cell.Ops))
		}
		if len(got) == 1 && b.Skipped != 2 {
			t.Errorf("%d skipped", b.Skipped)
		}
	}
	want := []string{"第二章 生活", "第三条 …天更换并登记。食堂每周一公布菜单，价格变动须提前[-三-]{+五+}天张贴告示。阅览室图书借期二十日，逾期未还的暂停…"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoChanges(t *testing.T) {
	doc := parsed(regulation([]string{fire, meal}))
	if got := Versions(doc, doc).Changes(); len(got) != 0 {
		t.Errorf("%d blocks", len(got))
	}
}

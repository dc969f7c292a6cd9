package formula

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

func document(id, text string) *corpus.Document {
	d := parse.Document(corpus.Source{Path: id + ".txt", Text: text})
	d.ID = id
	return &d
}

// What a text names with a number and spells is drawn from it; what only looks
// like it is not.
func TestDraw(t *testing.T) {
	tests := []struct{ text, want string }{
		{"要做到“四勤”（眼勤、手勤、口勤、腿勤），久久为功。", "四勤：眼勤、手勤、口勤、腿勤"},
		{"要做到“三勤”，即眼勤、手勤和腿勤。", "三勤：眼勤、手勤、腿勤"},
		{"所谓“五问”要素，是指问时、问地、问人、问事、问因等五个方面。", "五问：问时、问地、问人、问事、问因"},
		{"“三清”是：来源清、去向清、账目清。", "三清：来源清、去向清、账目清"},
		{"“三亮”——亮身份、亮承诺、亮结果。", "三亮：亮身份、亮承诺、亮结果"},
		{"坚持“三实”：说话要实，办事要实，结果要实。", "三实：说话要实、办事要实、结果要实"},
		{"推行来访登记制度、负责制度、办结回访制度（以下统称“三项制度”）。", ""}, // where the first begins is not told
		{"推行登记制度、负责制度、回访制度（以下统称“三项制度”）。", "三项制度：登记制度、负责制度、回访制度"},
		{"纠正推诿主义、拖延主义、敷衍主义和浮夸之气等“四气”。", "四气：推诿主义、拖延主义、敷衍主义、浮夸之气"},
		{"开展爱学习、爱劳动、爱集体的“三爱”活动。", "三爱：爱学习、爱劳动、爱集体"},
		{"增强“四种能力”。\n要提高学习能力、调研能力、协调能力、执行能力。", "四种能力：学习能力、调研能力、协调能力、执行能力"},
		{"增强“四种能力”。\n要提高学习能力、调研能力、协调能力、执行能力。\n又要提高看书能力、写字能力、讲话能力、办事能力。", ""},
		{"遵守六项守则，不越界限。六项守则即学习守则、会议守则、值班守则、接待守则、保密守则、车辆守则。", "六项守则：学习守则、会议守则、值班守则、接待守则、保密守则、车辆守则"},
		{"“两个坚守”：坚守岗位职责，坚守工作纪律。", "两个坚守：坚守岗位职责、坚守工作纪律"},
		{"把握“四种类型”，就是要用制度管人，有针对性地解决问题，这既合乎实际，也便于执行。", ""},
		{"有三种意见：第一种认为甲错，第二种认为乙错，第三种认为都错。", ""},
		{"“三性”（真实性、合法性等）。", ""},
		{"“三性”（真实性、合法性）。", ""},
		{"到“十四五”末，甲、乙、丙、丁四地联通。", ""},
		{"“三日”、“五日”、“十日”，是指工作日。", ""},
		{"公司、企业等两类单位，北京、天津、河北三省市。", ""},
		{"张三说：“二人同心，其利断金。”", ""},
	}
	for _, test := range tests {
		var got []string
		for _, f := range Draw(document("文", test.text)) {
			got = append(got, f.Name+"："+strings.Join(f.Members, "、"))
		}
		if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s\n%s", test.text, diff)
		}
	}
}

// The 项 below a sentence that names as many are its members.
func TestDrawItems(t *testing.T) {
	d := document("规定", "第一条 为了规范工作，制定本规定。\n第二条 推行“三公开”：\n（一）公开标准；\n（二）公开程序；\n（三）公开结果。\n第三条 “两公开”如下：\n（一）甲；\n（二）乙；\n（三）丙。")
	got := Draw(d)
	if len(got) != 1 || got[0].Name != "三公开" || strings.Join(got[0].Members, "|") != "公开标准|公开程序|公开结果" || !strings.HasPrefix(got[0].Locator, "art_2") {
		t.Errorf("%+v", got)
	}
}

// A person may say which provision spells a formula, and silence one.
func TestOwn(t *testing.T) {
	d := document("规定", "第一条 支部的任务是：\n（一）组织学习；\n（二）开展活动；\n（三）联系群众。\n第二条 坚决守护家园的山、家园的水，坚决守护文物和古迹。\n第三条 要做到“三勤”（眼勤、手勤、腿勤）。")
	own, err := ParseOwn(strings.NewReader("# 说明\n支部三项任务 = 规定第一条\n两个守护 = 规定第二条 # 注\n- “三勤”\n"))
	if err != nil {
		t.Fatal(err)
	}
	var b Book
	b.Put(d)
	var added []Spelled
	for i, locator := range []string{"art_1", "art_2"} {
		node, _ := d.Root.Find(locator)
		one, ok := ByProvision(own.Added[i].Name, d, node)
		if !ok {
			t.Errorf("%v is not spelled by %s", own.Added[i], locator)
		}
		added = append(added, one)
	}
	node, _ := d.Root.Find("art_3")
	for _, name := range []string{"两个守护", "九个守护"} {
		if one, ok := ByProvision(name, d, node); ok {
			t.Errorf("the provision does not spell %+v", one)
		}
	}
	var got []string
	for _, f := range b.All(own, added...).List() {
		got = append(got, f.Name+"："+strings.Join(f.Wordings[0].Members, "|"))
	}
	if diff := cmp.Diff([]string{"两个守护：坚决守护家园的山、家园的水|坚决守护文物和古迹", "支部三项任务：组织学习|开展活动|联系群众"}, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"四个", "某任务 = 规定第一条", "四个意识 =", "-"} {
		if _, err := ParseOwn(strings.NewReader(bad)); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	if n := len(DefaultOwn().Added); n != 2 {
		t.Errorf("the list that comes with the program adds %d", n)
	}
}

// What one text names and others spell is put together, if they agree.
func TestAcross(t *testing.T) {
	names := document("甲", "要增强“四种能力”，做到“四个让给”，落实“三项职能”和“五种精神”。")
	tests := []struct {
		name  string
		texts []string
		want  string
	}{
		{"one list", []string{"要提高学习能力、调研能力、协调能力和执行能力。"}, "四种能力：学习能力、调研能力、协调能力、执行能力"},
		{"two texts that agree", []string{"要提高学习能力、调研能力、协调能力和执行能力。", "增强学习能力、调研能力、协调能力、执行能力，做好工作。"}, "四种能力：学习能力、调研能力、协调能力、执行能力"},
		{"two that do not", []string{"要提高学习能力、调研能力、协调能力和执行能力。", "增强学习能力、说话能力、协调能力、执行能力，做好工作。"}, ""},
		{"clauses", []string{"守则规定：应当让给老人，让给孩子，让给远来的客人，让给全体。"}, "四个让给：让给老人、让给孩子、让给远来的客人、让给全体"},
		{"one more", []string{"应当让给老人，让给孩子，让给远来的客人，让给全体，让给明天。"}, ""},
		{"a word that is not what is listed", []string{"座位让给老人，书本让给孩子，道路让给客人，方便让给全体。"}, ""},
		{"others", []string{"应当包括学习能力、调研能力、协调能力和其他能力。"}, ""},
		{"too few", []string{"履行领导职能、监督职能、服务职能。"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var b Book
			b.Put(names)
			for i, text := range test.texts {
				b.Put(document(string(rune('乙'+i)), text))
			}
			var got []string
			for _, f := range b.All(nil).List() {
				for _, w := range f.Wordings {
					got = append(got, f.Name+"："+strings.Join(w.Members, "、"))
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
			b.Remove("甲")
			if left := b.All(nil).List(); len(left) != 0 {
				t.Errorf("nobody names %v any more", left[0].Name)
			}
		})
	}
}

package requirement

import (
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// told is r in one line: bearer | modality | quantity.
func told(d *corpus.Document, r Requirement) string {
	out := r.Bearer.In(d.Text) + " | " + string(r.Modality)
	q := r.Quantity
	if q == nil {
		return out
	}
	bound := func(f *float64) string {
		if f == nil {
			return ""
		}
		return trimFloat(*f)
	}
	out += fmt.Sprintf(" | %s %s..%s%s", q.Kind, bound(q.Low), bound(q.High), q.Unit)
	if q.Exclusive {
		out += " exclusive"
	}
	if q.Per != "" {
		out += " per " + q.Per
	}
	if q.Threshold {
		out += " threshold"
	}
	return out
}

// article is the text as the first article of a regulation.
func article(text string) corpus.Document {
	return regulation("甲条例\n第一条 " + text + "\n第二条 本条例由某处解释。\n第三条 本条例自2019年3月1日起施行。\n")
}

// first draws the first article alone.
func first(d *corpus.Document) []Requirement {
	var out []Requirement
	for _, r := range Draw(d) {
		if strings.HasPrefix(r.Locator, "art_1__") {
			out = append(out, r)
		}
	}
	return out
}

// checkTold draws text as an article and compares.
func checkTold(t *testing.T, text, want string) {
	t.Helper()
	d := article(text)
	all := first(&d)
	checkInvariants(t, &d, all)
	var lines []string
	for _, r := range all {
		lines = append(lines, told(&d, r))
	}
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("%s\ngot\n%s\nwant\n%s", text, got, want)
	}
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// 频次
		{"甲支部应当每月开展1次志愿服务。", "甲支部 | must | frequency 1..1次 per 月"},
		{"站党支部一般每半年召开１次联席会议，也可以随时召开。", "站党支部 | should_generally | frequency 1..1次 per 半年\n站党支部 | may"},
		{"工会主席每年至少走访两次困难职工。", "工会主席 | at_least | frequency 2..次 per 年"},
		{"团委每两年组织一次评选。", "团委 | stated | frequency 1..1次 per 2年"},
		{"理事会三年换届一次。", "理事会 | stated | frequency 1..1次 per 3年"},
		{"分会按季度报告收支。", "分会 | stated | frequency ..次 per 季度"},
		{"固定收入包括按月发放的津贴。", ""},
		{"会员以每月收入为基数缴纳会费。", ""},
		{"班组长每月10日前报送考勤。", "班组长 | stated | frequency ..次 per 月"},
		{"会长连任不得超过两次。", "会长 | at_most | frequency ..2次"},
		// 期限
		{"党委收到申请后，应当在十五个工作日内答复。", "党委 | must | deadline ..15工作日"},
		{"仓库主任应当至少提前3天通知领用单位。", "仓库主任 | must | deadline 3..日"},
		{"试用期为六个月。", " | stated | deadline 6..6月"},
		{"处三个月以上一年以下停业。", " | stated | deadline 3..12月"},
		// 人数
		{"评议组由三至五人组成。", "评议组 | stated | headcount 3..5人"},
		{"居民小组有５户以上的，可以设组长１名。", "居民小组 | may | headcount 1..1人"},
		{"职工超过30人、不满80人的，应当设专职干事。", " | must | headcount 30..人 exclusive threshold\n | must | headcount ..80人 exclusive threshold"},
		{"中队应当配备2名及以上急救员。", "中队 | must | headcount 2..人"},
		{"讨论两个以上的候选人时，必须逐个表决。", " | must | headcount 2..人 threshold"},
		// 任期
		{"理事会每届任期四年。", "理事会 | stated | term 4..4年"},
		// 比例
		{"到会人数不得少于应到会人数的三分之二。", " | at_least | share 0.6666666666666666.."},
		{"业主大会须有半数以上业主到会。", "业主大会 | must | share 0.5.."},
		{"决议须经到会代表过半数通过。", "到会代表 | must | share 0.5.. exclusive"},
		{"公司应当提取百分之一点五作为基金。", "公司 | must | share 0.015..0.015"},
		{"女代表占百分之二十至百分之三十。", "女代表 | stated | share 0.2..0.3"},
		{"专职人员按照师生比不低于1:200配备。", "专职人员 | at_least | share 0.005.."},
		// 学时
		{"教员每年参加培训不少于四十学时。", "教员 | at_least | hours 40..学时 per 年"},
		// 金额
		{"会员每月交纳会费0.5元至2元。", "会员 | stated | amount 0.5..2元 per 月"},
		{"采购金额３万元以上（不含３万元）的，须经理事会同意。", "理事会 | must | amount 30000..元 exclusive threshold"},
		{"年收入1,200元以下的，按2%交纳。", " | stated | share 0.02..0.02"},
		// 年龄
		{"年满十八周岁的村民，可以报名。", "村民 | may | age 18..岁 threshold"},
		{"不满16岁的，不得上岗。", " | must_not | age ..16岁 exclusive threshold"},
		// in brackets
		{"车间支部（职工不足7人的）可以不设委员会。", "车间支部 | may | headcount ..7人 exclusive threshold"},
		{"培训一般不少于三天（或者不少于24学时）。", " | should_generally | deadline 3..日\n | should_generally | hours 24..学时"},
		// none of them
		{"3至5 １２ 三分之二 1:200 2.5% 十二万 半 —— 7", ""},
		{"本规定自2019年3月1日起施行，第三十条另有规定的除外。", ""},
		{"学员应当开好三会一课，形成一年一个台阶的局面。", "学员 | must"},
		{"各单位应当相应调整主要任务，统一一次性补贴若干。", "各单位 | must"},
	} {
		checkTold(t, c.text, c.want)
	}
}

func TestModalities(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"值班人员不得擅自离岗，不得不离岗的，应当报告。", "值班人员 | must_not\n值班人员 | must"},
		{"仓库管理员须登记。保管员要核对。", "仓库管理员 | must\n保管员 | must"},
		{"科室原则上不招用临时人员。", "科室 | should_generally"},
		{"会员有权查账，但不能带走账册。", "会员 | may\n会员 | must_not"},
		{"严禁公款私存。", " | must_not"},
		{"财务部负责出纳工作。", "财务部 | duty"},
		{"秘书处对理事会负责并报告工作。", "秘书处 | duty"},
		{"负责安全的部门应当值守。", "负责安全的部门 | must"},
		{"班长的职责是：\n（一）点名；\n（二）记录。", "班长 | duty\n班长 | duty"},
		{"职工应当：\n（一）爱护工具；\n（二）每周至少清扫两次；\n（三）不得外借。", "职工 | must\n职工 | must | frequency 2..次 per 周\n职工 | must_not"},
		{"有下列情形之一的，应当补选组长：\n（一）连续缺勤三个月的；\n（二）辞职的。", " | must\n | must | deadline 3..3月 threshold"},
		{"工会应当公布下列事项：\n（一）经费收支；\n（二）人员名单。", "工会 | must"},
	} {
		checkTold(t, c.text, c.want)
	}
}

func TestBearers(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// carried from the sentence before, the clause before, and out of a condition
		{"车间党支部应当组织学习。必要时可以外出参观。", "车间党支部 | must\n车间党支部 | may"},
		{"主任不能到会的，可以委托副主任召集。", "主任 | may"},
		{"具有审批权限的总支部，可以接收会员。", "具有审批权限的总支部 | may"},
		{"县、市（区）工会（工委）应当设专户。", "县、市（区）工会（工委） | must"},
		{"甲厂工会，乙厂工会，丙厂工会和丁厂工会，应当互相通报。", "甲厂工会，乙厂工会，丙厂工会和丁厂工会 | must"},
		// agents
		{"组长由小组会议推选产生。", "小组会议 | stated"},
		{"转为正式会员，应当经小组会议讨论通过和理事会批准。", "小组会议 | must\n理事会 | must"},
		{"请假的人员需要延期的，应当经组长同意。", "请假的人员 | must\n组长 | must"},
		{"方案须在五日内报上级工会审批。", " | must | deadline ..5日\n上级工会 | must"},
		{"选举结果报上级工会备案。", ""},
		// things
		{"会议记录应当真实。", " | must"},
		{"上级工会下拨的经费，必须专款专用，不得挪用。", " | must\n | must_not"},
		// whom it befalls
		{"学员违反纪律的，应当给予批评。", " | must"},
		{"监察小组对学员予以批评的，应当告知家属。", "监察小组 | must"},
		{"违反规定的，给予警告；情节严重的，予以除名。", " | stated\n | stated"},
	} {
		checkTold(t, c.text, c.want)
	}
}

// TestFields looks at the other fields of some sentences.
func TestFields(t *testing.T) {
	for _, c := range []struct{ text, action, condition, consequence, event string }{
		{"理事长收到报告后，应当在三日内批复。", "在三日内批复", "理事长收到报告后", "", "收到报告"},
		{"秘书处自会议结束之日起10日内印发纪要。", "自会议结束之日起10日内印发纪要", "", "", "会议结束"},
		{"召集人应当在会前5日公布议题。", "在会前5日公布议题", "", "", "会"},
		{"账目不清的，按照章程处理。", "按照章程处理", "账目不清的", "按照章程处理", ""},
		{"分会应当每月召开1次例会，研究工作。", "召开1次例会，研究工作", "", "", ""},
	} {
		d := article(c.text)
		all := first(&d)
		if len(all) != 1 {
			t.Errorf("%s: %d requirements", c.text, len(all))
			continue
		}
		r, event := all[0], ""
		if r.Deadline != nil {
			event = r.Deadline.From.In(d.Text)
		}
		got := []string{r.Action.In(d.Text), r.Condition.In(d.Text), r.Consequence.In(d.Text), event}
		if want := []string{c.action, c.condition, c.consequence, c.event}; strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s\ngot  %q\nwant %q", c.text, got, want)
		}
	}
}

// TestSilent are texts that require nothing here: what other kinds of texts say.
func TestSilent(t *testing.T) {
	d := article("甲支部应当每月开展1次志愿服务。")
	for _, kind := range []corpus.Kind{corpus.Speech, corpus.Essay, corpus.Official} {
		d.Fields.Kind = kind
		if got := Draw(&d); len(got) > 0 && kind != corpus.Official {
			t.Errorf("%s: %d requirements", kind, len(got))
		}
	}
	d.Fields.Kind, d.Fields.Genre = corpus.Official, corpus.GenreCircular
	if got := Draw(&d); len(got) > 0 {
		t.Errorf("a report requires %d", len(got))
	}
}

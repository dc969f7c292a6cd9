package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// TestOpenings: a line of a JSON lines file or a row of a table without a column for
// it has title, speaker and day from the text's first lines, never from the file.
func TestOpenings(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want corpus.Fields
	}{
		"title, day, post and name, each on its line": {"在全市示例推进会上的讲话\n（2024年3月1日）\n市委书记　王大山\n同志们：\n今天讲三点。\n",
			corpus.Fields{Title: "在全市示例推进会上的讲话", Kind: corpus.Speech, Genre: corpus.GenreAddress, Speaker: "王大山", Occasion: "全市示例推进会上", Published: "2024-03-01"}},
		"all on one line with the text": {"在示例总结会上的讲话 2023年12月30日 李小海 同志们：今年做了很多工作。下面讲几点。",
			corpus.Fields{Title: "在示例总结会上的讲话", Kind: corpus.Speech, Genre: corpus.GenreAddress, Speaker: "李小海", Occasion: "示例总结会上", Published: "2023-12-30"}},
		"a greeting and no title": {"同志们：今天没有题目，随便谈一谈。第一点，要学习。",
			corpus.Fields{Title: "今天没有题目，随便谈一谈", Kind: corpus.Speech}},
		"who and when in the title": {"张三在示例座谈会上的讲话（2021年7月1日）\n大家好，今天谈两点。\n",
			corpus.Fields{Title: "张三在示例座谈会上的讲话（2021年7月1日）", Kind: corpus.Speech, Genre: corpus.GenreAddress, Speaker: "张三", Occasion: "示例座谈会上", Published: "2021-07-01"}},
		"labels": {"标题：加强示例治理的实践\n讲话人：孙海\n时间：2020年5月4日\n治理是一件长久的事。\n",
			corpus.Fields{Title: "加强示例治理的实践", Kind: corpus.Speech, Speaker: "孙海", Published: "2020-05-04"}},
		"the place below the title": {"政府工作报告\n——2019年1月10日在示例市人民代表大会第二次会议上\n市长\n周　平\n各位代表：\n现在报告工作。\n",
			corpus.Fields{Title: "政府工作报告", Kind: corpus.Speech, Genre: corpus.GenreReport, Speaker: "周平", Occasion: "示例市人民代表大会第二次会议上", Published: "2019-01-10"}},
		"an essay": {"关于示例学习的几点思考\n赵明\n某市委党校\n学习要常抓不懈。\n",
			corpus.Fields{Title: "关于示例学习的几点思考", Kind: corpus.Essay, Genre: corpus.GenreTheory, Authors: []string{"赵明"}, Affiliation: "某市委党校"}},
		"a title in its quotes": {"《论示例》\n作者：钱进\n日期：2022-05-06\n示例是一面镜子。\n",
			corpus.Fields{Title: "论示例", Kind: corpus.Essay, Genre: corpus.GenreTheory, Authors: []string{"钱进"}, Published: "2022-05-06"}},
		"a short title":   {"乡间随笔\n何清\n去乡下走一走，收获很大。\n", corpus.Fields{Title: "乡间随笔", Kind: corpus.Essay}},
		"no title at all": {"学习是阶梯，要常抓不懈。没有标题的短文。", corpus.Fields{Title: "学习是阶梯，要常抓不懈", Kind: corpus.Essay}},
		"a paper": {"示例市人民政府关于修桥的批复\n示政函〔2020〕1号\n青石县人民政府：\n同意修桥。\n示例市人民政府\n2020年1月2日",
			corpus.Fields{Title: "示例市人民政府关于修桥的批复", Kind: corpus.Official, Genre: corpus.GenreReply, Issuer: []string{"示例市人民政府"}, DocNo: "示政函〔2020〕1号", Promulgated: "2020-01-02", Addressee: "青石县人民政府"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Document(corpus.Source{Path: "texts.jsonl", Part: "3", Text: tt.text}).Fields); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPersons: headings, sections and words of what somebody did are no names.
func TestPersons(t *testing.T) {
	for line, want := range map[string][]string{
		"周岩": {"周岩"}, "李　明": {"李明"}, "王大山 赵明": {"王大山", "赵明"}, "欧阳明日": {"欧阳明日"}, "於苗燕 余良任": {"於苗燕", "余良任"},
		"本报记者 张磊 通讯员 何清": {"张磊", "何清"}, "张立 作者": {"张立"}, "阿依古丽·买买提": {"阿依古丽·买买提"}, "張小康": {"張小康"},
		"基本案情": nil, "案情简介": nil, "典型案例": nil, "作者": nil, "记者": nil, "通讯员": nil, "特邀嘉宾": nil, "编者按": nil, "引言": nil,
		"主要做法": nil, "经验启示": nil, "工作背景": nil, "方法步骤": nil, "成效明显": nil, "查处情况": nil, "党建引领": nil, "农村党员": nil, "处理结果": nil,
		"管辖": nil, "程序": nil, "时效": nil, "成因": nil, "解析": nil, "车辆": nil, "查明": nil, "强制": nil, "江苏": nil, "司法": nil, "□ 王大山": {"王大山"}, "■ 本刊记者 王大山": {"王大山"}, "文/王大山": {"王大山"},
		"评析意见": nil, "关于本案": nil, "时间": nil, "单位": nil, "文件依据": nil, "高校党建": nil, "安全生产": nil, "平安建设": nil,
	} {
		if diff := cmp.Diff(want, persons(line)); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}

// TestBylines: case write-ups, research reports and minutes name their authors where
// they do, and nobody where they do not.
func TestBylines(t *testing.T) {
	for name, tt := range map[string]struct {
		text    string
		authors []string
		unit    string
	}{
		"a case with its sections":     {"# 如何认定示例行为\n\n基本案情\n\n甲做了一件事。\n\n评析意见\n\n乙说得对。\n", nil, ""},
		"a case with an author below":  {"# 如何认定示例行为\n\n案情简介\n\n甲做了一件事。\n\n（李小红 作者单位：某市纪委监委）\n", []string{"李小红"}, "某市纪委监委"},
		"the author is of a unit":      {"# 怎样看示例问题\n\n典型案例\n\n甲做了一件事。\n\n（何苗 作者系某区纪委监委干部）\n", []string{"何苗"}, "某区纪委监委干部"},
		"a reporter and who helped":    {"# 示例镇的新变化\n\n本报记者 张磊 通讯员 何清\n\n示例镇今年变了样。\n", []string{"张磊", "何清"}, ""},
		"a key with words beside":      {"# 示例镇的新变化\n\n作者：记者张磊 通讯员何清\n\n示例镇今年变了样。\n", []string{"张磊", "何清"}, ""},
		"a research report of a group": {"# 关于示例工作的调研报告\n\n某市委党校课题组\n\n为了解情况，课题组走访了三个镇。\n", nil, "某市委党校课题组"},
		"a research report by two":     {"# 关于示例工作的调研报告\n\n王大山 赵明\n\n某市委党校\n\n为了解情况，走访了三个镇。\n", []string{"王大山", "赵明"}, "某市委党校"},
		"an editor is no author":       {"# 如何认定示例行为\n\n甲做了一件事。\n\n（编辑 王大山）\n", nil, ""},
		"a reporter below":             {"# 如何认定示例行为\n\n甲做了一件事。\n\n（记者：王大山）\n", []string{"王大山"}, ""},
		"a bracket around all of it":   {"# 如何认定示例行为\n\n甲做了一件事。（作者：王大山 单位：某市纪委监委）\n", []string{"王大山"}, "某市纪委监委"},
		"a bracket on its own line":    {"# 如何认定示例行为\n\n甲做了一件事。\n\n（作者：王大山 单位：某市纪委监委）\n\n", []string{"王大山"}, "某市纪委监委"},
		"a word of the law is nobody":  {"# 如何认定示例行为\n\n管辖\n\n甲做了一件事。\n", nil, ""},
		"guests are no authors":        {"# 示例问题三人谈\n\n特邀嘉宾\n\n王大山 某区纪委监委干部，赵明 某镇干部。\n\n问：怎么看？\n", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			src := corpus.Source{Path: "a.md", Text: tt.text}
			src.Text, src.Marks = tt.text[2:], []corpus.Mark{{Kind: corpus.MarkHeading, Level: 1, Span: corpus.Span{End: len("如何认定示例行为")}}}
			f := Document(src).Fields
			if diff := cmp.Diff(tt.authors, f.Authors); diff != "" || f.Affiliation != tt.unit {
				t.Errorf("%s unit %q, want %q", diff, f.Affiliation, tt.unit)
			}
		})
	}
}

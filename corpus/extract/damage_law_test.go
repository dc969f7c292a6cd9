package extract

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// madeLaw is a regulation of our own wording, paragraph by paragraph: articles
// with several 款, lists of items and subitems, sentences of one line and of
// three.
func madeLaw(number int) (title string, paragraphs []string) {
	things := []string{"图书", "车辆", "印章", "会议室", "器材", "展品", "种苗"}
	keepers := []string{"保管室", "车队", "办公室", "后勤科", "器材库", "陈列馆", "苗圃"}
	thing, keeper := things[number%len(things)], keepers[number%len(keepers)]
	r := rand.New(rand.NewPCG(uint64(number), 77))
	used := 0
	one := func(of []string) string {
		used++
		return strings.NewReplacer("物", thing, "处", keeper, "九", fmt.Sprint(used+1)).Replace(of[r.IntN(len(of))])
	}
	sentence := func() string { return one(lawSentences) }
	item := func() string { return one(lawItems) }
	const articles = 24
	for article := 1; article <= articles; article++ {
		if article%8 == 1 {
			paragraphs = append(paragraphs, fmt.Sprintf("第%s章　%s", hanNumber(article/8+1), []string{"总则", "使用与保管", "附则"}[article/8]))
		}
		head := "第" + hanNumber(article) + "条　"
		for range 1 + r.IntN(3) {
			if r.IntN(3) > 0 {
				paragraphs = append(paragraphs, head+sentence())
				head = ""
				continue
			}
			paragraphs = append(paragraphs, head+one(lawLeads))
			head = ""
			n := 2 + r.IntN(4)
			for i := 1; i <= n; i++ {
				if i == 1 && r.IntN(3) == 0 {
					paragraphs = append(paragraphs, one([]string{"（一）有下列情节，并记入第九号表的："}))
					for j := 1; j <= 3; j++ {
						paragraphs = append(paragraphs, fmt.Sprintf("%d.%s；", j, item()))
					}
					continue
				}
				end := "；"
				if i == n {
					end = "。"
				}
				paragraphs = append(paragraphs, "（"+hanNumber(i)+"）"+item()+end)
			}
		}
	}
	return thing + "管理规定", paragraphs
}

func hanNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	tens, ones := n/10, n%10
	out := ""
	if tens > 1 {
		out = string(digits[tens])
	}
	if tens > 0 {
		out += "十"
	}
	if ones > 0 {
		out += string(digits[ones])
	}
	return out
}

// In these 物 is the thing kept, 处 who keeps it, and 九 a number that comes once.
var lawSentences = []string{
	"使用物应当提前九日向处提出书面申请，写明用途、数量和归还的日期，并附所在科室负责人签字的意见，处收到申请后应当当日登记。",
	"处应当自收到申请之日起九日内答复。",
	"物的保管由处负责，每日清点一次并记入第九号登记簿，登记簿由两人共同签字，保存期限不得少于三十年，任何人不得涂改、抽换或者撕毁。",
	"逾期九日不归还的，停止使用资格。",
	"因天气、停电或者其他不能预见的原因不能按时归还的，使用人应当在原因消除后九日内说明情况，并交回物。",
	"物损坏的，使用人应当立即告知处，由处会同使用人当场查看，九日内作出办理；查看时应当有第三人在场，并拍照留存。",
	"前款规定的期限不超过九日。",
	"每年第四季度，处应当对物进行一次全面检查，检查结果在九日内公布，公布的内容包括数量、完好情况、报废情况和次年的更新计划，接受全体人员的监督。",
	"节假日期间使用物的，按照第九号办法办理。",
	"对检查中发现的问题，处应当列出清单，逐项写明责任人和完成的时间，并在九日内向分管负责人报告，不得拖延或者隐瞒不报。",
	"本规定所称物，是指由处统一编号、价值在九元以上的物。",
	"收费标准为每次九元，由处开具收据。",
}

var lawItems = []string{
	"未经登记擅自取走物九次以上的",
	"把物转借他人九日以上，或者用于申请中没有写明的用途，经提醒后仍不改正，造成其他人员不能正常使用的",
	"遗失九号钥匙的",
	"在物上涂写、刻画，或者拆换其中的部件，价值在九元以上的",
	"涂改第九号登记簿的",
	"值班时离开岗位九分钟以上，没有向处说明去向，也没有安排他人代为看管的",
}

var lawLeads = []string{
	"有下列情形之一，由处按第九号表核定的，应当拒绝：",
	"申请使用物的，应当同时符合下列条件，并由处逐项核对，核对的结果应当写入第九号登记簿：",
	"使用人在九日内不得有下列行为：",
}

// setLine is a line of a page that was set.
type setLine struct {
	x, y, size float64
	text       string
	first      bool // of its paragraph
}

// setting is how a text is set. Lengths are in points.
type setting struct {
	width, height float64 // of the page
	left, right   float64 // margins
	size, leading float64
	indent        int     // characters, at the beginning of a paragraph
	between       float64 // more room between paragraphs
	foot          float64 // margin
}

func plainSetting() setting {
	return setting{width: 595, height: 842, left: 70, right: 70, size: 12, leading: 20, indent: 2, foot: 80}
}

// set breaks paragraphs into lines and lines into pages.
func (s setting) set(title string, paragraphs []string) (pages [][]setLine) {
	y := s.height - 90
	page := []setLine{{x: s.width/2 - float64(len([]rune(title)))*9, y: y, size: 18, text: title, first: true}}
	y -= 40
	for _, p := range paragraphs {
		runes := []rune(p)
		for first := true; len(runes) > 0; first = false {
			x := s.left
			if first {
				x += float64(s.indent) * s.size
			}
			n := min(int((s.width-s.right-x)/s.size+0.01), len(runes))
			if n < len(runes) && strings.ContainsRune("。，；、：）", runes[n]) {
				n-- // no line begins with a full stop
			}
			if y < s.foot {
				pages, page, y = append(pages, page), nil, s.height-90
			}
			page = append(page, setLine{x: x, y: y, size: s.size, text: string(runes[:n]), first: first})
			y -= s.leading
			runes = runes[n:]
		}
		y -= s.between
	}
	return append(pages, page)
}

// draw is a page's content.
func draw(lines []setLine) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(turned(l.x, l.y, l.size, 0, "", l.text))
	}
	return b.String()
}

// drawTurned is a page turned about its corner by a matrix.
func drawTurned(lines []setLine, quarters int, width, height float64) string {
	move := []string{"1 0 0 1 0 0", fmt.Sprintf("0 1 -1 0 %g 0", height), fmt.Sprintf("-1 0 0 -1 %g %g", width, height), fmt.Sprintf("0 -1 1 0 0 %g", width)}
	return "q " + move[quarters] + " cm\n" + draw(lines) + "Q\n"
}

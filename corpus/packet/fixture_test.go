package packet

import (
	"fmt"
	"time"

	"tiaowen/corpus"
)

// The fixtures are in the shape of the real thing and in words of our own.

func regulation() corpus.Fields {
	return corpus.Fields{
		Title: "示例市机关党支部工作规定（试行）", Kind: corpus.Regulation, Genre: corpus.GenreProvisions,
		Rank: corpus.RankLocalParty, Issuer: []string{"中共示例市委办公室"}, DocNo: "示委办发〔2018〕51号",
		Promulgated: "2018-10-20", Effective: "2018-10-28",
	}
}

func speech() corpus.Fields {
	return corpus.Fields{
		Title: "把支部建在一线", Kind: corpus.Speech, Genre: corpus.GenreAddress, Speaker: "林示范",
		Occasion: "示例市机关党的建设工作会议", Published: "2024-05-16",
	}
}

func essay() corpus.Fields {
	return corpus.Fields{
		Title: "“三张清单”管好党员活动日", Kind: corpus.Essay, Genre: corpus.GenreExperience,
		Authors: []string{"周一", "吴二", "郑三", "王四"}, Affiliation: "示例市直机关工委",
		Source: "示例日报", Published: "2023-07",
	}
}

var articleText = "第十二条　党支部委员会由党支部党员大会选举产生，每届任期按照规定执行。\n" +
	"　　支部委员会会议一般每月召开1次，遇有紧急事项可以随时召开：\n" +
	"（一）传达学习上级决定；\n" +
	"（二）研究“一事一议”的办法 & 讨论 a<b 的情形。"

func quote(id, locator, text, citation string, f corpus.Fields, note string) Item {
	p := NewPassage(id, locator, text, citation, f)
	p.Note = note
	return NewQuote(p)
}

func example() Packet {
	reg, talk, paper := regulation(), speech(), essay()
	return Packet{
		Title:   "机关党支部书记培训：组织生活怎样过得实",
		Made:    time.Date(2026, 11, 22, 10, 15, 0, 0, time.FixedZone("CST", 8*3600)),
		Library: State{Seq: 1284, Date: "2026年11月20日"},
		Items: []Item{
			NewNote("本材料供支部书记集中培训使用，摘录均以原文为准。"),
			NewHeading(1, "一、依据"),
			NewHeading(2, "支部委员会怎样产生"),
			quote("示例规定_2018-10-20", "art_12", articleText, "《示例市机关党支部工作规定（试行）》第十二条", reg, "讲到这里可以请学员对照本支部去年的会议记录。"),
			quote("示例规定_2018-10-20", "art_13__para_1", "党支部党员大会一般每季度召开1次。", "", reg, ""),
			NewHeading(2, "表格怎样填"),
			quote("示例规定_2018-10-20", "annex_1", "名称|次数|主持人\n党员大会|每季度1次|支部书记\n支委会|每月1次|支部书记", "《示例市机关党支部工作规定（试行）》附件1", reg, ""),
			NewHeading(1, "论述"),
			quote("把支部建在一线_2024-05-16", "h_2", "支部强不强，要看群众办事顺不顺。", "《把支部建在一线》二、（一）", talk, ""),
			NewHeading(3, "做法一"),
			NewHeading(4, "清单"),
			quote("三张清单_2023-07", "p_3", "每月活动前列清单，活动中对清单，活动后晒清单。", "《“三张清单”管好党员活动日》", paper, ""),
		},
	}
}

// large has n passages from thirty documents, under headings.
func large(n int) Packet {
	p := Packet{Title: "大材料", Library: State{Seq: 7}}
	for i := range n {
		if i%20 == 0 {
			p.Items = append(p.Items, NewHeading(1+i/20%deepest, fmt.Sprintf("专题%d", i)))
		}
		f := regulation()
		f.Title = fmt.Sprintf("示例规定之%d", i%30)
		p.Items = append(p.Items, quote(f.BaseID(), fmt.Sprintf("art_%d", i+1), articleText, "", f, ""))
	}
	return p
}

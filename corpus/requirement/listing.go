package requirement

import "tiaowen/corpus"

// followsItself reports whether a 项 that is one of several conditions says itself what
// follows: 丧失条件的，予以除名.
func followsItself(sentences [][]segment) bool {
	for _, s := range sentences {
		for i := range s {
			if i+1 < len(s) && s[i].ends == ',' && s[i].l.rune(s[i].to-1) == '的' && s[i+1].follows() {
				return true
			}
		}
	}
	return false
}

// conditions draws the quantities of a 项 that is a condition of its lead.
func (b *block) conditions(sentences [][]segment) {
	for _, s := range sentences {
		for i := range s {
			seg := &s[i]
			var before *segment
			if i > 0 {
				before = &s[i-1]
			}
			seg.read()
			for _, a := range seg.amounts {
				all := b.l.span(s[0].from, s[len(s)-1].to)
				r := Requirement{Locator: b.locator, Span: all, Bearer: b.lead.bearer, Modality: b.lead.modality, Modal: b.lead.modal, Condition: all}
				b.quantity(&r, a, seg, before)
				r.Quantity.Threshold = true
				b.out = append(b.out, stated(r))
			}
		}
	}
}

// lists makes what is below conditions, or things, of what the sentence asks.
func (b *block) lists(before int) {
	b.announces, b.when, b.modal, b.modality = true, true, corpus.Span{}, ""
	for i := len(b.out) - 1; i >= before; i-- {
		if r := &b.out[i]; !r.Modal.Empty() {
			b.modal, b.modality = r.Modal, r.Modality
			break
		}
	}
}

// thingsListed stand behind 下列 where the 项 are things and not what is to be done.
var thingsListed = []string{"事项", "内容", "材料", "信息", "文件", "资料", "情形", "情况", "人员", "因素", "费用", "证件", "证明", "凭证", "条款", "项目", "数据", "表格", "物品", "单证", "证据", "权利", "机构", "人"}

// listsThings reports whether s announces a list of things.
func (s *segment) listsThings() bool {
	if !s.mentions("下列") && !s.mentions("以下") && !s.mentions("包括") && !s.mentions("载明") && !s.mentions("如下") {
		return false
	}
	if s.mentions("根据") || s.mentions("按照") {
		return false // 根据下列情况分别处理
	}
	for _, thing := range thingsListed {
		if s.l.hasBefore(s.to, thing) || s.mentions("下列"+thing) || s.mentions("以下"+thing) {
			return true
		}
	}
	return s.l.hasBefore(s.to, "包括") || s.l.hasBefore(s.to, "载明")
}

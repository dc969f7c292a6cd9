package web

import (
	"fmt"
	"strings"

	"tiaowen/search"
)

// Fault is one thing wrong with a request.
type Fault struct {
	Location string `json:"location" doc:"错处，如 query.limit、body.kind"`
	Code     string `json:"code" doc:"稳定的错误代码"`
	Message  string `json:"message" doc:"说明"`
}

// message says a fault of p in words.
func (p parameter) message(code string) string {
	switch {
	case code == "unknown_value" && p.values != nil:
		known := make([]string, len(p.values))
		for i, t := range p.values {
			known[i] = t.Value
		}
		return "可用的值：" + strings.Join(known, "、") + "。"
	case code == "too_long" && p.name == "q":
		return fmt.Sprintf("检索词至多 %d 个字符。", search.MaxText)
	}
	return faultMessage(code)
}

// Faults that say how many.
const (
	saysAtMost    = "至多 %d 个。"
	saysMore      = "另有 %d 处有误，没有列出。"
	saysBadEnough = "已有 %d 行有错，以后的行没有读。"
)

// faultMessage says a fault in words where the words do not depend on the place.
func faultMessage(code string) string {
	switch code {
	case "unknown_parameter":
		return "没有这个参数。"
	case "unknown_value":
		return "不是可用的值。"
	case "not_utf8":
		return "不是合格的 UTF-8 文本。"
	case "repeated":
		return "只能给出一个值。"
	case "too_many_values":
		return fmt.Sprintf("至多 %d 个值。", maxValues)
	case "too_many_terms":
		return fmt.Sprintf("至多 %d 个词语。", search.MaxTerms)
	case "too_long":
		return "太长了。"
	case "bad_date":
		return "日期应写作 2018-10-28，且确有这一天。"
	case "bad_moment":
		return "时刻应写作 2026-11-30T08:00:00+08:00，或只写日期 2026-11-30。"
	case "before_from":
		return "截止日期早于起始日期。"
	case "bad_year":
		return "年份应是 1 到 9999 的整数。"
	case "bad_boolean":
		return "应为 true 或 false。"
	case "bad_number":
		return "应为整数。"
	case "out_of_range":
		return fmt.Sprintf("应在 1 到 %d 之间。", search.MaxLimit)
	case "bad_type":
		return "类型不对。"
	case "malformed":
		return "百分号编码有误。"
	case "unreadable":
		return "没有读到结尾。"
	case "required":
		return "不能缺少。"
	case "empty":
		return "是空的。"
	case "read_only":
		return "不能更改。"
	}
	return "有误。"
}

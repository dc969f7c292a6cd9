package requirement

import "tiaowen/corpus"

// Requirement is one thing that a provision asks of somebody: one modal word with
// what it governs, or one quantity that the text lays down. A clause with two
// quantities is two requirements; a list behind one modal word that is no list of 项
// is one; each 项 under a common lead (党支部应当：（一）…；（二）…) is one.
//
// Every Span is of bytes in Document.Text and cuts the words out of it as they
// stand; an empty one means that the text does not say it, or that the rules are not
// sure. Bearer and Modal may lie outside of Span, where they are carried over from.
type Requirement struct {
	// Locator is of the smallest provision that holds Span: art_12__para_2.
	Locator string
	// Span is the clause that asks: without the number of its provision, and with
	// its condition and consequence.
	Span corpus.Span
	// Bearer is who has to, may or must not: 党支部, 预备党员, 上级党委.
	Bearer   corpus.Span
	Modality Modality
	// Modal are the words that Modality was read from; empty for Stated.
	Modal corpus.Span
	// Action is what is to be done, from the verb on and with its object; Object is
	// what it is done to or with.
	Action corpus.Span
	Object corpus.Span
	// Condition is when it holds: 有正式党员3人以上的, 没有正当理由，连续6个月…的.
	Condition corpus.Span
	// Consequence is what follows where Condition holds: 按照自行脱党处理.
	Consequence corpus.Span
	// Quantity is nil where the requirement has none.
	Quantity *Quantity
	// Deadline is nil unless Quantity is a length of time that runs from or to an
	// event.
	Deadline *Deadline
}

// Modality is how strongly something is asked, as the text says it.
type Modality string

// The modalities.
const (
	Must            Modality = "must"             // 应当, 必须, 应, 须, 要; 不得不
	ShouldGenerally Modality = "should_generally" // 一般, 一般应当, 原则上
	May             Modality = "may"              // 可以, 可, 有权
	MustNot         Modality = "must_not"         // 不得, 不能, 不准, 禁止, 严禁
	AtMost          Modality = "at_most"          // 不超过, 不得超过, 以内 where no other modal word governs
	AtLeast         Modality = "at_least"         // 至少, 不少于, 不得少于, 不低于 where no other modal word governs
	Duty            Modality = "duty"             // a 项 of a list announced as 职责, 任务, 义务; 负责
	Stated          Modality = "stated"           // laid down without any of these: 每届任期3年
)

// Modalities is the closed list of them with their labels.
var Modalities = []corpus.Term{
	{Value: string(Must), Label: "应当"}, {Value: string(ShouldGenerally), Label: "一般"},
	{Value: string(May), Label: "可以"}, {Value: string(MustNot), Label: "不得"},
	{Value: string(AtMost), Label: "不超过"}, {Value: string(AtLeast), Label: "至少"},
	{Value: string(Duty), Label: "职责"}, {Value: string(Stated), Label: "规定"},
}

// Kind is what a quantity measures.
type Kind string

// The kinds.
const (
	Frequency Kind = "frequency" // 频次: 每月1次, 每季度
	Limit     Kind = "deadline"  // 期限: 一个月内, 五日前; also how long something lasts: 预备期为一年
	Headcount Kind = "headcount" // 人数: 3至5人, 1名
	Term      Kind = "term"      // 任期: 每届任期3年
	Share     Kind = "share"     // 比例: 半数以上, 三分之二, 0.5%
	Hours     Kind = "hours"     // 学时
	Amount    Kind = "amount"    // 金额: 0.2元
	Age       Kind = "age"       // 年龄: 年满18岁
)

// Kinds is the closed list of them with their labels.
var Kinds = []corpus.Term{
	{Value: string(Frequency), Label: "频次"}, {Value: string(Limit), Label: "期限"},
	{Value: string(Headcount), Label: "人数"}, {Value: string(Term), Label: "任期"},
	{Value: string(Share), Label: "比例"}, {Value: string(Hours), Label: "学时"},
	{Value: string(Amount), Label: "金额"}, {Value: string(Age), Label: "年龄"},
}

// Quantity is a number that a requirement lays down, or that its condition turns on.
type Quantity struct {
	Kind Kind
	// Span are its words: 每月召开1次, 3至5人, 半数以上.
	Span corpus.Span
	// Low and High bound it, both included unless Exclusive; a plain number is both,
	// nil is open. A share is a fraction of one (.005 for 0.5%). A frequency counts
	// times in Per, and both are nil where the text says only 每年.
	Low, High *float64
	// Exclusive says that the bound is not itself included: 超过30人, 过半数, 不满.
	Exclusive bool
	// Unit is the unit as normalised: 次 人 年 月 日 工作日 周 小时 学时 元 岁; empty for shares.
	Unit string
	// Per is the period of a frequency, or of hours or amounts: 年 半年 季度 月 周 日 届;
	// with a number where there is one: 2年.
	Per string
	// Threshold says that it stands in the requirement's condition: 正式党员3人以上的.
	Threshold bool
}

// Deadline is a length of time and the event that it is counted from or to.
type Deadline struct {
	Length float64
	Unit   string // as Quantity.Unit
	// Before says that the time ends with the event: 会前5日.
	Before bool
	// From are the words of the event: 收到入党申请书, 预备期满; empty where the text
	// leaves it out.
	From corpus.Span
}

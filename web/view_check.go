package web

import (
	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search/check"
)

// CheckAnswer is the JSON of a draft that was held against the library.
type CheckAnswer struct {
	Text            string              `json:"text" doc:"稿子读出来的文字；所有位置都指它"`
	Name            string              `json:"name" doc:"稿子的文件名，或资料库中的标题；没有则为空"`
	AsOf            corpus.Date         `json:"as_of" doc:"按哪一天的时效核对"`
	Secrecy         string              `json:"secrecy" doc:"稿子上的密级或内部标志；没有则为空。核对过的稿子都不保存"`
	Counts          CheckCounts         `json:"counts"`
	Citations       []CheckedCitation   `json:"citations" doc:"按在稿子中的次序"`
	Quotes          []CheckedQuote      `json:"quotes" doc:"按在稿子中的次序"`
	Formulas        []CheckedFormula    `json:"formulas" doc:"按在稿子中的次序"`
	FormulasPending bool                `json:"formulas_pending" doc:"资料库的文献还没有全部查过提法，提法的结果可能不全；过一会再核对就全了"`
	Diagnostics     []OutcomeDiagnostic `json:"diagnostics" doc:"读稿子时发现的"`
}

// CheckCounts are how many findings there are of each weight.
type CheckCounts struct {
	Faults   int `json:"faults" doc:"有误的"`
	Warnings int `json:"warnings" doc:"要人看一看的：所指不止一处、资料库中没有、只有写法不同"`
	Notes    int `json:"notes" doc:"无误的"`
}

// Verdict is what was found in one place of a draft.
type Verdict struct {
	Start int `json:"start" doc:"在 text 中的位置"`
	End   int `json:"end"`
	// Paragraph tells a person where to look.
	Paragraph int             `json:"paragraph" doc:"在第几段，从 1 起，空行不计"`
	Text      string          `json:"text" doc:"稿子里的文字"`
	Label     string          `json:"label" doc:"status 的中文"`
	Severity  corpus.Severity `json:"severity" enum:"fault,warning,note" doc:"fault 有误；warning 要人看一看；note 无误"`
	Message   string          `json:"message" doc:"说明；无误的可能为空"`
	Diff      []DiffPiece     `json:"diff" doc:"从来源的文字到稿子的文字；相同或没有来源则为空"`
}

// CheckedCitation is a place that cites a document or a provision.
type CheckedCitation struct {
	Verdict
	Status     check.CitationStatus `json:"status" enum:"ok,alias_ok,ambiguous,no_document,no_article,no_paragraph,no_item,content_mismatch,moved,repealed,not_yet"`
	Address    *string              `json:"address" doc:"所引的：编号或编号#定位；没有则为 null"`
	Citation   *string              `json:"citation"`
	Wording    string               `json:"wording" doc:"所引条款的原文；没有则为空"`
	Choices    []Choice             `json:"choices" doc:"可能所指的，或最接近的，最可能的在前"`
	Suggestion *Choice              `json:"suggestion" doc:"应当引的；拿不准则为 null"`
	Notices    []Notice             `json:"notices"`
	Doubts     []corpus.Caution     `json:"doubts" doc:"对所引条款的文字或效力的存疑之处；没有则为空"`
	URL        *string              `json:"url"`
}

// CheckedQuote is a stretch that is, or is given as, another text's words.
type CheckedQuote struct {
	Verdict
	Status       check.QuoteStatus     `json:"status" enum:"exact,exact_normalized,altered,elided,stitched,misattributed,superseded,not_in_corpus"`
	Marked       bool                  `json:"marked" doc:"加了引号；没有加的只说明与哪里一致或近似"`
	AttributedTo *string               `json:"attributed_to" doc:"稿子说是谁的话、哪部文件的话；没有说则为 null"`
	Normalized   []check.Normalisation `json:"normalized" enum:"punctuation,width,script,space" doc:"exact_normalized 时：哪些写法不同"`
	Sources      []CheckedSource       `json:"sources" doc:"出处，最早的在前"`
}

// CheckedSource is where words stand.
type CheckedSource struct {
	Address  string           `json:"address"`
	Citation string           `json:"citation"`
	Text     string           `json:"text" doc:"那里的原文"`
	Date     *corpus.Date     `json:"date"`
	Status   corpus.Status    `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
	Compared bool             `json:"compared" doc:"diff 是与这一处比的"`
	Doubts   []corpus.Caution `json:"doubts" doc:"对那里的文字或效力的存疑之处；没有则为空"`
	URL      string           `json:"url"`
}

// CheckedFormula is an enumeration with a number that the draft spells out.
type CheckedFormula struct {
	Verdict
	Status     check.FormulaStatus `json:"status" enum:"ok,missing,repeated,order,wrong_member"`
	Name       string              `json:"name" doc:"提法，如 四个意识"`
	At         []Range             `json:"at" doc:"不同、重复或次序不对的各项，在 text 中的位置"`
	Sources    []CheckedSource     `json:"sources"`
	Suggestion string              `json:"suggestion" doc:"来源的说法"`
}

func newDiff(ops []compare.Op) []DiffPiece {
	out := make([]DiffPiece, 0, len(ops))
	for _, op := range ops {
		out = append(out, DiffPiece{op.Kind, op.Text})
	}
	return out
}

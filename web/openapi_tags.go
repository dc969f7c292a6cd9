package web

import "github.com/danielgtaylor/huma/v2"

// The groups of operations. Generators make packages of the names, so those are
// ASCII; what a reader sees is in tagWords.
const (
	tagSearch      = "search"
	tagDocuments   = "documents"
	tagLibrary     = "library"
	tagCollections = "collections"
	tagProcedures  = "procedures"

	tagRequirements = "requirements"
	tagCheck        = "check"
)

// tagWords says what a group is for, in the order of the page that shows them.
var tagWords = []label{
	{Value: tagSearch, Label: "检索：查段落、认地址、给建议"}, {Value: tagDocuments, Label: "文献：读著录、全文、条款，比较版本"},
	{Value: tagRequirements, Label: "要求：要做的事，从条文里按规则摘出"},
	{Value: tagLibrary, Label: "资料库：收入、更正、删除、撤销"}, {Value: tagCollections, Label: "备课夹：收集、排列、导出、复核"},
	{Value: tagProcedures, Label: "一件事：一步一步怎么办，每一步的依据"},
	{Value: tagCheck, Label: "核对：稿子里的引用、引文和提法，对照资料库"},
}

func tagged(name string) []string { return []string{name} }

func tagList() (out []*huma.Tag) {
	for _, t := range tagWords {
		out = append(out, &huma.Tag{Name: t.Value, Description: t.Label})
	}
	return out
}

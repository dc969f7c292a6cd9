package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type answersOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         AnswerList
}

// AnswerList is what the clauses lay down of what a question asks for.
type AnswerList struct {
	Answers []Answer `json:"answers" doc:"至多三条，最合的在前；条文里没有时为空"`
}

var answerParameters = []parameter{
	{name: "q", sort: "string", required: true, example: "支委会多久开一次", doc: "问句：问次数、时限、人数、比例、年龄，由谁、做什么、会怎样", set: setWords},
	asOfParameter,
}

func (a *api) answering() {
	register(a, huma.Operation{OperationID: "answers", Method: http.MethodGet, Path: "/answers", Tags: tagged(tagSearch),
		Summary: "从条文里直接作答：数、时、人、责，附出处", Parameters: queryParameters(answerParameters)}, a.answers)
}

func (a *api) answers(ctx context.Context, r *request) (*answersOut, error) {
	q, faults := a.parse(r.values, answerParameters, "query")
	result, err := a.find(ctx, q, faults)
	if err != nil {
		return nil, wrongWords(err, "query")
	}
	return &answersOut{CacheControl: "no-store", Body: AnswerList{viewAnswers(result.Answers)}}, nil
}

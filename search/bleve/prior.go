package bleve

import (
	"regexp"

	"tiaowen/corpus"
)

// priors say what a passage's score is multiplied by for what its document is:
// of two texts that say the same, the higher one answers the question. Set by
// hand on the STARD questions (over law alone, in an offline
// study of the recipe, MRR@10 .435 without, .486 with).
var priors = map[corpus.Rank]float32{
	corpus.RankPartyConstitution: 1.3, corpus.RankCentralParty: 1.3, corpus.RankMinistryParty: 1.3, corpus.RankLocalParty: 1,
	corpus.RankPartyNormative: 0.8, corpus.RankConstitution: 1, corpus.RankStatute: 1, corpus.RankInterpretation: 0.85,
	corpus.RankAdministrative: 0.7, corpus.RankLocal: 0.7, corpus.RankDepartmental: 0.7, corpus.RankNormative: 0.5,
}

const (
	// codePrior is for the two codes, which hold the general law of what people
	// ask about most.
	codePrior = 1.3
	// essayPrior is for speeches and essays: they speak about the rule.
	essayPrior = 0.8
	// essayTitle is what a title counts there for a question: it is often the one
	// that the text answers, where a regulation's only names the matter. Of 15 own
	// questions about articles 13 have theirs first instead of 10; STARD is the
	// same.
	essayTitle = 3
	// amendingPrior is for texts that say what other texts shall say.
	amendingPrior = 0.5
	// outdated is for a document that does not apply on the day asked for: the
	// one in force goes first if both say the same.
	outdated = 0.8
)

var (
	codes    = map[string]bool{"民法典": true, "刑法": true}
	amending = regexp.MustCompile(`修正案|关于修改|关于废止|关于修订|批复$|的通知$`)
)

// titled is what a document's title counts, in times of a regulation's: essay if
// it is none.
func (r *row) titled(essay float32) float32 {
	if r != nil && r.head.Fields.Kind != corpus.Regulation {
		return essay
	}
	return 1
}

// prior is the factor of a document, its status apart.
func prior(f corpus.Fields) float32 {
	switch {
	case f.Kind != corpus.Regulation:
		return essayPrior
	case amending.MatchString(f.Title):
		return amendingPrior
	case codes[corpus.WorkKey(f.Title)]:
		return codePrior
	}
	if p, ok := priors[f.Rank]; ok {
		return p
	}
	return 1
}

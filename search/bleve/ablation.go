package bleve

// Ablation is a part of the ranking with the weights that switch it off.
type Ablation struct {
	Name string
	Set  map[string]float64
}

// Ablations are the parts that can be switched off, to see what each is worth.
func Ablations() []Ablation {
	flat := map[string]float64{}
	for name := range defaultPriors.factors {
		flat[priorPrefix+name] = 1
	}
	return []Ablation{
		{"frequency", map[string]float64{"k1": 0}},
		{"length", map[string]float64{"b": 0}},
		{"letters", map[string]float64{"rune_weight": 0, "coverage_letters": 0}},
		{"words", map[string]float64{"word_weight": 0}},
		{"trail", map[string]float64{"trail_weight": 0}},
		{"title", map[string]float64{"title_weight": 0}},
		{"essay_title", map[string]float64{"essay_title": 1}},
		{"synonyms", map[string]float64{"synonym": 0}},
		{"manner", map[string]float64{"manner": 0}},
		{"synonym_bound", map[string]float64{"synonym_bound": 1000}},
		{"fields", map[string]float64{"field_sure": 2}},
		{"field_factor", map[string]float64{"field": 0}},
		{"lists", map[string]float64{"lists": 0}},
		{"string_length", map[string]float64{"string_b": 0.6}},
		{"question_words", map[string]float64{"question_word": 1}},
		{"vote", map[string]float64{"vote": 0}},
		{"coverage", map[string]float64{"coverage_grams": 0, "coverage_letters": 0}},
		{"priors", flat},
		{"outdated", map[string]float64{"outdated": 1}},
		{"foreign", map[string]float64{"foreign_share": 0}},
		{"beside", map[string]float64{"beside_share": 0}},
		{"beside_words", map[string]float64{"beside_words": 1000}},
		{"strange", map[string]float64{"strange_share": 0}},
		{"meaning", map[string]float64{"meaning": 0, "meaning_depth": 0, "unlike": 0, "unlike_strange": 0}},
		{"no_basis", map[string]float64{"basis_hits": 0}},
	}
}

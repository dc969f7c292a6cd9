package requirement

var modalClasses = []struct {
	class    class
	modality Modality
}{{mustNotWord, MustNot}, {generallyWord, ShouldGenerally}, {mustWord, Must}, {mayWord, May}, {dutyWord, Duty}}

// modalityOf is what a word asks; empty if it is no modal word.
func modalityOf(is classes) Modality {
	for _, m := range modalClasses {
		if is.has(m.class) {
			return m.modality
		}
	}
	return ""
}

package extract

// properties are what the entries of an archive say of the document itself: each
// value, and each with its name before it where it has one, 密级：工作秘密. They are no
// text, but a mark of secrecy may stand only there.
func properties(a *archive, entries ...string) (said []string) {
	for _, entry := range entries {
		if !a.has(entry) {
			continue
		}
		// Damage here costs no text.
		_ = a.walkEntry(entry, func(root element) { said = append(said, valuesOf(root)...) })
	}
	return said
}

// valuesOf are the values of a list of properties, or of one in it.
func valuesOf(list element) (said []string) {
	list.walk.each(func(e element) {
		if e.name == "office:meta" {
			said = append(said, valuesOf(e)...)
			return
		}
		name := e.attr("name")
		said = append(said, property(name, e.walk.text())...)
	}, nil)
	return said
}

// property is one value as it may stand in a paper.
func property(name, value string) []string {
	if name == "" {
		return []string{value}
	}
	return []string{value, name + "：" + value}
}

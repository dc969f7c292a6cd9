// Package search is the question and the answer, apart from who finds it: a [Query]
// goes in, a [Result] comes out, and neither holds a type of an engine. [Parse] reads
// what a person typed, [OtherFigures] are the other ways to write its numbers, [Instead]
// asks less strictly; [Snippet] cuts what is shown of a hit; [Cite] and [Place] say
// how a place in a text is cited and shown. [Facets] and [Settings] are the tables of
// what may be chosen in a query: pages, API, help and engines follow from their rows.
//
// Package search/ask is asked by everyone. Behind it stand an engine (search/bleve),
// search/resolve for addresses and search/suggest for what was meant. Package
// search/check holds a draft against what they find.
package search

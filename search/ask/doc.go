// Package ask is the front of the search: whatever a person typed, an [Asker] answers
// it. In this order: it is found out whether they are an address; the engine searches the
// words; of an address the provisions go first; if they find nothing, what was probably meant is searched, and
// the answer says so; and what a regulation named in a question holds of the rest of
// it goes first. What goes first leads the list once (lead.go): no other page has it
// again, and none skips what it put off. Hits carry what is in doubt of their texts
// (doubt.go).
package ask

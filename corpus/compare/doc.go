// Package compare lays two versions of a regulation side by side.
//
// [Versions] aligns before it compares. The units that are aligned are the 条
// of a version; where a text has none, its paragraphs; headings are aligned
// after them, by their captions and by what stands below them. Alignment goes
// from the certain to the likely:
//
//  1. Texts that occur once in both versions, and only there, are a pair.
//  2. For the rest each unit is compared with the few units of the other
//     version that share its rarest character pairs. Of all these pairs the
//     heaviest set that keeps the order of both versions is kept.
//  3. What is left over and still much alike was moved.
//  4. A unit without a partner whose words went missing from a neighbour's
//     partner is a part of it: one became several, or several became one.
//  5. What then still faces each other in one gap is paired with less proof.
//
// Only pairs are compared character by character. Nothing here depends on a
// clock: every step is bounded by the number of units or by a count of steps,
// so the same two texts always give the same answer.
//
// A [Course] is what is left of a comparison without its texts, for who keeps it and
// follows single units.
//
// White space, width, and script are no difference, and neither are line
// breaks inside a paragraph; where one 款 or 项 ends and the next begins is.
package compare

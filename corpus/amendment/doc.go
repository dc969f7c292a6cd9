// Package amendment says what a new version of a regulation changed in what is
// required: another number, another modal word, another bearer, a duty that is new or
// gone.
//
// [Between] pairs the clauses of two versions inside the rows of their comparison,
// first by where the equal words of the two texts stand, then by how alike the
// clauses are. Only pairs are compared, field by field. Where other words changed
// and the fields did not, it says nothing; where it is unsure which clause became
// which, it leaves both out. A clause is new or gone only if nothing like it stands
// anywhere in the other version.
package amendment

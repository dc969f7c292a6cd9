package library

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"modernc.org/sqlite"
)

// SQLite notices a page that is no page, not a page with a wrong letter on it.
// So every row has a checksum beside it, in the table sums, and the table seal
// has the number and the sum of the checksums, so that a row is missed also if
// its checksum went with it. Triggers keep both, in the transaction that changes
// the row: no statement can forget to.

// sealedTable is a table whose rows have checksums.
type sealedTable struct {
	name    string
	key     string // what its rows are called by
	columns string // all of them
}

// sealed2 are the tables as of version 2. A migration that adds a column makes
// their triggers anew.
var sealed2 = []sealedTable{
	{"counter", "'seq'", "seq"},
	{"settings", "key", "key,value"},
	{"originals", "sha256", "sha256,size,packed"},
	{"files", "path", "path,sha256,imported,held,released"},
	{"second_paths", "path", "path,file"},
	{"documents", "id", "n,id,path,part,imported,changed,removed,seq,text_seq,parser,corrections,noted," +
		"fields,diagnostics,runes,sum,source,text"},
	{"gone", "id", "id,seq"},
	{"edits", "seq", "seq,at,id,action,corrections,undone"},
}

// sealed3 are the tables that version 3 brought.
var sealed3 = []sealedTable{
	{"collections", "id", "id,name,created,changed,version,next,items,passages,removed"},
	{"collection_states", "key", "key,collection,step,sheet"},
	{"collection_quotes", "key", "key,collection,n,passage"},
}

// sealed5 are the tables that version 5 brought, and one that it changed.
var sealed5 = []sealedTable{
	{"files", "path", "path,sha256,imported,held,released,beside"},
	{"replaced", "seq", "seq,path,sha256,imported,released,beside"},
	{"states", "key", "key,seq,id,removed,sum,source,text"},
}

// sealed6 are the tables that version 6 brought.
var sealed6 = []sealedTable{
	{"requirements", "document", "document,version,packed"},
}

// sealedTables are all there are now, each as it is now.
func sealedTables() []sealedTable {
	out := slices.Concat(sealed2, sealed3, sealed6)
	for _, t := range sealed5 {
		out = slices.DeleteFunc(out, func(older sealedTable) bool { return older.name == t.name })
		out = append(out, t)
	}
	return out
}

// sum is the checksum of the row that row names (NEW, or the table itself), in
// SQL.
func (t sealedTable) sum(row string) string {
	return "row_sum(" + row + "." + strings.ReplaceAll(t.columns, ",", ","+row+".") + ")"
}

// keyOf is the key of the row that row names, in SQL.
func (t sealedTable) keyOf(row string) string {
	if strings.HasPrefix(t.key, "'") { // the table has one row
		return t.key
	}
	return row + "." + t.key
}

// sealing are the statements that put checksums beside the rows of tables, and
// keep them there.
func sealing(tables []sealedTable) string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, `INSERT INTO sums SELECT '%[1]s', %[2]s, %[3]s FROM %[1]s;
	CREATE TRIGGER %[1]s_insert AFTER INSERT ON %[1]s BEGIN
		INSERT INTO sums VALUES ('%[1]s', %[4]s, %[5]s);
	END;
	CREATE TRIGGER %[1]s_update AFTER UPDATE ON %[1]s BEGIN
		UPDATE sums SET sum = %[5]s WHERE kind = '%[1]s' AND key = %[4]s;
	END;
	CREATE TRIGGER %[1]s_delete AFTER DELETE ON %[1]s BEGIN
		DELETE FROM sums WHERE kind = '%[1]s' AND key = %[6]s;
	END;
`, t.name, t.keyOf(t.name), t.sum(t.name), t.keyOf("NEW"), t.sum("NEW"), t.keyOf("OLD"))
	}
	return b.String()
}

// unsealing are the statements before a table changes, to be sealed anew.
func unsealing(table string) string {
	return fmt.Sprintf(`DROP TRIGGER %[1]s_insert; DROP TRIGGER %[1]s_update; DROP TRIGGER %[1]s_delete;
	DELETE FROM sums WHERE kind = '%[1]s';
	`, table)
}

func init() {
	// The driver knows functions only for all connections at once.
	sqlite.MustRegisterDeterministicScalarFunction("row_sum", -1, func(_ *sqlite.FunctionContext, row []driver.Value) (driver.Value, error) {
		return rowSum(row), nil
	})
}

// rowSum is the checksum of a row: 60 bits, so that two of them can be added
// without leaving SQLite's integers.
func rowSum(row []driver.Value) int64 {
	h := sha256.New()
	for _, v := range row {
		switch v := v.(type) {
		case string:
			fmt.Fprintf(h, "s%d:%s", len(v), v)
		case []byte:
			fmt.Fprintf(h, "b%d:", len(v))
			h.Write(v)
		default:
			fmt.Fprintf(h, "%T:%v;", v, v)
		}
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)) >> 4)
}

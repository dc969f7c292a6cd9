package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// kinds name the tables for people.
var kinds = map[string]string{
	"counter": "序号", "settings": "设置", "originals": "原始文件", "files": "文件记录",
	"second_paths": "文件的另一路径", "documents": "文献", "gone": "删除记录", "edits": "更正记录",
	"replaced": "文件的先前状态", "states": "文献的先前文本",
	"requirements": "摘出的要求",
	"collections":  "备课夹", "collection_states": "备课夹的内容", "collection_quotes": "备课夹的摘录",
}

// documents reads every text as a reader would.
func (v *verifier) documents(ctx context.Context) {
	for _, id := range v.keys(ctx, "documents", "id") {
		r, err := scan(v.tx.QueryRowContext(ctx, `SELECT d.id, d.path, d.part, d.imported, d.changed, d.removed, d.seq, d.text_seq,
			d.corrections, d.noted, d.sum, d.source, d.text, '[]', '' FROM documents d WHERE d.id = ?`, id))
		if err != nil {
			v.add(Fault{Document: id, Path: r.path, What: "文献损坏：" + err.Error()})
		}
	}
}

// originals compares the bytes of every file with the sum they are kept under.
func (v *verifier) originals(ctx context.Context) {
	for _, sum := range v.keys(ctx, "originals", "sha256") {
		var packed []byte
		err := v.tx.QueryRowContext(ctx, `SELECT packed FROM originals WHERE sha256 = ?`, sum).Scan(&packed)
		if err == nil {
			packed, err = unpack(packed)
		}
		got := sha256.Sum256(packed)
		if err == nil && hex.EncodeToString(got[:]) != sum {
			err = fmt.Errorf("字节不是收入时的")
		}
		if err != nil {
			v.add(v.locate(ctx, "originals", sum, "原始文件损坏："+err.Error()))
		}
	}
}

// keys lists the keys of a table's rows.
func (v *verifier) keys(ctx context.Context, table, key string) (out []string) {
	err := v.each(ctx, fmt.Sprintf(`SELECT %s FROM %s`, key, table), nil, func(row []any) {
		out = append(out, fmt.Sprint(row[0]))
	})
	if err != nil {
		v.add(Fault{What: kinds[table] + "读不全：" + err.Error()})
	}
	return out
}

// seal compares every row with its checksum, and the checksums with the seal.
func (v *verifier) seal(ctx context.Context) {
	n, total := int64(0), int64(0)
	rows := map[string]map[string]int64{}
	err := v.each(ctx, `SELECT kind, key, sum FROM sums`, nil, func(row []any) {
		kind, key := fmt.Sprint(row[0]), fmt.Sprint(row[1])
		sum, _ := row[2].(int64)
		n, total = n+1, (total+sum)&0xfffffffffffffff
		if rows[kind] == nil {
			rows[kind] = map[string]int64{}
		}
		rows[kind][key] = sum
	})
	if err != nil {
		v.add(Fault{What: "校验和读不全：" + err.Error()})
	}
	var wantN, wantTotal int64
	if err := v.tx.QueryRowContext(ctx, `SELECT n, total FROM seal`).Scan(&wantN, &wantTotal); err != nil {
		v.add(Fault{What: "封条读不出：" + err.Error()})
	} else if n != wantN || total != wantTotal {
		v.add(Fault{What: fmt.Sprintf("封条不符：应有 %d 条记录，现有 %d 条的校验和", wantN, n)})
	}
	for _, t := range sealedTables() {
		v.rows(ctx, t, rows[t.name])
	}
}

// rows compares the rows of a table with their checksums. Each is read by
// itself, so that one that cannot be read hides no other.
func (v *verifier) rows(ctx context.Context, t sealedTable, sums map[string]int64) {
	for key, want := range sums {
		var got int64
		err := v.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT %s FROM %s WHERE %s = ?`, t.sum(t.name), t.name, t.keyOf(t.name)), key).Scan(&got)
		switch {
		case err != nil:
			v.add(v.locate(ctx, t.name, key, kinds[t.name]+"缺失或读不出："+err.Error()))
		case got != want:
			v.add(v.locate(ctx, t.name, key, kinds[t.name]+"与校验和不符"))
		}
	}
	for _, key := range v.keys(ctx, t.name, t.key) {
		if _, ok := sums[key]; !ok {
			v.add(v.locate(ctx, t.name, key, kinds[t.name]+"没有校验和"))
		}
	}
}

// locate says which document or file a row is about.
func (v *verifier) locate(ctx context.Context, table, key, what string) Fault {
	f := Fault{What: what}
	switch table {
	case "documents", "gone":
		f.Document = key
	case "requirements":
		f.Derived = true
		_ = v.tx.QueryRowContext(ctx, `SELECT id FROM documents WHERE n = ?`, key).Scan(&f.Document)
	case "files", "second_paths":
		f.Path = key
	case "states":
		_ = v.tx.QueryRowContext(ctx, `SELECT id FROM states WHERE key = ?`, key).Scan(&f.Document)
	case "replaced":
		_ = v.tx.QueryRowContext(ctx, `SELECT path FROM replaced WHERE seq = ?`, key).Scan(&f.Path)
	case "originals":
		_ = v.tx.QueryRowContext(ctx, `SELECT path FROM files WHERE sha256 = ?`, key).Scan(&f.Path)
	case "edits":
		_ = v.tx.QueryRowContext(ctx, `SELECT id FROM edits WHERE seq = ?`, key).Scan(&f.Document)
	default:
		f.What += "（" + key + "）"
	}
	return f
}

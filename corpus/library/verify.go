package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"tiaowen/corpus/problem"
)

// Fault is one thing that is wrong with a library on its disk.
type Fault struct {
	// Document is the id of the one that is hit, Path the file; both may be empty.
	Document string `json:"document,omitempty"`
	Path     string `json:"path,omitempty"`
	What     string `json:"what"` // in Chinese
	// Derived says that what is hit is made of the text, and made again by Redraw.
	Derived bool `json:"derived,omitempty"`
}

// maxFaults is how many faults are told: of a file cut in half every row is one.
const maxFaults = 1000

// Verify looks for everything that is not as it was written in the library in
// dir, as it stands at one moment: also while another process has it open. It
// changes nothing. An error means that there was no looking, not that something
// was found.
func Verify(ctx context.Context, dir string) ([]Fault, error) {
	v := &verifier{}
	if err := v.log(filepath.Join(dir, fileName+"-wal")); err != nil {
		return nil, fmt.Errorf("verify library %s: %w", dir, err)
	}
	db, err := openOther(ctx, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return []Fault{{What: "资料库文件 " + fileName + " 不存在"}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("verify library %s: %w", dir, err)
	}
	defer db.Close()
	if err := v.file(ctx, db); err != nil {
		return nil, fmt.Errorf("verify library %s: %w", dir, err)
	}
	return v.found, nil
}

type verifier struct {
	found []Fault
	tx    *sql.Tx
}

func (v *verifier) add(f Fault) {
	if len(v.found) < maxFaults && !slices.Contains(v.found, f) {
		v.found = append(v.found, f)
	}
}

// file looks at all there is, in one transaction. An error while reading is a
// fault, but not that somebody is no longer waiting for the answer.
func (v *verifier) file(ctx context.Context, db *other) (err error) {
	if v.tx, err = db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true}); err != nil {
		return v.unopened(ctx, err)
	}
	defer v.tx.Rollback()
	var version int
	if err := v.tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return v.unopened(ctx, err)
	}
	if version > len(migrations) {
		return ErrNewer
	}
	v.integrity(ctx)
	v.documents(ctx)
	v.originals(ctx)
	if version == len(migrations) { // an older one has no checksums, or others
		v.schema(ctx)
		v.seal(ctx)
		v.requirements(ctx)
	} else if version == 0 {
		v.add(Fault{What: "资料库文件里没有表"})
	}
	return ctx.Err()
}

// unopened is a fault of a file that SQLite cannot open, unless it may not or
// could not be read: that says nothing of what is in it.
func (v *verifier) unopened(ctx context.Context, err error) error {
	switch problem.KindOf(kinded(err)) {
	case problem.NoPermission, problem.ReadOnlyDisk, problem.DiskFull, problem.UnreadableLibrary, problem.InUse:
		return kinded(err)
	}
	v.add(Fault{What: "资料库文件打不开：" + err.Error()})
	return ctx.Err()
}

// integrity asks SQLite what it knows: pages that are none, indexes that do not
// fit their tables.
func (v *verifier) integrity(ctx context.Context) {
	for _, check := range []string{`PRAGMA integrity_check(20)`, `PRAGMA foreign_key_check`} {
		err := v.each(ctx, check, nil, func(row []any) {
			if len(row) == 1 && row[0] == "ok" {
				return
			}
			v.add(Fault{What: fmt.Sprintf("数据库结构损坏：%v", row)})
		})
		if err != nil {
			v.add(Fault{What: "数据库结构损坏：" + err.Error()})
		}
	}
}

// schema compares the tables with those that this program makes.
func (v *verifier) schema(ctx context.Context) {
	const list = `SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name`
	want, err := freshSchema(ctx, list)
	if err == nil {
		var got []string
		err = v.each(ctx, list, nil, func(row []any) { got = append(got, fmt.Sprintf("%q", row)) })
		if err == nil && !slices.Equal(got, want) {
			err = errors.New("与本程序建立的不同")
		}
	}
	if err != nil {
		v.add(Fault{What: "表的定义损坏：" + err.Error()})
	}
}

// freshSchema is what list gives on a new library.
func freshSchema(ctx context.Context, list string) (out []string, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, m := range migrations {
		if _, err := db.ExecContext(ctx, m); err != nil {
			return nil, err
		}
	}
	rows, err := db.QueryContext(ctx, list)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	err = scanEach(rows, func(row []any) { out = append(out, fmt.Sprintf("%q", row)) })
	return out, err
}

// each calls do with every row of a query. A row that cannot be read ends it.
func (v *verifier) each(ctx context.Context, query string, args []any, do func(row []any)) error {
	rows, err := v.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	return scanEach(rows, do)
}

func scanEach(rows *sql.Rows, do func(row []any)) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	for rows.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		do(row)
	}
	return rows.Err()
}

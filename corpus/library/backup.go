package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Backup writes what the library in dir holds to the new file to, as it is at
// one moment, also while another process writes. The file is a library's file
// itself, without free pages; it is on the disk when Backup returns.
func Backup(ctx context.Context, dir, to string) error {
	db, err := openOther(dir)
	if err != nil {
		return fmt.Errorf("back up library %s: %w", dir, kinded(err))
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		return fmt.Errorf("back up library %s to %s: %w", dir, to, kinded(err))
	}
	f, err := os.OpenFile(to, os.O_RDWR, 0)
	if err == nil {
		err = errors.Join(f.Chmod(0o600), f.Sync(), f.Close())
	}
	if err != nil {
		return fmt.Errorf("back up library %s to %s: %w", dir, to, kinded(err))
	}
	return nil
}

// View opens the library in dir to be read and nothing else: nothing is made or
// changed, and another process may have it open. It fails with ErrOlder where
// Open would change the tables, with ErrNewer as Open does.
func View(ctx context.Context, dir string) (*Library, error) {
	db, err := openOther(dir)
	if err != nil {
		return nil, fmt.Errorf("view library %s: %w", dir, kinded(err))
	}
	db.SetMaxOpenConns(readers)
	l := &Library{reader: db, writer: db, now: time.Now}
	var version int
	err = db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	switch {
	case err == nil && version < len(migrations):
		err = ErrOlder
	case err == nil && version > len(migrations):
		err = ErrNewer
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("view library %s: %w", dir, kinded(err)), l.Close())
	}
	return l, nil
}

// openOther opens the file of a library that may be another process's, to be
// read only: no table is made or changed, and what lies in the log stays there.
func openOther(dir string) (*sql.DB, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", fileURI(path, "mode=ro&_busy_timeout=10000&_pragma=cell_size_check(1)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

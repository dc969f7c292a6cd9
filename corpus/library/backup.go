package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// Backup writes what the library in dir holds to the new file to, as it is at
// one moment, also while another process writes. The file is a library's file
// itself, without free pages; it is on the disk when Backup returns.
func Backup(ctx context.Context, dir, to string) error {
	db, err := openOther(ctx, dir)
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
// Open would change the tables, with ErrNewer as Open does. Writes are refused with
// ErrViewed, or what [Library.Refuse] says.
func View(ctx context.Context, dir string) (*Library, error) {
	db, err := openOther(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("view library %s: %w", dir, kinded(err))
	}
	db.SetMaxOpenConns(readers)
	l := &Library{reader: db.DB, writer: db.DB, now: time.Now, scratch: db.scratch, refusal: ErrViewed}
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

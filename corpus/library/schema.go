package library

import (
	"context"
	"database/sql"
	"fmt"
)

// migrations bring the tables from one version to the next; the file's
// user_version counts how many have run. A released one is never changed.
//
// In documents, source and text are what came out of the file and sum is their
// checksum; fields, diagnostics and runes are what parser made of them, kept
// for lists. removed is empty, person or file (the part is no longer in its
// file). text stands last because SQLite reads a row up to the last column
// asked for.
//
// gone remembers the documents that were deleted for good, so that an index
// still learns of it.
var migrations = []string{
	`CREATE TABLE counter (seq INTEGER NOT NULL);
	INSERT INTO counter VALUES (0);
	CREATE TABLE settings (
		key   TEXT PRIMARY KEY,
		value TEXT NOT NULL
	) WITHOUT ROWID;
	CREATE TABLE originals (
		sha256 TEXT PRIMARY KEY,
		size   INTEGER NOT NULL,
		packed BLOB NOT NULL
	);
	CREATE TABLE files (
		path     TEXT PRIMARY KEY,
		sha256   TEXT NOT NULL REFERENCES originals,
		imported INTEGER NOT NULL
	) WITHOUT ROWID;
	CREATE INDEX files_sha256 ON files (sha256);
	CREATE TABLE second_paths (
		path TEXT PRIMARY KEY,
		file TEXT NOT NULL REFERENCES files ON DELETE CASCADE
	) WITHOUT ROWID;
	CREATE INDEX second_paths_file ON second_paths (file);
	CREATE TABLE documents (
		n           INTEGER PRIMARY KEY,
		id          TEXT NOT NULL UNIQUE,
		path        TEXT NOT NULL REFERENCES files,
		part        TEXT NOT NULL,
		imported    INTEGER NOT NULL,
		changed     INTEGER NOT NULL,
		removed     TEXT NOT NULL,
		seq         INTEGER NOT NULL,
		text_seq    INTEGER NOT NULL,
		parser      INTEGER NOT NULL,
		corrections TEXT NOT NULL,
		noted       TEXT NOT NULL,
		fields      TEXT NOT NULL,
		diagnostics TEXT NOT NULL,
		runes       INTEGER NOT NULL,
		sum         TEXT NOT NULL,
		source      TEXT NOT NULL,
		text        TEXT NOT NULL,
		UNIQUE (path, part)
	);
	CREATE INDEX documents_seq ON documents (seq);
	CREATE TABLE gone (
		id  TEXT PRIMARY KEY,
		seq INTEGER NOT NULL
	) WITHOUT ROWID;
	CREATE TABLE edits (
		seq         INTEGER PRIMARY KEY,
		at          INTEGER NOT NULL,
		id          TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
		action      TEXT NOT NULL,
		corrections TEXT NOT NULL,
		undone      INTEGER NOT NULL DEFAULT 0
	);
	CREATE INDEX edits_id ON edits (id)`,
}

// migrate runs what the file has not seen yet. The version is read in the
// transaction: another process may be opening the same new file.
func migrate(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version > len(migrations) {
		return ErrNewer
	}
	if version == len(migrations) {
		return nil
	}
	for i, m := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, m); err != nil {
			return fmt.Errorf("migrate to version %d: %w", version+i+1, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, len(migrations))); err != nil {
		return err
	}
	return tx.Commit()
}

package library

import (
	"context"
	"fmt"
)

// migrations bring the tables from one version to the next; the file's
// user_version counts how many have run. A released one is never changed.
//
// In documents, source and text are what came out of the file and sum is their
// checksum; fields, diagnostics and runes are what parser made of them, kept
// for lists. removed is empty, person, file (the part is no longer in its
// file) or held (the file is withheld). text stands last because SQLite reads a row up to the last column
// asked for.
//
// gone remembers the documents that were deleted for good, so that an index
// still learns of it.
//
// In files, held says why a file is withheld, empty if it is not, and released
// that a person has looked at it and let it pass.
//
// beside is the checksum of what lay beside a file when it was read, empty for
// nothing, null if an older program did not note it. replaced and states are
// what undoing puts back, see earlier.go.
//
// A collection is a pile of collection_states, of which the one with the highest
// step counts; collection_quotes hold what they quote, see collection_state.go.
//
// requirements is what was drawn of a document, by which version of the rules, see
// required_pack.go. It is derived and may be drawn again at any time.
//
// sums has a checksum of every row of the other tables, and seal their number
// and their sum, see seal.go.
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

	`ALTER TABLE files ADD COLUMN held TEXT NOT NULL DEFAULT '';
	ALTER TABLE files ADD COLUMN released INTEGER NOT NULL DEFAULT 0;
	CREATE TABLE sums (
		kind TEXT NOT NULL,
		key  TEXT NOT NULL,
		sum  INTEGER NOT NULL,
		PRIMARY KEY (kind, key)
	) WITHOUT ROWID;
	CREATE TABLE seal (n INTEGER NOT NULL, total INTEGER NOT NULL);
	INSERT INTO seal VALUES (0, 0);
	CREATE TRIGGER sums_insert AFTER INSERT ON sums BEGIN
		UPDATE seal SET n = n + 1, total = (total + NEW.sum) & 0xfffffffffffffff;
	END;
	CREATE TRIGGER sums_update AFTER UPDATE ON sums BEGIN
		UPDATE seal SET total = (total - OLD.sum + NEW.sum) & 0xfffffffffffffff;
	END;
	CREATE TRIGGER sums_delete AFTER DELETE ON sums BEGIN
		UPDATE seal SET n = n - 1, total = (total - OLD.sum) & 0xfffffffffffffff;
	END;
` + sealing(sealed2),

	`CREATE TABLE collections (
		id       TEXT PRIMARY KEY,
		name     TEXT NOT NULL,
		created  INTEGER NOT NULL,
		changed  INTEGER NOT NULL,
		version  INTEGER NOT NULL,
		next     INTEGER NOT NULL,
		items    INTEGER NOT NULL,
		passages INTEGER NOT NULL,
		removed  INTEGER NOT NULL
	) WITHOUT ROWID;
	CREATE TABLE collection_states (
		key        TEXT PRIMARY KEY,
		collection TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
		step       INTEGER NOT NULL,
		sheet      BLOB NOT NULL,
		UNIQUE (collection, step)
	);
	CREATE TABLE collection_quotes (
		key        TEXT PRIMARY KEY,
		collection TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
		n          INTEGER NOT NULL,
		passage    TEXT NOT NULL,
		UNIQUE (collection, n)
	);
` + sealing(sealed3),

	// Every import asks whether there are samples.
	`CREATE INDEX documents_samples ON documents (n) WHERE json_extract(fields, '$.sample')`,

	unsealing("files") + `ALTER TABLE files ADD COLUMN beside TEXT;
	CREATE TABLE replaced (
		seq      INTEGER PRIMARY KEY REFERENCES edits ON DELETE CASCADE,
		path     TEXT NOT NULL REFERENCES files ON DELETE CASCADE,
		sha256   TEXT NOT NULL REFERENCES originals,
		imported INTEGER NOT NULL,
		released INTEGER NOT NULL,
		beside   TEXT
	);
	CREATE INDEX replaced_path ON replaced (path);
	CREATE INDEX replaced_sha256 ON replaced (sha256);
	CREATE TABLE states (
		key     TEXT PRIMARY KEY,
		seq     INTEGER NOT NULL REFERENCES replaced ON DELETE CASCADE,
		id      TEXT NOT NULL,
		removed TEXT NOT NULL,
		sum     TEXT NOT NULL,
		source  TEXT NOT NULL,
		text    TEXT NOT NULL,
		UNIQUE (seq, id)
	);
	CREATE INDEX states_id ON states (id);
` + sealing(sealed5),

	`CREATE TABLE requirements (
		document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
		version  INTEGER NOT NULL,
		packed   BLOB NOT NULL
	);
` + sealing(sealed6),
}

// migrate runs what the file has not seen yet. The version is read in the
// transaction: another process may be opening the same new file.
func (l *Library) migrate(ctx context.Context) error {
	tx, err := l.begin(ctx)
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

// Format is the version of the tables that this program writes. It opens files
// of earlier ones, which then become of this one.
func Format() int { return len(migrations) }

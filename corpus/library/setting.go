package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Setting is a value that the program keeps with the library, empty if it was
// never set.
func (l *Library) Setting(ctx context.Context, key string) (value string, err error) {
	err = l.reader.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("read setting %s: %w", key, kinded(err))
	}
	return value, nil
}

// SetSetting keeps a value.
func (l *Library) SetSetting(ctx context.Context, key, value string) error {
	return l.write(ctx, "keep setting "+key, func(t *tx) error {
		_, err := t.ExecContext(ctx, `INSERT INTO settings (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
		return err
	})
}

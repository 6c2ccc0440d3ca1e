package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"ilbo.press"
)

const selectReaderPasskeys = `SELECT id, reader, name, record, added, used FROM reader_passkeys `

func scanReaderPasskey(row scanner) (k ilbo.Passkey, err error) {
	var added, used sql.NullInt64
	var record string
	err = row.Scan(&k.ID, &k.Reader, &k.Name, &record, &added, &used)
	k.Record, k.Added, k.Used = []byte(record), moment(added), moment(used)
	return k, err
}

// ReaderPasskeys are those of a reader, the first one added first.
func (s *Store) ReaderPasskeys(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Passkey, error) {
	found, err := list(ctx, s, scanReaderPasskey, selectReaderPasskeys+`WHERE reader = ? ORDER BY added, id`, int64(reader))
	if err != nil {
		return nil, fmt.Errorf("reading the passkeys of reader %d: %w", reader, err)
	}
	return found, nil
}

// ReaderPasskey finds one of a reader by the id of its credential. Those of staff
// are none of them.
func (s *Store) ReaderPasskey(ctx context.Context, id []byte) (ilbo.Passkey, error) {
	k, err := one(ctx, s, scanReaderPasskey, selectReaderPasskeys+`WHERE id = ?`, id)
	if err != nil {
		return k, missing(err, "reader's passkey of that id")
	}
	return k, nil
}

// PutReaderPasskey adds a passkey of a reader, or changes what is kept of one. One
// that is somebody else's is a Conflict.
func (s *Store) PutReaderPasskey(ctx context.Context, k ilbo.Passkey) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.exec(ctx, `INSERT INTO reader_passkeys (id, reader, name, record, added, used) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, record = excluded.record, used = excluded.used WHERE reader_passkeys.reader = excluded.reader`,
			k.ID, int64(k.Reader), k.Name, string(k.Record), millis(k.Added), millis(k.Used))
		if err != nil {
			return fmt.Errorf("storing a passkey of reader %d: %w", k.Reader, err)
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, conflict("That passkey is somebody else's."))
		}
		return nil
	})
}

// DropReaderPasskey takes a passkey of a reader away. One that is not there is no
// error.
func (s *Store) DropReaderPasskey(ctx context.Context, reader ilbo.ReaderID, id []byte) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		_, err := t.exec(ctx, `DELETE FROM reader_passkeys WHERE reader = ? AND id = ?`, int64(reader), id)
		return err
	})
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
)

const deviceColumns = `id, endpoint, key, secret, language, sections, least, quiet_from, quiet_to, zone, woken, reader, name, added`

func scanDevice(row scanner) (d ilbo.Device, err error) {
	var id, sections string
	var added, reader sql.NullInt64
	var woken int
	if err := row.Scan(&id, &d.Endpoint, &d.Key, &d.Secret, &d.Language, &sections, &d.Least, &d.Quiet.From, &d.Quiet.To, &d.Quiet.Zone, &woken, &reader, &d.Name, &added); err != nil {
		return d, err
	}
	d.Woken, d.Reader, d.Added = woken != 0, ilbo.ReaderID(reader.Int64), moment(added)
	return d, decode(sections, &d.Sections)
}

// Device finds a device by its name.
func (s *Store) Device(ctx context.Context, id ilbo.DeviceID) (ilbo.Device, error) {
	d, err := one(ctx, s, scanDevice, `SELECT `+deviceColumns+` FROM devices WHERE id = ?`, string(id))
	if errors.Is(err, sql.ErrNoRows) {
		return d, &ilbo.Error{Kind: ilbo.NotFound, Say: "This browser takes no alerts."}
	}
	if err != nil {
		return d, fmt.Errorf("reading a device: %w", err)
	}
	return d, nil
}

// Devices lists those of a language with names after one, in the order of
// the database, at most limit of them.
func (s *Store) Devices(ctx context.Context, l ilbo.Language, after ilbo.DeviceID, limit int) ([]ilbo.Device, error) {
	some, err := list(ctx, s, scanDevice, `SELECT `+deviceColumns+` FROM devices WHERE language = ? AND id > ? ORDER BY id LIMIT ?`, string(l), string(after), limit)
	if err != nil {
		return nil, fmt.Errorf("reading devices: %w", err)
	}
	return some, nil
}

// ReaderDevices are those of a reader, the newest first.
func (s *Store) ReaderDevices(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Device, error) {
	some, err := list(ctx, s, scanDevice, `SELECT `+deviceColumns+` FROM devices WHERE reader = ? ORDER BY added DESC, id`, int64(reader))
	if err != nil {
		return nil, fmt.Errorf("reading the devices of reader %d: %w", reader, err)
	}
	return some, nil
}

// AddDevice adds a device. One that is there already is a Conflict.
func (s *Store) AddDevice(ctx context.Context, d ilbo.Device) error {
	sections, err := encode(d.Sections)
	if err != nil {
		return err
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		added, err := t.once(ctx, `INSERT INTO devices (`+deviceColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
			string(d.ID()), d.Endpoint, d.Key, d.Secret, string(d.Language), sections, int(d.Least), d.Quiet.From, d.Quiet.To, d.Quiet.Zone, flag(d.Woken), nullID(d.Reader), d.Name, d.Added.UnixMilli())
		if err != nil {
			return fmt.Errorf("adding a device: %w", err)
		}
		if !added {
			return conflict("This browser takes alerts already.")
		}
		return nil
	})
}

// flag is a truth as both databases have it.
func flag(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Throttle counts that somebody asked for something in this hour. Who did so more
// than most times is Busy.
func (s *Store) Throttle(ctx context.Context, who string, most int, now time.Time) error {
	var n int
	err := s.change(ctx, func(ctx context.Context, t *transaction) error {
		hour := now.Truncate(time.Hour).UnixMilli()
		if _, err := t.exec(ctx, `DELETE FROM device_floods WHERE hour < ?`, hour); err != nil {
			return err
		}
		return t.first(ctx, []any{&n}, `INSERT INTO device_floods (hour, who, n) VALUES (?, ?, 1)
		ON CONFLICT (hour, who) DO UPDATE SET n = device_floods.n + 1 RETURNING n`, hour, short(who, maxAudited))
	})
	if err != nil {
		return fmt.Errorf("counting who asks: %w", err)
	}
	if n > most {
		return &ilbo.Error{Kind: ilbo.Busy, Say: "That was asked for too often. Try again in an hour."}
	}
	return nil
}

// ChangeDevice stores what a device chose anew. One that is not there, or whose
// secret is another, is NotFound: nobody changes what another chose. Where nobody
// is signed in it stays whose it was.
func (s *Store) ChangeDevice(ctx context.Context, d ilbo.Device) error {
	sections, err := encode(d.Sections)
	if err != nil {
		return err
	}
	return s.ownDevice(ctx, `UPDATE devices SET language = ?, sections = ?, least = ?, quiet_from = ?, quiet_to = ?, zone = ?, woken = ?, reader = COALESCE(?, reader), name = ? WHERE id = ? AND secret = ?`,
		string(d.Language), sections, int(d.Least), d.Quiet.From, d.Quiet.To, d.Quiet.Zone, flag(d.Woken), nullID(d.Reader), d.Name, string(d.ID()), d.Secret)
}

// DropDevice forgets a device. One that is not there, or whose secret is another,
// is NotFound.
func (s *Store) DropDevice(ctx context.Context, d ilbo.Device) error {
	return s.ownDevice(ctx, `DELETE FROM devices WHERE id = ? AND secret = ?`, string(d.ID()), d.Secret)
}

// DropReaderDevice forgets a device of a reader. One that is not theirs is
// NotFound.
func (s *Store) DropReaderDevice(ctx context.Context, reader ilbo.ReaderID, id ilbo.DeviceID) error {
	return s.ownDevice(ctx, `DELETE FROM devices WHERE reader = ? AND id = ?`, int64(reader), string(id))
}

// ForgetDevices forgets all devices of a reader.
func (s *Store) ForgetDevices(ctx context.Context, reader ilbo.ReaderID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		if _, err := t.exec(ctx, `DELETE FROM devices WHERE reader = ?`, int64(reader)); err != nil {
			return fmt.Errorf("forgetting the devices of reader %d: %w", reader, err)
		}
		return nil
	})
}

// ownDevice does something to a device, if it is whose the statement says.
func (s *Store) ownDevice(ctx context.Context, text string, args ...any) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		done, err := t.once(ctx, text, args...)
		if err != nil {
			return fmt.Errorf("changing a device: %w", err)
		}
		if !done {
			return &ilbo.Error{Kind: ilbo.NotFound, Say: "This browser takes no alerts."}
		}
		return nil
	})
}

// PushKey is the key that the paper names itself by to push services. The first
// process that asks makes it, once for all.
func (s *Store) PushKey(ctx context.Context, make func() ([]byte, error)) (key []byte, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&key}, `SELECT key FROM push_key WHERE one = 1`)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		made, err := make()
		if err != nil {
			return err
		}
		if _, err := t.exec(ctx, `INSERT INTO push_key (one, key) VALUES (1, ?) ON CONFLICT (one) DO NOTHING`, made); err != nil {
			return err
		}
		return t.first(ctx, []any{&key}, `SELECT key FROM push_key WHERE one = 1`)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the key of alerts: %w", err)
	}
	return key, nil
}

package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"ilbo.press"
)

const selectVouchers = `SELECT id, code, hint, plan, terms, most, used, until_time, made, made_by, remark, closed FROM vouchers `

func scanVoucher(row scanner) (v ilbo.Voucher, err error) {
	var code []byte
	var made int64
	var closed int
	var until sql.NullInt64
	err = row.Scan(&v.ID, &code, &v.Hint, &v.Plan, &v.Terms, &v.Most, &v.Used, &until, &made, &v.By, &v.Note, &closed)
	copy(v.Code[:], code)
	v.Until, v.Made, v.Closed = moment(until), time.UnixMilli(made).UTC(), closed != 0
	return v, err
}

// Vouchers are those below a number, the newest first.
func (s *Store) Vouchers(ctx context.Context, before ilbo.VoucherID, limit int) ([]ilbo.Voucher, error) {
	all, err := list(ctx, s, scanVoucher, selectVouchers+`WHERE id < ? ORDER BY id DESC LIMIT ?`, int64(before), limit)
	if err != nil {
		return nil, fmt.Errorf("reading vouchers: %w", err)
	}
	return all, nil
}

// Voucher finds one by its code; one that there is not is NotFound.
func (s *Store) Voucher(ctx context.Context, code ilbo.TokenDigest) (ilbo.Voucher, error) {
	v, err := one(ctx, s, scanVoucher, selectVouchers+`WHERE code = ?`, code[:])
	if err != nil {
		return v, missing(err, "voucher")
	}
	return v, nil
}

// PutVoucher adds a voucher and sets its number.
func (s *Store) PutVoucher(ctx context.Context, v *ilbo.Voucher) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&v.ID}, `INSERT INTO vouchers (code, hint, plan, terms, most, used, until_time, made, made_by, remark, closed) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 0) RETURNING id`,
			v.Code[:], v.Hint, int64(v.Plan), v.Terms, v.Most, millis(v.Until), v.Made.UnixMilli(), v.By, v.Note)
		if err != nil {
			return fmt.Errorf("storing a voucher: %w", err)
		}
		return nil
	})
}

// CloseVoucher ends a voucher. It may be done twice.
func (s *Store) CloseVoucher(ctx context.Context, id ilbo.VoucherID) error {
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		err := t.first(ctx, []any{&id}, `UPDATE vouchers SET closed = 1 WHERE id = ? RETURNING id`, int64(id))
		if err != nil {
			return missing(err, "voucher %d", id)
		}
		return nil
	})
}

// UseVoucher counts a use of a voucher, in the transaction of ctx. It gives false
// where the reader has used it already, or as many have as may, whoever came a
// moment before.
func (s *Store) UseVoucher(ctx context.Context, id ilbo.VoucherID, reader ilbo.ReaderID, at time.Time) (used bool, err error) {
	err = s.change(ctx, func(ctx context.Context, t *transaction) error {
		free, err := t.once(ctx, `UPDATE vouchers SET used = used + 1 WHERE id = ? AND used < most AND closed = 0 AND (until_time IS NULL OR until_time > ?)`, int64(id), at.UnixMilli())
		if err != nil || !free {
			return err
		}
		if used, err = t.once(ctx, `INSERT INTO voucher_uses (voucher, reader, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, int64(id), int64(reader), at.UnixMilli()); err != nil || used {
			return err
		}
		_, err = t.exec(ctx, `UPDATE vouchers SET used = used - 1 WHERE id = ?`, int64(id))
		return err
	})
	if err != nil {
		return false, fmt.Errorf("using voucher %d: %w", id, err)
	}
	return used, nil
}

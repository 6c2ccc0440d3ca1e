package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"ilbo.press"
)

// Copy is kept as JSON under zstd: a newsroom keeps hundreds of versions of a
// story that differ in a word.

// packer and unpacker are for everybody at once: their methods of whole texts
// are safe for that.
var (
	packer   = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20)))
	unpacker = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxCopy)))
)

// maxCopy is the most that copy unpacks to, in bytes.
const maxCopy = 64 << 20

// must is for what cannot fail: options that stand in the program.
func must[T any](v T, err error) T {
	if err != nil {
		panic("store: " + err.Error())
	}
	return v
}

func packCopy(c *ilbo.Copy) ([]byte, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	return packer.EncodeAll(text, nil), nil
}

func unpackCopy(packed []byte) (*ilbo.Copy, error) {
	text, err := unpacker.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	var c ilbo.Copy
	return &c, json.Unmarshal(text, &c)
}

const versionColumns = `story, n, base, who, tab, at, aside, note, words`

func scanVersion(row scanner) (v ilbo.Version, err error) { return v, scanVersionAnd(row, &v) }

func scanVersionAnd(row scanner, v *ilbo.Version, more ...any) error {
	var at sql.NullInt64
	var aside int
	err := row.Scan(append([]any{&v.Story, &v.Number, &v.Base, &v.By, &v.Tab, &at, &aside, &v.Note, &v.Words}, more...)...)
	v.At, v.Aside = moment(at), aside != 0
	return err
}

func scanWholeVersion(row scanner) (v ilbo.Version, err error) {
	var packed []byte
	if err := scanVersionAnd(row, &v, &packed); err != nil {
		return v, err
	}
	if v.Copy, err = unpackCopy(packed); err != nil {
		return v, fmt.Errorf("unpacking version %d of story %d: %w", v.Number, v.Story, err)
	}
	return v, nil
}

// AddVersion keeps a version of a story's copy. Number 0 becomes the one after
// the last; a version that has a number keeps it.
func (s *Store) AddVersion(ctx context.Context, v *ilbo.Version) error {
	packed, err := packCopy(v.Copy)
	if err != nil {
		return err
	}
	aside := 0
	if v.Aside {
		aside = 1
	}
	return s.change(ctx, func(ctx context.Context, t *transaction) error {
		number := v.Number
		if number == 0 {
			if err := t.first(ctx, []any{&number}, `SELECT coalesce(max(n), 0) + 1 FROM versions WHERE story = ?`, int64(v.Story)); err != nil {
				return err
			}
		}
		if _, err := t.exec(ctx, `INSERT INTO versions (`+versionColumns+`, copy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			int64(v.Story), number, v.Base, v.By, v.Tab, millis(v.At), aside, v.Note, v.Words, packed); err != nil {
			return fmt.Errorf("keeping version %d of story %d: %w", number, v.Story, err)
		}
		v.Number = number
		return nil
	})
}

// Version is a version of a story, with its copy.
func (s *Store) Version(ctx context.Context, id ilbo.StoryID, number int) (*ilbo.Version, error) {
	v, err := one(ctx, s, scanWholeVersion, `SELECT `+versionColumns+`, copy FROM versions WHERE story = ? AND n = ?`, int64(id), number)
	if err != nil {
		return nil, missing(err, "version %d of story %d", number, id)
	}
	return &v, nil
}

// Versions lists those of a story with lower numbers than before, or all where
// that is 0, without their copy, the last one first.
func (s *Store) Versions(ctx context.Context, id ilbo.StoryID, before, limit int) ([]ilbo.Version, error) {
	if before == 0 {
		before = 1 << 30
	}
	found, err := list(ctx, s, scanVersion, `SELECT `+versionColumns+` FROM versions WHERE story = ? AND n < ? ORDER BY n DESC LIMIT ?`, int64(id), before, limit)
	if err != nil {
		return nil, fmt.Errorf("reading the versions of story %d: %w", id, err)
	}
	return found, nil
}

// EachVersion lists versions of all stories after one, with their copy, in the
// order of stories and numbers.
func (s *Store) EachVersion(ctx context.Context, after ilbo.Version, limit int) ([]ilbo.Version, error) {
	found, err := list(ctx, s, scanWholeVersion, `SELECT `+versionColumns+`, copy FROM versions WHERE (story, n) > (?, ?) ORDER BY story, n LIMIT ?`,
		int64(after.Story), after.Number, limit)
	if err != nil {
		return nil, fmt.Errorf("reading versions: %w", err)
	}
	return found, nil
}

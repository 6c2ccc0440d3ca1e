package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"ilbo.press"
)

// volumeOf is the volume of a story in SQL.
func volumeOf(id string) string {
	return `(` + id + ` - 1) / ` + strconv.Itoa(ilbo.VolumeSize) + ` + 1`
}

var selectVolumes = `SELECT 'calendar', 0, count(*) FROM calendar WHERE id = 1 AND zone <> ''
	UNION ALL SELECT 'volume', volume, stories FROM volumes WHERE volume > 0
	UNION ALL SELECT 'changed', volume, changed FROM volumes WHERE volume > 0
	UNION ALL SELECT 'pending', ` + volumeOf(`id`) + `, -1 FROM stories WHERE public_from > ?
	UNION ALL SELECT 'changed', volume, public_from FROM releases WHERE public_from <= ?`

// Volumes are those that hold stories which the public may see at now, the
// first one first. Where no counts are kept they are counted, which takes
// longer.
func (s *Store) Volumes(ctx context.Context, now time.Time) ([]ilbo.Volume, error) {
	if transactionOf(ctx, s).counting() {
		return s.countVolumes(ctx, now)
	}
	rows, err := list(ctx, s, scanSubtotal, selectVolumes, now.UnixMilli(), now.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("listing the volumes: %w", err)
	}
	kept, found := false, make(map[int64]ilbo.Volume)
	for _, r := range rows {
		v := found[r.key]
		switch r.of {
		case "calendar":
			kept = r.n == 1
			continue
		case "changed":
			if at := time.UnixMilli(int64(r.n)).UTC(); at.After(v.Changed) {
				v.Changed = at
			}
		default:
			v.Stories += r.n
		}
		v.Number = int(r.key)
		found[r.key] = v
	}
	if !kept {
		return s.countVolumes(ctx, now)
	}
	var all []ilbo.Volume
	for _, number := range slices.Sorted(maps.Keys(found)) {
		if found[number].Stories > 0 {
			all = append(all, found[number])
		}
	}
	return all, nil
}

// lastChange is when a listing changed last as far as it says so itself.
const lastChange = `max(CASE WHEN public_from > changed THEN public_from ELSE changed END)`

// countVolumes counts the stories of all volumes. When one was taken back it
// does not find out.
func (s *Store) countVolumes(ctx context.Context, now time.Time) ([]ilbo.Volume, error) {
	all, err := list(ctx, s, func(row scanner) (v ilbo.Volume, err error) {
		var changed int64
		err = row.Scan(&v.Number, &v.Stories, &changed)
		v.Changed = time.UnixMilli(changed).UTC()
		return v, err
	}, `SELECT `+volumeOf(`story`)+` AS volume, count(*), `+lastChange+` FROM listings
	WHERE list IN (?, ?) AND public_from <= ? GROUP BY volume ORDER BY volume`,
		string(ilbo.KeyLanguage(languages[0])), string(ilbo.KeyLanguage(languages[1])), now.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("counting the stories of all volumes: %w", err)
	}
	return all, nil
}

// maxCounterparts bounds the translations of a volume that are read.
const maxCounterparts = 10 * ilbo.VolumeSize

// Volume lists the stories of a volume that the public may see at now, by their
// numbers, and where the translations of each are, one for each language.
func (s *Store) Volume(ctx context.Context, number int, now time.Time) ([]ilbo.Teaser, map[ilbo.StoryID][]ilbo.Address, error) {
	first := int64(number-1)*ilbo.VolumeSize + 1
	stories, err := s.teaserList(ctx, now, `SELECT `+teaserColumns+` FROM stories s
	WHERE s.id >= ? AND s.id < ? AND s.public_from <= ? ORDER BY s.id`, first, first+ilbo.VolumeSize, now.UnixMilli())
	if err != nil {
		return nil, nil, fmt.Errorf("reading the stories of volume %d: %w", number, err)
	}
	type counterpart struct {
		story ilbo.StoryID
		ilbo.Address
	}
	others, err := list(ctx, s, func(row scanner) (c counterpart, err error) {
		err = row.Scan(&c.story, &c.Language, &c.Path)
		return c, err
	}, `SELECT s.id, o.language, o.path FROM stories s CROSS JOIN stories o
	WHERE s.id >= ? AND s.id < ? AND s.public_from <= ? AND o.translations = s.translations AND o.id <> s.id AND o.language <> s.language
	AND o.public_from <= ? ORDER BY s.id LIMIT ?`, first, first+ilbo.VolumeSize, now.UnixMilli(), now.UnixMilli(), maxCounterparts)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the translations of volume %d: %w", number, err)
	}
	translations := make(map[ilbo.StoryID][]ilbo.Address)
	for _, o := range others {
		translations[o.story] = append(translations[o.story], o.Address)
	}
	for id, list := range translations {
		slices.SortFunc(list, func(a, b ilbo.Address) int {
			if a.Language != b.Language {
				return cmp.Compare(a.Language, b.Language)
			}
			return cmp.Compare(a.Path, b.Path)
		})
		translations[id] = slices.CompactFunc(list, func(a, b ilbo.Address) bool { return a.Language == b.Language })
	}
	return stories, translations, nil
}

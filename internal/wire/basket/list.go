package basket

import (
	"context"
	"slices"
	"time"

	"ilbo.press"
)

// A View is a part of the basket that somebody looks at.
type View struct {
	Filter int64 // a saved one; 0: none
	ilbo.TakeQuery
	Words []string // each of them
}

// A List is a page of the basket.
type List struct {
	Takes []ilbo.Take
	Next  ilbo.TakeCursor // zero: there are no more
}

// How many takes are read at a time, and how many at most to fill one page:
// what is looked for may be rare.
const (
	stride   = 500
	farthest = 5_000
)

// List gives takes, those that changed last first.
func (b *Basket) List(ctx context.Context, by ilbo.Staff, v View) (*List, error) {
	if err := maySee(&by); err != nil {
		return nil, err
	}
	var filter ilbo.WireFilter
	if v.Filter != 0 {
		f, err := b.filter(ctx, v.Filter)
		if err != nil {
			return nil, err
		}
		filter = *f
	}
	words := ilbo.WireFilter{All: v.Words}
	want := max(1, min(v.Limit, 200))
	q := v.TakeQuery
	q.Limit = stride
	if v.Filter == 0 && len(v.Words) == 0 {
		q.Limit = want + 1
	}
	l := &List{}
	for read := 0; ; {
		some, err := b.Store.Takes(ctx, q)
		if err != nil {
			return nil, err
		}
		for i := range some {
			k := &some[i]
			if !filter.Matches(k) || !words.Matches(k) {
				continue
			}
			if len(l.Takes) == want {
				last := &l.Takes[want-1]
				l.Next = ilbo.TakeCursor{Changed: last.Changed, Number: last.Number}
				return l, nil
			}
			l.Takes = append(l.Takes, *k)
		}
		if len(some) < q.Limit {
			return l, nil
		}
		last := &some[len(some)-1]
		q.Before = ilbo.TakeCursor{Changed: last.Changed, Number: last.Number}
		if read += len(some); read >= farthest {
			l.Next = q.Before
			return l, nil
		}
	}
}

// Take gives one take with its history, the newest version first.
func (b *Basket) Take(ctx context.Context, by ilbo.Staff, n ilbo.TakeNumber) (*ilbo.Take, []ilbo.TakeVersion, error) {
	if err := maySee(&by); err != nil {
		return nil, nil, err
	}
	k, err := b.Store.Take(ctx, n)
	if err != nil {
		return nil, nil, err
	}
	versions, err := b.Store.TakeVersions(ctx, n)
	slices.Reverse(versions)
	return &k, versions, err
}

// Filters are all filters, by name.
func (b *Basket) Filters(ctx context.Context, by ilbo.Staff) ([]ilbo.WireFilter, error) {
	if err := maySee(&by); err != nil {
		return nil, err
	}
	return b.Store.WireFilters(ctx)
}

func (b *Basket) filter(ctx context.Context, id int64) (*ilbo.WireFilter, error) {
	all, err := b.Store.WireFilters(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no such filter."}
}

// PutFilter adds a filter where the ID is 0, or changes one.
func (b *Basket) PutFilter(ctx context.Context, by ilbo.Staff, f ilbo.WireFilter) (int64, error) {
	if err := may(&by, ilbo.MayWatchWire, f.Section); err != nil {
		return 0, err
	}
	f.Name = ilbo.Clean(f.Name)
	if err := f.Check(); err != nil {
		return 0, err
	}
	if f.Section != "" {
		if err := b.hasSection(ctx, f.Section); err != nil {
			return 0, err
		}
	}
	f.Added, f.By = b.Clock(), by.Login
	err := b.Store.Together(ctx, func(ctx context.Context) error {
		if err := b.Store.PutWireFilter(ctx, &f); err != nil {
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: b.Clock(), Who: by.Login, Deed: ilbo.DeedWireFilter, Detail: f.Name})
	})
	b.stale()
	return f.ID, err
}

// DropFilter takes a filter away.
func (b *Basket) DropFilter(ctx context.Context, by ilbo.Staff, id int64) error {
	f, err := b.filter(ctx, id)
	if err != nil {
		return err
	}
	if err := may(&by, ilbo.MayWatchWire, f.Section); err != nil {
		return err
	}
	err = b.Store.Together(ctx, func(ctx context.Context) error {
		if err := b.Store.DropWireFilter(ctx, id); err != nil {
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: b.Clock(), Who: by.Login, Deed: ilbo.DeedWireFilter, Detail: "removed " + f.Name})
	})
	b.stale()
	return err
}

// Counts tell how much of the basket is new: takes that changed in a day and
// that nobody took yet.
type Counts struct {
	All     int
	Filters map[int64]int
	Latest  ilbo.TakeCursor // the take that changed last
}

// A counted is counts as they were at a moment.
type counted struct {
	at time.Time
	Counts
}

// Counts are made anew after so long, and are of so many takes at most.
const (
	countFor = 5 * time.Second
	countMax = 5_000
	recent   = 24 * time.Hour
)

// stale has counts made anew.
func (b *Basket) stale() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.counts.at = time.Time{}
}

// Count counts what is new, by filters. Many people ask: it is counted once for
// all of them.
func (b *Basket) Count(ctx context.Context, by ilbo.Staff) (*Counts, error) {
	if err := maySee(&by); err != nil {
		return nil, err
	}
	now := b.Clock()
	b.mu.Lock()
	kept := b.counts
	b.mu.Unlock()
	if !kept.at.IsZero() && now.Sub(kept.at) < countFor {
		return &kept.Counts, nil
	}
	filters, err := b.Store.WireFilters(ctx)
	if err != nil {
		return nil, err
	}
	c := counted{at: now, Counts: Counts{Filters: make(map[int64]int, len(filters))}}
	q := ilbo.TakeQuery{Since: now.Add(-recent), Limit: stride}
	for read := 0; read < countMax; {
		some, err := b.Store.Takes(ctx, q)
		if err != nil {
			return nil, err
		}
		for i := range some {
			k := &some[i]
			if c.Latest.Number == 0 {
				c.Latest = ilbo.TakeCursor{Changed: k.Changed, Number: k.Number}
			}
			if k.Story != 0 || k.Status == ilbo.Cancelled {
				continue
			}
			c.All++
			for n := range filters {
				if filters[n].Matches(k) {
					c.Filters[filters[n].ID]++
				}
			}
		}
		if len(some) < stride {
			break
		}
		read += len(some)
		last := &some[len(some)-1]
		q.Before = ilbo.TakeCursor{Changed: last.Changed, Number: last.Number}
	}
	b.mu.Lock()
	b.counts = c
	b.mu.Unlock()
	return &c.Counts, nil
}

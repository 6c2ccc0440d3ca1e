package basket

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// Options are what a basket is made with.
type Options struct {
	Store    Store
	Desk     Filer
	Fetcher  Fetcher
	Pictures wire.Pictures // takes in those that come with copy
	Paper    *ilbo.Paper
	Folder   string // below which watched folders lie; empty: none can be watched
	Keep     time.Duration
	Clock    ilbo.Clock
	Log      *slog.Logger
}

// A Basket is the wire of a paper. Its methods may be called at the same time.
type Basket struct {
	Options
	node string // as leases call this process

	mu     sync.Mutex
	seen   map[string]look // files of watched folders, as they were last seen
	counts counted
}

// New makes a basket.
func New(o Options) *Basket {
	host, _ := os.Hostname() // a machine without a name has its number
	return &Basket{Options: o, node: host + "/" + rand.Text(), seen: map[string]look{}}
}

// itself is the wire as whoever does something.
var itself = ilbo.Itself("wire")

// A Reason is why something is not done, for screens that say it in the
// language of who reads them. It is the cause of an [ilbo.Error].
type Reason string

// The reasons.
const (
	NotYours      Reason = "it is not theirs to do"
	TakenAlready  Reason = "a story was made of it"
	CalledOff     Reason = "its agency has cancelled it"
	KeptBack      Reason = "its agency withholds it"
	NoWords       Reason = "it has no text"
	NoSection     Reason = "the paper has no such section"
	BadAddress    Reason = "the address cannot be asked"
	BadFolder     Reason = "the folder cannot be watched"
	BadName       Reason = "it has no name"
	BadEvery      Reason = "the time between two looks is too short or too long"
	BadHeader     Reason = "the header cannot be sent"
	BusyElsewhere Reason = "it is being looked at"
	NotFetched    Reason = "the picture cannot be had"
)

func (r Reason) Error() string { return string(r) }

func refuse(kind ilbo.Kind, r Reason, say string) error {
	return &ilbo.Error{Kind: kind, Say: say, Err: r}
}

// may refuses whoever may not do something in a section.
func may(by *ilbo.Staff, p ilbo.Permission, section ilbo.SectionID) error {
	if by.May(p, section, false) {
		return nil
	}
	return refuse(ilbo.Forbidden, NotYours, "That is not yours to do: ask a chief editor or an administrator.")
}

// maySee refuses whoever neither takes copy from the wire nor watches it.
func maySee(by *ilbo.Staff) error {
	if by.Role.May(ilbo.MayTakeWire) || by.Role.May(ilbo.MayWatchWire) {
		return nil
	}
	return may(by, ilbo.MayTakeWire, "")
}

// How often it is looked which sources are due, and how many are looked at at
// once.
const (
	glance  = 2 * time.Second
	atOnce  = 4
	sweeps  = time.Hour
	patient = time.Minute // after an error of the database
)

// Run looks at the sources as they come due, and sweeps the basket, until ctx
// ends.
func (b *Basket) Run(ctx context.Context) {
	var swept time.Time
	room := make(chan struct{}, atOnce)
	var under sync.WaitGroup
	defer under.Wait()
	for wait := glance; ; {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return
		}
		wait = glance
		due, err := b.Store.DueWires(ctx, b.Clock(), atOnce)
		if err != nil {
			b.complain(ctx, "which sources of the wire are due cannot be read; it is tried again", err)
			wait = patient
			continue
		}
		for i := range due {
			room <- struct{}{}
			under.Go(func() {
				defer func() { <-room }()
				if _, err := b.look(ctx, due[i], false); err != nil && !errors.Is(err, BusyElsewhere) {
					b.complain(ctx, "a source of the wire cannot be looked at; it is tried again", err)
				}
			})
		}
		if now := b.Clock(); now.Sub(swept) >= sweeps {
			swept = now
			if err := b.Sweep(ctx); err != nil {
				b.complain(ctx, "the wire basket is not swept; it is tried again", err)
			}
		}
	}
}

func (b *Basket) complain(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		b.Log.WarnContext(ctx, what, "err", err)
	}
}

// Sweep drops takes that are older than the basket keeps, but for those that
// stories were made of.
func (b *Basket) Sweep(ctx context.Context) error {
	if b.Keep <= 0 {
		return nil
	}
	n, err := b.Store.SweepTakes(ctx, b.Clock().Add(-b.Keep))
	if n > 0 {
		b.Log.InfoContext(ctx, "old takes were swept from the wire basket", "takes", n)
	}
	return err
}

package basket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/sniff"
)

// A Look is what one look at a source brought.
type Look struct {
	Unchanged bool // the server says that nothing is new
	Files     int  // of a folder, that were taken
	Waiting   int  // of a folder, that may still be written
	Read      int  // pieces of copy
	Added     int
	Replaced  int // and cancelled
	Refused   int
	Trouble   ilbo.Trouble // empty: there was none
	Detail    string       // of it
	Asides    []string     // what was left out

	after time.Duration // to be left alone
}

// How long one look may take, and how long a lease is: longer, so that none is
// over while somebody looks.
const (
	lookFor = 4 * time.Minute
	leased  = 5 * time.Minute
)

// The most of one look.
const (
	maxFeedBytes = 32 << 20
	maxEntries   = 2_000
)

// LookNow looks at a source out of turn.
func (b *Basket) LookNow(ctx context.Context, by ilbo.Staff, id ilbo.WireID) (*Look, error) {
	if err := may(&by, ilbo.MayWatchWire, ""); err != nil {
		return nil, err
	}
	w, err := b.Store.Wire(ctx, id)
	if err != nil {
		return nil, err
	}
	return b.look(ctx, w, true)
}

// look looks at a source where no other node does, and keeps how it went.
func (b *Basket) look(ctx context.Context, w ilbo.WireSource, outOfTurn bool) (*Look, error) {
	now := b.Clock()
	ours, err := b.Store.LeaseWire(ctx, w.ID, b.node, now, now.Add(leased), outOfTurn)
	if err != nil {
		return nil, err
	}
	if !ours {
		return nil, refuse(ilbo.Busy, BusyElsewhere, "The source is being looked at just now.")
	}
	if w, err = b.Store.Wire(ctx, w.ID); err != nil { // it may have been changed, or looked at, since
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	st := w.State
	var l *Look
	if w.Kind == ilbo.FromFolder {
		l = b.lookInto(limited, &w)
	} else {
		l = b.ask(limited, &w, &st)
	}
	b.settle(&w, &st, l)
	// What was learned is kept though ctx has ended.
	if err := b.Store.ReturnWire(context.WithoutCancel(ctx), w.ID, b.node, st); err != nil {
		return nil, err
	}
	if l.Trouble != "" {
		b.Log.InfoContext(ctx, "a source of the wire gives trouble", "source", w.Name, "trouble", string(l.Trouble), "detail", l.Detail)
	}
	return l, nil
}

// maxBackoff is how long a source that fails is left alone at most.
const maxBackoff = 6 * time.Hour

// settle notes how a look went, and when the next is due.
func (b *Basket) settle(w *ilbo.WireSource, st *ilbo.WireState, l *Look) {
	now := b.Clock().UTC()
	st.Polled, st.Trouble, st.Detail = now, l.Trouble, wire.Short(l.Detail, 500)
	st.Brought += l.Added + l.Replaced
	wait := w.Every
	if l.Trouble == "" || l.Trouble == ilbo.BadEntries {
		st.Failures, st.Succeeded = 0, now
	} else {
		st.Failures++
	}
	if l.Trouble != "" {
		st.Failed = now
	}
	for i := 1; i < st.Failures && wait < maxBackoff; i++ {
		wait *= 2
	}
	if st.Failures > 0 {
		wait = min(wait, max(maxBackoff, w.Every))
	}
	st.Due = now.Add(max(wait, l.after))
}

// ask asks the address of a source.
func (b *Basket) ask(ctx context.Context, w *ilbo.WireSource, st *ilbo.WireState) *Look {
	l := &Look{}
	answer, err := b.Fetcher.Fetch(ctx, ilbo.Ask{Address: w.Place, Header: w.Header, Secret: w.Secret, ETag: st.ETag, Modified: st.Modified, Limit: maxFeedBytes})
	l.after = answer.After
	if err != nil {
		l.fail(err)
		return l
	}
	if answer.Same {
		l.Unchanged = true
		return l
	}
	base, err := url.Parse(w.Place)
	if err != nil {
		l.fail(err)
		return l
	}
	copies, _, err := sniff.Read(w.Name, bytes.NewReader(answer.Body), wire.Options{Zone: b.Paper.Zone, Base: base})
	if err != nil {
		l.Trouble, l.Detail = ilbo.NoCopy, ilbo.SayOf(err)
		return l
	}
	if err := b.receiveAll(ctx, w, copies, l, nil); err != nil {
		l.fail(err)
		return l
	}
	if l.Read == 0 && l.Refused > 0 {
		l.Trouble = ilbo.NoCopy
	}
	st.ETag, st.Modified = answer.ETag, answer.Modified // all of it is in the basket
	return l
}

func (l *Look) fail(err error) {
	l.Trouble, l.Detail = ilbo.TroubleOf(err), ilbo.SayOf(err)
	if errors.Is(err, context.DeadlineExceeded) {
		l.Trouble = ilbo.TooSlow
	}
}

// receiveAll receives a stream of copy. The error is one of the paper itself;
// refused is told of each entry that is.
func (b *Basket) receiveAll(ctx context.Context, w *ilbo.WireSource, copies wire.Copies, l *Look, see func(c *wire.Copy, refused string)) error {
	if see == nil {
		see = func(*wire.Copy, string) {}
	}
	bad := func(say string) {
		l.Refused++
		if l.Trouble == "" {
			l.Trouble, l.Detail = ilbo.BadEntries, say
		}
		see(nil, say)
	}
	for c, err := range copies {
		var aside *wire.Aside
		switch {
		case errors.As(err, &aside):
			if len(l.Asides) < 20 {
				l.Asides = append(l.Asides, aside.Error())
			}
			continue
		case err != nil:
			bad(ilbo.SayOf(err))
			continue
		case l.Read >= maxEntries:
			bad(fmt.Sprintf("It has more than %d pieces of copy: those after that were not read.", maxEntries))
			return nil
		}
		result, _, err := b.Receive(ctx, w, c)
		switch {
		case err != nil && (errors.Is(err, ilbo.Invalid) || errors.Is(err, ilbo.Conflict)):
			bad(ilbo.SayOf(err))
			continue
		case err != nil:
			return err
		}
		l.Read++
		switch result {
		case Added:
			l.Added++
		case Replaced, Cancelled:
			l.Replaced++
		}
		see(c, "")
	}
	return nil
}

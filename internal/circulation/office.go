package circulation

import (
	"context"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"

	"ilbo.press"
)

// An Office sells subscriptions: it takes orders, sends invoices, renews, and ends
// what is not paid. Its methods may be called at the same time, and on several
// nodes.
type Office struct {
	OfficeOptions
	groups groups
	tries  tries
}

// OfficeOptions are what an office is made with.
type OfficeOptions struct {
	Store   OfficeStore
	Letters Letters
	Paper   *ilbo.Paper
	Base    string   // scheme and host of the paper's addresses
	Bank    string   // where transfers go to, as invoices say it; empty: none is taken
	Card    Provider // nil: no cards are taken
	Clock   ilbo.Clock
	// Changed is told of readers whose subscriptions have changed; nil: nobody is.
	Changed func(ilbo.ReaderID)
}

// NewOffice opens an office.
func NewOffice(o OfficeOptions) *Office {
	return &Office{OfficeOptions: o, tries: tries{of: map[ilbo.ReaderID][]time.Time{}}}
}

// Entitlements are what a reader is entitled to, and until when that holds.
func (o *Office) Entitlements(ctx context.Context, id ilbo.ReaderID, now time.Time) (e ilbo.Entitlement, until time.Time, err error) {
	r, err := o.Store.Reader(ctx, id)
	if err != nil {
		return 0, until, err
	}
	all, err := o.Store.SubscriptionsOf(ctx, r)
	if err != nil {
		return 0, until, err
	}
	e, until = ilbo.Entitled(all, r, netip.Addr{}, now)
	return e, until, nil
}

// groupsFor is how long the networks of groups are believed.
const groupsFor = 10 * time.Second

// groups are the contracts of groups, read from time to time.
type groups struct {
	mu    sync.RWMutex
	all   []ilbo.Subscription
	until time.Time
}

// ByNetwork is what whoever reads from a network address is entitled to. It
// answers from memory; what cannot be read is as it last was.
func (o *Office) ByNetwork(at netip.Addr, now time.Time) ilbo.Entitlement {
	o.groups.mu.RLock()
	all, late := o.groups.all, !now.Before(o.groups.until)
	o.groups.mu.RUnlock()
	if late {
		all = o.readGroups(now)
	}
	if len(all) == 0 || !at.IsValid() {
		return 0
	}
	e, _ := ilbo.Entitled(all, ilbo.Reader{}, at, now)
	return e
}

// maxGroupWait is how long a page waits for the groups to be read.
const maxGroupWait = 2 * time.Second

func (o *Office) readGroups(now time.Time) []ilbo.Subscription {
	o.groups.mu.Lock()
	defer o.groups.mu.Unlock()
	if now.Before(o.groups.until) {
		return o.groups.all // somebody else read them meanwhile
	}
	ctx, cancel := context.WithTimeout(context.Background(), maxGroupWait)
	defer cancel()
	o.groups.until = now.Add(groupsFor)
	all, err := o.Store.Groups(ctx)
	if err != nil {
		return o.groups.all
	}
	o.groups.all = slices.DeleteFunc(all, func(s ilbo.Subscription) bool { return len(s.Group.Networks) == 0 })
	return o.groups.all
}

// forgetGroups has the groups read again before the next page.
func (o *Office) forgetGroups() {
	o.groups.mu.Lock()
	o.groups.until = time.Time{}
	o.groups.mu.Unlock()
}

// change changes a subscription that nobody else changes meanwhile, and then tells
// who believes what it was.
func (o *Office) change(ctx context.Context, id ilbo.SubscriptionID, do func(ctx context.Context, s *ilbo.Subscription) error) error {
	var reader ilbo.ReaderID
	var group bool
	err := o.Store.Together(ctx, func(ctx context.Context) error {
		s, err := o.Store.HoldSubscription(ctx, id)
		if err != nil {
			return err
		}
		reader, group = s.Reader, s.Group != nil
		if err := do(ctx, &s); err != nil {
			return err
		}
		return o.Store.PutSubscription(ctx, &s)
	})
	o.tell(reader, group)
	return err
}

func (o *Office) tell(reader ilbo.ReaderID, group bool) {
	if group {
		o.forgetGroups()
	}
	if o.Changed != nil && reader != 0 {
		o.Changed(reader)
	}
}

// owned finds a subscription that somebody holds; another's is NotFound.
func owned(s *ilbo.Subscription, by ilbo.ReaderID) error {
	if by == 0 || s.Reader != by {
		return fmt.Errorf("subscription %d of another: %w", s.ID, ilbo.NotFound)
	}
	return nil
}

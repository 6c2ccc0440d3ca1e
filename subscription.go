package ilbo

import (
	"net/netip"
	"slices"
	"time"
)

// A SubscriptionID numbers a subscription for ever.
type SubscriptionID int64

// A Subscription is the contract of a reader, or of a group, with the paper: what
// was agreed, and until when it is paid. What it is now follows from these dates.
type Subscription struct {
	ID     SubscriptionID
	Reader ReaderID // who holds it; zero: a group's, or they have left
	Plan   PlanID
	Name   Words // of the plan, as it was agreed; so are the next five
	Gives  Entitlement
	Term   Term
	Once   bool
	Price  Money // of a term
	Tax    int   // see [Plan]
	By     PaidBy
	Began  time.Time
	// Anchor is when the first term that was paid for began: terms are counted
	// from it. Zero: none was.
	Anchor time.Time
	// PaidUntil is the end of what was paid for, or of the trial. Zero: it waits
	// for the first payment.
	PaidUntil time.Time
	Trial     bool      // what runs until then is a trial
	Gift      bool      // when it is paid, it is a voucher for somebody else, and opens nothing
	Cancelled time.Time // it runs to the end of what is paid, and no longer; zero: it goes on
	Ended     time.Time // it ended then, whatever was paid; zero: it did not
	Group     *Group    // of those who read by it; nil: its reader alone
	Customer  string    // as the provider calls whoever pays; may be empty
	Ref       string    // as the provider calls the subscription; may be empty
}

// A Group is who reads by a contract beside whoever holds it.
type Group struct {
	Name     string
	Domains  []string       // of mail addresses: whoever reads mail at one
	Networks []netip.Prefix // whoever reads from one
	Seats    []string       // mail addresses
	Most     int            // seats that there are
}

// Grace is for how long doors stay open where a renewal was not paid: banks,
// cards and people need some days.
const Grace = 10 * 24 * time.Hour

// Open is from when until when a subscription opens what it gives; equal where it
// opens nothing.
func (s *Subscription) Open() (from, until time.Time) {
	from, until = s.Began, s.PaidUntil
	if until.IsZero() {
		return from, from
	}
	if s.Renews() && !s.Trial {
		until = until.Add(Grace)
	}
	if !s.Ended.IsZero() && s.Ended.Before(until) {
		until = s.Ended
	}
	if until.Before(from) {
		return from, from
	}
	return from, until
}

// Renews reports whether another term follows what is paid for.
func (s *Subscription) Renews() bool { return !s.Once && s.Cancelled.IsZero() && s.Ended.IsZero() }

// A SubscriptionState is what a subscription is at a moment.
type SubscriptionState string

// The states.
const (
	Awaited SubscriptionState = "awaited" // the first payment
	OnTrial SubscriptionState = "trial"
	Running SubscriptionState = "running"
	Late    SubscriptionState = "late"   // a renewal is not paid, and doors are open still
	Leaving SubscriptionState = "ending" // with what is paid
	Over    SubscriptionState = "over"
)

// State is what a subscription is at a moment.
func (s *Subscription) State(now time.Time) SubscriptionState {
	_, until := s.Open()
	switch {
	case !s.Ended.IsZero() && !now.Before(s.Ended):
		return Over
	case s.PaidUntil.IsZero():
		if !s.Cancelled.IsZero() {
			return Over
		}
		return Awaited
	case !now.Before(until):
		return Over
	case !now.Before(s.PaidUntil):
		return Late
	case !s.Renews():
		return Leaving
	case s.Trial:
		return OnTrial
	}
	return Running
}

// Covers reports whether somebody reads by a subscription: its reader, and who is
// of its group by address of mail or of network. Either may be unknown.
func (s *Subscription) Covers(r Reader, at netip.Addr) bool {
	switch {
	case r.ID != 0 && r.ID == s.Reader:
		return true
	case s.Group == nil:
		return false
	case r.Email != "" && (slices.Contains(s.Group.Seats[:min(len(s.Group.Seats), s.Group.Most)], r.Email) || within(r.Email, s.Group.Domains)):
		return true
	}
	at = at.Unmap()
	return slices.ContainsFunc(s.Group.Networks, func(p netip.Prefix) bool { return p.Contains(at) })
}

// Entitled is what somebody may read at a moment by all these subscriptions, and
// when that changes at the earliest; zero: it does not. It is the one rule of
// what is open to whom.
func Entitled(all []Subscription, r Reader, at netip.Addr, now time.Time) (e Entitlement, until time.Time) {
	for i := range all {
		s := &all[i]
		if !s.Covers(r, at) {
			continue
		}
		from, end := s.Open()
		change := end
		switch {
		case !now.Before(end):
			continue
		case now.Before(from):
			change = from
		default:
			e |= s.Gives
		}
		if until.IsZero() || change.Before(until) {
			until = change
		}
	}
	return e, until
}

// The most of a group.
const (
	maxGroupName = 80
	maxNetworks  = 200
	maxSeats     = 5_000
	widest4      = 8  // bits of the widest network that is taken, of IPv4
	widest6      = 16 // and of IPv6
)

// Check says what is wrong with a group as it was typed.
func (g *Group) Check() error {
	switch {
	case Clean(g.Name) == "" || len([]rune(g.Name)) > maxGroupName:
		return faulty(NameFault, "A group has a name of at most %d characters.", maxGroupName)
	case len(g.Domains) > maxDomains || len(g.Networks) > maxNetworks || g.Most > maxSeats || g.Most < 0:
		return faulty(SeatFault, "A group has at most %d domains, %d networks and %d seats.", maxDomains, maxNetworks, maxSeats)
	case len(g.Seats) > g.Most:
		return faulty(SeatFault, "There are %d seats for %d addresses.", g.Most, len(g.Seats))
	case len(g.Domains) == 0 && len(g.Networks) == 0 && g.Most == 0:
		return faulty(SeatFault, "Say who is of the group: a mail domain, a network, a number of seats.")
	}
	for _, d := range g.Domains {
		if err := CheckDomain(d); err != nil {
			return err
		}
	}
	for _, n := range g.Networks {
		if !n.IsValid() || n != n.Masked() || n.Addr().Is4() && n.Bits() < widest4 || n.Addr().Is6() && n.Bits() < widest6 {
			return faulty(NetworkFault, "%s is no network of a group: one is written like 192.0.2.0/24.", n)
		}
	}
	for i, email := range g.Seats {
		if clean, err := CleanEmail(email); err != nil || clean != email || slices.Contains(g.Seats[:i], email) {
			return faulty(SeatFault, "%q is no e-mail address of a seat, or there twice.", email)
		}
	}
	return nil
}

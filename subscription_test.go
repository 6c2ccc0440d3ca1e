package ilbo_test

import (
	"net/netip"
	"testing"
	"time"

	"ilbo.press"
)

var may = time.Date(2026, 5, 10, 9, 0, 0, 0, time.UTC)

func days(n int) time.Time { return may.AddDate(0, 0, n) }

// TestWhoIsEntitledToWhat is the table of the one rule: of subscriptions as they
// are agreed, paid, cancelled and ended, and of somebody who reads, what is open to
// them and until when that holds.
func TestWhoIsEntitledToWhat(t *testing.T) {
	mina := ilbo.Reader{ID: 7, Email: "mina@ilbo.example"}
	student := ilbo.Reader{ID: 8, Email: "jun@cs.hanguk.ac.kr"}
	sub := func(change func(*ilbo.Subscription)) ilbo.Subscription {
		s := ilbo.Subscription{ID: 1, Reader: mina.ID, Gives: ilbo.ToStories, Term: ilbo.Term{N: 1, Unit: ilbo.Months}, Began: may, PaidUntil: days(30)}
		change(&s)
		return s
	}
	school := func(s *ilbo.Subscription) {
		s.Reader = 0
		s.Group = &ilbo.Group{Name: "Hanguk", Domains: []string{"hanguk.ac.kr"}, Networks: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8::/32")},
			Seats: []string{"mina@ilbo.example", "second@ilbo.example"}, Most: 1}
	}
	none := func(*ilbo.Subscription) {}
	const stories, paper = ilbo.ToStories, ilbo.ToEPaper
	for name, c := range map[string]struct {
		who   ilbo.Reader
		at    string
		now   time.Time
		all   []ilbo.Subscription
		gives ilbo.Entitlement
		until time.Time
	}{
		"nothing":                          {who: mina, now: days(1)},
		"paid":                             {who: mina, now: days(1), all: []ilbo.Subscription{sub(none)}, gives: stories, until: days(40)},
		"a moment before it begins":        {who: mina, now: may.Add(-1), all: []ilbo.Subscription{sub(none)}, until: may},
		"from the moment it begins":        {who: mina, now: may, all: []ilbo.Subscription{sub(none)}, gives: stories, until: days(40)},
		"somebody else's":                  {who: student, now: days(1), all: []ilbo.Subscription{sub(none)}},
		"a stranger":                       {now: days(1), all: []ilbo.Subscription{sub(none)}},
		"a stranger, of one without owner": {now: days(1), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Reader = 0 })}},
		"not paid yet":                     {who: mina, now: days(1), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.PaidUntil = time.Time{} })}},
		"in grace":                         {who: mina, now: days(39), all: []ilbo.Subscription{sub(none)}, gives: stories, until: days(40)},
		"after grace":                      {who: mina, now: days(40), all: []ilbo.Subscription{sub(none)}},
		"on trial":                         {who: mina, now: days(29), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Trial = true })}, gives: stories, until: days(30)},
		"a trial has no grace":             {who: mina, now: days(30), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Trial = true })}},
		"cancelled, and paid":              {who: mina, now: days(29), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Cancelled = days(2) })}, gives: stories, until: days(30)},
		"cancelled opens no longer":        {who: mina, now: days(30), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Cancelled = days(2) })}},
		"a day pass has no grace":          {who: mina, now: days(30), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Once = true })}},
		"ended, though paid":               {who: mina, now: days(5), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Ended = days(5) })}},
		"a moment before its end":          {who: mina, now: days(5).Add(-1), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Ended = days(5) })}, gives: stories, until: days(5)},
		"ended before it began":            {who: mina, now: days(5), all: []ilbo.Subscription{sub(func(s *ilbo.Subscription) { s.Ended = days(-5) })}},
		"two give both, until the first ends": {who: mina, now: days(1), all: []ilbo.Subscription{sub(none), sub(func(s *ilbo.Subscription) { s.Gives, s.PaidUntil, s.Once = paper, days(3), true })},
			gives: stories | paper, until: days(3)},
		"one that is to begin tells when":    {who: mina, now: days(1), all: []ilbo.Subscription{sub(none), sub(func(s *ilbo.Subscription) { s.Gives, s.Began = paper, days(2) })}, gives: stories, until: days(2)},
		"by a mail domain":                   {who: student, now: days(1), all: []ilbo.Subscription{sub(school)}, gives: stories, until: days(40)},
		"by a domain that ends alike":        {who: ilbo.Reader{ID: 9, Email: "x@nothanguk.ac.kr"}, now: days(1), all: []ilbo.Subscription{sub(school)}},
		"by a seat":                          {who: mina, now: days(1), all: []ilbo.Subscription{sub(school)}, gives: stories, until: days(40)},
		"a seat too many":                    {who: ilbo.Reader{ID: 9, Email: "second@ilbo.example"}, now: days(1), all: []ilbo.Subscription{sub(school)}},
		"by a network":                       {at: "192.0.2.77", now: days(1), all: []ilbo.Subscription{sub(school)}, gives: stories, until: days(40)},
		"by a network, written as IPv6":      {at: "::ffff:192.0.2.77", now: days(1), all: []ilbo.Subscription{sub(school)}, gives: stories, until: days(40)},
		"by a network of IPv6":               {at: "2001:db8::1", now: days(1), all: []ilbo.Subscription{sub(school)}, gives: stories, until: days(40)},
		"beside the network":                 {at: "192.0.3.1", now: days(1), all: []ilbo.Subscription{sub(school)}},
		"a network whose contract has ended": {at: "192.0.2.77", now: days(41), all: []ilbo.Subscription{sub(school)}},
	} {
		var at netip.Addr
		if c.at != "" {
			at = netip.MustParseAddr(c.at)
		}
		gives, until := ilbo.Entitled(c.all, c.who, at, c.now)
		if gives != c.gives || !until.Equal(c.until) {
			t.Errorf("%s: entitled to %b until %v, not %b until %v", name, gives, until, c.gives, c.until)
		}
	}
}

func TestStateFollowsFromDates(t *testing.T) {
	base := ilbo.Subscription{Began: may, PaidUntil: days(30)}
	for name, c := range map[string]struct {
		change func(*ilbo.Subscription)
		now    time.Time
		want   ilbo.SubscriptionState
	}{
		"waits":              {func(s *ilbo.Subscription) { s.PaidUntil = time.Time{} }, days(1), ilbo.Awaited},
		"never paid":         {func(s *ilbo.Subscription) { s.PaidUntil, s.Cancelled = time.Time{}, days(1) }, days(2), ilbo.Over},
		"on trial":           {func(s *ilbo.Subscription) { s.Trial = true }, days(1), ilbo.OnTrial},
		"runs":               {func(*ilbo.Subscription) {}, days(1), ilbo.Running},
		"late":               {func(*ilbo.Subscription) {}, days(30), ilbo.Late},
		"over":               {func(*ilbo.Subscription) {}, days(40), ilbo.Over},
		"cancelled":          {func(s *ilbo.Subscription) { s.Cancelled = days(1) }, days(1), ilbo.Leaving},
		"cancelled on trial": {func(s *ilbo.Subscription) { s.Cancelled, s.Trial = days(1), true }, days(1), ilbo.Leaving},
		"once":               {func(s *ilbo.Subscription) { s.Once = true }, days(1), ilbo.Leaving},
		"ended":              {func(s *ilbo.Subscription) { s.Ended = days(1) }, days(1), ilbo.Over},
	} {
		s := base
		c.change(&s)
		if got := s.State(c.now); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

func BenchmarkEntitled(b *testing.B) {
	all := make([]ilbo.Subscription, 4)
	for i := range all {
		all[i] = ilbo.Subscription{Began: may, PaidUntil: days(30), Gives: ilbo.ToStories, Group: &ilbo.Group{Domains: []string{"a.example", "b.example", "hanguk.ac.kr"}}}
	}
	r := ilbo.Reader{ID: 3, Email: "jun@cs.hanguk.ac.kr"}
	b.ReportAllocs()
	for b.Loop() {
		if e, _ := ilbo.Entitled(all, r, netip.Addr{}, days(1)); e != ilbo.ToStories {
			b.Fatal(e)
		}
	}
}

package ilbo

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A PlanID numbers a plan for ever.
type PlanID int64

// A Plan is what the publisher sells: what it opens, for how long, for whom and at
// which price. Who has subscribed keeps what was agreed, whatever becomes of it.
type Plan struct {
	ID     PlanID
	Name   Words // as it is offered
	Say    Words // what one gets, in a sentence or two
	Gives  Entitlement
	Term   Term    // that a price is for
	Once   bool    // it ends with its term and is not renewed: a day pass, a gift
	Prices []Money // one a currency, with the tax in them; none: it is agreed at the desk
	Tax    int     // in them, in hundredths of a percent: 1000 is ten in a hundred
	Trial  int     // days that cost nothing, for who never subscribed; 0: none
	// Domains are those that a reader's address has to end in, at a dot or an @:
	// "ac.kr" for students. Empty: it is for everybody.
	Domains []string
	Closed  bool // it is sold no more
	Order   int  // among the offers, the least first
}

// A TermUnit is what a term counts.
type TermUnit string

// The units.
const (
	Days   TermUnit = "day"
	Months TermUnit = "month"
	Years  TermUnit = "year"
)

// A Term is for how long a price pays.
type Term struct {
	N    int
	Unit TermUnit
}

// termNames are how terms are written, of one unit and of more.
var termNames = map[Language]map[TermUnit][2]string{
	English: {Days: {"a day", "%d days"}, Months: {"a month", "%d months"}, Years: {"a year", "%d years"}},
	Korean:  {Days: {"하루", "%d일"}, Months: {"한 달", "%d개월"}, Years: {"1년", "%d년"}},
}

// In writes a term: "a month", "3 months", "한 달", "3개월".
func (t Term) In(l Language) string {
	names := termNames[l][t.Unit]
	if t.N == 1 {
		return names[0]
	}
	return fmt.Sprintf(names[1], t.N)
}

// PriceIn writes what a term costs: "₩9,900 a month", "₩27,000 for 3 months",
// "₩1,000 for a day" of what is paid once, "한 달 9,900원".
func (t Term) PriceIn(m Money, once bool, l Language) string {
	switch {
	case l == Korean:
		return t.In(l) + " " + m.In(l)
	case t.N == 1 && !once:
		return m.In(l) + " " + t.In(l)
	}
	return m.In(l) + " for " + t.In(l)
}

// After is the first end of a term later than from, where the first term began at
// anchor. Terms that began on the 31st end on the last day of shorter months, and
// on the 31st again of the next that has one.
func (t Term) After(anchor, from time.Time) time.Time {
	for i := 1; ; i++ {
		if end := t.nth(anchor, i); end.After(from) {
			return end
		}
	}
}

// nth is the end of the n-th term.
func (t Term) nth(anchor time.Time, n int) time.Time {
	n *= t.N
	switch t.Unit {
	case Days:
		return anchor.AddDate(0, 0, n)
	case Years:
		n *= 12
	}
	y, m, d := anchor.Date()
	first := time.Date(y, m+time.Month(n), 1, anchor.Hour(), anchor.Minute(), anchor.Second(), anchor.Nanosecond(), anchor.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(d, last)-1)
}

// The most of a plan.
const (
	maxPlanName    = 80  // characters
	maxPlanSay     = 400 // characters
	maxDomains     = 200
	maxTrial       = 365
	maxPrice       = 1_000_000_000
	fullTax        = 10_000
	maxTermOfUnits = 36
)

// A Fault is what is wrong with a plan or a group as it was typed, for screens that
// say it in the language of who reads them. It is the cause of an [Error].
type Fault string

// The faults.
const (
	NameFault    Fault = "a name that is none, or a text that is too long"
	GivesFault   Fault = "nothing that is opened"
	TermFault    Fault = "a term that is none"
	TaxFault     Fault = "a tax that is none"
	TrialFault   Fault = "a trial that cannot be"
	PriceFault   Fault = "a price that is none, or two in one currency"
	DomainFault  Fault = "a domain that is none, or too many"
	NetworkFault Fault = "a network that is none, or too many"
	SeatFault    Fault = "an address of a seat that is none, or too many"
)

func (f Fault) Error() string { return string(f) }

func faulty(f Fault, say string, args ...any) error {
	return &Error{Kind: Invalid, Say: fmt.Sprintf(say, args...), Err: f}
}

// Check says what is wrong with a plan as it was typed.
func (p *Plan) Check() error {
	switch {
	case p.Name.In(English) == "":
		return faulty(NameFault, "A plan has a name.")
	case p.Gives == 0 || p.Gives&^(ToStories|ToEPaper|ToWeekly) != 0:
		return faulty(GivesFault, "Say what the plan opens: stories, the e-paper, the weekly.")
	case p.Term.N < 1 || p.Term.N > maxTermOfUnits || p.Term.Unit != Days && p.Term.Unit != Months && p.Term.Unit != Years:
		return faulty(TermFault, "A term is 1 to %d days, months or years.", maxTermOfUnits)
	case p.Tax < 0 || p.Tax >= fullTax:
		return faulty(TaxFault, "The tax in a price is from 0 to below 100 percent.")
	case p.Trial < 0 || p.Trial > maxTrial:
		return faulty(TrialFault, "A trial has at most %d days.", maxTrial)
	case p.Trial > 0 && p.Once:
		return faulty(TrialFault, "What is not renewed has no trial.")
	case len(p.Domains) > maxDomains:
		return faulty(DomainFault, "A plan names at most %d domains.", maxDomains)
	}
	for _, text := range p.Name {
		if len([]rune(text)) > maxPlanName {
			return faulty(NameFault, "The name of a plan has at most %d characters.", maxPlanName)
		}
	}
	for _, text := range p.Say {
		if len([]rune(text)) > maxPlanSay {
			return faulty(NameFault, "What a plan says has at most %d characters.", maxPlanSay)
		}
	}
	var seen []Currency
	for _, m := range p.Prices {
		if !m.Currency.Known() || slices.Contains(seen, m.Currency) {
			return faulty(PriceFault, "A plan has one price in each of the currencies %s, %s and %s at most.", Won, Dollar, Euro)
		}
		if m.Amount < 1 || m.Amount > maxPrice {
			return faulty(PriceFault, "A price is more than nothing, and at most %s.", Money{maxPrice, m.Currency}.In(English))
		}
		seen = append(seen, m.Currency)
	}
	for _, d := range p.Domains {
		if CheckDomain(d) != nil {
			return CheckDomain(d)
		}
	}
	return nil
}

// CheckDomain says what is wrong with the domain of mail addresses.
func CheckDomain(d string) error {
	if _, err := CleanEmail("a@a." + d); err != nil || d != strings.ToLower(d) {
		return faulty(DomainFault, "%q is no domain: one is written like school.ac.kr.", d)
	}
	return nil
}

// Price is that in a currency; false where it is not sold in it.
func (p *Plan) Price(c Currency) (Money, bool) {
	i := slices.IndexFunc(p.Prices, func(m Money) bool { return m.Currency == c })
	if i < 0 {
		return Money{}, false
	}
	return p.Prices[i], true
}

// For reports whether the plan is for a reader of an address.
func (p *Plan) For(email string) bool { return len(p.Domains) == 0 || within(email, p.Domains) }

// within reports whether an address ends in one of the domains.
func within(email string, domains []string) bool {
	_, host, ok := strings.Cut(email, "@")
	return ok && slices.ContainsFunc(domains, func(d string) bool {
		rest, ends := strings.CutSuffix(host, d)
		return ends && (rest == "" || strings.HasSuffix(rest, "."))
	})
}

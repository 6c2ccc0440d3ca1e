package ilbo_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

func TestTermsEndWhereTheMonthDoes(t *testing.T) {
	at := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 9, 30, 0, 0, time.UTC) }
	month, year := ilbo.Term{N: 1, Unit: ilbo.Months}, ilbo.Term{N: 1, Unit: ilbo.Years}
	for name, c := range map[string]struct {
		term               ilbo.Term
		anchor, from, want time.Time
	}{
		"a month":                         {month, at(2026, 4, 10), at(2026, 4, 10), at(2026, 5, 10)},
		"a shorter month":                 {month, at(2026, 1, 31), at(2026, 1, 31), at(2026, 2, 28)},
		"and back to the 31st":            {month, at(2026, 1, 31), at(2026, 2, 28), at(2026, 3, 31)},
		"a leap day":                      {year, at(2024, 2, 29), at(2024, 2, 29), at(2025, 2, 28)},
		"and the next leap year's":        {year, at(2024, 2, 29), at(2027, 2, 28), at(2028, 2, 29)},
		"three months over the year":      {ilbo.Term{N: 3, Unit: ilbo.Months}, at(2026, 11, 30), at(2026, 11, 30), at(2027, 2, 28)},
		"a day":                           {ilbo.Term{N: 1, Unit: ilbo.Days}, at(2026, 12, 31), at(2026, 12, 31), at(2027, 1, 1)},
		"from the midst of a later month": {month, at(2026, 1, 31), at(2026, 6, 12), at(2026, 6, 30)},
	} {
		if got := c.term.After(c.anchor, c.from); !got.Equal(c.want) {
			t.Errorf("%s ends at %v, not %v", name, got, c.want)
		}
	}
}

func TestPlanIsChecked(t *testing.T) {
	good := func() ilbo.Plan {
		return ilbo.Plan{Name: ilbo.Words{ilbo.English: "Digital"}, Gives: ilbo.ToStories, Term: ilbo.Term{N: 1, Unit: ilbo.Months}, Prices: []ilbo.Money{{9900, ilbo.Won}, {990, ilbo.Dollar}}, Tax: 1000, Trial: 14, Domains: []string{"ac.kr"}}
	}
	p := good()
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*ilbo.Plan){
		"no name":               func(p *ilbo.Plan) { p.Name = nil },
		"a long name":           func(p *ilbo.Plan) { p.Name = ilbo.Words{ilbo.Korean: strings.Repeat("긴", 81)} },
		"opens nothing":         func(p *ilbo.Plan) { p.Gives = 0 },
		"opens what is not":     func(p *ilbo.Plan) { p.Gives = 128 },
		"no term":               func(p *ilbo.Plan) { p.Term.N = 0 },
		"a term of hours":       func(p *ilbo.Plan) { p.Term.Unit = "hour" },
		"all of it is tax":      func(p *ilbo.Plan) { p.Tax = 10_000 },
		"costs nothing":         func(p *ilbo.Plan) { p.Prices[0].Amount = 0 },
		"two prices in one":     func(p *ilbo.Plan) { p.Prices[1].Currency = ilbo.Won },
		"a currency unknown":    func(p *ilbo.Plan) { p.Prices[1].Currency = "XXX" },
		"a trial of a pass":     func(p *ilbo.Plan) { p.Once = true },
		"a domain that is none": func(p *ilbo.Plan) { p.Domains = []string{"@ac.kr"} },
	} {
		p := good()
		change(&p)
		if err := p.Check(); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for email, want := range map[string]bool{"a@ac.kr": true, "a@snu.ac.kr": true, "a@notac.kr": false, "a@ac.kr.evil.example": false, "ac.kr": false} {
		if got := p.For(email); got != want {
			t.Errorf("for %s: %v", email, got)
		}
	}
}

func TestCodeIsReadAsItWasMade(t *testing.T) {
	for typed, want := range map[string]string{"ab3d-ef9h": "AB3DEF9H", " o0Il 1u ": "00111V", "ＡＢ１２": "AB12", "한글 7": "7", "": ""} {
		if got := ilbo.CleanCode(typed); got != want {
			t.Errorf("%q is read as %q, not %q", typed, got, want)
		}
	}
	if n := len(ilbo.CleanCode(strings.Repeat("A", 1000))); n > 41 {
		t.Errorf("a code of %d characters", n)
	}
}

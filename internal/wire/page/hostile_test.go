package page

import (
	"strings"
	"testing"
	"time"
)

// Pages that are made to be slow must not be: none of these shapes may cost
// more than its size.
func TestHostilePagesAreReadInTime(t *testing.T) {
	repeat := strings.Repeat
	tests := []struct{ name, data string }{
		{"one line of brackets", "Head line here\n" + repeat("(", 1<<18)},
		{"one line of captions", "Head line here\n" + repeat("A / b. C ", 40_000)},
		{"one line said again", "Head line\n2023-04-06 16:22\n" + repeat(opening+"\n", 4_000)},
		{"lines of dates", repeat("2023-04-06 the ferry and more\n", 4_000)},
		{"deep elements", "<html>" + repeat("<div>", 100_000)},
		{"deep marks", "<html><title>Hello world</title>" + repeat("<b>", 450) + repeat("<p>text, of a page", 3_000)},
		{"one paragraph", "<html><h1>Hello world of</h1><p>" + repeat(opening, 3_000)},
		{"lines broken by hand", "<html><title>Hello world</title><p>2023-04-06<article>" + repeat("The council of Haneul voted<br>", 10_000)},
		{"deep JSON", "<html><script type='application/ld+json'>" + repeat("[", 1<<20)},
		{"deep lists", "<html><title>Hello world</title>" + repeat("<ul><li>The council, of Haneul", 200)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			done := make(chan struct{})
			go func() {
				defer close(done)
				// Refused or not: what counts is that it ends.
				_, _ = Read("page", strings.NewReader(test.data), options())
			}()
			select {
			case <-done:
			case <-time.After(60 * time.Second):
				t.Fatal("the page was not read within a minute")
			}
		})
	}
}

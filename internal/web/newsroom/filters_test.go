package newsroom

import (
	"net/url"
	"testing"
)

// What an address says is understood, and written again in one way.
func FuzzFilters(f *testing.F) {
	for _, seed := range []string{"state=filed&section=national", "state=held,embargoed&q=%00&after=1.1", "after=9223372036854775807.-1", "writer=%ff&language=ko",
		"section=national/politics&state=,,filed,filed,x", "q=%ED%95%9C+%20%E3%80%80"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		form, err := url.ParseQuery(query)
		if err != nil {
			t.Skip()
		}
		once := readFilters(form).encode()
		again, err := url.ParseQuery(once)
		if err != nil {
			t.Fatalf("%q cannot be read: %v", once, err)
		}
		if twice := readFilters(again).encode(); twice != once {
			t.Errorf("%q becomes %q", once, twice)
		}
		if len(once) > 4_000 {
			t.Errorf("%d bytes are kept", len(once))
		}
		c := readPlace(form.Get("after"))
		if got := readPlace(writePlace(c)); !got.At.Equal(c.At) || got.ID != c.ID {
			t.Errorf("the cursor %v becomes %v", c, got)
		}
	})
}

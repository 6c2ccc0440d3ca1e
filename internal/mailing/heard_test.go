package mailing_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"ilbo.press"
)

// reportKey is in the letters that the samples of reports return.
const reportKey = "qx4k7m2vplh3wz5tn6ryd2a7bc"

// hears has the desk hear a sample, with changes.
func (r *room) hears(t *testing.T, name string, changes ...string) {
	t.Helper()
	text, err := os.ReadFile("report/testdata/" + name + ".eml")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // doing it twice does no more
		if err := r.Hear(t.Context(), strings.NewReader(strings.NewReplacer(changes...).Replace(string(text)))); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReportsEndWhatTheyAreAbout(t *testing.T) {
	for name, c := range map[string]struct {
		changes  []string
		why      ilbo.Suppression
		returned int
		takes    int
	}{
		"postfix":      {nil, ilbo.Bounced, 1, 1},
		"naver":        {nil, ilbo.Bounced, 1, 1},
		"postfix-full": {nil, "", 1, 2},
		"complaint":    {nil, ilbo.Complained, 0, 1},
		"prose":        {nil, "", 0, 2},
		// What a stranger sends to the mailbox: an address alone ends nothing.
		"headless": {nil, "", 0, 2},
		"gmail":    {[]string{reportKey, strings.Repeat("a", 26)}, "", 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			id := r.morning(t)
			r.take(t, id, "other@example.net", "Asia/Seoul")
			if err := r.store.PutRecipient(t.Context(), ilbo.Recipient{Newsletter: id, Address: "minji@example.net", Zone: "Asia/Seoul", Key: reportKey, Confirmed: r.now}); err != nil {
				t.Fatal(err)
			}
			r.nextMorning()
			r.tick(t)
			r.hears(t, name, c.changes...)
			if why, err := r.store.Suppressed(t.Context(), "minji@example.net"); err != nil || why != c.why {
				t.Errorf("suppressed as %q, want %q: %v", why, c.why, err)
			}
			if got := r.counts(t, id); got.Returned != c.returned || got.Sent != 2-c.returned {
				t.Errorf("the counts are %+v", got)
			}
			if n, err := r.store.Taking(t.Context(), id); err != nil || n != c.takes {
				t.Errorf("%d take it: %v", n, err)
			}
		})
	}
	if err := newRoom(t).Hear(t.Context(), bytes.NewReader(nil)); err != nil {
		t.Errorf("an empty message: %v", err)
	}
}

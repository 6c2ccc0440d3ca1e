package mailing_test

import (
	"errors"
	"strings"
	"testing"

	"ilbo.press"
)

// Another room's mailing is sent to all at once, and takes the day of nobody's letter.
func TestAMailingIsCarriedOnAFreeDay(t *testing.T) {
	r := newRoom(t)
	id, err := r.Make(t.Context(), publisher, ilbo.Newsletter{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The weekly"}, Days: ilbo.Everyday, Hour: 7, Stories: 10})
	if err != nil {
		t.Fatal(err)
	}
	r.take(t, id, "a@example.com", "Asia/Seoul")
	r.take(t, id, "b@example.com", "America/New_York")
	if err := r.Write(t.Context(), publisher, ilbo.Mailing{Newsletter: id, Day: "2026-11-29", Note: "By hand."}); err != nil {
		t.Fatal(err)
	}
	issue := ilbo.Mailing{Newsletter: id, Day: "2026-11-29", Subject: "Issue 7", By: "rahim", Begun: r.now, Body: ilbo.Body{mention("x", "/national/2026/11/29/budget"), {Kind: ilbo.List, Items: []ilbo.Inline{ilbo.Plain("budget: 예산")}}}}
	for _, want := range []string{"2026-11-30", "2026-12-01"} {
		day, err := r.Carry(t.Context(), issue)
		if err != nil || day != want {
			t.Fatalf("it is carried on %q, %v, want %s", day, err, want)
		}
	}
	r.tick(t)
	for _, address := range []string{"a@example.com", "b@example.com"} {
		all := r.taken[address]
		if len(all) != 2 || all[0].Subject != "Issue 7" || !strings.Contains(all[0].Text, "budget: 예산") || all[0].Unsubscribe == "" {
			t.Errorf("%s got %d letters", address, len(all))
		}
	}
	log, err := r.store.AuditLog(t.Context(), ilbo.AuditQuery{Deed: ilbo.DeedMailingNow, Who: "rahim", Limit: 9})
	if err != nil || len(log) != 2 {
		t.Errorf("the log has %d lines, %v", len(log), err)
	}
	if err := r.End(t.Context(), publisher, id); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Carry(t.Context(), issue); !errors.Is(err, ilbo.Gone) {
		t.Errorf("one that appears no more carries it: %v", err)
	}
	issue.Newsletter = 99
	if _, err := r.Carry(t.Context(), issue); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("one that is not there carries it: %v", err)
	}
}

package newsroom_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/store"
	"ilbo.press/internal/web/newsletters"
)

// teasers are what the newsroom's newsletters are made of: the newest stories.
type teasers struct {
	*store.Store
	clock ilbo.Clock
}

func (s teasers) OfFront(ctx context.Context, _ ilbo.FrontID, l ilbo.Language) ([]ilbo.Teaser, error) {
	return s.Teasers(ctx, ilbo.Selection{Language: l, Limit: 10}, s.clock())
}

// letters makes the desk of newsletters. Nobody takes what it sends.
func letters(s *store.Store, p *ilbo.Paper, base string, clock ilbo.Clock) *mailing.Desk {
	return mailing.New(mailing.Options{Paper: p, Base: base, Store: s, Stories: teasers{s, clock}, Printer: newsletters.Press{Paper: p, Base: base}, Clock: clock, Log: slog.New(slog.DiscardHandler)})
}

// titles makes the morning's newsletter by the page's form, with changes of it.
func (b *browser) titles(fields ...string) answer {
	b.t.Helper()
	return b.post("/newsroom/newsletters", append([]string{"name-en", "The Morning", "name-ko", "아침", "about-en", "What the day brings", "language", "en", "source", "front:home",
		"hour", "7", "stories", "5", "day", "1", "day", "3"}, fields...)...)
}

func TestTitleIsMadeChangedAndEnded(t *testing.T) {
	h := open(t)
	b := h.signedIn("rahim")
	if a := b.titles(); a.status != http.StatusSeeOther || a.location != "/newsroom/newsletters?done=title" {
		t.Fatalf("making one: %d %s", a.status, a.body)
	}
	n, err := h.store.Newsletter(t.Context(), 1)
	h.must(err)
	if n.Name.In(ilbo.Korean) != "아침" || n.Days != ilbo.On(1, 3) || n.Hour != 7 || n.Front != ilbo.Home || n.By != "rahim" {
		t.Errorf("it is %+v", n)
	}
	if a := b.post("/newsroom/newsletters/1/change", "name-en", "Sports", "language", "en", "source", "front:sports", "hour", "18", "stories", "3", "day", "5"); a.status != http.StatusSeeOther {
		t.Errorf("changing it: %d %s", a.status, a.body)
	}
	body := b.get("/newsroom/newsletters").body
	for _, want := range []string{"Sports", "Friday at 18:00", "stories of “Sports”", "readers: 0", "next: 2026-11-27 18:00"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	b.post("/newsroom/account/language", "language", "ko")
	if body := b.get("/newsroom/newsletters").body; !strings.Contains(body, "금요일 18시") || !strings.Contains(body, "독자 0명") {
		t.Errorf("in Korean: %s", body)
	}
	for what, fields := range map[string][]string{
		"name-en": {"language", "en", "source", "hand", "hour", "7", "stories", "5", "day", "1", "name-ko", "아침"},
		"day":     {"language", "en", "source", "hand", "hour", "7", "stories", "5", "name-en", "Kept as typed"},
		"source":  {"language", "en", "source", "front:nowhere", "hour", "7", "stories", "5", "name-en", "Kept as typed", "day", "1"},
		"hour":    {"language", "en", "source", "hand", "hour", "x", "stories", "5", "name-en", "Kept as typed", "day", "1"},
		"stories": {"language", "en", "source", "hand", "hour", "7", "stories", "99", "name-en", "Kept as typed", "day", "1"},
	} {
		a := b.post("/newsroom/newsletters", fields...)
		if a.status != http.StatusBadRequest && a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, `role="alert"`) || slices.Contains(fields, "Kept as typed") && !strings.Contains(a.body, "Kept as typed") {
			t.Errorf("without a %s: %d", what, a.status)
		}
		if !strings.Contains(a.body, "십시오.") && !strings.Contains(a.body, "입니다.") && !strings.Contains(a.body, "담습니다.") {
			t.Errorf("without a %s it is not said in Korean", what)
		}
	}
	if a := b.post("/newsroom/newsletters/1/end"); a.location != "/newsroom/newsletters?done=title-ended" {
		t.Errorf("ending it: %d", a.status)
	}
	if n, _ := h.store.Newsletter(t.Context(), 1); n.Ended.IsZero() {
		t.Error("it has not ended")
	}
	b.page("/newsroom/newsletters/1")
}

func TestMailingIsWrittenLookedAtAndSent(t *testing.T) {
	h := open(t)
	ids := h.stories("national", "Bridge closes", "Budget passes", "Harbour opens")
	b := h.signedIn("rahim")
	b.titles()
	h.must(h.store.PutRecipient(t.Context(), ilbo.Recipient{Newsletter: 1, Address: "a@example.com", Zone: "UTC", Key: "key", Confirmed: h.now}))
	const day = "2026-11-25"
	a := b.post("/newsroom/newsletters/1/write", "day", day, "subject", "A word first", "note", "Good morning.\n\nThe editor", "stories", fmt.Sprintf("%d\nhttp://x%s", ids[2], "/nowhere"))
	if a.status == http.StatusSeeOther || !strings.Contains(a.body, "A word first") || !strings.Contains(a.body, "/nowhere") {
		t.Errorf("a story that is not there: %d", a.status)
	}
	if a := b.post("/newsroom/newsletters/1/write", "day", day, "subject", "A word first", "note", "Good morning.\n\nThe editor", "stories", fmt.Sprintf(" #%d \n\n%d", ids[2], ids[0])); a.status != http.StatusSeeOther {
		t.Fatalf("writing it: %d %s", a.status, a.body)
	}
	page := b.get("/newsroom/newsletters/1")
	for _, want := range []string{"The mailing of " + day, "A word first", "all of its readers now: 1"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	proof := b.get("/newsroom/newsletters/1/proof")
	if i, j := strings.Index(proof.body, "Harbour opens"), strings.Index(proof.body, "Bridge closes"); i < 0 || j < i || strings.Contains(proof.body, "Budget passes") || !strings.Contains(proof.body, "The editor") {
		t.Errorf("the letter is %s", proof.body)
	}
	if csp := proof.header.Get("Content-Security-Policy"); !strings.HasSuffix(csp, "; sandbox") || !strings.Contains(csp, "frame-ancestors 'self'") {
		t.Errorf("the letter's policy is %s", csp)
	}
	if a := b.post("/newsroom/newsletters/1/try", "email", "no address"); a.status == http.StatusSeeOther {
		t.Error("a test went to no address")
	}
	if a := b.post("/newsroom/newsletters/1/try", "email", "Rahim@Example.com"); a.status != http.StatusSeeOther {
		t.Errorf("a test: %d %s", a.status, a.body)
	}
	for name, fields := range map[string][]string{"nobody ticked it": {"day", day}, "another day": {"day", "2026-11-24", "sure", "1"}} {
		if a := b.post("/newsroom/newsletters/1/send", fields...); a.status == http.StatusSeeOther {
			t.Errorf("it is sent though %s", name)
		}
	}
	if a := b.post("/newsroom/newsletters/1/send", "day", day, "sure", "1"); a.status != http.StatusSeeOther {
		t.Fatalf("sending it: %d %s", a.status, a.body)
	}
	if a := b.post("/newsroom/newsletters/1/send", "day", day, "sure", "1"); a.status != http.StatusConflict {
		t.Errorf("sending it twice: %d", a.status)
	}
	if body := b.get("/newsroom/newsletters/1").body; !strings.Contains(body, "to all at once, by rahim") || !strings.Contains(body, "Stop: "+day) {
		t.Errorf("the page does not say that it is sent: %s", body)
	}
	if a := b.post("/newsroom/newsletters/1/stop", "day", day); a.status != http.StatusSeeOther {
		t.Errorf("stopping it: %d", a.status)
	}
	m, err := h.store.MailingOn(t.Context(), 1, day)
	h.must(err)
	if m.Stopped.IsZero() || m.Begun.IsZero() {
		t.Errorf("the mailing is %+v", m)
	}
	log := b.get("/newsroom/log").body
	for _, want := range []string{"made or changed a newsletter", "wrote to a mailing", "sent a mailing at once", "stopped a mailing"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log does not say %q", want)
		}
	}
}

func TestNewslettersAreForThoseWhoMail(t *testing.T) {
	h := open(t)
	h.signedIn("rahim").titles()
	for _, login := range []string{"asha", "suji"} {
		b := h.signedIn(login)
		for _, path := range []string{"", "/1", "/1/proof"} {
			if a := b.get("/newsroom/newsletters" + path); a.status != http.StatusForbidden {
				t.Errorf("%s, %s: %d", login, path, a.status)
			}
		}
		for _, path := range []string{"", "/1/change", "/1/end", "/1/write", "/1/try", "/1/send", "/1/stop"} {
			if a := b.post("/newsroom/newsletters" + path); a.status != http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", login, path, a.status)
			}
		}
		if strings.Contains(b.get("/newsroom").body, "/newsroom/newsletters") {
			t.Errorf("%s is offered the newsletters", login)
		}
	}
	if b := h.signedIn("rahim"); b.get("/newsroom/newsletters/99").status != http.StatusNotFound {
		t.Error("a newsletter that is not there is")
	}
}

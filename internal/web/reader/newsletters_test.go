package reader_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
)

// titles makes a newsletter in each language, and gives their numbers.
func (m *room) titles() (english, korean ilbo.NewsletterID) {
	m.t.Helper()
	chief := ilbo.Staff{Login: "rahim", Role: ilbo.ChiefEditor}
	make := func(n ilbo.Newsletter) ilbo.NewsletterID {
		m.t.Helper()
		n.Hour, n.Stories, n.Front = 7, 9, ilbo.Home
		id, err := m.mailing.Make(context.Background(), chief, n)
		if err != nil {
			m.t.Fatal(err)
		}
		return id
	}
	english = make(ilbo.Newsletter{Language: ilbo.English, Days: ilbo.Everyday, Name: ilbo.Words{ilbo.English: "The Morning", ilbo.Korean: "영문 아침"}})
	return english, make(ilbo.Newsletter{Language: ilbo.Korean, Days: ilbo.On(1, 4), Name: ilbo.Words{ilbo.Korean: "한 주"}})
}

func TestReaderTakesNewslettersAndLeavesThem(t *testing.T) {
	m := newRoom(t)
	morning, week := m.titles()
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	taken := func(address string) []ilbo.NewsletterID {
		t.Helper()
		ids, err := m.mailing.Taken(context.Background(), address)
		if err != nil {
			t.Fatal(err)
		}
		return ids
	}
	a := b.get("/ko/account/newsletters")
	for _, want := range []string{"영문 아침", "한 주", "월요일·목요일 07시", "매일 07시 · English", "minji@example.com", "(UTC)"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page does not say %q: %s", want, a.body)
		}
	}
	if strings.Contains(a.body, "checked") {
		t.Error("something is ticked before the reader took it")
	}
	b.send("POST", "/account/newsletters", url.Values{"newsletter": {"1", "2", "99", "x"}})
	if got := taken("minji@example.com"); !slices.Equal(got, []ilbo.NewsletterID{morning, week}) {
		t.Fatalf("taken: %v", got)
	}
	all, err := m.store.RecipientsAt(context.Background(), "minji@example.com")
	if err != nil || all[0].Key == "" || all[0].Reader == 0 || all[0].Zone != "UTC" {
		t.Fatalf("recipients: %+v, %v", all, err)
	}
	b.post("/account/profile", "language", "en", "zone", "Asia/Tokyo")
	if now, _ := m.store.RecipientsAt(context.Background(), "minji@example.com"); now[0].Zone != "Asia/Tokyo" || now[0].Key != all[0].Key {
		t.Errorf("after a move to Tokyo: %+v", now)
	}
	if a := b.get("/account/data.json"); !strings.Contains(a.body, `"The Morning"`) || strings.Contains(a.body, all[0].Key) {
		t.Errorf("the file of all data: %s", a.body)
	}
	b.send("POST", "/account/newsletters", url.Values{"newsletter": {"2"}})
	if got := taken("minji@example.com"); !slices.Equal(got, []ilbo.NewsletterID{week}) {
		t.Errorf("one of them is taken: %v", got)
	}
	b.post("/account/address", "email", "new@example.com")
	u := m.box.link(t, "new@example.com")
	b.post(u.Path, "token", u.Query().Get("token"))
	if got, old := taken("new@example.com"), taken("minji@example.com"); !slices.Equal(got, []ilbo.NewsletterID{week}) || len(old) != 0 {
		t.Errorf("after the address moved, %v is taken there, and %v at the old one", got, old)
	}
	b.post("/account/leave")
	u = m.box.link(t, "new@example.com")
	b.post(u.Path, "token", u.Query().Get("token"))
	if got, err := m.store.RecipientsAt(context.Background(), "new@example.com"); err != nil || len(got) != 0 {
		t.Errorf("who has left is still a recipient: %v, %v", got, err)
	}
}

// A reader who complained and then ticks the newsletter again wants it.
func TestTickingTakesAComplaintBack(t *testing.T) {
	m := newRoom(t)
	m.titles()
	b := m.browser("192.0.2.1")
	b.enters("minji@example.com")
	if err := m.store.Suppress(context.Background(), "minji@example.com", ilbo.Complained, m.now); err != nil {
		t.Fatal(err)
	}
	b.post("/account/newsletters", "newsletter", "1")
	if why, err := m.store.Suppressed(context.Background(), "minji@example.com"); why != "" || err != nil {
		t.Errorf("the address still gets no letters: %s %v", why, err)
	}
}

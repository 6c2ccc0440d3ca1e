package newsroom_test

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/store"
)

// ringer is a desk of alerts whose push services take all.
func ringer(s *store.Store, p *ilbo.Paper, clock ilbo.Clock) *alert.Desk {
	return alert.New(alert.Options{Paper: p, Store: s, Hour: 2, Day: 3, Grace: time.Minute, Clock: clock, Log: slog.New(slog.DiscardHandler),
		Push: func(context.Context, ilbo.Push) (time.Duration, error) { return 0, nil }})
}

func TestAnAlertIsConfirmedSentAndTakenBack(t *testing.T) {
	h := open(t)
	ids := h.stories("national", "Bridge closed")
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	h.must(err)
	h.must(h.store.AddDevice(t.Context(), ilbo.Device{Endpoint: "https://push.example/1", Key: key.PublicKey().Bytes(), Secret: make([]byte, 16), Language: ilbo.English, Least: ilbo.Routine, Added: h.now}))
	chief := h.signedIn("rahim")
	id := strconv.Itoa(int(ids[0]))
	page := chief.page("/newsroom/breaking?story=" + id)
	page.Attr("#text", "value", "Bridge closed")
	page.Attr("#alert-story", "value", id)
	page.None("[name=urgency][checked]")
	page = chief.page("/newsroom/stories/" + id)
	page.Some(`.desk__links a[href="/newsroom/breaking?story=`+id+`#alert"]`, 1)
	form := []string{"text", "Closed <b>", "alert-story", id, "language", "en", "section", "national", "urgency", "3"}
	a := chief.post("/newsroom/breaking/alert", form...)
	for _, want := range []string{"It reaches one device.", "Closed &lt;b&gt;", "Breaking news", `name="sure"`, `name="section" value="national"`, "waits for 60 seconds"} {
		if a.status != http.StatusOK || !strings.Contains(a.body, want) {
			t.Errorf("the question does not say %q: %d", want, a.status)
		}
	}
	if list, err := h.store.Alerts(t.Context(), 5); err != nil || len(list) != 0 {
		t.Errorf("a look has sent %+v, %v", list, err)
	}
	if a := chief.post("/newsroom/breaking/alert/send", form...); a.status != http.StatusBadRequest || !strings.Contains(a.body, "Tick that the alert is to be sent.") || !strings.Contains(a.body, "Closed &lt;b&gt;") {
		t.Errorf("without its question answered: %d", a.status)
	}
	sure := append([]string{"sure", "1"}, form...)
	if a := chief.post("/newsroom/breaking/alert/send", sure...); a.location != "/newsroom/breaking?done=queued" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if a := chief.post("/newsroom/breaking/alert/send", sure...); a.status != http.StatusConflict {
		t.Errorf("a button that is pressed twice: %d", a.status)
	}
	alerts, err := h.store.Alerts(t.Context(), 5)
	h.must(err)
	if len(alerts) != 1 || alerts[0].Text != "Closed <b>" || alerts[0].By != "rahim" || alerts[0].Urgency != ilbo.Breaking || !alerts[0].Goes.Equal(h.now.Add(time.Minute)) {
		t.Errorf("%+v", alerts)
	}
	page = chief.page("/newsroom/breaking")
	page.Some(`form[action="/newsroom/breaking/alert/back"]`, 1)
	if a := chief.post("/newsroom/breaking/alert/back", "alert", strconv.Itoa(int(alerts[0].ID))); a.location != "/newsroom/breaking?done=alert-back" {
		t.Errorf("%d", a.status)
	}
	page = chief.page("/newsroom/breaking")
	page.None(`form[action="/newsroom/breaking/alert/back"]`)
	if a := chief.post("/newsroom/breaking/alert/back", "alert", strconv.Itoa(int(alerts[0].ID))); a.status != http.StatusConflict {
		t.Errorf("taken back twice: %d", a.status)
	}
	suji := h.signedIn("suji")
	for _, path := range []string{"/newsroom/breaking/alert", "/newsroom/breaking/alert/send", "/newsroom/breaking/alert/back"} {
		if a := suji.post(path, sure...); a.status != http.StatusForbidden {
			t.Errorf("a section's editor at %s: %d", path, a.status)
		}
	}
}

func TestAlertsOfTheNewsroomAreSentFromItsOwnPagesAlone(t *testing.T) {
	h := open(t)
	ids := h.stories("national", "Bridge closed")
	chief := h.signedIn("rahim")
	form := url.Values{"sure": {"1"}, "text": {"x"}, "alert-story": {strconv.Itoa(int(ids[0]))}, "language": {"en"}, "urgency": {"3"}}.Encode()
	for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
		if a := chief.do("POST", "/newsroom/breaking/alert/send", form, header...); a.status != http.StatusForbidden {
			t.Errorf("%v: a form of another site answers %d", header, a.status)
		}
	}
	if list, err := h.store.Alerts(t.Context(), 5); err != nil || len(list) != 0 {
		t.Errorf("it sent %+v, %v", list, err)
	}
}

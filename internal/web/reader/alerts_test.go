package reader_test

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/htmlcheck"
)

// subscription is what a browser's push service gave it, as its script sends it.
func subscription(t *testing.T, name string) url.Values {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return url.Values{"endpoint": {"https://push.example/" + name}, "key": {base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes())}, "secret": {"MDEyMzQ1Njc4OWFiY2RlZg"},
		"least": {"1"}, "section": {"national", "sports"}, "quiet": {"1"}, "from": {"22:00"}, "to": {"07:30"}, "zone": {"Asia/Seoul"}, "woken": {"1"}}
}

// script sends a form as the page's script does.
func (b *browser) script(path string, form url.Values) answer {
	b.t.Helper()
	return b.send("POST", path, form, "Accept", "application/json", "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0")
}

func with(form url.Values, pairs ...string) url.Values {
	copied := url.Values{}
	for name, values := range form {
		copied[name] = values
	}
	for i := 0; i < len(pairs); i += 2 {
		copied.Set(pairs[i], pairs[i+1])
	}
	return copied
}

func TestAlertsAreTurnedOnWithoutAnAccount(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	page := b.get("/ko/alerts")
	for _, want := range []string{`data-key="BKey"`, "알림 켜기", `name="section" value="national"`, "<noscript>"} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if a := b.get("/account/alerts"); a.path != "/alerts" {
		t.Errorf("/account/alerts leads to %s", a.path)
	}
	if a := b.get("/robots.txt"); a.status != http.StatusNotFound {
		t.Errorf("the room answers for others: %d", a.status)
	}
	sub := subscription(t, "a")
	if a := b.script("/ko/alerts/on", sub); a.status != http.StatusOK || a.body != "{\"on\":true}\n" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	device := ilbo.Device{Endpoint: sub.Get("endpoint")}
	kept, err := m.store.Device(t.Context(), device.ID())
	if err != nil {
		t.Fatal(err)
	}
	if kept.Language != ilbo.Korean || kept.Least != ilbo.Routine || len(kept.Sections) != 2 || kept.Quiet != (ilbo.QuietHours{From: 22 * 60, To: 7*60 + 30, Zone: "Asia/Seoul"}) || !kept.Woken || kept.Name != "Firefox, Linux" || kept.Reader != 0 {
		t.Errorf("kept %+v", kept)
	}
	var c struct {
		On, Quiet, Woken bool
		Least            int
		Sections         []string
		From, To         string
	}
	a := b.script("/ko/alerts/choices", sub)
	if err := json.Unmarshal([]byte(a.body), &c); err != nil || !c.On || c.Least != 1 || len(c.Sections) != 2 || !c.Quiet || c.From != "22:00" || c.To != "07:30" || !c.Woken {
		t.Errorf("chosen %+v, %v: %s", c, err, a.body)
	}
	if a := b.script("/ko/alerts/try", sub); a.status != http.StatusOK || len(m.pushed) != 1 || !strings.Contains(string(m.pushed[0].Message), "시험") && !strings.Contains(string(m.pushed[0].Message), "알림이 잘 옵니다") {
		t.Errorf("a try answers %d %s", a.status, a.body)
	}
	changed := with(sub, "least", "3")
	changed.Del("quiet")
	if a := b.script("/alerts/on", changed); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
	if kept, err = m.store.Device(t.Context(), device.ID()); err != nil || kept.Least != ilbo.Breaking || kept.Quiet.From != kept.Quiet.To || kept.Language != ilbo.English {
		t.Errorf("kept %+v, %v", kept, err)
	}
	moved := with(sub, "endpoint", "https://push.example/b", "old-endpoint", sub.Get("endpoint"), "old-secret", sub.Get("secret"))
	if a := b.script("/alerts/move", moved); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := b.script("/alerts/choices", sub); !strings.Contains(a.body, `"on":false`) {
		t.Errorf("what was moved is still at its old place: %s", a.body)
	}
	if a := b.script("/alerts/off", with(sub, "endpoint", "https://push.example/b")); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := b.script("/alerts/try", with(sub, "endpoint", "https://push.example/b")); a.status != http.StatusNotFound || !strings.Contains(a.body, "Turn them on again") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestWhatNoBrowserSendsIsRefused(t *testing.T) {
	m := newRoom(t)
	b := m.browser("192.0.2.1")
	sub := subscription(t, "a")
	for name, form := range map[string]url.Values{
		"an endpoint of the newsroom's own network": with(sub, "endpoint", "https://169.254.169.254/latest/meta-data"),
		"one of this machine":                       with(sub, "endpoint", "https://127.0.0.1/"),
		"no TLS":                                    with(sub, "endpoint", "http://push.example/"),
		"an endpoint without end":                   with(sub, "endpoint", "https://push.example/"+strings.Repeat("x", 5_000)),
		"a key that is none":                        with(sub, "key", "AAAA"),
		"a secret that is none":                     with(sub, "secret", "!!"),
		"an urgency that is none":                   with(sub, "least", "7"),
		"a section that is none":                    with(sub, "section", "x"),
		"a time that is none":                       with(sub, "from", "25:00"),
		"a zone that is none":                       with(sub, "zone", "../etc/passwd"),
		"nothing":                                   {},
	} {
		if a := b.script("/alerts/on", form); a.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	if a := b.send("POST", "/alerts/on", sub); a.status != http.StatusBadRequest {
		t.Errorf("a form without a script: %d", a.status)
	}
	if a := b.script("/alerts/on", with(sub, "padding", strings.Repeat("x", 100_000))); a.status != http.StatusBadRequest {
		t.Errorf("a long form: %d", a.status)
	}
	b.script("/alerts/on", sub)
	other := with(sub, "secret", "ZmVkY2JhOTg3NjU0MzIxMA")
	for path, want := range map[string]string{"on": "takes no alerts", "try": "takes no alerts", "choices": `"on":false`, "off": `"on":false`} {
		if a := m.browser("198.51.100.1").script("/alerts/"+path, other); !strings.Contains(a.body, want) {
			t.Errorf("a stranger at %s: %d %s", path, a.status, a.body)
		}
	}
	if a := b.script("/alerts/choices", sub); !strings.Contains(a.body, `"on":true`) {
		t.Errorf("a stranger has changed it: %s", a.body)
	}
}

func TestAReaderEndsTheirOwnDevicesAlone(t *testing.T) {
	m := newRoom(t)
	minji, jun := m.browser("192.0.2.1"), m.browser("192.0.2.2")
	minji.enters("minji@example.com")
	jun.enters("jun@example.com")
	sub := subscription(t, "a")
	minji.script("/alerts/on", sub)
	page := minji.get("/alerts")
	if !strings.Contains(page.body, "Firefox, Linux") || strings.Contains(page.body, "push.example") {
		t.Errorf("the page shows %s", page.body)
	}
	if strings.Contains(jun.get("/alerts").body, "Firefox, Linux") {
		t.Error("another's device is listed")
	}
	device := ilbo.Device{Endpoint: sub.Get("endpoint")}
	id := string(device.ID())
	if got := htmlcheck.Parse(t, page.body).Attrs("[name=device]", "value"); len(got) != 1 || got[0] != id {
		t.Fatalf("devices %q", got)
	}
	if a := jun.post("/alerts/end", "device", id); a.status != http.StatusNotFound {
		t.Errorf("another reader ends it: %d", a.status)
	}
	if a := m.browser("192.0.2.3").post("/alerts/end", "device", id); a.status != http.StatusForbidden {
		t.Errorf("a stranger ends it: %d", a.status)
	}
	file := minji.get("/account/data.json").body
	if !strings.Contains(file, `"Browser": "Firefox, Linux"`) || strings.Contains(file, "push.example") || strings.Contains(file, "MDEyMzQ1") {
		t.Errorf("the file has %s", file)
	}
	if a := minji.post("/alerts/end", "device", id); a.status != http.StatusOK || a.path != "/alerts" {
		t.Errorf("%d %s", a.status, a.path)
	}
	if a := minji.script("/alerts/choices", sub); !strings.Contains(a.body, `"on":false`) {
		t.Errorf("it takes alerts still: %s", a.body)
	}
	minji.script("/alerts/on", sub)
	minji.post("/account/leave")
	u := m.box.link(t, "minji@example.com")
	minji.post(u.Path, "token", u.Query().Get("token"))
	if _, err := m.store.Device(t.Context(), device.ID()); ilbo.KindOf(err) != ilbo.NotFound {
		t.Errorf("it outlasts the account: %v", err)
	}
}

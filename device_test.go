package ilbo_test

import (
	"crypto/ecdh"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

func TestQuietHoursEndByTheReadersClock(t *testing.T) {
	night := ilbo.QuietHours{From: 22 * 60, To: 7 * 60, Zone: "Asia/Seoul"}
	for name, c := range map[string]struct {
		q         ilbo.QuietHours
		now, want string
	}{
		"before midnight":             {night, "2026-11-24T23:30:00+09:00", "2026-11-25T07:00:00+09:00"},
		"after midnight":              {night, "2026-11-25T00:10:00+09:00", "2026-11-25T07:00:00+09:00"},
		"as they begin":               {night, "2026-11-24T22:00:00+09:00", "2026-11-25T07:00:00+09:00"},
		"as they end":                 {night, "2026-11-25T07:00:00+09:00", "2026-11-25T07:00:00+09:00"},
		"by day":                      {night, "2026-11-24T12:00:00+09:00", "2026-11-24T12:00:00+09:00"},
		"elsewhere it is day":         {ilbo.QuietHours{From: 22 * 60, To: 7 * 60, Zone: "America/New_York"}, "2026-11-24T23:30:00+09:00", "2026-11-24T23:30:00+09:00"},
		"within a day":                {ilbo.QuietHours{From: 13 * 60, To: 14*60 + 30, Zone: "Europe/Berlin"}, "2026-06-01T13:29:00+02:00", "2026-06-01T14:30:00+02:00"},
		"none":                        {ilbo.QuietHours{From: 60, To: 60, Zone: "Asia/Seoul"}, "2026-11-24T01:00:00+09:00", "2026-11-24T01:00:00+09:00"},
		"the night clocks go back":    {ilbo.QuietHours{From: 22 * 60, To: 7 * 60, Zone: "Europe/Berlin"}, "2026-10-24T23:00:00+02:00", "2026-10-25T07:00:00+01:00"},
		"the night clocks go forward": {ilbo.QuietHours{From: 22 * 60, To: 7 * 60, Zone: "Europe/Berlin"}, "2026-03-28T23:00:00+01:00", "2026-03-29T07:00:00+02:00"},
		"the last day of a year":      {night, "2026-12-31T23:59:00+09:00", "2027-01-01T07:00:00+09:00"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		want, err := time.Parse(time.RFC3339, c.want)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.q.Ends(now); !got.Equal(want) {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestDevicesWantWhatTheyChose(t *testing.T) {
	alert := ilbo.Alert{Language: ilbo.English, Urgency: ilbo.Important, Sections: []ilbo.SectionID{"national"}}
	for name, c := range map[string]struct {
		d    ilbo.Device
		want bool
	}{
		"all of it":        {ilbo.Device{Language: ilbo.English, Least: ilbo.Routine}, true},
		"that section":     {ilbo.Device{Language: ilbo.English, Least: ilbo.Important, Sections: []ilbo.SectionID{"sports", "national"}}, true},
		"another section":  {ilbo.Device{Language: ilbo.English, Least: ilbo.Routine, Sections: []ilbo.SectionID{"sports"}}, false},
		"breaking alone":   {ilbo.Device{Language: ilbo.English, Least: ilbo.Breaking}, false},
		"another language": {ilbo.Device{Language: ilbo.Korean, Least: ilbo.Routine}, false},
	} {
		if got := c.d.Wants(&alert); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestBreakingNewsRingsInQuietHoursWhereTheReaderSaidSo(t *testing.T) {
	now := time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)
	morning := now.Add(8 * time.Hour)
	quiet := ilbo.QuietHours{From: 22 * 60, To: 7 * 60, Zone: "UTC"}
	for name, c := range map[string]struct {
		woken   bool
		urgency ilbo.Urgency
		want    time.Time
	}{
		"breaking, woken":         {true, ilbo.Breaking, now},
		"breaking, not woken":     {false, ilbo.Breaking, morning},
		"less than that, woken":   {true, ilbo.Important, morning},
		"less than that, and not": {false, ilbo.Routine, morning},
	} {
		d := ilbo.Device{Quiet: quiet, Woken: c.woken}
		if got := d.Rings(&ilbo.Alert{Urgency: c.urgency}, now); !got.Equal(c.want) {
			t.Errorf("%s: rings at %s, want %s", name, got, c.want)
		}
	}
}

func TestWhatIsNoDeviceIsRefused(t *testing.T) {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	good := ilbo.Device{Endpoint: "https://push.example/a", Key: key.PublicKey().Bytes(), Secret: make([]byte, 16), Language: ilbo.English, Least: ilbo.Breaking, Quiet: ilbo.QuietHours{Zone: "Asia/Seoul"}}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*ilbo.Device){
		"a file":                  func(d *ilbo.Device) { d.Endpoint = "file:///etc/passwd" },
		"no host":                 func(d *ilbo.Device) { d.Endpoint = "https:///x" },
		"somebody's name in it":   func(d *ilbo.Device) { d.Endpoint = "https://a:b@push.example/" },
		"a long address":          func(d *ilbo.Device) { d.Endpoint += strings.Repeat("a", 1_000) },
		"a key that is no point":  func(d *ilbo.Device) { d.Key = make([]byte, 65) },
		"a short secret":          func(d *ilbo.Device) { d.Secret = d.Secret[:15] },
		"an urgency that is none": func(d *ilbo.Device) { d.Least = 9 },
		"many sections":           func(d *ilbo.Device) { d.Sections = make([]ilbo.SectionID, 51) },
		"a language that is none": func(d *ilbo.Device) { d.Language = "xx" },
		"a long name":             func(d *ilbo.Device) { d.Name = strings.Repeat("가", 61) },
		"a minute of no day":      func(d *ilbo.Device) { d.Quiet.From = 1440 },
		"a zone of no map":        func(d *ilbo.Device) { d.Quiet.Zone = "../etc/passwd" },
	} {
		d := good
		if spoil(&d); !errors.Is(d.Check(), ilbo.Invalid) {
			t.Errorf("%s is taken", name)
		}
	}
}

package reader

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/account"
)

var alertRoutes = []route{
	{"GET /alerts", true, alertsPage},
	{"GET /account/alerts", true, func(v *visit) error { return v.see(v.prefix + "/alerts") }},
	{"POST /alerts/on", true, turnOn},
	{"POST /alerts/off", true, turnOff},
	{"POST /alerts/choices", true, alertChoices},
	{"POST /alerts/try", true, tryAlert},
	{"POST /alerts/move", true, moveDevice},
	{"POST /alerts/end", false, endDevice},
}

// An AlertsPage is where a browser takes alerts, and those of a reader's devices
// that do: see alerts/alerts.html. What this browser does it knows itself: the page
// is the same for all, and a script shows the part that is so.
type AlertsPage struct {
	*Page
	Key      string // that browsers are asked to take alerts from
	Choices  []Choice
	Sections []Choice
	Install  string // address of the page that says how to put the paper on a phone
	Devices  []DeviceView
}

// A DeviceView is one of a reader's devices.
type DeviceView struct{ ID, Name, Since, Takes string }

func alertsPage(v *visit) error {
	p := &AlertsPage{Page: v.page(func(w *Words) string { return w.Alerts.Title }), Key: v.Alerts.Key, Install: v.prefix + "/install"}
	p.Script = v.Assets.URL("alerts.js")
	for _, u := range ilbo.Urgencies() {
		p.Choices = append(p.Choices, Choice{fmt.Sprint(int(u)), p.W.Alerts.Least[u], u == ilbo.Important})
	}
	sections, err := v.Alerts.Store.Sections(v.r.Context())
	if err != nil {
		return err
	}
	for _, s := range sections {
		if !s.ID.Sub() {
			p.Sections = append(p.Sections, Choice{Value: string(s.ID), Name: s.Name.In(v.language)})
		}
	}
	if v.reader != nil {
		devices, err := v.Alerts.Of(v.r.Context(), v.reader.ID)
		if err != nil {
			return err
		}
		for _, d := range devices {
			name := d.Name
			if name == "" {
				name = p.W.SomeBrowser
			}
			p.Devices = append(p.Devices, DeviceView{string(d.ID()), name, v.when(d.Added), p.W.Alerts.Least[d.Least]})
		}
	}
	return v.show(http.StatusOK, "alerts", p.Page, p)
}

// told reads a part of a form that is bytes, as browsers write their keys.
func (v *visit) told(field string) []byte {
	text := strings.TrimRight(v.r.PostFormValue(field), "=")
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) > 200 {
		return nil // which no key is
	}
	return b
}

// clockTime reads a time of the day, in minutes; below zero where it is none.
func clockTime(text string) int {
	at, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return at.Hour()*60 + at.Minute()
}

// device is what the browser says of itself and of what its reader chose.
func (v *visit) device() ilbo.Device {
	d := ilbo.Device{Endpoint: v.r.PostFormValue("endpoint"), Key: v.told("key"), Secret: v.told("secret"), Language: v.language, Name: browser(v.from.Agent, &Words{})}
	for _, u := range ilbo.Urgencies() {
		if v.r.PostFormValue("least") == fmt.Sprint(int(u)) {
			d.Least = u
		}
	}
	for _, s := range v.r.PostForm["section"] {
		d.Sections = append(d.Sections, ilbo.SectionID(s))
	}
	d.Quiet.Zone = v.r.PostFormValue("zone")
	if v.r.PostFormValue("quiet") != "" {
		d.Quiet.From, d.Quiet.To = clockTime(v.r.PostFormValue("from")), clockTime(v.r.PostFormValue("to"))
	}
	d.Woken = v.r.PostFormValue("woken") != ""
	if v.reader != nil {
		d.Reader = v.reader.ID
	}
	return d
}

// asked reads the form of a script. What a form of HTML cannot send is not taken
// from one: each of these does something to a browser that only its script knows.
func (v *visit) asked() error {
	if !v.scripted() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "This is asked for by the page's script."}
	}
	if err := v.r.ParseForm(); err != nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "That form cannot be read.", Err: err}
	}
	return nil
}

func turnOn(v *visit) error {
	if err := v.asked(); err != nil {
		return err
	}
	if err := v.Alerts.TurnOn(v.r.Context(), v.device(), account.Network(v.from.Address)); err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]bool{"on": true})
}

func turnOff(v *visit) error {
	if err := v.asked(); err != nil {
		return err
	}
	if err := v.Alerts.TurnOff(v.r.Context(), v.r.PostFormValue("endpoint"), v.told("secret")); err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]bool{"on": false})
}

// chosen are a device's choices, as its script fills the form with them.
type chosen struct {
	On       bool             `json:"on"`
	Least    ilbo.Urgency     `json:"least"`
	Sections []ilbo.SectionID `json:"sections"`
	Quiet    bool             `json:"quiet"`
	From     string           `json:"from"`
	To       string           `json:"to"`
	Woken    bool             `json:"woken"`
}

// alertChoices tells a browser what it chose. That it takes no alerts is an answer
// as any other.
func alertChoices(v *visit) error {
	if err := v.asked(); err != nil {
		return err
	}
	d, err := v.Alerts.Choices(v.r.Context(), v.r.PostFormValue("endpoint"), v.told("secret"))
	if errors.Is(err, ilbo.NotFound) {
		return v.say(http.StatusOK, chosen{})
	}
	if err != nil {
		return err
	}
	written := func(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }
	return v.say(http.StatusOK, chosen{true, d.Least, d.Sections, d.Quiet.From != d.Quiet.To, written(d.Quiet.From), written(d.Quiet.To), d.Woken})
}

func tryAlert(v *visit) error {
	if err := v.asked(); err != nil {
		return err
	}
	w := &wordsIn(v.language).Alerts
	if err := v.Alerts.Try(v.r.Context(), v.r.PostFormValue("endpoint"), v.told("secret"), v.Paper.Title.In(v.language), w.Works); err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]bool{"sent": true})
}

// moveDevice follows a browser whose push service gave it another address. Its
// service worker asks, which has no form.
func moveDevice(v *visit) error {
	if err := v.asked(); err != nil {
		return err
	}
	old, err := base64.RawURLEncoding.DecodeString(v.r.PostFormValue("old-secret"))
	if err == nil {
		err = v.Alerts.Move(v.r.Context(), v.r.PostFormValue("old-endpoint"), old, v.device())
	}
	if err != nil {
		return err
	}
	return v.say(http.StatusOK, map[string]bool{"on": true})
}

// endDevice ends alerts at a device of the reader's that may not be at hand.
func endDevice(v *visit) error {
	if err := v.Alerts.End(v.r.Context(), v.reader.ID, ilbo.DeviceID(v.r.PostFormValue("device"))); err != nil {
		return err
	}
	return v.done("/alerts", "ended")
}

package ilbo

import (
	"crypto/ecdh"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"
)

// A DeviceID names a device: the hash of its endpoint.
type DeviceID string

// A Device is a browser that takes alerts. It needs no account: what the browser's
// push service gave it is all that is known of it, and whose it is where somebody
// was signed in.
type Device struct {
	Endpoint string      // the address at the push service, which nobody else is told
	Key      []byte      // its public key on P-256, uncompressed
	Secret   []byte      // the 16 bytes that messages are sealed with, and that its owner proves to be by
	Language Language    // of its alerts
	Sections []SectionID // that it follows; none: all
	Least    Urgency     // alerts of less do not come
	Quiet    QuietHours
	Woken    bool     // breaking news comes in quiet hours too
	Reader   ReaderID // zero: nobody was signed in
	Name     string   // of the browser, as people know it
	Added    time.Time
}

// Bounds of what a browser may send.
const (
	maxEndpoint     = 1_000 // bytes; the longest in use have some 400
	maxDeviceTopics = 50
	maxDeviceName   = 60 // characters
)

// ID is the device's name.
func (d *Device) ID() DeviceID {
	sum := sha256.Sum256([]byte(d.Endpoint))
	return DeviceID(base64.RawURLEncoding.EncodeToString(sum[:]))
}

// Owns reports whether a secret is the device's.
func (d *Device) Owns(secret []byte) bool { return subtle.ConstantTimeCompare(d.Secret, secret) == 1 }

// Check refuses what is no device. Whether its endpoint is one of the newsroom's
// own network is looked at when it is dialled.
func (d *Device) Check() error {
	bad := func(say string) error { return &Error{Kind: Invalid, Say: say} }
	u, err := url.Parse(d.Endpoint)
	if err != nil || len(d.Endpoint) > maxEndpoint || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
		return bad("That is no address of a push service.")
	}
	if _, err := ecdh.P256().NewPublicKey(d.Key); err != nil || len(d.Secret) != 16 {
		return bad("The keys of the browser cannot be read.")
	}
	if !slices.Contains(Urgencies(), d.Least) || len(d.Sections) > maxDeviceTopics || !d.Language.Known() || utf8.RuneCountInString(d.Name) > maxDeviceName {
		return bad("Those choices cannot be kept.")
	}
	return d.Quiet.Check()
}

// Wants reports whether an alert is for the device.
func (d *Device) Wants(a *Alert) bool {
	if d.Language != a.Language || a.Urgency < d.Least {
		return false
	}
	return len(a.Sections) == 0 || len(d.Sections) == 0 || slices.ContainsFunc(a.Sections, func(s SectionID) bool { return slices.Contains(d.Sections, s) })
}

// Rings is when an alert may ring the device: at once, or at the end of its quiet
// hours.
func (d *Device) Rings(a *Alert, now time.Time) time.Time {
	if a.Urgency == Breaking && d.Woken {
		return now
	}
	return d.Quiet.Ends(now)
}

// QuietHours are when a device is not to ring: from a minute
// of the day to another, perhaps past midnight. None where both are the same.
type QuietHours struct {
	From, To int    // minutes since midnight
	Zone     string // of the reader's day, such as Asia/Seoul
}

const minutesOfDay = 24 * 60

// Check refuses hours that no clock shows and zones that no map has.
func (q QuietHours) Check() error {
	if q.From < 0 || q.From >= minutesOfDay || q.To < 0 || q.To >= minutesOfDay {
		return &Error{Kind: Invalid, Say: "Quiet hours are from one time of the day to another."}
	}
	if _, err := q.zone(); err != nil {
		return &Error{Kind: Invalid, Say: "That time zone is not known.", Err: err}
	}
	return nil
}

func (q QuietHours) zone() (*time.Location, error) {
	if len(q.Zone) > 64 || q.Zone == "Local" {
		return nil, Invalid
	}
	return time.LoadLocation(q.Zone)
}

// Ends is when the quiet hours that stand at now end, and now where none stand. A
// clock that is put forward or back in them moves their end with the wall's clock.
func (q QuietHours) Ends(now time.Time) time.Time {
	zone, err := q.zone()
	if err != nil || q.From == q.To {
		return now
	}
	local := now.In(zone)
	minute := local.Hour()*60 + local.Minute()
	days := 0
	switch {
	case q.From < q.To && (minute < q.From || minute >= q.To):
		return now
	case q.From > q.To && minute < q.From && minute >= q.To:
		return now
	case q.From > q.To && minute >= q.From:
		days = 1
	}
	end := time.Date(local.Year(), local.Month(), local.Day()+days, q.To/60, q.To%60, 0, 0, zone)
	if !end.After(now) { // the hour came twice
		return now
	}
	return end
}

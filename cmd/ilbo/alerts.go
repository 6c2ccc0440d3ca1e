package main

import (
	"context"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/push"
)

// Bounds of the settings of alerts.
const (
	mostAlerts = 100
	mostGrace  = 10 * time.Minute
)

// An alertRule is what the settings say of alerts.
type alertRule struct {
	hour, day int
	grace     time.Duration
	contact   string
}

// alertRule reads the settings of alerts.
func (s *Settings) alertRule() (r alertRule, err error) {
	if r.hour, err = strconv.Atoi(s.AlertHour); err != nil || r.hour < 0 || r.hour > mostAlerts {
		return r, fail("The setting alert-hour is how many alerts of a language may go in an hour, 0 to %d, not %q.", mostAlerts, s.AlertHour)
	}
	if r.day, err = strconv.Atoi(s.AlertDay); err != nil || r.day < 0 || r.day > mostAlerts {
		return r, fail("The setting alert-day is how many alerts of a language may go in a day, 0 to %d, not %q.", mostAlerts, s.AlertDay)
	}
	seconds, err := strconv.Atoi(s.AlertGrace)
	if r.grace = time.Duration(seconds) * time.Second; err != nil || r.grace < 0 || r.grace > mostGrace {
		return r, fail("The setting alert-grace is how many seconds an alert can be taken back in, 0 to %d, not %q.", int(mostGrace/time.Second), s.AlertGrace)
	}
	if r.contact, err = s.alertContact(); err != nil {
		return r, err
	}
	_, err = networks(s.AlertNetworks)
	return r, err
}

// alertContact is whom a push service may turn to, as RFC 8292 has it. Some refuse
// alerts that name nobody.
func (s *Settings) alertContact() (string, error) {
	switch {
	case strings.HasPrefix(s.AlertContact, "https://"):
		if u, err := url.Parse(s.AlertContact); err == nil && u.Host != "" {
			return s.AlertContact, nil
		}
	case s.AlertContact != "":
		if a, err := mail.ParseAddress(s.AlertContact); err == nil && a.Address == s.AlertContact {
			return "mailto:" + s.AlertContact, nil
		}
	case s.Email != "":
		return "mailto:" + s.Email, nil
	case strings.HasPrefix(s.URL, "https://"):
		return s.URL, nil
	default:
		return "", nil
	}
	return "", fail("The setting alert-contact is an e-mail address or one of https, not %q.", s.AlertContact)
}

// ringer makes the desk that sends alerts. The key that browsers know the paper by
// is made when it is first served.
func (h *house) ringer(ctx context.Context) (*alert.Desk, error) {
	r, err := h.conf.alertRule()
	if err != nil {
		return nil, err
	}
	allow, err := networks(h.conf.AlertNetworks)
	if err != nil {
		return nil, err
	}
	key, err := h.store.PushKey(ctx, push.NewKey)
	if err != nil {
		return nil, err
	}
	sender, err := push.New(push.Options{Key: key, Contact: r.contact, Allow: allow, Clock: h.clock})
	if err != nil {
		return nil, err
	}
	return alert.New(alert.Options{
		Paper: h.conf.Paper, Store: h.store, Push: sender.Send, Key: sender.Public(), Icon: h.assets.URL("icon-192.png"),
		Hour: r.hour, Day: r.day, Grace: r.grace, Allow: allow, Clock: h.clock, Log: h.log,
	}), nil
}

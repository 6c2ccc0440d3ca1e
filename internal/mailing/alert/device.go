package alert

import (
	"context"
	"errors"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"ilbo.press"
	"ilbo.press/internal/network"
)

// How often a network may turn alerts on in an hour, and a device be tried.
const (
	turnsInHour = 30
	triesInHour = 6
)

// TurnOn has a device get alerts, or choose anew where it does already. From is
// the network that asks.
func (d *Desk) TurnOn(ctx context.Context, device ilbo.Device, from string) error {
	if err := d.checkDevice(ctx, &device); err != nil {
		return err
	}
	device.Added = d.Clock()
	err := d.Store.ChangeDevice(ctx, device)
	if !errors.Is(err, ilbo.NotFound) {
		return err
	}
	if err := d.throttle(ctx, "on:"+from, turnsInHour); err != nil {
		return err
	}
	err = d.Store.AddDevice(ctx, device)
	if errors.Is(err, ilbo.Conflict) { // it is there, with another secret
		return refuse(NoDevice)
	}
	return err
}

func (d *Desk) checkDevice(ctx context.Context, device *ilbo.Device) error {
	if !d.endpoint(device.Endpoint) {
		return refuse(BadEndpoint)
	}
	if device.Check() != nil || !d.Paper.Publishes(device.Language) {
		return refuse(BadDevice)
	}
	slices.Sort(device.Sections)
	device.Sections = slices.Compact(device.Sections)
	return d.checkSections(ctx, device.Sections)
}

// endpoint reports whether an address may be that of a push service. One that is
// written as a name is looked at again when it is dialled: what it leads to may be
// another then.
func (d *Desk) endpoint(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if len(d.Allow) > 0 && (u.Hostname() == "localhost" || err == nil && slices.ContainsFunc(d.Allow, func(p netip.Prefix) bool { return p.Contains(ip) })) {
		return true
	}
	return u.Scheme == "https" && (u.Port() == "" || u.Port() == "443") && (err != nil || network.Public(ip))
}

func (d *Desk) throttle(ctx context.Context, who string, most int) error {
	err := d.Store.Throttle(ctx, who, most, d.Clock())
	if errors.Is(err, ilbo.Busy) {
		return refuse(TooOften)
	}
	return err
}

// Choices are what a device chose, for whoever knows its secret.
func (d *Desk) Choices(ctx context.Context, endpoint string, secret []byte) (ilbo.Device, error) {
	asked := ilbo.Device{Endpoint: endpoint}
	device, err := d.Store.Device(ctx, asked.ID())
	if errors.Is(err, ilbo.NotFound) || err == nil && !device.Owns(secret) {
		return ilbo.Device{}, refuse(NoDevice)
	}
	return device, err
}

// TurnOff has a device get no more alerts. One that gets none is no error.
func (d *Desk) TurnOff(ctx context.Context, endpoint string, secret []byte) error {
	err := d.Store.DropDevice(ctx, ilbo.Device{Endpoint: endpoint, Secret: secret})
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	return err
}

// Move gives what a device chose to the one that takes its place: push services
// give browsers new addresses at times.
func (d *Desk) Move(ctx context.Context, endpoint string, secret []byte, to ilbo.Device) error {
	return d.Store.Together(ctx, func(ctx context.Context) error {
		device, err := d.Choices(ctx, endpoint, secret)
		if err != nil {
			return err
		}
		if err := d.Store.DropDevice(ctx, device); err != nil {
			return err
		}
		device.Endpoint, device.Key, device.Secret = to.Endpoint, to.Key, to.Secret
		if err := d.checkDevice(ctx, &device); err != nil {
			return err
		}
		err = d.Store.AddDevice(ctx, device)
		if errors.Is(err, ilbo.Conflict) {
			return refuse(NoDevice)
		}
		return err
	})
}

// tryLasts is how long a push service keeps a try for a device that is off: who
// asks for one looks at it.
const tryLasts = 5 * time.Minute

// Try sends an alert to a device that says that alerts work, with words in its
// reader's language.
func (d *Desk) Try(ctx context.Context, endpoint string, secret []byte, title, text string) error {
	device, err := d.Choices(ctx, endpoint, secret)
	if err != nil {
		return err
	}
	if err := d.throttle(ctx, "try:"+string(device.ID()), triesInHour); err != nil {
		return err
	}
	message, err := d.write(Message{Title: title, Text: text, Address: d.Paper.Prefix(device.Language) + "/", Tag: "try", Language: device.Language, Icon: d.Icon, At: d.Clock().UnixMilli()})
	if err != nil {
		return err
	}
	_, err = d.Push(ctx, ilbo.Push{Device: device, Message: message, Lasts: tryLasts, Urgency: ilbo.Breaking, Topic: "try"})
	switch {
	case errors.Is(err, ilbo.Gone):
		return errors.Join(refuse(NoDevice), d.Store.DropDevice(ctx, device))
	case err != nil:
		d.Log.InfoContext(ctx, "a push service does not take a try", "err", err)
		return refuse(Unreachable)
	}
	return nil
}

// Of are the devices of a reader, the newest first.
func (d *Desk) Of(ctx context.Context, r ilbo.ReaderID) ([]ilbo.Device, error) {
	return d.Store.ReaderDevices(ctx, r)
}

// End has a device of a reader's get no more alerts, from wherever they are signed
// in. One that is not theirs is there for nobody to know of.
func (d *Desk) End(ctx context.Context, r ilbo.ReaderID, id ilbo.DeviceID) error {
	err := d.Store.DropReaderDevice(ctx, r, id)
	if errors.Is(err, ilbo.NotFound) {
		return refuse(NoDevice)
	}
	return err
}

// A heldDevice is what a reader reads of a device of theirs in the file that they
// download. Where it is pushed to, and by which keys, is in no file.
type heldDevice struct {
	Browser     string
	Language    ilbo.Language
	Sections    []ilbo.SectionID `json:",omitempty"`
	Least       ilbo.Urgency
	QuietFrom   int // minutes of the day
	QuietTo     int
	Zone        string
	BreakingToo bool
	Added       time.Time
}

// Held gives the devices of a reader.
func (d *Desk) Held(ctx context.Context, r ilbo.Reader) (name string, held any, err error) {
	all, err := d.Store.ReaderDevices(ctx, r.ID)
	list := []heldDevice{}
	for _, device := range all {
		list = append(list, heldDevice{device.Name, device.Language, device.Sections, device.Least, device.Quiet.From, device.Quiet.To, device.Quiet.Zone, device.Woken, device.Added})
	}
	return "alerts", list, err
}

// Release forgets a reader's devices.
func (d *Desk) Release(ctx context.Context, r ilbo.Reader) error {
	return d.Store.ForgetDevices(ctx, r.ID)
}

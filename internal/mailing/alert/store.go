package alert

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where devices and alerts are kept.
type Store interface {
	Devices
	Alerts
	Deliveries
	// Sections are those of the paper.
	Sections(ctx context.Context) ([]ilbo.Section, error)
	// TeasersByID are those of some stories that the public may see at now.
	TeasersByID(ctx context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error)
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// Devices are the browsers that take alerts. One that is not there, or whose
// secret is another, is NotFound.
type Devices interface {
	Device(ctx context.Context, id ilbo.DeviceID) (ilbo.Device, error)
	// Devices are those of a language with names after one.
	Devices(ctx context.Context, l ilbo.Language, after ilbo.DeviceID, limit int) ([]ilbo.Device, error)
	// ReaderDevices are those of a reader, the newest first.
	ReaderDevices(ctx context.Context, reader ilbo.ReaderID) ([]ilbo.Device, error)
	// AddDevice adds one; one that is there is a Conflict.
	AddDevice(ctx context.Context, d ilbo.Device) error
	ChangeDevice(ctx context.Context, d ilbo.Device) error
	DropDevice(ctx context.Context, d ilbo.Device) error
	DropReaderDevice(ctx context.Context, reader ilbo.ReaderID, id ilbo.DeviceID) error
	ForgetDevices(ctx context.Context, reader ilbo.ReaderID) error
	// Throttle is Busy where somebody asked more than most times in this hour.
	Throttle(ctx context.Context, who string, most int, now time.Time) error
}

// Alerts are what was sent, and what waits.
type Alerts interface {
	// Alerts are the last ones, the last one first.
	Alerts(ctx context.Context, limit int) ([]ilbo.Alert, error)
	Alert(ctx context.Context, id int64) (ilbo.Alert, error)
	AlertCounts(ctx context.Context, id int64) (ilbo.AlertCounts, error)
	// AlertsSince are those of a language that went, or are to go, and were queued
	// after a moment. Nobody queues another until the transaction of ctx ends.
	AlertsSince(ctx context.Context, l ilbo.Language, since time.Time) ([]ilbo.Alert, error)
	PutAlert(ctx context.Context, a ilbo.Alert) (id int64, err error)
	// SendAlert has [Desk.Send] called for an alert from a moment on.
	SendAlert(ctx context.Context, id int64, at time.Time) error
	// TakeBackAlert and BeginAlert are Conflicts where nobody is to get it any more.
	TakeBackAlert(ctx context.Context, id int64, by string, at time.Time) error
	BeginAlert(ctx context.Context, id int64, at time.Time) error
	SpreadAlert(ctx context.Context, id int64, at time.Time) error
	// EndAlert has those skipped who were to get it later.
	EndAlert(ctx context.Context, id int64, why ilbo.Unsent, at time.Time) error
}

// Deliveries are what became of alerts at devices, each claimed once.
type Deliveries interface {
	// ClaimDeliveries gives those that nobody had claimed.
	ClaimDeliveries(ctx context.Context, alert int64, all []ilbo.AlertDelivery) ([]ilbo.AlertDelivery, error)
	// ClaimLater takes some that were for later, when it is later.
	ClaimLater(ctx context.Context, alert int64, now time.Time, limit int) ([]ilbo.AlertDelivery, error)
	// SettleDeliveries forgets the devices that departed.
	SettleDeliveries(ctx context.Context, alert int64, all []ilbo.AlertDelivery) error
	// NextDelivery is when the first of those for later is due; zero: there is none.
	NextDelivery(ctx context.Context, alert int64) (time.Time, error)
	// SweepDeliveries forgets those of alerts that were over before a moment, and
	// keeps their counts.
	SweepDeliveries(ctx context.Context, before time.Time) error
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

// Asking the queue for work fifty times a second would cost a twentieth of a
// processor while nothing happens. SQLite tells for a hundredth of that whether
// anybody has committed anything, so that is asked instead, and the queue when
// something was.

// watchEvery is how often the database is asked whether it has changed.
const watchEvery = 20 * time.Millisecond

// A queueDriver is River's own for SQLite, but for how a client learns of new
// jobs.
type queueDriver struct {
	*riversqlite.Driver
	read *sql.DB
}

// SupportsListenNotify keeps River from writing notifications of its own.
func (d queueDriver) SupportsListenNotify() bool { return false }

// GetListener gives a listener that watches the database.
func (d queueDriver) GetListener(params *riverdriver.GetListenenerParams) riverdriver.Listener {
	return &watcher{read: d.read, schema: params.Schema}
}

// A watcher reports new jobs whenever any connection of any process, its own
// excepted, has committed. It is used by one goroutine at a time.
type watcher struct {
	read    *sql.DB
	schema  string
	conn    *sql.Conn
	version *sql.Stmt
	next    *sql.Stmt
	seen    int64
	due     time.Time // of the first job that waits; zero where none does
}

// Connect takes a connection from the readers: the version is told to each
// connection on its own.
func (w *watcher) Connect(ctx context.Context) (err error) {
	if w.conn != nil {
		return errors.New("store: the watcher is connected already")
	}
	if w.conn, err = w.read.Conn(ctx); err != nil {
		return err
	}
	if w.version, err = w.conn.PrepareContext(ctx, `PRAGMA data_version`); err != nil {
		return err
	}
	w.next, err = w.conn.PrepareContext(ctx, `SELECT scheduled_at FROM river_job
	WHERE state = 'available' AND queue = ? AND priority = ? AND scheduled_at > ? ORDER BY scheduled_at LIMIT 1`)
	return err
}

// Close gives the connection back.
func (w *watcher) Close(context.Context) error {
	if w.conn == nil {
		return nil
	}
	var errs []error
	for _, stmt := range []*sql.Stmt{w.version, w.next} {
		if stmt != nil {
			errs = append(errs, stmt.Close())
		}
	}
	errs = append(errs, w.conn.Close())
	w.conn, w.version, w.next = nil, nil, nil
	return errors.Join(errs...)
}

// WaitForNotification returns when something was committed, or a job came due.
func (w *watcher) WaitForNotification(ctx context.Context) (*riverdriver.Notification, error) {
	if w.next == nil {
		return nil, errors.New("store: the watcher is not connected")
	}
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		changed, err := w.changed(ctx)
		if err != nil {
			return nil, ended(ctx, err)
		}
		if changed || !w.due.IsZero() && !time.Now().Before(w.due) {
			if err := w.look(ctx); err != nil {
				w.seen = 0 // what was committed has not been told yet
				return nil, ended(ctx, err)
			}
			return &riverdriver.Notification{Topic: "river_insert", Payload: `{"queue":"` + river.QueueDefault + `"}`}, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-tick.C:
		}
	}
}

// ended is the context's own error where it is why a question was broken off:
// River takes that for the end of its patience, and anything else for a fault.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (w *watcher) changed(ctx context.Context) (bool, error) {
	var version int64
	if err := w.version.QueryRowContext(ctx).Scan(&version); err != nil {
		return false, err
	}
	changed := version != w.seen
	w.seen = version
	return changed, nil
}

// look finds when the next waiting job comes due.
func (w *watcher) look(ctx context.Context) error {
	w.due = time.Time{}
	err := w.next.QueryRowContext(ctx, river.QueueDefault, river.PriorityDefault, sqlite{}.jobTime(time.Now())).Scan(&w.due)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// Ping asks whether the connection lives.
func (w *watcher) Ping(ctx context.Context) error {
	if w.conn == nil {
		return errors.New("store: the watcher is not connected")
	}
	return w.conn.PingContext(ctx)
}

// Listen and Unlisten have nothing to do: a watcher has one thing to tell.
func (w *watcher) Listen(context.Context, string) error   { return nil }
func (w *watcher) Unlisten(context.Context, string) error { return nil }

// Schema is the one that River asked for.
func (w *watcher) Schema() string { return w.schema }

// SetAfterConnectExec is for River's own tests.
func (w *watcher) SetAfterConnectExec(string) {}

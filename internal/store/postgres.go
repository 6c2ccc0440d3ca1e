package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"ilbo.press"
)

// postgres is a paper on a PostgreSQL server.
type postgres struct {
	config *pgxpool.Config
	listen *pgxpool.Pool // one connection, on which the queue hears of new jobs
}

// How many connections write, and how long one is waited for.
const (
	writers        = 8
	connectTimeout = 5 * time.Second
)

func newPostgres(address string) (*postgres, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil { // its text may hold the password
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "The address of the database is written postgres://USER:PASSWORD@HOST/NAME; this one cannot be read."}
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	set := config.ConnConfig.RuntimeParams
	set["default_transaction_isolation"] = "read committed" // a statement sees what was committed before it
	set["jit"] = "off"                                      // statements are short, and compiling one takes longer than it does
	if set["application_name"] == "" {
		set["application_name"] = "ilbo"
	}
	config.MinConns, config.MaxConns = 0, 1
	return &postgres{config: config}, nil
}

// Masked is an address without its password, for logs and people.
func Masked(address string) string {
	if !IsServer(address) {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	const mask = "xxxxx"
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), mask)
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		u.RawQuery = ""
	}
	for _, secret := range []string{"password", "sslpassword"} {
		if query.Has(secret) {
			query.Set(secret, mask)
			u.RawQuery = query.Encode()
		}
	}
	return u.String()
}

func (d *postgres) open(ctx context.Context) (write, read *sql.DB, err error) {
	if d.listen, err = pgxpool.NewWithConfig(context.WithoutCancel(ctx), d.config.Copy()); err != nil {
		return nil, nil, err
	}
	write = stdlib.OpenDB(*d.config.ConnConfig.Copy())
	limit(write, writers)
	only := d.config.ConnConfig.Copy()
	only.RuntimeParams["default_transaction_read_only"] = "on"
	only.RuntimeParams["default_transaction_isolation"] = "repeatable read" // of one moment: see Snapshot
	// One plan for all values would be one for the usual list, which is short: it
	// reads and sorts the whole of a long one. Planning anew takes a fraction of
	// a millisecond.
	only.RuntimeParams["plan_cache_mode"] = "force_custom_plan"
	read = stdlib.OpenDB(*only)
	limit(read, readers())
	return write, read, d.suits(ctx, write)
}

// suits refuses a database that cannot keep text in every language.
func (d *postgres) suits(ctx context.Context, db *sql.DB) error {
	var encoding string
	if err := db.QueryRowContext(ctx, `SHOW server_encoding`).Scan(&encoding); err != nil {
		return err
	}
	if encoding != "UTF8" {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The database keeps text as %s; Ilbo needs one that was made with the encoding UTF8.", encoding)}
	}
	return nil
}

func (d *postgres) close() {
	if d.listen != nil {
		d.listen.Close()
	}
}

func (*postgres) schema() string { return "postgres" }
func (*postgres) engine() engine { return tsvectorEngine{} }
func (*postgres) shared() bool   { return true }

// lockNumber is Ilbo's own among advisory locks: "ilbo" in ASCII.
const lockNumber = 1768710767

// alone takes the lock of that number.
func (*postgres) alone(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, lockNumber)
	return err
}

func (*postgres) bind(text string) string { return numbered(text) }

// lock leaves the row open to others that only point to it.
func (*postgres) lock() string { return ` FOR NO KEY UPDATE` }

// identities are the moved tables whose numbers the database gives.
var identities = []string{"readers", "plans", "subscriptions", "ledger", "vouchers", "gifts", "newsletters", "recipients", "mailings", "kept_words", "issues"}

func (*postgres) numberOn(table string) string {
	if !slices.Contains(identities, table) {
		return ""
	}
	return `SELECT setval(pg_get_serial_sequence('` + table + `', 'id'), (SELECT max(id) FROM ` + table + `))`
}

func (*postgres) share() string { return ` FOR SHARE` }

func (*postgres) jobTime(t time.Time) any { return t.UTC() }

// queue drives River, which is told of new jobs by the server itself.
func (d *postgres) queue(write, _ *sql.DB) riverdriver.Driver[*sql.Tx] {
	return riverdatabasesql.NewWithPgxListener(write, d.listen)
}

// unique are the rules that keep two rows from having the same, with what to
// say of them.
var unique = map[string]string{
	"stories_path":       "Another story has that address.",
	"stories_foreign_id": "Another story has that number in its old system.",
	"staff_login":        "Somebody else signs in by that name.",
}

// failure knows errors by their SQLSTATE: see the appendix of PostgreSQL's
// manual on error codes. A server that takes too long does not answer.
func (*postgres) failure(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	var told *pgconn.PgError
	if !errors.As(err, &told) {
		if lost(err) {
			return busy(err)
		}
		return err
	}
	switch class := told.Code[:min(2, len(told.Code))]; {
	case told.Code == "23505" && unique[told.ConstraintName] != "":
		return &ilbo.Error{Kind: ilbo.Conflict, Say: unique[told.ConstraintName], Err: err}
	case told.Code == "40001", told.Code == "40P01", told.Code == "55P03", // serialization, deadlock, lock
		told.Code == "53300",                               // too many connections
		told.Code == "25006",                               // a standby, until it is the primary
		class == "08", strings.HasPrefix(told.Code, "57P"): // connection lost, shutting down, starting up
		return busy(err)
	case told.Code == "53100":
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The disk of the database is full.", Err: err}
	case class == "XX":
		return &ilbo.Error{Kind: ilbo.Internal, Say: "The database is damaged.", Err: err}
	case class == "28":
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The database does not let Ilbo in: the user or the password is wrong.", Err: err}
	case told.Code == "3D000":
		return &ilbo.Error{Kind: ilbo.NotFound, Say: "There is no database of that name on the server.", Err: err}
	case told.Code == "42501":
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The database does not let this user make or change its tables.", Err: err}
	}
	return err
}

func busy(err error) error {
	return &ilbo.Error{Kind: ilbo.Busy, Say: "The database does not answer; try again in a moment.", Err: err}
}

// lost reports whether an error is that of a connection and not of a question.
func lost(err error) bool {
	var network net.Error
	var connecting *pgconn.ConnectError
	return errors.As(err, &connecting) || errors.As(err, &network) || errors.Is(err, pgconn.ErrConnClosed) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone)
}

// damage reads every row, so that the server finds what it cannot read, and
// looks for rows that point nowhere.
func (d *postgres) damage(ctx context.Context, read *sql.DB) (found []string, err error) {
	for _, table := range []string{"sections", "topics", "journalists", "pictures", "films", "stories", "bodies", "copy_sums", "records", "corrections",
		"listings", "story_pictures", "story_films", "redirects", "page_redirects", "fronts", "reads", "story_days", "meter_steps", "staff", "search_entries", "calendar", "months", "volumes",
		"releases", "vocabulary", "vocabulary_stories", "vocabulary_spellings", "wires", "takes", "take_names", "take_versions", "wire_filters", "tidings"} {
		var size sql.NullInt64
		err := read.QueryRowContext(ctx, `SELECT sum(length(CAST(r AS text))) FROM `+pgx.Identifier{table}.Sanitize()+` AS r`).Scan(&size)
		if err := d.unsound(err, table, &found); err != nil {
			return nil, err
		}
	}
	for _, table := range []string{"bodies", "copy_sums", "records", "corrections", "listings", "story_pictures", "story_films", "redirects", "reads", "story_days", "meter_steps"} {
		var loose bool
		err := read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+pgx.Identifier{table}.Sanitize()+` AS r
		WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = r.story))`).Scan(&loose)
		if err := d.unsound(err, table, &found); err != nil {
			return nil, err
		}
		if loose {
			found = append(found, "a row of "+table+" points to one that is gone")
		}
	}
	return found, nil
}

// unsound notes an error that says that a table is damaged, and gives others
// back.
func (d *postgres) unsound(err error, table string, found *[]string) error {
	var told *pgconn.PgError
	if errors.As(err, &told) && strings.HasPrefix(told.Code, "XX") {
		*found = append(*found, table+": "+told.Message)
		return nil
	}
	return err
}

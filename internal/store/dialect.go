package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"github.com/riverqueue/river/riverdriver"
)

// A dialect is what a database does in its own way. Everything else is one SQL
// text that both of them read.
type dialect interface {
	// open opens the connections that write and those that cannot.
	open(ctx context.Context) (write, read *sql.DB, err error)
	// close ends what open began beside the connections.
	close()
	// schema names the folder of migrations.
	schema() string
	// alone makes other processes that migrate wait until the transaction ends.
	alone(ctx context.Context, tx *sql.Tx) error
	// bind writes the placeholders of a statement as the database reads them.
	bind(text string) string
	// lock ends a SELECT of a row that others may not change until the
	// transaction ends.
	lock() string
	// share ends a SELECT of a row that nobody may change until the transaction
	// ends, while others share it.
	share() string
	// numberOn is the statement after which what is added to a table is numbered after
	// what was put there with numbers; empty where that is so by itself.
	numberOn(table string) string
	// failure gives an error the kind that callers act on, where it has none.
	failure(err error) error
	// jobTime is a moment as the tables of jobs have it.
	jobTime(t time.Time) any
	// queue drives River on the connections.
	queue(write, read *sql.DB) riverdriver.Driver[*sql.Tx]
	// damage looks through everything and says what is wrong.
	damage(ctx context.Context, read *sql.DB) ([]string, error)
	// shared reports whether several processes may serve one paper.
	shared() bool
	// engine is the search index.
	engine() engine
}

// dialectOf tells databases by their address: that of a PostgreSQL server, or
// the path of an SQLite file.
func dialectOf(address string) (dialect, error) {
	if IsServer(address) {
		return newPostgres(address)
	}
	return sqlite{address}, nil
}

// IsServer reports whether an address is that of a server and not a file's.
func IsServer(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

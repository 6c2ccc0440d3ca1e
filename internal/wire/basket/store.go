package basket

import (
	"context"
	"time"

	"ilbo.press"
)

// Store is where the basket is kept. See the store for what each promises.
type Store interface {
	Sources
	Takes
	// Sections and Topics are those of the paper.
	Sections(ctx context.Context) ([]ilbo.Section, error)
	Topics(ctx context.Context) ([]ilbo.Topic, error)
	// Story finds a story in any state.
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	// Audit adds a line to the audit log.
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// Sources are where copy comes from, and the filters that it is seen through.
type Sources interface {
	Wires(ctx context.Context) ([]ilbo.WireSource, error)
	Wire(ctx context.Context, id ilbo.WireID) (ilbo.WireSource, error)
	PutWire(ctx context.Context, w *ilbo.WireSource) error
	DropWire(ctx context.Context, id ilbo.WireID) error
	DueWires(ctx context.Context, now time.Time, limit int) ([]ilbo.WireSource, error)
	LeaseWire(ctx context.Context, id ilbo.WireID, node string, now, until time.Time, outOfTurn bool) (bool, error)
	ReturnWire(ctx context.Context, id ilbo.WireID, node string, st ilbo.WireState) error
	WireFilters(ctx context.Context) ([]ilbo.WireFilter, error)
	PutWireFilter(ctx context.Context, f *ilbo.WireFilter) error
	DropWireFilter(ctx context.Context, id int64) error
}

// Takes are what lies in the basket, and what people are told of it.
type Takes interface {
	Take(ctx context.Context, n ilbo.TakeNumber) (ilbo.Take, error)
	TakeNamed(ctx context.Context, wire ilbo.WireID, names ...string) (ilbo.Take, error)
	PutTake(ctx context.Context, k *ilbo.Take, names ...string) error
	TakeVersions(ctx context.Context, n ilbo.TakeNumber) ([]ilbo.TakeVersion, error)
	Takes(ctx context.Context, q ilbo.TakeQuery) ([]ilbo.Take, error)
	MarkTaken(ctx context.Context, n ilbo.TakeNumber, story ilbo.StoryID, by string, at time.Time, again bool) error
	SweepTakes(ctx context.Context, before time.Time) (int64, error)
	PutTiding(ctx context.Context, v ilbo.Tiding) error
	Tidings(ctx context.Context, login string, limit int) ([]ilbo.Tiding, error)
	DropTiding(ctx context.Context, login string, number int64) error
}

// A Filer is the desk. File keeps a new story as a draft and sets its number;
// Embargo keeps a story from the public until a moment to come.
type Filer interface {
	File(ctx context.Context, by ilbo.Staff, s *ilbo.Story) error
	Embargo(ctx context.Context, by ilbo.Staff, id ilbo.StoryID, until time.Time, reason string) error
}

// A Fetcher asks addresses. Its errors have an [ilbo.Trouble] as their cause.
type Fetcher interface {
	Fetch(ctx context.Context, a ilbo.Ask) (ilbo.Answer, error)
}

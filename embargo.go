package ilbo

import (
	"strings"
	"time"
)

// An Embargo keeps a story from the public until a moment.
type Embargo struct {
	Until  time.Time
	By     string // staff name
	At     time.Time
	Reason string
}

// A Hold keeps a story from the public until somebody releases it.
type Hold struct {
	By     string
	At     time.Time
	Reason string
}

// ImportOf names the import of a format as whoever makes a record.
func ImportOf(format string) string { return format + importSuffix }

const importSuffix = " import"

// Imported reports whether an import made the hold, and no editor: the import
// then ends it when the old system has published the story.
func (h *Hold) Imported() bool { return strings.HasSuffix(h.By, importSuffix) }

// A Spike refuses a story before publication. The copy is kept and can be
// revived by taking the record away.
type Spike struct {
	By     string
	At     time.Time
	Reason string
}

// A Kill withdraws a story after publication. Its address answers Gone, with
// the notice.
type Kill struct {
	By     string
	At     time.Time
	Reason string // for the newsroom
	Notice string // for readers, in the story's language
}

package wire

import "ilbo.press"

// How many sentences a report keeps; the rest are counted.
const (
	maxRefusals = 50
	maxNotices  = 50
	maxAsides   = 200
)

// A Report sums up an import.
type Report struct {
	Added   int
	Changed int
	Same    int
	Refused int
	Noticed int
	// Unpublished is how many of the added, changed and same stories the public
	// does not see: they came in as drafts.
	Unpublished int

	Refusals []string // a sentence for each of the first refused entries
	Notices  []string // the first sentences on what was left out or guessed
	Asides   []Aside  // entries that are no stories, each kind once
}

// Read is how many entries have been dealt with.
func (r *Report) Read() int { return r.Added + r.Changed + r.Same + r.Refused }

// refuse gives the sentence that tells why.
func (r *Report) refuse(err error) string {
	r.Refused++
	say := ilbo.SayOf(err)
	if say == "" {
		say = err.Error()
	}
	if len(r.Refusals) < maxRefusals {
		r.Refusals = append(r.Refusals, say)
	}
	return say
}

func (r *Report) count(o *Outcome) {
	if o.Story.Published.IsZero() {
		r.Unpublished++
	}
	switch o.Result {
	case Added:
		r.Added++
	case Changed:
		r.Changed++
	case Same:
		r.Same++
	}
	r.Noticed += len(o.Notices)
	if room := maxNotices - len(r.Notices); room > 0 {
		r.Notices = append(r.Notices, o.Notices[:min(room, len(o.Notices))]...)
	}
}

// aside adds to the count of a kind; of kinds without end, the later ones
// are one.
func (r *Report) aside(a *Aside) {
	for i := range r.Asides {
		known := &r.Asides[i]
		if known.Kind == a.Kind && known.Outcome == a.Outcome || i == maxAsides {
			known.N += a.N
			return
		}
	}
	if len(r.Asides) == maxAsides {
		a = &Aside{N: a.N, Kind: "entry of another kind", Kinds: "entries of other kinds", Outcome: "left out"}
	}
	r.Asides = append(r.Asides, *a)
}

package wire

import "ilbo.press"

// How many sentences a report keeps; the rest are counted.
const (
	maxRefusals = 50
	maxNotices  = 50
)

// A Report sums up an import.
type Report struct {
	Added   int
	Changed int
	Same    int
	Refused int
	Noticed int

	Refusals []string // a sentence for each of the first refused entries
	Notices  []string // the first sentences on what was left out or guessed
}

// Read is how many entries have been dealt with.
func (r *Report) Read() int { return r.Added + r.Changed + r.Same + r.Refused }

func (r *Report) refuse(err error) {
	r.Refused++
	if len(r.Refusals) < maxRefusals {
		say := ilbo.SayOf(err)
		if say == "" {
			say = err.Error()
		}
		r.Refusals = append(r.Refusals, say)
	}
}

func (r *Report) count(o *Outcome) {
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

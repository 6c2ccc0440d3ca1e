package ilbo

import "time"

// A Record is what somebody did to a story and, where it is over, who ended it.
type Record struct {
	Kind    string // embargo, hold, spike, kill
	By      string
	At      time.Time
	Reason  string
	Until   time.Time // of an embargo
	Notice  string    // of a kill
	Ended   time.Time // zero while it stands
	EndedBy string
}

// Onto gives a story the state that a standing record is of. One that ended, or
// is of no kind that is known, changes nothing.
func (r *Record) Onto(s *Story) {
	if !r.Ended.IsZero() {
		return
	}
	switch r.Kind {
	case "embargo":
		s.Embargo = &Embargo{Until: r.Until, By: r.By, At: r.At, Reason: r.Reason}
	case "hold":
		s.Hold = &Hold{By: r.By, At: r.At, Reason: r.Reason}
	case "spike":
		s.Spike = &Spike{By: r.By, At: r.At, Reason: r.Reason}
	case "kill":
		s.Kill = &Kill{By: r.By, At: r.At, Reason: r.Reason, Notice: r.Notice}
	}
}

// Records are those that stand on the story, at most one of each kind.
func (s *Story) Records() []Record {
	var all []Record
	if e := s.Embargo; e != nil {
		all = append(all, Record{Kind: "embargo", By: e.By, At: e.At, Reason: e.Reason, Until: e.Until})
	}
	if h := s.Hold; h != nil {
		all = append(all, Record{Kind: "hold", By: h.By, At: h.At, Reason: h.Reason})
	}
	if p := s.Spike; p != nil {
		all = append(all, Record{Kind: "spike", By: p.By, At: p.At, Reason: p.Reason})
	}
	if k := s.Kill; k != nil {
		all = append(all, Record{Kind: "kill", By: k.By, At: k.At, Reason: k.Reason, Notice: k.Notice})
	}
	return all
}

// A Dossier is a story with all that was ever recorded of it, as papers keep it
// and hand it over.
type Dossier struct {
	*Story
	Records []Record // the first one made first
	Sum     string   // of the copy that it was last taken from, empty where it came from no import
}

// A Redirect is an address of another system, and what has its place here: the
// story that it was of, or else a page that lists stories as it did.
type Redirect struct {
	From  Path
	Story StoryID // 0 where it leads to a page
	Page  Path    // empty where it leads to a story
}

// Reads are how often a story was read in an hour.
type Reads struct {
	Hour  time.Time
	Story StoryID
	N     int
}

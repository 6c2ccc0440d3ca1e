package ilbo

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"
)

// A TakeNumber numbers a take for ever. Zero is no take.
type TakeNumber int64

// A WireID numbers a source of the wire. Zero is none.
type WireID int64

// A TakeStatus says what an agency lets papers do with a take.
type TakeStatus string

// What a take may be: to be printed, not to be printed for now, or not at all.
const (
	Usable    TakeStatus = "usable"
	Withheld  TakeStatus = "withheld"
	Cancelled TakeStatus = "cancelled"
)

// A Take is agency copy that lies in the wire basket: one part of a running
// story, or all of it. A later version of it, a write-through, replaces the
// earlier one, which stays in its history.
type Take struct {
	Number   TakeNumber
	Wire     WireID // the source that it came from
	Foreign  string // what its agency calls it; one source names no two takes the same
	Version  string // as the agency counts
	Made     time.Time
	Received time.Time // when its first version came
	Changed  time.Time // when the present one did
	Versions int       // that came in all

	Status   TakeStatus
	Urgency  int       // from 1, a flash, to 9; 0: the agency does not say
	Language string    // BCP 47, as the agency says; it may be none of the paper's
	Embargo  time.Time // zero: there is none
	Running  string    // the running story that it is a part of, as the agency calls it
	Part     int       // of the running story; 0: the agency does not say
	Section  SectionID // where it is likely to go; empty: nobody knows

	Headline string
	Slugline string
	Credit   string // who is to be named as the copy's source
	Words    int
	Pictures int
	Sought   string   // what filters look for words in: see [Sought]
	Copy     TakeCopy // empty in lists

	Story   StoryID // that was made of it; 0: none
	TakenBy string  // login
	TakenAt time.Time
}

// Embargoed reports whether the agency's embargo stands.
func (t *Take) Embargoed(now time.Time) bool { return t.Embargo.After(now) }

// A TakeCopy is what one version of a take says.
type TakeCopy struct {
	Kicker   string        `json:"kicker,omitempty"`
	Headline string        `json:"headline"`
	Deck     string        `json:"deck,omitempty"`
	Bylines  []string      `json:"bylines,omitempty"` // as printed
	Place    string        `json:"place,omitempty"`   // of the dateline
	Source   string        `json:"source,omitempty"`  // who the agency has it from, where it names somebody else
	Subjects []string      `json:"subjects,omitempty"`
	Body     Body          `json:"body,omitempty"` // without pictures
	Pictures []TakePicture `json:"pictures,omitempty"`
	Note     string        `json:"note,omitempty"`   // to editors
	Rights   string        `json:"rights,omitempty"` // terms of use
	Link     string        `json:"link,omitempty"`   // where the agency shows it
	Reason   string        `json:"reason,omitempty"` // of the embargo
}

// A TakePicture is a picture that came with a take, or that the take names.
type TakePicture struct {
	Source  string    `json:"source,omitempty"` // address or file, as the agency names it
	Caption string    `json:"caption,omitempty"`
	Credit  string    `json:"credit,omitempty"`
	Alt     string    `json:"alt,omitempty"`
	Picture PictureID `json:"picture,omitempty"` // empty: it was not fetched
	Width   int       `json:"width,omitempty"`
	Height  int       `json:"height,omitempty"`
}

// A TakeVersion is one version of a take, as it came.
type TakeVersion struct {
	Version  string
	Received time.Time
	Made     time.Time
	Status   TakeStatus
	Urgency  int
	Embargo  time.Time
	Copy     TakeCopy
}

// maxSought is how much of a take is looked for words in, in bytes.
const maxSought = 4_000

// Sought is the text that filters look for words in: all that is said of the
// copy, and its beginning.
func Sought(slugline string, c *TakeCopy) string {
	var b strings.Builder
	for _, s := range append([]string{slugline, c.Headline, c.Kicker, c.Deck, c.Place, c.Source, c.Note, strings.Join(c.Bylines, " "), strings.Join(c.Subjects, " ")}, c.Body.Text()) {
		if s = strings.ToLower(Clean(s)); s != "" && b.Len() < maxSought {
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	text := b.String()
	if len(text) > maxSought {
		n := maxSought
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	return text
}

// A WireFilter is a view of the basket that somebody saved for a section.
type WireFilter struct {
	ID        int64
	Name      string
	Section   SectionID // that it is for; empty: for all
	Wires     []WireID  // empty: all
	Any       []string  // one of these words at least
	All       []string  // each of these
	Not       []string  // none of these
	Languages []string  // primary tags; empty: all
	Urgency   int       // at most; 0: any
	Added     time.Time
	By        string // login
}

// The most that a filter may hold.
const (
	maxFilterWords = 100
	maxFilterWord  = 100 // characters
	maxFilterName  = 80  // characters
)

// Check reports the first thing wrong with a filter.
func (f *WireFilter) Check() error {
	say := func(s string) error { return &Error{Kind: Invalid, Say: s} }
	switch {
	case strings.TrimSpace(f.Name) == "":
		return say("A filter has a name.")
	case utf8.RuneCountInString(f.Name) > maxFilterName:
		return say("The filter's name is too long.")
	case len(f.Any)+len(f.All)+len(f.Not) > maxFilterWords:
		return say("A filter has at most 100 words.")
	case len(f.Wires) > 200 || len(f.Languages) > 40:
		return say("A filter is of fewer sources and languages.")
	case f.Urgency < 0 || f.Urgency > 9:
		return say("Urgency is 1 to 9.")
	}
	for _, list := range [][]string{f.Any, f.All, f.Not} {
		for _, w := range list {
			if utf8.RuneCountInString(w) > maxFilterWord || strings.TrimSpace(w) == "" {
				return say("One of the filter's words is empty or too long.")
			}
		}
	}
	if f.Section != "" {
		return f.Section.Check()
	}
	return nil
}

// Matches reports whether a take is one that the filter shows. A word of Latin
// letters is found where it begins a word; a word in any other script
// anywhere: Korean words grow at their ends and within others.
func (f *WireFilter) Matches(t *Take) bool {
	if len(f.Wires) > 0 && !holds(f.Wires, t.Wire) || f.Urgency > 0 && (t.Urgency == 0 || t.Urgency > f.Urgency) {
		return false
	}
	if len(f.Languages) > 0 && !holds(f.Languages, PrimaryTag(t.Language)) {
		return false
	}
	for _, w := range f.Not {
		if says(t.Sought, w) {
			return false
		}
	}
	for _, w := range f.All {
		if !says(t.Sought, w) {
			return false
		}
	}
	if len(f.Any) == 0 {
		return true
	}
	for _, w := range f.Any {
		if says(t.Sought, w) {
			return true
		}
	}
	return false
}

func holds[T comparable](list []T, v T) bool {
	for _, have := range list {
		if have == v {
			return true
		}
	}
	return false
}

// says reports whether a sought text says a word or a phrase.
func says(sought, word string) bool {
	word = strings.ToLower(Clean(word))
	if word == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(sought[at:], word)
		if i < 0 {
			return false
		}
		at += i
		if word[0] >= 0x80 || at == 0 || !asciiWord(sought[at-1]) {
			return true
		}
		at++
	}
}

func asciiWord(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// PrimaryTag is the language of a BCP 47 tag, in small letters: en of en-US.
func PrimaryTag(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	return tag
}

// A WireKind says how a source brings copy.
type WireKind string

// The kinds of source.
const (
	FromFolder WireKind = "folder" // files that somebody or something puts there
	FromFeed   WireKind = "feed"   // an address that is asked from time to time
)

// A WireSource is where agency copy comes from, and how it goes with it.
type WireSource struct {
	ID       WireID
	Name     string
	Kind     WireKind
	Place    string // an address, or a folder below the one that the settings name
	Credit   string // named as the source of copy that names none; empty: the source's name
	Language string // of copy that does not say; empty: it is guessed
	Section  SectionID
	Every    time.Duration // between two looks
	Paused   bool
	Header   string // the name of a header that lets in, such as Authorization; empty: none
	Secret   string // its value, which is never shown again nor logged
	Added    time.Time
	By       string // login

	State WireState
}

// A WireState is how it goes with a source.
type WireState struct {
	ETag, Modified string // as the server gave them the last time
	Polled         time.Time
	Succeeded      time.Time
	Failed         time.Time
	Trouble        Trouble // why it failed the last time; empty: it did not
	Detail         string  // of the trouble, such as a file's name or a server's answer
	Failures       int     // in a row
	Brought        int     // takes and versions of them, since it was added
	Due            time.Time
}

// A Trouble is why nothing came from a source.
type Trouble string

// The troubles. Each is the cause of an [Error], so that screens say it in the
// language of who reads them.
const (
	NotReached    Trouble = "not reached" // no such host, no connection
	TooSlow       Trouble = "too slow"    // no answer in time
	NotThere      Trouble = "not there"   // 404, 410, no such folder
	NotLetIn      Trouble = "not let in"  // 401, 403
	AskedTooMuch  Trouble = "asked too much"
	ServerTrouble Trouble = "server trouble" // any other answer that is none
	TooLarge      Trouble = "too large"
	TooFar        Trouble = "too far"     // it leads on and on
	OffLimits     Trouble = "off limits"  // an address of the newsroom's own network
	NoCopy        Trouble = "no copy"     // what came is in no format that is known
	BadEntries    Trouble = "bad entries" // some of what came was refused
)

func (t Trouble) Error() string { return string(t) }

// TroubleOf is the trouble in err's chain, [NotReached] where there is none.
func TroubleOf(err error) Trouble {
	var t Trouble
	if errors.As(err, &t) {
		return t
	}
	return NotReached
}

// An Ask is what is asked of a source's address.
type Ask struct {
	Address        string
	Header, Secret string // what lets in
	ETag, Modified string // of what is here already
	Limit          int64  // bytes that an answer may have
}

// An Answer is what a source's address gave.
type Answer struct {
	Same           bool // nothing changed since the last time
	Body           []byte
	Type           string        // media type, as the server says
	ETag, Modified string        //
	After          time.Duration // the server asks to be left alone so long
}

// A Tiding tells somebody what became of a take that they took to the desk.
type Tiding struct {
	Number  int64
	Login   string
	Take    TakeNumber
	Story   StoryID
	Kind    TidingKind
	At      time.Time
	Subject string // the take's headline
}

// A TidingKind is what became of a take.
type TidingKind string

// What people are told.
const (
	TakeReplaced  TidingKind = "replaced"
	TakeCancelled TidingKind = "cancelled"
	TakeEmbargoed TidingKind = "embargoed" // there is an embargo now, or another one
)

// A TakeQuery asks for takes, those that changed last first. Empty fields do
// not narrow it.
type TakeQuery struct {
	Wires     []WireID
	Languages []string // primary tags
	Section   SectionID
	Urgency   int // at most
	Since     time.Time
	Untaken   bool       // none that a story was made of
	Before    TakeCursor // only takes behind this one; zero: from the first on
	Limit     int
}

// A TakeCursor is a place in the basket.
type TakeCursor struct {
	Changed time.Time
	Number  TakeNumber
}

// A TakenTake is a take that a story was made of, with all its versions.
type TakenTake struct {
	Take
	History []TakeVersion
}

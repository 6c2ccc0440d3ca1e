package ilbo

import (
	"fmt"
	"strings"
	"time"
)

// A NewsletterID numbers a newsletter for ever.
type NewsletterID int64

// A Newsletter is a title that readers take by e-mail: the morning's news, a
// section's week.
type Newsletter struct {
	ID         NewsletterID
	Language   Language
	Name       Words        // in its own language at least
	About      Words        // what readers get, and how often
	Front      FrontID      // whose stories it brings
	Journalist JournalistID // where it is somebody's own, and then Front is empty
	Days       Weekdays     // on which it appears
	Hour       int          // from which it is sent, in each recipient's own zone
	Stories    int          // at most
	Opens      bool         // it is counted how often its mailings are opened
	By         string       // who made it
	Made       time.Time
	Ended      time.Time // zero: it appears
}

// ByHand reports whether somebody puts each mailing together: it brings the
// stories of no front and of no journalist, and is not sent where nobody did.
func (n *Newsletter) ByHand() bool { return n.Front == "" && n.Journalist == "" }

// Title is its name in its own language.
func (n *Newsletter) Title() string { return n.Name.In(n.Language) }

// Weekdays are a set of days, a bit for each time.Weekday.
type Weekdays uint8

// Everyday is all of them.
const Everyday Weekdays = 1<<7 - 1

// On is the set of some days.
func On(days ...time.Weekday) (set Weekdays) {
	for _, d := range days {
		set |= 1 << d
	}
	return set
}

// Has reports whether a day is among them.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// The bounds of newsletters.
const (
	maxNewsletterName  = 80
	maxNewsletterAbout = 300
	MaxNewsletter      = 30 // stories
	// MaxMailingNote is the longest note above a mailing, in characters.
	MaxMailingNote = 4_000
	// MaxMailingSubject is the longest subject of one, in characters.
	MaxMailingSubject = 150
)

// Check says what is wrong with a newsletter.
func (n *Newsletter) Check() error {
	say := func(s string, args ...any) error { return &Error{Kind: Invalid, Say: fmt.Sprintf(s, args...)} }
	switch {
	case !n.Language.Known():
		return say("A newsletter is in one of the paper's languages.")
	case strings.TrimSpace(n.Name[n.Language]) == "" || longest(n.Name) > maxNewsletterName:
		return say("A newsletter has a name of at most %d characters, in its own language at least.", maxNewsletterName)
	case longest(n.About) > maxNewsletterAbout:
		return say("What a newsletter brings is said in at most %d characters.", maxNewsletterAbout)
	case n.Front != "" && n.Journalist != "":
		return say("A newsletter brings the stories of a front, of a journalist, or those that are chosen by hand.")
	case n.Days&Everyday == 0 || n.Days&^Everyday != 0:
		return say("A newsletter appears on at least one day of the week.")
	case n.Hour < 0 || n.Hour > 23:
		return say("A newsletter is sent from an hour between 0 and 23.")
	case n.Stories < 1 || n.Stories > MaxNewsletter:
		return say("A newsletter brings between 1 and %d stories.", MaxNewsletter)
	}
	return nil
}

// longest is the length of the longest of some words, in characters.
func longest(w Words) (most int) {
	for _, text := range w {
		most = max(most, len([]rune(text)))
	}
	return most
}

// SendWindow is for how long after its hour a newsletter may still be sent: the
// morning's is not sent in the evening because a server was away.
const SendWindow = 6 * time.Hour

// Due tells which of a newsletter's mailings is sent at a moment to those who live
// in a zone: its day there, and when its hour began. It is none between them.
func (n *Newsletter) Due(now time.Time, zone *time.Location) (day string, since time.Time, due bool) {
	local := now.In(zone)
	for back := range 2 { // that of 23 hours is sent after midnight too
		y, m, d := local.AddDate(0, 0, -back).Date()
		since = time.Date(y, m, d, n.Hour, 0, 0, 0, zone)
		if n.Ended.IsZero() && n.Days.Has(since.Weekday()) && !now.Before(since) && now.Sub(since) < SendWindow {
			return since.Format(time.DateOnly), since, true
		}
	}
	return "", time.Time{}, false
}

// Next tells which of a newsletter's mailings is the next in a zone, and when its
// hour begins there. One that has ended has none, and the day is empty.
func (n *Newsletter) Next(now time.Time, zone *time.Location) (day string, at time.Time) {
	y, m, d := now.In(zone).Date()
	for ahead := range 8 {
		at = time.Date(y, m, d+ahead, n.Hour, 0, 0, 0, zone)
		if n.Ended.IsZero() && at.After(now) && n.Days.Has(at.Weekday()) {
			return at.Format(time.DateOnly), at
		}
	}
	return "", time.Time{}
}

// Span is how far back the stories of a mailing go: to the one before.
func (n *Newsletter) Span(day time.Weekday) time.Duration {
	for back := range 7 {
		if n.Days.Has((day + 6 - time.Weekday(back)) % 7) {
			return time.Duration(back+1) * 24 * time.Hour
		}
	}
	return 7 * 24 * time.Hour
}

// A RecipientID numbers a recipient for ever.
type RecipientID int64

// A Recipient is an address that takes a newsletter, which its owner has
// confirmed.
type Recipient struct {
	ID         RecipientID
	Newsletter NewsletterID
	Address    string
	Reader     ReaderID // zero: an address without an account
	Zone       string   // of their day, such as Asia/Seoul
	Key        string   // by which one click ends it; every letter has it, so that it is kept as it is
	Confirmed  time.Time
	Ended      time.Time // zero: they take it
}

// A Mailing is one sending of a newsletter: all that is sent for one day, to each
// at their own hour.
type Mailing struct {
	ID         int64
	Newsletter NewsletterID
	Day        string    // 2006-01-02
	Subject    string    // by hand; empty: the first headline
	Note       string    // by hand, above the stories; blank lines part paragraphs
	Body       Body      // by hand, below the note: see [Body.CheckLetter]
	Revision   int       // of what is written by hand: each time is the next; 0: nothing is
	Stories    []StoryID // by hand, in their order; none: those of the newsletter's front or journalist
	By         string    // who wrote these
	Begun      time.Time // when somebody had it sent to all at once; zero: each gets it at their hour
	Stopped    time.Time // zero: nobody stopped it
	Counts     MailingCounts
}

// MailingCounts are what became of a mailing's letters.
type MailingCounts struct {
	Sent     int
	Refused  int // by a mail server, for good
	Returned int // taken by a mail server, and sent back later
	Waiting  int // that a server will take later
	Unsure   int // handed over, and nobody knows whether they were taken
	Ended    int // recipients who ended the newsletter by one of them
	Opened   int // times that they were, where the newsletter counts that
}

// A DeliveryState is what became of one letter of a mailing.
type DeliveryState string

// A letter that is claimed is being handed over. One that stays so was under way
// when its process died, and is not sent again.
const (
	Claimed  DeliveryState = "claimed"
	Sent     DeliveryState = "sent"
	Rejected DeliveryState = "refused"
	Later    DeliveryState = "later"
	Unsure   DeliveryState = "unsure"
	Skipped  DeliveryState = "skipped" // they ended it meanwhile
	Returned DeliveryState = "returned"
)

// A Delivery is what became of one letter of a mailing.
type Delivery struct {
	Recipient RecipientID
	State     DeliveryState
	Reply     string    // of a server that refused
	Again     time.Time // of those for later
}

// A Confirmation waits for the owner of an address to say that they want
// newsletters.
type Confirmation struct {
	Token       TokenDigest
	Address     string
	Newsletters []NewsletterID
	Zone        string
	Until       time.Time
}

package ilbo

import (
	"fmt"
	"strings"
	"time"
)

// A Letter is one message by e-mail to one address, as it waits to be sent.
type Letter struct {
	ID       int64
	To       string // as [CleanEmail] writes it
	Subject  string
	Text     string // plain, in UTF-8; never empty
	HTML     string // the same for mail programs that show it; may be empty
	Language Language
	// Once names what the letter is: a second one of the same name is not sent.
	// Empty: each is sent.
	Once string
	// Until is when nobody needs the letter any more: a link to sign in with has
	// run out. Zero: it is sent whenever it can be.
	Until time.Time
	// Unsubscribe is the address by which one click ends letters of this kind: RFC
	// 8058. Empty for letters that somebody asked for by a form.
	Unsubscribe string
}

// The most of a letter: of its subject in characters, of each of its bodies in
// bytes. Mail programs cut longer ones off.
const (
	maxSubject = 200
	maxLetter  = 512 << 10
)

// Check says what is wrong with a letter that is to be sent.
func (l *Letter) Check() error {
	if _, err := CleanEmail(l.To); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(l.Subject) == "" || len([]rune(l.Subject)) > maxSubject:
		return &Error{Kind: Invalid, Say: fmt.Sprintf("A letter needs a subject of at most %d characters.", maxSubject)}
	case strings.TrimSpace(l.Text) == "":
		return &Error{Kind: Invalid, Say: "A letter says something in plain text."}
	case len(l.Text) > maxLetter || len(l.HTML) > maxLetter:
		return &Error{Kind: Invalid, Say: "The letter is too long for mail programs."}
	}
	return nil
}

// A Refusal is a mail server's word that it will never take a letter.
type Refusal struct {
	Code     int    // as RFC 5321 numbers answers: 550
	Enhanced string // as RFC 3463 does: "5.1.1"; may be empty
	Text     string // what the server says of it
	OfTo     bool   // it was said of the address, before the letter was shown
}

func (r *Refusal) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the mail server refuses: %d %s %s", r.Code, r.Enhanced, r.Text))
}

// Gone reports whether nobody gets mail at the address, whatever is sent: a hard
// bounce. A full mailbox, a policy and a letter that looks like an advertisement
// are none.
func (r *Refusal) Gone() bool {
	switch {
	case strings.HasPrefix(r.Enhanced, "5.1."):
		// Of RFC 3463's codes on addresses 5.1.7 and 5.1.8 are of the sender's.
		return r.Enhanced != "5.1.7" && r.Enhanced != "5.1.8"
	case r.Enhanced == "5.2.1": // the mailbox is disabled
		return true
	case r.Enhanced != "":
		return false
	}
	return r.OfTo && (r.Code == 550 || r.Code == 551 || r.Code == 553)
}

// A Doubt is the end of a connection after a letter was handed over whole and
// before the server answered: it may have been taken.
type Doubt struct{ Err error }

func (d *Doubt) Error() string { return "the letter may have been taken: " + d.Err.Error() }

// Unwrap gives what ended the connection.
func (d *Doubt) Unwrap() error { return d.Err }

// A Suppression is why an address gets no letters.
type Suppression string

// A bounce ends all letters to an address: nobody reads them. A complaint ends
// those that nobody asked for by a form a moment ago.
const (
	Bounced    Suppression = "bounce"
	Complained Suppression = "complaint"
)

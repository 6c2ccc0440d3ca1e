package ilbo

import (
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"
)

// A ReaderID numbers a reader for ever. Zero is nobody.
type ReaderID int64

// A Reader is somebody of the public who has an account. Staff are never readers
// by that.
type Reader struct {
	ID       ReaderID
	Email    string   // as [CleanEmail] writes it
	Name     string   // as letters address them; may be empty
	Language Language // of their pages and letters
	Zone     string   // of their day, such as Asia/Seoul; empty is the paper's
	Added    time.Time
}

// A ReaderSession is one browser in which a reader is signed in.
type ReaderSession struct {
	Token   TokenDigest
	Reader  ReaderID
	Began   time.Time
	Seen    time.Time // to the minute
	Agent   string    // what the browser calls itself
	Address string    // where it was last seen
	By      string    // how they signed in: "letter" or "passkey"
}

// maxEmail is the longest address that mail can be sent to, in bytes: RFC 5321,
// 4.5.3.1.3, less the angle brackets.
const maxEmail = 254

// CleanEmail gives an address as the paper keeps it: in small letters, without a
// name beside it. One that no mail can be sent to is Invalid.
func CleanEmail(text string) (string, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	bad := &Error{Kind: Invalid, Say: "That is no e-mail address: one is written like name@example.com."}
	if len(text) > maxEmail || !utf8.ValidString(text) || strings.ContainsAny(text, " \r\n\t<>\"(),;:\\") {
		return "", bad
	}
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text || a.Name != "" {
		return "", bad
	}
	local, host, _ := strings.Cut(text, "@")
	if local == "" || strings.Contains(host, "@") || !strings.Contains(host, ".") || strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") || strings.Contains(host, "..") {
		return "", bad
	}
	for _, r := range text {
		if r <= ' ' || r == 0x7F {
			return "", bad
		}
	}
	return text, nil
}

// A ReaderLink is in a letter, and does one thing once for whoever presses it.
type ReaderLink struct {
	Token    TokenDigest
	Purpose  LinkPurpose
	Email    string   // that the letter went to
	Reader   ReaderID // zero of a link to sign in with: they may be new
	Language Language
	Onward   string // where to go then, an address of the paper; may be empty
	Until    time.Time
	Opened   bool // using it opened an account; it is not kept
}

// A LinkPurpose is what a link in a letter is for.
type LinkPurpose string

// The purposes.
const (
	ToSignIn        LinkPurpose = "sign-in"
	ToChangeAddress LinkPurpose = "address"
	ToLeave         LinkPurpose = "leave"
)

// A Bookmark is a story that a reader keeps.
type Bookmark struct {
	Story StoryID
	At    time.Time
}

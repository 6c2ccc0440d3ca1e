package ilbo

import "time"

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

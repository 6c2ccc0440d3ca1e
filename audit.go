package ilbo

import (
	"crypto/sha256"
	"encoding/binary"
	"strconv"
	"time"
)

// A Deed is what somebody did, as the audit log calls it.
type Deed string

// The deeds that are logged. More may come; none changes its name.
const (
	DeedPublish  Deed = "publish"
	DeedRevise   Deed = "revise"
	DeedHold     Deed = "hold"
	DeedRelease  Deed = "release"
	DeedEmbargo  Deed = "embargo"
	DeedLift     Deed = "lift"
	DeedCorrect  Deed = "correct"
	DeedKill     Deed = "kill"
	DeedSpike    Deed = "spike"
	DeedRevive   Deed = "revive"
	DeedFile     Deed = "file"
	DeedBegin    Deed = "begin"
	DeedHandOver Deed = "hand over" // to another stage
	DeedUpdate   Deed = "update"
	DeedRecall   Deed = "recall" // what was to be published later
	DeedShare    Deed = "share"  // whose work a story is
	DeedTakeOver Deed = "take over"
	DeedImport   Deed = "import"    // of stories, from another system or another paper
	DeedStaffAdd Deed = "staff add" // somebody was let into the newsroom
	DeedPassword Deed = "password"  // somebody was given a new one

	DeedSignIn      Deed = "sign in"
	DeedRefused     Deed = "sign in refused"
	DeedSignOut     Deed = "sign out"
	DeedEndSession  Deed = "end session"
	DeedPasskeyAdd  Deed = "passkey add"
	DeedPasskeyDrop Deed = "passkey drop"
	DeedInvite      Deed = "invite"
	DeedReset       Deed = "reset" // a link was given to somebody who forgot their password
	DeedStaffChange Deed = "staff change"
	DeedStaffLeave  Deed = "staff leave"

	DeedPropose     Deed = "propose" // an assignment
	DeedAssign      Deed = "assign"
	DeedReplan      Deed = "replan"
	DeedAccept      Deed = "accept"
	DeedTakeUp      Deed = "take up" // and begin its story
	DeedFinish      Deed = "finish"
	DeedDrop        Deed = "drop"
	DeedResume      Deed = "resume" // what was finished or dropped
	DeedNote        Deed = "note"
	DeedResolve     Deed = "resolve"
	DeedUnresolve   Deed = "unresolve"
	DeedWireTake    Deed = "wire take"    // agency copy was taken to the desk
	DeedWireReplace Deed = "wire replace" // its agency sent another version
	DeedWireCancel  Deed = "wire cancel"  // its agency has cancelled it, or withholds it
	DeedWireSource  Deed = "wire source"  // one was added, changed or removed
	DeedWireFilter  Deed = "wire filter"

	DeedPictureFile     Deed = "picture file"
	DeedPictureDescribe Deed = "picture describe"
	DeedPictureRights   Deed = "picture rights"
	DeedPictureReplace  Deed = "picture replace"

	DeedArrange    Deed = "arrange"     // an arranged front became public
	DeedRearrange  Deed = "rearrange"   // an earlier arrangement became public again
	DeedWeigh      Deed = "weigh"       // a story was given a weight
	DeedBanner     Deed = "banner"      // was put up
	DeedBannerDown Deed = "banner down" // was taken down before its time
	DeedAlert      Deed = "alert"       // was queued
	DeedAlertBack  Deed = "alert back"  // was taken back

	DeedEdition Deed = "edition" // was printed
	DeedWish    Deed = "wish"    // something is wanted of a story in print

	DeedIssue     Deed = "issue"      // of a weekly was made or changed
	DeedIssueOut  Deed = "issue out"  // was published, or is to be
	DeedIssueBack Deed = "issue back" // was withdrawn

	DeedNewsletter    Deed = "newsletter"     // was made or changed
	DeedNewsletterEnd Deed = "newsletter end" // appears no more
	DeedMailing       Deed = "mailing"        // got a subject, a note or stories by hand
	DeedMailingNow    Deed = "mailing now"    // was sent to all at once
	DeedMailingStop   Deed = "mailing stop"   // was stopped

	DeedLesson     Deed = "lesson"      // was written or changed
	DeedLessonDrop Deed = "lesson drop" // was taken away
	DeedWords      Deed = "words"       // a list of words by their level was loaded

	DeedPlan     Deed = "plan"     // was put on sale, changed or closed
	DeedContract Deed = "contract" // was made at the desk, or changed
	DeedEnd      Deed = "end"      // a subscription, at once
	DeedPaid     Deed = "paid"     // a transfer came
	DeedVoid     Deed = "void"     // an invoice was taken back
	DeedRefund   Deed = "refund"
	DeedVoucher  Deed = "voucher" // were made
)

// An AuditEntry is a line of the audit log: who did what to what, when, and
// where from. Lines are never changed. Each is sealed with a hash over itself and
// the line before it, so that whoever changes one, takes one out or puts one in
// has to make all that follow anew, and whoever knows a hash of later sees it.
type AuditEntry struct {
	Number int64     // from 1, without a gap
	At     time.Time // in whole milliseconds
	Who    string    // a login; or the program's part that did it: "import"
	Deed   Deed
	On     string // what it was done to: "story:17", "staff:asha"; may be empty
	Detail string // a reason or a count, as it was given; may be empty
	From   string // an address, or "command line"
	Seal   AuditSeal
}

// An AuditSeal is the SHA-256 hash of a line and the seal before it.
type AuditSeal [sha256.Size]byte

// SealAfter is the seal that the entry has behind a line with the seal before,
// which is zero for the first line. It is the hash of that seal, the number and
// the millisecond as 64 bits, and each text with its length in bytes as 64 bits
// before it, in the order of the fields; numbers are big-endian.
func (e *AuditEntry) SealAfter(before AuditSeal) AuditSeal {
	h := sha256.New()
	h.Write(before[:])
	number := func(n int64) {
		var b [8]byte
		binary.BigEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	number(e.Number)
	number(e.At.UnixMilli())
	for _, text := range []string{e.Who, string(e.Deed), e.On, e.Detail, e.From} {
		number(int64(len(text)))
		h.Write([]byte(text))
	}
	return AuditSeal(h.Sum(nil))
}

// AuditedStory is how the log calls a story, and AuditedStaff somebody of the
// newsroom by their login.
func AuditedStory(id StoryID) string   { return "story:" + strconv.FormatInt(int64(id), 10) }
func AuditedStaff(login string) string { return "staff:" + login }

// AuditedPicture is how the log calls a picture.
func AuditedPicture(id PictureID) string { return "picture:" + string(id) }

// AuditedFront is how the log calls a front in a language.
func AuditedFront(l Language, id FrontID) string { return string(KeyFront(l, id)) }

// An AuditQuery asks the audit log for lines, the newest first. Empty fields do
// not narrow it.
type AuditQuery struct {
	Who, On  string
	Deed     Deed
	From, To time.Time // in [From, To)
	Before   int64     // only lines with lower numbers
	Limit    int
}

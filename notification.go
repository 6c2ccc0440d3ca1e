package ilbo

import "time"

// A Notification tells somebody of the newsroom that something concerns them. It
// is of the moment: it is not kept for ever, and does not move with a paper.
type Notification struct {
	ID         int64
	For        string // a login
	What       NotificationKind
	Story      StoryID      // 0: it is about no story
	Assignment AssignmentID // 0: it is about no assignment
	Note       NoteID       // 0: it is about no note
	By         string       // a login, or a part of the program
	At         time.Time
	Text       string    // what it is about, or what was said, in a line
	Read       time.Time // zero: not yet
}

// A NotificationKind is why somebody is told.
type NotificationKind string

// Why somebody is told. More may come; none changes its name.
const (
	ToldMentioned   NotificationKind = "mentioned"
	ToldAssigned    NotificationKind = "assigned"
	ToldUnassigned  NotificationKind = "unassigned"   // somebody else does it, or it was dropped
	ToldPlanChanged NotificationKind = "plan changed" // what you do is due at another time, or is something else
	ToldNote        NotificationKind = "note"         // on your story
	ToldReply       NotificationKind = "reply"        // to what you said
	ToldResolved    NotificationKind = "resolved"     // your note
	ToldSentBack    NotificationKind = "sent back"
	ToldHandedIn    NotificationKind = "handed in" // to your section
	ToldPublished   NotificationKind = "published" // your story
	ToldTakenOver   NotificationKind = "taken over"
)

// NotificationKinds are all kinds.
func NotificationKinds() []NotificationKind {
	return []NotificationKind{ToldMentioned, ToldAssigned, ToldUnassigned, ToldPlanChanged, ToldNote, ToldReply, ToldResolved, ToldSentBack, ToldHandedIn, ToldPublished, ToldTakenOver}
}

// A NotificationQuery asks for what somebody was told, the newest first.
type NotificationQuery struct {
	For    string
	Unread bool  // those alone, or else the read ones alone
	Before int64 // only with lower numbers; 0: from the newest on
	Limit  int
}

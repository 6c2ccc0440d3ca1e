package ilbo

import "time"

// A GiftID numbers a gift for ever.
type GiftID int64

// A Gift is a locked story that a subscriber gave to friends: whoever has its link
// reads the story, for a while, and as many of them as it is good for.
type Gift struct {
	ID     GiftID
	Story  StoryID
	By     ReaderID
	Made   time.Time
	Until  time.Time
	Opened int // browsers that it was opened in
}

// A FeedKey lets a subscriber's feed reader, which signs in nowhere, have feeds
// with the whole of locked stories. A reader has one at most.
type FeedKey struct {
	Token  TokenDigest
	Reader ReaderID
	Made   time.Time
}

package ilbo

import (
	"regexp"
	"strconv"
	"time"
)

// A Signal tells the newsroom's open pages that something changed just now. It
// belongs to the transaction of the change. Pages that are not there miss it: it
// is kept for an hour, so that one whose connection broke goes on where it was.
type Signal struct {
	Number int64     `json:"-"` // from 1; nothing with a lower number comes after it
	Topic  string    `json:"topic"`
	Name   string    `json:"name"` // what happened: "assigned"
	On     string    `json:"on"`   // what to: "assignment:12", "story:17"
	By     string    `json:"by"`   // a login
	At     time.Time `json:"at"`
	Detail string    `json:"detail,omitempty"` // what else a page wants to know of it
}

// TopicLineup is what pages listen to that show what is planned.
const TopicLineup = "lineup"

// TopicDesk is what pages listen to that show how stories stand.
const TopicDesk = "desk"

// TopicOfStory is what pages listen to that show a story, and TopicOfStaff what
// those of somebody do.
func TopicOfStory(id StoryID) string   { return "story:" + strconv.FormatInt(int64(id), 10) }
func TopicOfStaff(login string) string { return "staff:" + login }

var topicForm = regexp.MustCompile(`^[a-z][a-z-]{0,39}(:[a-z0-9][a-z0-9._/-]{0,79})?$`)

// maxSignal is the longest text of a signal, in bytes.
const maxSignal = 400

// Check reports what is wrong with a signal.
func (s *Signal) Check() error {
	switch {
	case !topicForm.MatchString(s.Topic):
		return &Error{Kind: Invalid, Say: "Nothing can be listened to that is called " + quote(s.Topic) + "."}
	case s.Name == "" || len(s.Name)+len(s.On)+len(s.By)+len(s.Detail) > maxSignal || unprintable(s.Name+s.On+s.By+s.Detail):
		return &Error{Kind: Invalid, Say: "A signal has a name and a few words in one line."}
	}
	return nil
}

package page

import (
	"fmt"

	"ilbo.press"
)

// refuse makes the error for a page that gives no story.
func refuse(name, format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: name + ": " + fmt.Sprintf(format, args...)}
}

// noStory refuses a page that was read and holds no story.
func noStory(name, why string) error {
	return refuse(name, "This page holds no story: %s.", why)
}

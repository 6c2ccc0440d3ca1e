package ilbo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An IssueID numbers an issue for ever.
type IssueID int64

// An Issue is one number of a course's weekly: lessons of a week, gathered in an order,
// with a word of its editor. It names its stories and holds nothing of them: what
// becomes of one of them becomes of it in the issue too.
type Issue struct {
	ID     IssueID
	Course SectionID // see [Courses]
	Number int       // in its course, from 1; a number that was withdrawn is not given again
	Date   time.Time // the day on its cover: year, month and day alone say something
	Title  string    // in the language of the explanations, as the word is
	Word   Body      // the editor's: paragraphs alone
	// Stories are its lessons, each once.
	Stories []StoryID
	// Sample issues are for everybody, but for those of their stories that are locked.
	Sample     bool
	Newsletter NewsletterID // that carries it; zero: none does
	Revision   int          // of all this: each change is the next
	By         string       // login of who changed it last
	At         time.Time

	Published   time.Time // the public may see it from then on; zero: it is being made
	PublishedBy string
	Withdrawn   *Withdrawal // nil: it was not
	Mailed      string      // the day of the mailing that carried it; empty: none did
}

// A Withdrawal takes an issue back, with who, when and why.
type Withdrawal struct {
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

// Visible reports whether the public may see the issue at a moment. Which of its
// stories are in it then, their own [Story.Visible] says.
func (i *Issue) Visible(now time.Time) bool {
	return i.Withdrawn == nil && !i.Published.IsZero() && !now.Before(i.Published)
}

// Gives reports whether somebody who is entitled to e is given all that the issue has
// of a story with that access, and not its opening alone. It is the one rule of that,
// for the web issue and for its PDF; a story's own page asks [Entitlement.Opens].
func (i *Issue) Gives(e Entitlement, a Access) bool {
	return e.Has(ToWeekly) || i.Sample && !a.Locked()
}

// Learned and Explained are the languages of its course.
func (i *Issue) Learned() Language   { c, _ := CourseOf(i.Course); return c.Learned }
func (i *Issue) Explained() Language { c, _ := CourseOf(i.Course); return c.Explained }

// Path is where the issue stands, below a language.
func (i *Issue) Path() string { return IssuesPath(i.Course) + "/" + strconv.Itoa(i.Number) }

// IssuesPath is where the issues of a course stand, below a language.
func IssuesPath(course SectionID) string { return "/" + string(course) + "/issues" }

// AuditedIssue is how the log calls an issue.
func AuditedIssue(id IssueID) string { return "issue:" + strconv.FormatInt(int64(id), 10) }

// KeyIssues is for pages that show issues of a course.
func KeyIssues(course SectionID) Key { return Key("issues:" + string(course)) }

// The most that an issue may hold.
const (
	maxIssueTitle = 120 // characters
	maxIssueWord  = 8_000
	MaxIssue      = 40 // stories
	maxReason     = 400
)

// Check reports the first thing wrong with an issue, as an [Error] of kind Invalid.
func (i *Issue) Check() error {
	say := func(format string, args ...any) error {
		return &Error{Kind: Invalid, Say: fmt.Sprintf(format, args...)}
	}
	c, ok := CourseOf(i.Course)
	switch {
	case !ok || c.Section != i.Course:
		return say("%s teaches no language: an issue belongs to a course.", quote(string(i.Course)))
	case i.Date.IsZero() || i.Date.Year() < 1900 || i.Date.Year() > 2199:
		return say("An issue has the date of its week.")
	case strings.TrimSpace(i.Title) == "":
		return say("An issue has a title.")
	case len(i.Stories) > MaxIssue:
		return say("An issue has at most %d stories.", MaxIssue)
	}
	if why := oneText("title", i.Title, maxIssueTitle); why != "" {
		return say("The issue: %s.", why)
	}
	for n, id := range i.Stories {
		if id < 1 || slices.Contains(i.Stories[:n], id) {
			return say("A story stands in an issue once.")
		}
	}
	for n := range i.Word {
		if i.Word[n].Kind != Paragraph {
			return say("An editor's word is paragraphs and nothing else.")
		}
	}
	if len([]rune(i.Word.Text())) > maxIssueWord {
		return say("An editor's word has at most %d characters.", maxIssueWord)
	}
	return i.Word.Check()
}

// Check says what is wrong with a withdrawal.
func (w *Withdrawal) Check() error {
	if strings.TrimSpace(w.Reason) == "" || len([]rune(w.Reason)) > maxReason {
		return &Error{Kind: Invalid, Say: fmt.Sprintf("Say why the issue is withdrawn, in at most %d characters.", maxReason)}
	}
	return nil
}

// Paragraphs makes copy of text as somebody typed it: blank lines part paragraphs, and
// other white space is a space.
func Paragraphs(text string) Body {
	var b Body
	for p := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			b = append(b, Block{Kind: Paragraph, Text: Plain(p)})
		}
	}
	return b
}

// A PrintedIssue is what was printed of an issue last.
type PrintedIssue struct {
	Issue   IssueID
	State   string    // of all that was printed: another state is printed anew
	Stories []StoryID // that are in it
	File    PrintFile
	Made    time.Time
}

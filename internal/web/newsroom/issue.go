package newsroom

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// IssueProofs pull proofs of issues of the weekly that the public does not see yet.
type IssueProofs interface {
	// IssueProof is the page that readers would have who are entitled to e.
	IssueProof(ctx context.Context, l ilbo.Language, g *lesson.Gathered, e ilbo.Entitlement) ([]byte, error)
}

// An IssuePage is where an issue of the weekly is made: see issue/issue.html.
type IssuePage struct {
	*Frame
	I                      *issueWords
	Address, Name          string
	State, Out             string // what it is, and where readers find it; Out is empty while they do not
	Revision               int
	Day, Heading, Word     string // as they are typed
	Explained              ilbo.Language
	Sample                 bool
	Newsletters            []Link // that may carry it, none first; URL is the number
	Mailed                 string
	Stories                []IssueStory
	Offers                 []IssueStory
	Doubts                 []string
	Blocked                bool // it cannot be published as it is
	Made, Ahead, Withdrawn bool // published; published later; taken back
	Soon                   string
	MaxWord, MaxTitle      int
	Proof                  []Link
}

// An IssueStory is a lesson in an issue, or one that it may take.
type IssueStory struct {
	ID                         int64
	Headline, Say, URL, Doubts string
	Language                   ilbo.Language
	First, Last                bool
	Fresh, Taken               bool
}

// An IssuesPage is the issues of each course: see issue/issues.html.
type IssuesPage struct {
	*Frame
	I       *issueWords
	Courses []IssueCourse
}

// An IssueCourse is a course with its issues.
type IssueCourse struct {
	ID, Name string
	May      bool
	Next     string // day of the next one
	Issues   []IssueLine
}

// An IssueLine is an issue in a list.
type IssueLine struct{ URL, Name, Heading, Say, Language string }

const issuesRoot = Root + "/weekly"

func issueAddress(id ilbo.IssueID) string { return fmt.Sprintf("%s/%d", issuesRoot, id) }

// issueRoutes are the addresses of the weekly.
func (n *Newsroom) issueRoutes(may func(p ilbo.Permission, pattern string, do func(*visit) error)) {
	may(ilbo.MayPublish, "GET "+issuesRoot, n.issuesPage)
	may(ilbo.MayPublish, "POST "+issuesRoot, n.beginIssue)
	may(ilbo.MayPublish, "GET "+issuesRoot+"/{id}", n.issuePage)
	may(ilbo.MayPublish, "POST "+issuesRoot+"/{id}", n.writeIssue)
	may(ilbo.MayPublish, "POST "+issuesRoot+"/{id}/publish", n.publishIssue)
	may(ilbo.MayPublish, "POST "+issuesRoot+"/{id}/withdraw", n.withdrawIssue)
	may(ilbo.MayPublish, "GET "+issuesRoot+"/{id}/web", n.issueWeb)
	may(ilbo.MayPublish, "GET "+issuesRoot+"/{id}/letter", n.issueLetter)
	may(ilbo.MayPublish, "GET "+issuesRoot+"/{id}/pdf", n.issuePDF)
}

// listedIssues is how many issues of a course the list shows.
const listedIssues = 60

func (n *Newsroom) issuesPage(v *visit) error {
	p, err := v.issuesView()
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "issues", p)
}

func (v *visit) issuesView() (*IssuesPage, error) {
	p := &IssuesPage{Frame: v.frame(func(w *Words) string { return w.Issue.Title })}
	p.I = &p.W.Issue
	sections, err := v.Store.Sections(v.r.Context())
	if err != nil {
		return nil, err
	}
	for _, c := range ilbo.Courses {
		if !v.Paper.Publishes(c.Learned) {
			continue
		}
		one := IssueCourse{ID: string(c.Section), Name: string(c.Section), May: v.staff.May(ilbo.MayPublish, c.Section, false), Next: v.nextIssue(nil)}
		if i := slices.IndexFunc(sections, func(s ilbo.Section) bool { return s.ID == c.Section }); i >= 0 {
			one.Name = sections[i].Name.In(p.Lang)
		}
		all, err := v.Weekly.Store.Issues(v.r.Context(), c.Section, 0, listedIssues)
		if err != nil {
			return nil, err
		}
		for n, i := range all {
			if n == 0 {
				one.Next = v.nextIssue(i)
			}
			line := IssueLine{Name: fmt.Sprintf(p.I.Number, i.Number), Heading: i.Title, Say: i.Date.Format(time.DateOnly) + " · " + v.issueState(i), Language: string(c.Explained)}
			if one.May {
				line.URL = issueAddress(i.ID)
			}
			one.Issues = append(one.Issues, line)
		}
		p.Courses = append(p.Courses, one)
	}
	return p, nil
}

// nextIssue is the day of the issue after one: a week later, and not in the past.
func (v *visit) nextIssue(last *ilbo.Issue) string {
	now := v.Clock().In(v.Paper.Zone)
	day := now.AddDate(0, 0, (int(time.Saturday)-int(now.Weekday())+7)%7)
	if last != nil && last.Date.AddDate(0, 0, 7).Format(time.DateOnly) >= now.Format(time.DateOnly) {
		return last.Date.AddDate(0, 0, 7).Format(time.DateOnly)
	}
	return day.Format(time.DateOnly)
}

// issueState is what an issue is, in words.
func (v *visit) issueState(i *ilbo.Issue) string {
	w := &wordsIn(v.language()).Issue
	switch {
	case i.Withdrawn != nil:
		return fmt.Sprintf(w.Withdrawn, v.when(i.Withdrawn.At), i.Withdrawn.By)
	case i.Published.IsZero():
		return w.Making
	case i.Published.After(v.Clock()):
		return fmt.Sprintf(w.Ahead, v.when(i.Published), i.PublishedBy)
	}
	return fmt.Sprintf(w.Out, v.when(i.Published), i.PublishedBy)
}

func (n *Newsroom) beginIssue(v *visit) error {
	day, _ := time.Parse(time.DateOnly, v.form("day")) // one that is none is refused below
	i, err := n.Weekly.Begin(v.r.Context(), v.staff.Staff, ilbo.Issue{Course: ilbo.SectionID(v.form("course")), Date: day, Title: v.form("title")})
	if err != nil {
		p, view := v.issuesView()
		if view != nil {
			return view
		}
		return v.again(err, "issues", p.Frame, p)
	}
	return v.see(issueAddress(i.ID))
}

// issue is the one that an address names.
func (v *visit) issue() (*ilbo.Issue, error) {
	id, err := strconv.ParseInt(v.r.PathValue("id"), 10, 64)
	if err != nil {
		return nil, ilbo.NotFound
	}
	return v.Weekly.Open(v.r.Context(), v.staff.Staff, ilbo.IssueID(id))
}

func (n *Newsroom) issuePage(v *visit) error {
	i, err := v.issue()
	if err != nil {
		return err
	}
	p, err := v.issueView(i)
	if err != nil {
		return err
	}
	v.framing()
	return v.show(http.StatusOK, "issue", p)
}

// issueView is the page of an issue as it is given, which need not be kept.
func (v *visit) issueView(i *ilbo.Issue) (*IssuePage, error) {
	ctx := v.r.Context()
	g, err := v.Weekly.Gather(ctx, i)
	if err != nil {
		return nil, err
	}
	p := &IssuePage{Frame: v.frame(func(w *Words) string { return w.Issue.Title }), Address: issueAddress(i.ID), Revision: i.Revision, Day: i.Date.Format(time.DateOnly), Heading: i.Title, Word: typedWord(i.Word),
		Explained: i.Explained(), Sample: i.Sample, Mailed: i.Mailed, MaxWord: 8_000, MaxTitle: 120}
	p.I = &p.W.Issue
	p.Name, p.State = fmt.Sprintf(p.I.Number, i.Number), v.issueState(i)
	now := v.Clock()
	p.Made, p.Withdrawn = i.Visible(now), i.Withdrawn != nil
	p.Ahead = !p.Made && !p.Withdrawn && !i.Published.IsZero()
	if p.Made {
		p.Out = v.Paper.Prefix(i.Explained()) + i.Path()
	}
	p.Soon = now.In(v.Paper.Zone).Add(time.Hour).Truncate(time.Hour).Format("2006-01-02T15:04")
	p.Proof = []Link{{Name: p.I.AsSubscriber, URL: p.Address + "/web"}, {Name: p.I.AsStranger, URL: p.Address + "/web?as=stranger"}, {Name: p.I.AsLetter, URL: p.Address + "/letter"}}
	doubts := map[ilbo.StoryID][]string{}
	for _, d := range g.Doubts {
		say := fmt.Sprintf(p.I.Doubts[d.Kind], d.N)
		if !strings.Contains(p.I.Doubts[d.Kind], "%d") {
			say = p.I.Doubts[d.Kind]
		}
		doubts[d.Story] = append(doubts[d.Story], say)
		p.Doubts = append(p.Doubts, "“"+d.Headline+"”: "+say)
		p.Blocked = p.Blocked || d.Kind == lesson.DoubtHidden || d.Kind == lesson.DoubtPlain
	}
	p.Blocked = p.Blocked || len(g.Chapters) == 0
	if err := v.issueStories(p, i, g, doubts); err != nil {
		return nil, err
	}
	return p, v.issueLetters(p, i)
}

// issueStories are the stories of an issue, and those that it may take.
func (v *visit) issueStories(p *IssuePage, i *ilbo.Issue, g *lesson.Gathered, doubts map[ilbo.StoryID][]string) error {
	say := map[ilbo.StoryID]string{}
	headline := map[ilbo.StoryID]string{}
	for _, c := range g.Chapters {
		headline[c.Story.ID] = c.Story.Headline
		say[c.Story.ID] = fmt.Sprintf(p.I.StorySay, c.Lesson.Level, len(c.Setting.Glosses), len(c.Setting.Sentences))
	}
	for _, d := range g.Doubts {
		headline[d.Story] = d.Headline
	}
	for n, id := range i.Stories {
		p.Stories = append(p.Stories, IssueStory{ID: int64(id), Headline: headline[id], Say: say[id], URL: storyAddress(id) + "/lesson", Doubts: strings.Join(doubts[id], " "), Language: i.Learned(), First: n == 0, Last: n == len(i.Stories)-1})
	}
	offers, err := v.Weekly.Offers(v.r.Context(), i)
	if err != nil {
		return err
	}
	for _, o := range offers {
		s := IssueStory{ID: int64(o.ID), Headline: o.Headline, URL: storyAddress(o.ID) + "/lesson", Language: o.Language, Fresh: o.Fresh, Taken: o.In > 0}
		s.Say = fmt.Sprintf(p.I.OfferSay, o.Published.In(v.Paper.Zone).Format(time.DateOnly), o.Level, o.Glosses)
		if o.Fresh {
			s.Say += " · " + p.I.Fresh
		}
		if o.In > 0 {
			s.Say += " · " + fmt.Sprintf(p.I.In, o.In)
		}
		p.Offers = append(p.Offers, s)
	}
	return nil
}

// issueLetters are the newsletters that may carry an issue: those that somebody puts
// together by hand.
func (v *visit) issueLetters(p *IssuePage, i *ilbo.Issue) error {
	p.Newsletters = []Link{{Name: p.I.NoLetter, URL: "0", Current: i.Newsletter == 0}}
	if v.Mailing == nil {
		return nil
	}
	all, err := v.Mailing.Running(v.r.Context(), "")
	if err != nil {
		return err
	}
	for _, n := range all {
		if n.ByHand() || n.ID == i.Newsletter {
			p.Newsletters = append(p.Newsletters, Link{Name: n.Title(), URL: strconv.FormatInt(int64(n.ID), 10), Current: n.ID == i.Newsletter})
		}
	}
	return nil
}

// typedWord is an editor's word as it is typed: blank lines part its paragraphs.
func typedWord(b ilbo.Body) string {
	var all []string
	for i := range b {
		all = append(all, b[i].Text.String())
	}
	return strings.Join(all, "\n\n")
}

// typedIssue is an issue with what was sent, and where to look at it next.
func (v *visit) typedIssue(kept *ilbo.Issue) (*ilbo.Issue, string, error) {
	if err := v.r.ParseForm(); err != nil {
		return nil, "", &ilbo.Error{Kind: ilbo.Invalid, Say: "The form cannot be read.", Err: err}
	}
	i := *kept
	i.Revision, _ = strconv.Atoi(v.form("revision"))
	i.Title, i.Word, i.Sample = v.form("title"), ilbo.Paragraphs(v.r.PostFormValue("word")), v.form("sample") != ""
	n, _ := strconv.ParseInt(v.form("newsletter"), 10, 64)
	i.Newsletter = ilbo.NewsletterID(n)
	i.Date, _ = time.Parse(time.DateOnly, v.form("day"))
	i.Stories = nil
	for _, text := range v.r.PostForm["story"] {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil && len(i.Stories) <= ilbo.MaxIssue {
			i.Stories = append(i.Stories, ilbo.StoryID(id))
		}
	}
	act, number, _ := strings.Cut(v.form("act"), " ")
	id, _ := strconv.ParseInt(number, 10, 64)
	return &i, moveStory(&i, act, ilbo.StoryID(id)), nil
}

// moveStory does to the stories of an issue what a button says, and gives the place on
// the page to look at next.
func moveStory(i *ilbo.Issue, act string, id ilbo.StoryID) string {
	at := slices.Index(i.Stories, id)
	switch {
	case act == "in" && at < 0:
		i.Stories = append(i.Stories, id)
	case act == "out" && at >= 0:
		i.Stories = slices.Delete(i.Stories, at, at+1)
		return "#stories"
	case act == "up" && at > 0:
		i.Stories[at-1], i.Stories[at] = i.Stories[at], i.Stories[at-1]
	case act == "down" && at >= 0 && at < len(i.Stories)-1:
		i.Stories[at+1], i.Stories[at] = i.Stories[at], i.Stories[at+1]
	default:
		return ""
	}
	return fmt.Sprintf("#story-%d", id)
}

func (n *Newsroom) writeIssue(v *visit) error {
	kept, err := v.issue()
	if err != nil {
		return err
	}
	typed, anchor, err := v.typedIssue(kept)
	if err != nil {
		return err
	}
	if _, err := n.Weekly.Write(v.r.Context(), v.staff.Staff, typed); err != nil {
		return v.issueAgain(typed, err)
	}
	return v.see(issueAddress(kept.ID) + "?done=issue" + anchor)
}

// issueAgain shows an issue as somebody typed it, with what is wrong.
func (v *visit) issueAgain(typed *ilbo.Issue, err error) error {
	shown := *typed
	shown.Stories = slices.DeleteFunc(slices.Clone(typed.Stories), func(id ilbo.StoryID) bool { _, err := v.Weekly.Store.Story(v.r.Context(), id); return err != nil })
	p, view := v.issueView(&shown)
	if view != nil {
		return view
	}
	v.framing()
	return v.again(err, "issue", p.Frame, p)
}

// publishIssue wants the doubts to have been seen: a tick that is asked for where there
// are some.
func (n *Newsroom) publishIssue(v *visit) error {
	i, err := v.issue()
	if err != nil {
		return err
	}
	p, err := v.issueView(i)
	if err != nil {
		return err
	}
	var at time.Time
	if v.form("when") == "later" {
		if at, err = time.ParseInLocation("2006-01-02T15:04", v.form("at"), v.Paper.Zone); err != nil {
			err = &ilbo.Error{Kind: ilbo.Invalid, Say: "Say the day and the time when it is to be published."}
		} else if at.After(v.Clock().AddDate(1, 0, 0)) {
			err = &ilbo.Error{Kind: ilbo.Invalid, Say: "An issue is published within a year."}
		}
	}
	if err == nil && len(p.Doubts) > 0 && !p.Blocked && v.form("seen") == "" {
		err = &ilbo.Error{Kind: ilbo.Invalid, Say: "Tick that you have seen what is not finished."}
	}
	if err == nil {
		revision, _ := strconv.Atoi(v.form("revision"))
		err = n.Weekly.Publish(v.r.Context(), v.staff.Staff, i.ID, revision, at)
	}
	if err != nil {
		v.framing()
		return v.again(err, "issue", p.Frame, p)
	}
	return v.see(issueAddress(i.ID) + "?" + url.Values{"done": {"issue-out"}}.Encode())
}

func (n *Newsroom) withdrawIssue(v *visit) error {
	i, err := v.issue()
	if err != nil {
		return err
	}
	revision, _ := strconv.Atoi(v.form("revision"))
	if err := n.Weekly.Withdraw(v.r.Context(), v.staff.Staff, i.ID, revision, v.form("reason")); err != nil {
		return v.issueAgain(i, err)
	}
	return v.see(issueAddress(i.ID) + "?done=issue-back")
}

// proofHTML writes a page that this one frames: no script of it runs, and no link leads
// on.
func (v *visit) proofHTML(body []byte) error {
	policy := v.Policy
	policy.Ancestors = append(policy.Ancestors, "'self'")
	v.under(policy)
	h := v.w.Header()
	h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; sandbox allow-same-origin")
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, _ = v.w.Write(body) // whoever asked may have gone
	return nil
}

func (n *Newsroom) issueWeb(v *visit) error {
	i, err := v.issue()
	if err != nil {
		return err
	}
	g, err := n.Weekly.Gather(v.r.Context(), i)
	if err != nil {
		return err
	}
	entitled := ilbo.ToWeekly
	if v.r.URL.Query().Get("as") == "stranger" {
		entitled = 0
	}
	body, err := n.IssueProofs.IssueProof(v.r.Context(), i.Explained(), g, entitled)
	if err != nil {
		return err
	}
	return v.proofHTML(body)
}

func (n *Newsroom) issueLetter(v *visit) error {
	i, err := v.issue()
	if err != nil {
		return err
	}
	g, err := n.Weekly.Gather(v.r.Context(), i)
	if err != nil {
		return err
	}
	m := n.Weekly.Letter(g)
	m.Day = i.Date.Format(time.DateOnly)
	l, err := n.Mailing.Show(v.r.Context(), i.Explained(), m)
	if err != nil {
		return err
	}
	return v.proofLetter(l)
}

func (n *Newsroom) issuePDF(v *visit) error {
	i, err := v.issue()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := n.Weekly.Preview(v.r.Context(), &out, i); err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "application/pdf")
	v.w.Header().Set("Content-Disposition", fmt.Sprintf(`inline; filename="proof-%d.pdf"`, i.Number))
	_, _ = v.w.Write(out.Bytes()) // whoever asked may have gone
	return nil
}

package newsroom

import (
	"encoding/json"
	"errors"
	"net/http"

	"ilbo.press"
	"ilbo.press/internal/mailing"
)

// A LetterPage is where the body of a newsletter's next mailing is written: see
// letter/letter.html.
type LetterPage struct {
	*Frame
	Mailing  string // address of its page
	Address  string // of this one
	Day      string
	Name     string
	Language ilbo.Language // of the letter
	Subject  string
	Max      int
	Over     bool // its letters are on their way
	Data     LetterData
}

// LetterData is what the page's script begins with.
type LetterData struct {
	Address  string            `json:"address"`
	Day      string            `json:"day"`
	Revision int               `json:"revision"`
	Subject  string            `json:"subject"`
	By       string            `json:"by"`
	Body     ilbo.Body         `json:"body"`
	Language ilbo.Language     `json:"language"`
	Over     bool              `json:"over"`
	Root     string            `json:"root"`
	Words    map[string]string `json:"words"`
	Editor   bodyWords         `json:"bodyWords"`
}

func (n *Newsroom) letterPage(v *visit) error {
	title, m, _, err := n.Mailing.Upcoming(v.r.Context(), v.staff.Staff, v.titleID())
	if err != nil {
		return err
	}
	p := &LetterPage{Mailing: titleAddress(title.ID), Day: m.Day, Name: title.Name.In(v.language()), Language: title.Language, Subject: m.Subject, Max: ilbo.MaxMailingSubject, Over: !m.Begun.IsZero()}
	p.Frame = v.frame(func(*Words) string { return p.Name })
	p.Address = p.Mailing + "/letter"
	p.Editor = &EditorAssets{v.Assets.URL("editor.css"), v.Assets.URL("editor.js")}
	p.Data = LetterData{Address: p.Address, Day: m.Day, Revision: m.Revision, Subject: m.Subject, By: m.By, Body: m.Body, Language: title.Language, Over: p.Over, Root: Root, Words: p.W.Mail.Letter.Script, Editor: p.W.Body}
	v.framing()
	return v.show(http.StatusOK, "letter", p)
}

// A letterSent is what the page's script sends, and a letterCrossed what it is
// answered where somebody else has written meanwhile.
type letterSent struct {
	Day      string    `json:"day"`
	Revision int       `json:"revision"` // that it was written upon
	Subject  string    `json:"subject"`
	Body     ilbo.Body `json:"body"`
}

type letterCrossed struct {
	letterSent
	By      string `json:"by"`
	Problem string `json:"problem"`
}

// errUnread is said of what no script of ours sends.
func errUnread(err error) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: "What the page sent cannot be read, or is too long.", Err: err}
}

func (n *Newsroom) saveLetter(v *visit) error {
	var s letterSent
	if !v.scripted() {
		return errUnread(errors.New("it is a form"))
	}
	if err := json.NewDecoder(v.r.Body).Decode(&s); err != nil {
		return errUnread(err)
	}
	m := ilbo.Mailing{Newsletter: v.titleID(), Day: s.Day, Revision: s.Revision, Subject: ilbo.Clean(s.Subject), Body: s.Body}
	revision, err := n.Mailing.WriteBody(v.r.Context(), v.staff.Staff, m)
	if errors.Is(err, mailing.Crossed) {
		theirs, written := n.Mailing.Written(v.r.Context(), v.staff.Staff, m.Newsletter, m.Day)
		if written != nil {
			return written
		}
		v.say(http.StatusConflict, letterCrossed{letterSent{theirs.Day, theirs.Revision, theirs.Subject, theirs.Body}, theirs.By, wordsIn(v.language()).Mail.Crossed})
		return nil
	}
	if err != nil {
		return err
	}
	v.say(http.StatusOK, map[string]int{"revision": revision})
	return nil
}

// letterStory tells the script the headline and the address of a story that
// readers see.
func (n *Newsroom) letterStory(v *visit) error {
	var s struct {
		Story string `json:"story"`
	}
	if !v.scripted() {
		return errUnread(errors.New("it is a form"))
	}
	if err := json.NewDecoder(v.r.Body).Decode(&s); err != nil {
		return errUnread(err)
	}
	id, err := v.storyNamed(firstRunes(ilbo.Clean(s.Story), 500))
	if err != nil {
		return err
	}
	found, err := v.Store.TeasersByID(v.r.Context(), []ilbo.StoryID{id}, v.Clock())
	if err != nil {
		return err
	}
	if len(found) == 0 {
		v.say(http.StatusNotFound, map[string]string{"problem": wordsIn(v.language()).Mail.Letter.NoStory})
		return nil
	}
	v.say(http.StatusOK, map[string]string{"headline": found[0].Headline, "path": string(found[0].Path)})
	return nil
}

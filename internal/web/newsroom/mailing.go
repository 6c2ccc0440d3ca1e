package newsroom

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"ilbo.press"
	"ilbo.press/internal/web"
)

// A MailingPage is the next mailing of a newsletter, and its last ones: see
// newsletters/mailing.html.
type MailingPage struct {
	*Frame
	TitleView
	Day        string // of the next one; empty: the newsletter appears no more
	Revision   int    // of what is written for it
	Letter     string // address of the page where its body is written
	Words      string // that the body has, counted; empty: none
	Zone       string
	Subject    string // as it is typed; empty: the first headline
	Note       string
	Chosen     string // a story a line
	Email      string
	WillBe     string // the subject as it will be
	Text       string
	Empty      bool // there is nothing to send
	Begun      bool // its letters are on their way
	SendSure   string
	MaxSubject int
	MaxNote    int
}

func (v *visit) titleID() ilbo.NewsletterID {
	return number[ilbo.NewsletterID](v.r.PathValue("id"))
}

func (n *Newsroom) mailingPage(v *visit) error {
	p, err := v.mailingView()
	if err != nil {
		return err
	}
	return v.showMailing(http.StatusOK, p)
}

// showMailing writes the page, which frames its own proof.
func (v *visit) showMailing(status int, p *MailingPage) error {
	v.framing()
	return v.show(status, "mailing", p)
}

// framing lets the page have frames of the newsroom's own.
func (v *visit) framing() {
	policy := v.Policy
	policy.Frames = append(policy.Frames, "'self'")
	v.under(policy)
}

func (v *visit) mailingView() (*MailingPage, error) {
	ctx, id := v.r.Context(), v.titleID()
	s, err := v.Mailing.Standing(ctx, v.staff.Staff, id, mailingsShown)
	if err != nil {
		return nil, err
	}
	from, err := v.sources()
	if err != nil {
		return nil, err
	}
	p := &MailingPage{Zone: v.Paper.Zone.String(), MaxSubject: ilbo.MaxMailingSubject, MaxNote: ilbo.MaxMailingNote}
	p.Frame = v.frame(func(*Words) string { return s.Name.In(v.language()) })
	p.TitleView = v.titleView(p.W, &s, from)
	if s.Next.IsZero() {
		return p, nil
	}
	n, m, _, err := v.Mailing.Upcoming(ctx, v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	p.Day, p.Revision, p.Subject, p.Note, p.Begun = m.Day, m.Revision, m.Subject, m.Note, !m.Begun.IsZero()
	p.Letter = titleAddress(id) + "/letter"
	if len(m.Body) > 0 {
		p.Words = fmt.Sprintf(p.W.Mail.Letter.Words, m.Body.Words())
	}
	var lines []string
	for _, story := range m.Stories {
		lines = append(lines, strconv.FormatInt(int64(story), 10))
	}
	p.Chosen = strings.Join(lines, "\n")
	i, err := v.Mailing.Compose(ctx, n, m)
	if err != nil {
		return nil, err
	}
	p.Empty, p.WillBe, p.SendSure = i.Empty(), i.Subject, fmt.Sprintf(p.W.Mail.SendSure, s.Taking)
	l, err := v.Mailing.Preview(ctx, v.staff.Staff, id)
	if err != nil {
		return nil, err
	}
	p.Text = l.Text
	return p, nil
}

// mailingProof is the letter as mail programs show it, for the page that frames it
// and for nobody else. No script runs in it, and none of its styles reach out.
func (n *Newsroom) mailingProof(v *visit) error {
	l, err := n.Mailing.Preview(v.r.Context(), v.staff.Staff, v.titleID())
	if err != nil {
		return err
	}
	return v.proofLetter(l)
}

// proofLetter writes a letter that a page frames: nothing in it runs or leads on.
func (v *visit) proofLetter(l *ilbo.Letter) error {
	v.under(web.Policy{HTTPS: v.Policy.HTTPS, Styles: []string{"'unsafe-inline'"}, Ancestors: []string{"'self'"}})
	h := v.w.Header()
	h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; sandbox")
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, _ = v.w.Write([]byte(l.HTML)) // whoever asked may have gone
	return nil
}

// maxChosen is the longest list of chosen stories that is read, in characters.
const maxChosen = 20_000

// chosenStories are those that a field names, a line each, by their numbers or
// their addresses.
func (v *visit) chosenStories(field string) (ids []ilbo.StoryID, err error) {
	for line := range strings.Lines(firstRunes(v.r.PostFormValue(field), maxChosen)) {
		if line = ilbo.Clean(line); line == "" {
			continue
		}
		if len(ids) == ilbo.MaxNewsletter {
			return ids, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("A mailing brings at most %d stories.", ilbo.MaxNewsletter)}
		}
		id, err := v.storyNamed(line)
		if err != nil {
			return ids, err
		}
		found, err := v.Store.TeasersByID(v.r.Context(), []ilbo.StoryID{id}, v.Clock())
		if err != nil {
			return ids, err
		}
		if len(found) == 0 {
			return ids, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Readers see no story “%s”: name it by its number or its address.", firstRunes(line, 80))}
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (n *Newsroom) writeMailing(v *visit) error {
	m := ilbo.Mailing{Newsletter: v.titleID(), Day: v.form("day"), Revision: number[int](v.form("revision")), Subject: v.form("subject"), Note: v.r.PostFormValue("note")}
	var err error
	if m.Stories, err = v.chosenStories("stories"); err == nil {
		err = n.Mailing.Write(v.r.Context(), v.staff.Staff, m)
	}
	if err != nil {
		return v.mailingAgain(err)
	}
	return v.done(strings.TrimPrefix(titleAddress(m.Newsletter), Root), "mailing")
}

// mailingAgain shows a mailing with what went wrong, and what was typed.
func (v *visit) mailingAgain(err error) error {
	p, view := v.mailingView()
	if view != nil {
		return view
	}
	if v.r.PostForm.Has("note") {
		p.Subject, p.Note, p.Chosen = v.form("subject"), v.r.PostFormValue("note"), firstRunes(v.r.PostFormValue("stories"), maxChosen)
	}
	p.Email = firstRunes(v.form("email"), 254)
	v.framing()
	return v.again(err, "mailing", p.Frame, p)
}

func (n *Newsroom) tryMailing(v *visit) error {
	if err := n.Mailing.Try(v.r.Context(), v.staff.Staff, v.titleID(), v.form("email")); err != nil {
		return v.mailingAgain(err)
	}
	return v.done(strings.TrimPrefix(titleAddress(v.titleID()), Root), "tried")
}

// sendMailing wants its question answered: a button that is met by chance sends
// nothing.
func (n *Newsroom) sendMailing(v *visit) error {
	err := error(&ilbo.Error{Kind: ilbo.Invalid, Say: "Tick that it is to be sent to all of them now."})
	if v.form("sure") != "" {
		err = n.Mailing.SendNow(v.r.Context(), v.staff.Staff, v.titleID(), v.form("day"))
	}
	if err != nil {
		return v.mailingAgain(err)
	}
	return v.done(strings.TrimPrefix(titleAddress(v.titleID()), Root), "mailing-now")
}

func (n *Newsroom) stopMailing(v *visit) error {
	if err := n.Mailing.Stop(v.r.Context(), v.staff.Staff, v.titleID(), v.form("day")); err != nil {
		return v.mailingAgain(err)
	}
	return v.done(strings.TrimPrefix(titleAddress(v.titleID()), Root), "mailing-stopped")
}

package basket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

// A Result is what a piece of copy did to the basket.
type Result string

// The take is new, was replaced or cancelled; it lay there already; or what came
// is older than what lies there.
const (
	Added     Result = "added"
	Replaced  Result = "replaced"
	Cancelled Result = "cancelled"
	Same      Result = "same"
	Older     Result = "older"
)

// Receive puts copy of a source in the basket. It is idempotent: the same copy
// again is Same, and an older version Older.
func (b *Basket) Receive(ctx context.Context, w *ilbo.WireSource, c *wire.Copy) (Result, *ilbo.Take, error) {
	if c.Agency == nil {
		return "", nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "The copy is none of an agency."}
	}
	k, err := b.take(ctx, w, c)
	if err != nil {
		return "", nil, err
	}
	known, err := b.Store.TakeNamed(ctx, w.ID, c.Agency.GUID, c.Agency.Before)
	if err != nil && !errors.Is(err, ilbo.NotFound) {
		return "", nil, err
	}
	if r := judge(&known, k, c.Agency.Before); r == Same || r == Older {
		return r, &known, nil
	}
	if err := b.intake(ctx, c, k); err != nil {
		return "", nil, err
	}
	var result Result
	err = b.Store.Together(ctx, func(ctx context.Context) error {
		known, err := b.Store.TakeNamed(ctx, w.ID, c.Agency.GUID, c.Agency.Before)
		if err != nil && !errors.Is(err, ilbo.NotFound) {
			return err
		}
		if result = judge(&known, k, c.Agency.Before); result == Same || result == Older {
			*k = known
			return nil
		}
		succeed(k, &known)
		if err := b.Store.PutTake(ctx, k, c.Agency.Before); err != nil {
			return err
		}
		return b.tell(ctx, &known, k)
	})
	if err != nil {
		return "", nil, fmt.Errorf("receive %s: %w", k.Foreign, err)
	}
	return result, k, nil
}

// judge says what a version does to the take that lies there, which has no
// number where none does.
func judge(known, k *ilbo.Take, before string) Result {
	if known.Number == 0 {
		return Added
	}
	n := wire.Newer(k.Version, known.Version, k.Made, known.Made)
	if known.Foreign != k.Foreign && known.Foreign == before {
		n = 1 // another item in its place
	} else if known.Foreign != k.Foreign {
		return Older // the item that was replaced comes late
	}
	same := sameTake(known, k)
	switch {
	case n < 0, n == 0 && known.Status == ilbo.Cancelled && k.Status != ilbo.Cancelled:
		return Older
	case same:
		return Same
	case k.Status == ilbo.Cancelled && known.Status == ilbo.Cancelled:
		return Same
	case k.Status == ilbo.Cancelled:
		return Cancelled
	}
	return Replaced
}

// sameTake reports whether two versions say the same and allow the same.
func sameTake(a, b *ilbo.Take) bool {
	return a.Status == b.Status && a.Urgency == b.Urgency && a.Embargo.Equal(b.Embargo) && a.Slugline == b.Slugline && said(a) == said(b)
}

// said is what a take says, without what the paper made of its pictures.
func said(k *ilbo.Take) string {
	c := k.Copy
	c.Pictures = append([]ilbo.TakePicture(nil), c.Pictures...)
	for i := range c.Pictures {
		p := &c.Pictures[i]
		p.Picture, p.Width, p.Height = "", 0, 0
	}
	text, err := json.Marshal(c)
	if err != nil {
		return "" // unreachable: it is text and numbers
	}
	return string(text)
}

// succeed makes a version the next one of a take. A cancellation without copy
// leaves the copy readable, which people may have used.
func succeed(k, known *ilbo.Take) {
	k.Number, k.Versions = known.Number, known.Versions+1
	if known.Number == 0 {
		return
	}
	k.Received = known.Received
	k.Story, k.TakenBy, k.TakenAt = known.Story, known.TakenBy, known.TakenAt
	if k.Status == ilbo.Cancelled && len(k.Copy.Body) == 0 {
		note := k.Copy.Note
		k.Copy = known.Copy
		if note != "" {
			k.Copy.Note = note
		}
		k.Headline, k.Words, k.Pictures, k.Sought = known.Headline, known.Words, known.Pictures, known.Sought
		if k.Slugline == "" {
			k.Slugline = known.Slugline
		}
	}
}

// tell tells whoever took a take to the desk what became of it, and keeps the
// story from the public as long as a new embargo says.
func (b *Basket) tell(ctx context.Context, known, k *ilbo.Take) error {
	if known.Number == 0 || known.Story == 0 {
		return nil
	}
	now := b.Clock()
	tiding := ilbo.Tiding{Login: known.TakenBy, Take: k.Number, Story: known.Story, Kind: ilbo.TakeReplaced, At: now, Subject: k.Headline}
	deed := ilbo.DeedWireReplace
	switch {
	case k.Status != ilbo.Usable && known.Status == ilbo.Usable:
		tiding.Kind, deed = ilbo.TakeCancelled, ilbo.DeedWireCancel
	case k.Embargo.After(now) && !k.Embargo.Equal(known.Embargo):
		tiding.Kind = ilbo.TakeEmbargoed
		if err := b.hold(ctx, known.Story, k); err != nil {
			return err
		}
	}
	if err := b.Store.PutTiding(ctx, tiding); err != nil {
		return err
	}
	return b.Store.Audit(ctx, ilbo.AuditEntry{At: now, Who: itself.Login, Deed: deed, On: ilbo.AuditedStory(known.Story), Detail: fmt.Sprintf("take %d, version %s: %s", k.Number, k.Version, k.Headline)})
}

// hold puts the agency's embargo on a story that is not published yet. What is
// public already is for people to decide: they are told.
func (b *Basket) hold(ctx context.Context, id ilbo.StoryID, k *ilbo.Take) error {
	s, err := b.Store.Story(ctx, id)
	if errors.Is(err, ilbo.NotFound) {
		return nil
	}
	if err != nil || !s.Published.IsZero() || s.Spike != nil || s.Kill != nil {
		return err
	}
	return b.Desk.Embargo(ctx, itself, id, k.Embargo, embargoReason(k))
}

func embargoReason(k *ilbo.Take) string {
	reason := "The embargo of " + k.Credit + "."
	if k.Copy.Reason != "" {
		reason += " " + k.Copy.Reason
	}
	return reason
}

// maxHeadline is the longest headline of a take, in characters.
const maxHeadline = 400

// take makes a take of copy.
func (b *Basket) take(ctx context.Context, w *ilbo.WireSource, c *wire.Copy) (*ilbo.Take, error) {
	a, s, now := c.Agency, &c.Story, b.Clock().UTC().Truncate(time.Millisecond)
	k := &ilbo.Take{
		Wire: w.ID, Foreign: a.GUID, Version: a.Version, Made: a.Made, Received: now, Changed: now, Status: a.Status, Urgency: a.Urgency, Language: wire.Short(a.Tag, 40), Embargo: a.Embargo,
		Running: a.Running, Part: a.Part, Section: w.Section, Headline: wire.Short(s.Headline, maxHeadline), Slugline: a.Slugline, Credit: a.Credit,
	}
	if k.Language == "" {
		k.Language = w.Language
	}
	if k.Language == "" || ilbo.PrimaryTag(k.Language) == "en" && s.Language == ilbo.Korean {
		k.Language = string(s.Language)
	}
	if k.Credit == "" || w.Credit != "" {
		k.Credit = w.Credit
	}
	if k.Credit == "" {
		k.Credit = w.Name
	}
	if k.Headline == "" {
		k.Headline = k.Foreign
	}
	if k.Section == "" {
		section, err := b.section(ctx, c)
		if err != nil {
			return nil, err
		}
		k.Section = section
	}
	k.Copy = ilbo.TakeCopy{
		Kicker: s.Kicker, Headline: k.Headline, Deck: s.Deck, Bylines: c.Bylines, Place: s.Dateline.Place, Subjects: c.Topics, Body: worded(s.Body), Note: a.Note, Rights: a.Rights, Link: a.Link, Reason: a.Reason,
	}
	if s.Source != k.Credit {
		k.Copy.Source = s.Source
	}
	for i := range k.Copy.Bylines {
		k.Copy.Bylines[i] = wire.Short(k.Copy.Bylines[i], 200)
	}
	for i := range c.Enclosed {
		e := &c.Enclosed[i]
		if e.Source != "" {
			k.Copy.Pictures = append(k.Copy.Pictures, ilbo.TakePicture{Source: wire.Short(e.Source, 2_000), Caption: wire.Short(e.Caption, 1_000), Credit: wire.Short(e.Credit, 200), Alt: wire.Short(e.Alt, 1_000)})
		}
	}
	if err := k.Copy.Body.Check(); err != nil {
		return nil, err
	}
	k.Words, k.Pictures = k.Copy.Body.Words(), len(k.Copy.Pictures)
	k.Sought = ilbo.Sought(k.Slugline, &k.Copy)
	return k, nil
}

// section is where copy is likely to go, by what its agency calls its section
// and its subjects.
func (b *Basket) section(ctx context.Context, c *wire.Copy) (ilbo.SectionID, error) {
	sections, err := b.Store.Sections(ctx)
	if err != nil {
		return "", err
	}
	for _, name := range append([]string{c.Section}, c.Topics...) {
		if name == "" {
			continue
		}
		if id, ok := wire.FindSection(name, sections); ok {
			return id, nil
		}
	}
	return "", nil
}

// worded is a body without its pictures and films.
func worded(body ilbo.Body) ilbo.Body {
	var kept ilbo.Body
	for _, block := range body {
		if block.Kind != ilbo.PictureKind && block.Kind != ilbo.Gallery && block.Kind != ilbo.VideoKind {
			kept = append(kept, block)
		}
	}
	return kept
}

// intake takes in the pictures that came with copy as files. One that cannot be
// read stays what its agency names.
func (b *Basket) intake(ctx context.Context, c *wire.Copy, k *ilbo.Take) error {
	n := 0
	for i := range c.Enclosed {
		e := &c.Enclosed[i]
		if e.Source == "" {
			continue
		}
		p := &k.Copy.Pictures[n]
		n++
		if e.Open == nil {
			continue
		}
		r, err := e.Open()
		if err != nil {
			continue
		}
		picture, err := b.Pictures.Intake(ctx, r, ilbo.Picture{Credit: p.Credit, Caption: p.Caption})
		r.Close()
		switch {
		case err == nil:
			p.Picture, p.Width, p.Height = picture.ID, picture.Width, picture.Height
		case !errors.Is(err, ilbo.Invalid):
			return err
		}
	}
	return nil
}

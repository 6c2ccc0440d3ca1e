// Package board is the desk's hand on the printed paper: it shows an edition as it
// would be if it closed now, keeps what the desk wants of stories, sets the pages
// again, and closes.
//
// A proof is remembered by all that it is made of, so that looking again costs
// nothing and another story, another wish or another word makes another one.
package board

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"ilbo.press"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/edition"
	"ilbo.press/internal/press/plate"
)

// Store is where wishes are kept.
type Store interface {
	// PutWish takes the place of the wish before; an empty one is none.
	PutWish(ctx context.Context, l ilbo.Language, day time.Time, w *ilbo.Wish) error
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	Audit(ctx context.Context, e ilbo.AuditEntry) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
}

// A Board has proofs of editions. It may be asked by many at once; pages are set
// one edition after another, for that takes a processor.
type Board struct {
	Office *edition.Office
	Store  Store

	setting sync.Mutex
	mu      sync.Mutex
	proofs  []*Proof // the last asked for first
}

// mostProofs is how many are remembered: a day's of both languages, and of the one
// before.
const mostProofs = 4

// A Proof is an edition as it would be.
type Proof struct {
	Day   *press.Day
	Made  *press.Made
	State string // no other proof has it

	mu       sync.Mutex
	pictures map[ilbo.Folio][]byte
}

// Proof sets a day's edition as it would be if it closed now.
func (b *Board) Proof(ctx context.Context, l ilbo.Language, date time.Time) (*Proof, error) {
	day, err := b.Office.Gather(ctx, l, date)
	if err != nil {
		return nil, err
	}
	state, err := stateOf(day)
	if err != nil {
		return nil, err
	}
	if p := b.remembered(state); p != nil {
		return p, nil
	}
	b.setting.Lock()
	defer b.setting.Unlock()
	if p := b.remembered(state); p != nil { // whoever was before asked for the same
		return p, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	made, err := press.Make(day, b.Office.Sheet, b.Office.Fonts())
	if err != nil {
		return nil, err
	}
	p := &Proof{Day: day, Made: made.Final(), State: state, pictures: make(map[ilbo.Folio][]byte)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.proofs = append([]*Proof{p}, b.proofs[:min(len(b.proofs), mostProofs-1)]...)
	return p, nil
}

// remembered finds a proof, nil where it is not remembered any more.
func (b *Board) remembered(state string) *Proof {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i, p := range b.proofs {
		if p.State == state {
			copy(b.proofs[1:i+1], b.proofs[:i])
			b.proofs[0] = p
			return p
		}
	}
	return nil
}

// stateOf tells one day from another by all that pages are made of.
func stateOf(day *press.Day) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, day.Edition.Language, day.Edition.Date.Format(time.DateOnly), day.Edition.Number, day.Edition.Version)
	enc := json.NewEncoder(h)
	for i := range day.Stories {
		f := day.Stories[i]
		f.Wish.At, f.Wish.By = time.Time{}, ""
		all := []any{f}
		f.Story.EachFigure(func(g *ilbo.Figure) { all = append(all, g.Shown) })
		if err := enc.Encode(all); err != nil {
			return "", fmt.Errorf("the state of a proof: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12]), nil
}

// pictureWidth is how many pixels wide pages are on the board.
const pictureWidth = 720

// Picture is a page of a proof that was asked for before, as JPEG.
func (b *Board) Picture(ctx context.Context, state string, f ilbo.Folio) ([]byte, error) {
	p := b.remembered(state)
	if p == nil {
		return nil, &ilbo.Error{Kind: ilbo.NotFound, Say: "These pages have been set again since: load the board again."}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if data, ok := p.pictures[f]; ok {
		return data, nil
	}
	img, err := plate.New(p.Made, b.Office.Darkroom(ctx)).Picture(f, pictureWidth)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := imaging.EncodeJPEG(&out, img, 85); err != nil {
		return nil, err
	}
	p.pictures[f] = out.Bytes()
	return out.Bytes(), nil
}

// Wish keeps what somebody wants of a story in a day's edition. It is safe to do
// twice.
func (b *Board) Wish(ctx context.Context, by ilbo.Staff, l ilbo.Language, date time.Time, w ilbo.Wish) error {
	w.By, w.At, w.Headline = by.Login, b.Office.Clock().UTC().Truncate(time.Millisecond), ilbo.Clean(w.Headline)
	if err := w.Check(); err != nil {
		return err
	}
	return b.Store.Together(ctx, func(ctx context.Context) error {
		s, err := b.Store.Story(ctx, w.Story)
		if err != nil {
			return err
		}
		if !by.May(ilbo.MayArrange, s.Section, false) {
			return &ilbo.Error{Kind: ilbo.Forbidden, Say: "That story is another section's: ask whoever decides there."}
		}
		if s.Language != l {
			return &ilbo.Error{Kind: ilbo.Invalid, Say: "That story is in another language."}
		}
		if w.Headline == ilbo.Clean(s.Headline) {
			w.Headline = ""
		}
		if err := b.Store.PutWish(ctx, l, date, &w); err != nil {
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: w.At, Who: by.Login, Deed: ilbo.DeedWish, On: fmt.Sprintf("story:%d", w.Story), Detail: date.Format(time.DateOnly) + ": " + said(&w)})
	})
}

// said is a wish as the log has it.
func said(w *ilbo.Wish) string {
	var all []string
	if w.Page > 0 {
		all = append(all, "page "+w.Page.String())
	}
	if w.Columns > 0 {
		all = append(all, fmt.Sprintf("%d columns", w.Columns))
	}
	if w.Headline != "" {
		all = append(all, fmt.Sprintf("headline %q", w.Headline))
	}
	if w.Drop {
		all = append(all, "not printed")
	}
	if all == nil {
		return "as it comes"
	}
	return strings.Join(all, ", ")
}

// MayClose reports whether somebody may close editions.
func MayClose(by ilbo.Staff) bool { return by.Role.Reach(ilbo.MayArrange) >= ilbo.WholePaper }

// Close closes a day's edition, or closes it again: the version that is made of it
// never changes.
func (b *Board) Close(ctx context.Context, by ilbo.Staff, l ilbo.Language, date time.Time) error {
	if !MayClose(by) {
		return &ilbo.Error{Kind: ilbo.Forbidden, Say: "Editions are closed by those who decide for the whole paper."}
	}
	day, err := b.Office.Gather(ctx, l, date)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(day.Stories, func(f press.Filed) bool { return !f.Wish.Drop && f.Story.Print.Weight != ilbo.PrintNot }) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "There is no story of that day to print."}
	}
	return b.Store.Together(ctx, func(ctx context.Context) error {
		version, err := b.Office.Close(ctx, l, date)
		if err != nil {
			return err
		}
		return b.Store.Audit(ctx, ilbo.AuditEntry{At: b.Office.Clock(), Who: by.Login, Deed: ilbo.DeedEdition, Detail: fmt.Sprintf("%s in %s, version %d", date.Format(time.DateOnly), l, version)})
	})
}

package picture

import (
	"context"
	"fmt"
	"io"
	"time"

	"ilbo.press"
)

// A Library is the picture desk as the newsroom works at it. Its verbs say
// Forbidden to those whose role does not have them.
type Library struct {
	desk  *Desk
	store LibraryStore
}

// NewLibrary opens the library of a picture desk.
func NewLibrary(desk *Desk, store LibraryStore) *Library { return &Library{desk, store} }

// A LibraryStore keeps what the library changes and finds.
type LibraryStore interface {
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	Picture(ctx context.Context, id ilbo.PictureID) (ilbo.Picture, error)
	// ChangePicture lets change mend a picture, so that two changes at the same
	// time never undo each other.
	ChangePicture(ctx context.Context, id ilbo.PictureID, change func(*ilbo.Picture) error) error
	Pictures(ctx context.Context, q ilbo.PictureQuery) ([]ilbo.Picture, error)
	// PrintedBy are the stories that print a picture, the newest first.
	PrintedBy(ctx context.Context, id ilbo.PictureID, limit int) ([]ilbo.StoryID, error)
	Portrayed(ctx context.Context, id ilbo.PictureID) ([]ilbo.Journalist, error)
	// Reprint tells the pages that show a picture of a change.
	Reprint(ctx context.Context, id ilbo.PictureID, verb ilbo.Verb) error
	Story(ctx context.Context, id ilbo.StoryID) (*ilbo.Story, error)
	ChangeStory(ctx context.Context, id ilbo.StoryID, by string, at time.Time, change func(*ilbo.Story) ([]ilbo.Event, error)) error
	PutJournalists(ctx context.Context, list []ilbo.Journalist) error
	Audit(ctx context.Context, e ilbo.AuditEntry) error
}

func forbidden() error {
	return &ilbo.Error{Kind: ilbo.Forbidden, Say: "That is not yours to do: ask somebody of the picture desk."}
}

func invalid(format string, args ...any) error {
	return &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf(format, args...)}
}

// owns reports whether a picture is somebody's own work.
func owns(by ilbo.Staff, p *ilbo.Picture) bool { return p.By != "" && p.By == by.Login }

// MayDescribe reports whether somebody may say what a picture shows: those who
// filed it, and those who keep all.
func MayDescribe(by ilbo.Staff, p *ilbo.Picture) bool {
	return by.May(ilbo.MayFilePictures, "", owns(by, p)) || by.May(ilbo.MayKeepPictures, "", owns(by, p))
}

// MayKeep reports whether somebody may say what may be done with a picture, and
// replace it.
func MayKeep(by ilbo.Staff, p *ilbo.Picture) bool {
	return by.May(ilbo.MayKeepPictures, "", owns(by, p))
}

// File takes a photograph in as somebody's: see [Desk.Intake]. What is on file
// already is the picture that it was, whoever filed it.
func (l *Library) File(ctx context.Context, by ilbo.Staff, name string, r io.Reader) (ilbo.Picture, error) {
	if !by.May(ilbo.MayFilePictures, "", true) {
		return ilbo.Picture{}, forbidden()
	}
	p, err := l.desk.Intake(ctx, r, ilbo.Picture{Name: name, By: by.Login})
	if err != nil || !owns(by, &p) {
		return p, err
	}
	return p, l.audit(ctx, by, ilbo.DeedPictureFile, p.ID, p.Name)
}

func (l *Library) audit(ctx context.Context, by ilbo.Staff, deed ilbo.Deed, id ilbo.PictureID, detail string) error {
	return l.store.Audit(ctx, ilbo.AuditEntry{At: l.desk.clock(), Who: by.Login, Deed: deed, On: ilbo.AuditedPicture(id), Detail: detail})
}

// Find looks through the library. Those who may see their own work alone find
// nothing else.
func (l *Library) Find(ctx context.Context, by ilbo.Staff, q ilbo.PictureQuery) ([]ilbo.Picture, error) {
	switch {
	case by.May(ilbo.MaySee, "", false):
	case by.May(ilbo.MaySee, "", true):
		q.By = by.Login
	default:
		return nil, forbidden()
	}
	return l.store.Pictures(ctx, q)
}

// Picture finds a picture that somebody may see: their own, all where they may
// see unpublished work, and otherwise what the public sees. One that they may not
// see is not there.
func (l *Library) Picture(ctx context.Context, by ilbo.Staff, id ilbo.PictureID) (ilbo.Picture, error) {
	if !valid(string(id)) {
		return ilbo.Picture{}, notFound("picture", string(id))
	}
	p, err := l.store.Picture(ctx, id)
	if err != nil {
		return p, err
	}
	if !by.May(ilbo.MaySee, "", owns(by, &p)) {
		err = l.desk.visible(ctx, id)
	}
	return p, err
}

// Preview is a rendition of a picture that somebody may see, a WebP.
func (l *Library) Preview(ctx context.Context, by ilbo.Staff, id ilbo.PictureID, width int) (Rendition, error) {
	if _, err := l.Picture(ctx, by, id); err != nil {
		return Rendition{}, err
	}
	return l.desk.Proof(ctx, id, width, WebP)
}

// Uses are where a picture is printed.
type Uses struct {
	Stories   []*ilbo.Story // the newest first
	More      bool          // than these
	Portraits []ilbo.Journalist
}

// maxUses is how many stories of a picture are shown.
const maxUses = 100

// Uses finds where a picture is printed, as far as somebody may see it.
func (l *Library) Uses(ctx context.Context, by ilbo.Staff, id ilbo.PictureID) (Uses, error) {
	if _, err := l.Picture(ctx, by, id); err != nil {
		return Uses{}, err
	}
	ids, err := l.store.PrintedBy(ctx, id, maxUses+1)
	if err != nil {
		return Uses{}, err
	}
	u := Uses{More: len(ids) > maxUses}
	now := l.desk.clock()
	for _, id := range ids[:min(len(ids), maxUses)] {
		s, err := l.store.Story(ctx, id)
		if err != nil {
			return Uses{}, err
		}
		if by.May(ilbo.MaySee, s.Section, false) || s.Visible(now) {
			u.Stories = append(u.Stories, s)
		}
	}
	u.Portraits, err = l.store.Portrayed(ctx, id)
	return u, err
}

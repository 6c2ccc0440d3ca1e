package archive

import (
	"context"
	"io"

	"ilbo.press"
)

// A Source is a paper that is read. Lists whose methods begin with Each come a
// part at a time: what follows a thing in a fixed order, at most limit of it,
// nothing where nothing follows.
type Source interface {
	// Snapshot makes all that is read with the context one moment's.
	Snapshot(ctx context.Context, do func(ctx context.Context) error) error
	Sections(ctx context.Context) ([]ilbo.Section, error)
	Topics(ctx context.Context) ([]ilbo.Topic, error)
	Journalists(ctx context.Context) ([]ilbo.Journalist, error)
	EachPicture(ctx context.Context, after ilbo.PictureID, limit int) ([]ilbo.Picture, error)
	EachFilm(ctx context.Context, after ilbo.FilmID, limit int) ([]ilbo.Film, error)
	EachDossier(ctx context.Context, after ilbo.StoryID, limit int) ([]ilbo.Dossier, error)
	EachDraft(ctx context.Context, after ilbo.StoryID, limit int) ([]ilbo.Draft, error)
	EachVersion(ctx context.Context, after ilbo.Version, limit int) ([]ilbo.Version, error)
	EachHandOver(ctx context.Context, after int64, limit int) ([]ilbo.HandOver, error)
	EachRedirect(ctx context.Context, after ilbo.Path, limit int) ([]ilbo.Redirect, error)
	EachReads(ctx context.Context, after ilbo.Reads, limit int) ([]ilbo.Reads, error)
	EachFront(ctx context.Context, after ilbo.Front, limit int) ([]ilbo.Front, error)
	EachWeight(ctx context.Context, after ilbo.StoryID, limit int) ([]ilbo.Weighing, error)
	EachBanner(ctx context.Context, after int64, limit int) ([]ilbo.Banner, error)
	EachAlert(ctx context.Context, after int64, limit int) ([]ilbo.Alert, error)
	// EachEdition are all versions of printed editions. They come as rows; their files
	// are asked for here.
	EachEdition(ctx context.Context, after ilbo.Edition, limit int) ([]ilbo.KeptEdition, error)
	AllStaff(ctx context.Context) ([]ilbo.Staff, error)
	AllPasskeys(ctx context.Context) ([]ilbo.Passkey, error)
	EachAssignment(ctx context.Context, after ilbo.AssignmentID, limit int) ([]ilbo.Assignment, error)
	EachNote(ctx context.Context, after ilbo.NoteID, limit int) ([]ilbo.Note, error)
	Wires(ctx context.Context) ([]ilbo.WireSource, error)
	WireFilters(ctx context.Context) ([]ilbo.WireFilter, error)
	EachTaken(ctx context.Context, after ilbo.TakeNumber, limit int) ([]ilbo.TakenTake, error)
	AllViews(ctx context.Context) ([]ilbo.View, error)
	EachRow(ctx context.Context, after ilbo.Row, limit int) ([]ilbo.Row, error)
	EachAudit(ctx context.Context, after int64, limit int) ([]ilbo.AuditEntry, error)
}

// A Target is a paper that is filled. Putting a thing keeps the number or id
// that it has.
type Target interface {
	// Clear takes away what a new paper is furnished with; one that has stories
	// or staff is a Conflict.
	Clear(ctx context.Context) error
	// Together makes one transaction of all calls that use its context.
	Together(ctx context.Context, do func(ctx context.Context) error) error
	PutSections(ctx context.Context, sections []ilbo.Section) error
	PutTopics(ctx context.Context, topics []ilbo.Topic) error
	PutJournalists(ctx context.Context, journalists []ilbo.Journalist) error
	PutPicture(ctx context.Context, p ilbo.Picture) error
	PutFilm(ctx context.Context, f ilbo.Film) error
	PutDossier(ctx context.Context, d ilbo.Dossier, events ...ilbo.Event) error
	PutDraft(ctx context.Context, d *ilbo.Draft) error
	AddVersion(ctx context.Context, v *ilbo.Version) error
	AddHandOver(ctx context.Context, h ilbo.HandOver) error
	Redirect(ctx context.Context, old ilbo.Path, id ilbo.StoryID) error
	RedirectPages(ctx context.Context, list []ilbo.Redirect) error
	PutReads(ctx context.Context, reads []ilbo.Reads) error
	PutFront(ctx context.Context, f ilbo.Front) error
	PutWeight(ctx context.Context, w ilbo.Weighing) error
	PutBanner(ctx context.Context, b ilbo.Banner) (id int64, err error)
	PutAlert(ctx context.Context, a ilbo.Alert) (id int64, err error)
	PutStaff(ctx context.Context, s ilbo.Staff) error
	PutPasskey(ctx context.Context, k ilbo.Passkey) error
	RestoreAssignment(ctx context.Context, a *ilbo.Assignment) error
	PutNote(ctx context.Context, n *ilbo.Note) error
	PutWire(ctx context.Context, w *ilbo.WireSource) error
	PutWireFilter(ctx context.Context, f *ilbo.WireFilter) error
	PutTaken(ctx context.Context, k ilbo.TakenTake) error
	PutView(ctx context.Context, v ilbo.View) error
	PutRow(ctx context.Context, r ilbo.Row) error
	PutAudit(ctx context.Context, entries []ilbo.AuditEntry) error
}

// Media are the files of photographs, of films and of printed editions. Opening one
// that is lost is NotFound.
type Media interface {
	OpenPicture(ctx context.Context, p ilbo.Picture) (io.ReadCloser, error)
	PutPicture(ctx context.Context, p ilbo.Picture, r io.Reader) error
	OpenFilm(ctx context.Context, f ilbo.Film) (io.ReadCloser, error)
	PutFilm(ctx context.Context, f ilbo.Film, r io.Reader) error
	OpenPrint(ctx context.Context, f ilbo.PrintFile) (io.ReadCloser, error)
	PutPrint(ctx context.Context, f ilbo.PrintFile, r io.Reader) error
}

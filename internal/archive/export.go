package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// batch is how many things are read at a time.
const batch = 500

// Options say where an archive is made and of which paper.
type Options struct {
	Dir       string
	Languages []ilbo.Language // of the paper, in its order
	Now       time.Time
}

// A Report says what an export or an import did.
type Report struct {
	Counts  map[string]int // as in the manifest
	Notices []string       // sentences: what could not be taken along
}

// Export makes an archive of a paper in a folder, which is new or empty. The
// paper may be written to meanwhile: the archive is of one moment. Where it
// fails the folder is left as no archive.
func Export(ctx context.Context, s Source, m Media, o Options) (*Report, error) {
	root, err := emptyFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	e := &exporter{source: s, media: m, root: root, report: &Report{}, manifest: Manifest{
		Format: format, Version: Version, Made: o.Now.UTC().Truncate(time.Second), Languages: o.Languages, Counts: map[string]int{},
	}}
	if err := s.Snapshot(ctx, e.lines); err != nil {
		return nil, fmt.Errorf("export the paper: %w", err)
	}
	if err := e.originals(ctx); err != nil {
		return nil, fmt.Errorf("export the originals: %w", err)
	}
	if err := e.finish(); err != nil {
		return nil, fmt.Errorf("write the manifest: %w", err)
	}
	e.report.Counts = e.manifest.Counts
	return e.report, nil
}

// emptyFolder makes a folder, and refuses one that holds anything.
func emptyFolder(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The folder %s cannot be made.", dir), Err: err}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("The folder %s cannot be opened.", dir), Err: err}
	}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err == nil && len(entries) > 0 {
		err = &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf("The folder %s is not empty: an archive is made in a new one.", dir)}
	}
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return root, nil
}

type exporter struct {
	source   Source
	media    Media
	root     *os.Root
	manifest Manifest
	report   *Report
	pictures []ilbo.Picture // photographs, whose originals are to be copied
	films    []ilbo.Film
	prints   []ilbo.PrintFile // of editions, each once
}

// lines writes the files of lines, all of one moment.
func (e *exporter) lines(ctx context.Context) error {
	s := e.source
	return inOrder([]func() error{
		func() error { return write(e, "sections", same, once(ctx, s.Sections)) },
		func() error { return write(e, "topics", same, once(ctx, s.Topics)) },
		func() error { return write(e, "journalists", same, once(ctx, s.Journalists)) },
		func() error {
			return write(e, "pictures", e.picture, paged(ctx, "", s.EachPicture, func(p ilbo.Picture) ilbo.PictureID { return p.ID }))
		},
		func() error {
			return write(e, "films", e.film, paged(ctx, "", s.EachFilm, func(f ilbo.Film) ilbo.FilmID { return f.ID }))
		},
		func() error {
			return write(e, "stories", lineOfDossier, paged(ctx, 0, s.EachDossier, func(d ilbo.Dossier) ilbo.StoryID { return d.ID }))
		},
		func() error {
			return write(e, "drafts", lineOfDraft, paged(ctx, 0, s.EachDraft, func(d ilbo.Draft) ilbo.StoryID { return d.Story }))
		},
		func() error {
			return write(e, "versions", lineOfVersion, paged(ctx, ilbo.Version{}, s.EachVersion, same))
		},
		func() error {
			return write(e, "hand-overs", lineOfHandOver, paged(ctx, 0, s.EachHandOver, func(h ilbo.HandOver) int64 { return h.Number }))
		},
		func() error {
			return write(e, "redirects", lineOfRedirect, paged(ctx, "", s.EachRedirect, func(r ilbo.Redirect) ilbo.Path { return r.From }))
		},
		func() error { return write(e, "reads", lineOfReads, paged(ctx, ilbo.Reads{}, s.EachReads, same)) },
		func() error { return write(e, "fronts", lineOfFront, paged(ctx, ilbo.Front{}, s.EachFront, same)) },
		func() error {
			return write(e, "weights", lineOfWeight, paged(ctx, 0, s.EachWeight, func(w ilbo.Weighing) ilbo.StoryID { return w.Story }))
		},
		func() error {
			return write(e, "banners", lineOfBanner, paged(ctx, 0, s.EachBanner, func(b ilbo.Banner) int64 { return b.ID }))
		},
		func() error {
			return write(e, "alerts", lineOfAlert, paged(ctx, 0, s.EachAlert, func(a ilbo.Alert) int64 { return a.ID }))
		},
		func() error { return e.printed(ctx) },
		func() error { return write(e, "staff", lineOfStaff, once(ctx, s.AllStaff)) },
		func() error { return write(e, "passkeys", lineOfPasskey, once(ctx, s.AllPasskeys)) },
		func() error { return write(e, "wires", lineOfWire, once(ctx, s.Wires)) },
		func() error { return write(e, "wire-filters", lineOfFilter, once(ctx, s.WireFilters)) },
		func() error {
			return write(e, "takes", lineOfTake, paged(ctx, 0, s.EachTaken, func(k ilbo.TakenTake) ilbo.TakeNumber { return k.Number }))
		},
		func() error {
			return write(e, "assignments", lineOfAssignment, paged(ctx, 0, s.EachAssignment, func(a ilbo.Assignment) ilbo.AssignmentID { return a.ID }))
		},
		func() error {
			return write(e, "notes", lineOfNote, paged(ctx, 0, s.EachNote, func(n ilbo.Note) ilbo.NoteID { return n.ID }))
		},
		func() error { return write(e, "views", lineOfView, once(ctx, s.AllViews)) },
		func() error { return write(e, "rows", lineOfRow, paged(ctx, ilbo.Row{}, s.EachRow, same)) },
		func() error {
			return write(e, "audit", lineOfAudit, paged(ctx, 0, s.EachAudit, func(e ilbo.AuditEntry) int64 { return e.Number }))
		},
	})
}

// A read gives the next part of a list, nothing at its end.
type read[T any] func() ([]T, error)

// once reads a list that is short enough to be read whole.
func once[T any](ctx context.Context, all func(context.Context) ([]T, error)) read[T] {
	done := false
	return func() ([]T, error) {
		if done {
			return nil, nil // the end
		}
		done = true
		return all(ctx)
	}
}

// paged reads a list a part at a time, beginning after first.
func paged[T, K any](ctx context.Context, first K, each func(context.Context, K, int) ([]T, error), key func(T) K) read[T] {
	last := first
	return func() ([]T, error) {
		some, err := each(ctx, last, batch)
		if len(some) > 0 {
			last = key(some[len(some)-1])
		}
		return some, err
	}
}

// write writes a file of lines.
func write[T, L any](e *exporter, kind string, line func(T) L, next read[T]) error {
	out, err := newSheet(e.root, kind+suffix)
	if err != nil {
		return err
	}
	coder := json.NewEncoder(out)
	coder.SetEscapeHTML(false)
	n := 0
	for {
		some, err := next()
		if err != nil {
			return errors.Join(err, out.file.Close())
		}
		if len(some) == 0 {
			break
		}
		for _, v := range some {
			if err := coder.Encode(line(v)); err != nil {
				return errors.Join(err, out.file.Close())
			}
			n++
		}
	}
	e.manifest.Counts[kind] = n
	return e.add(out)
}

// add finishes a file and enters it in the manifest.
func (e *exporter) add(out *sheet) error {
	f, err := out.finish()
	e.manifest.Files = append(e.manifest.Files, f)
	return err
}

func (e *exporter) picture(p ilbo.Picture) ilbo.Picture {
	if p.Drawing == "" && mediaID(string(p.ID)) {
		e.pictures = append(e.pictures, p)
	}
	return p
}

func (e *exporter) film(f ilbo.Film) ilbo.Film {
	if f.Drawing == "" && mediaID(string(f.ID)) {
		e.films = append(e.films, f)
	}
	return f
}

// printed notes the files of all editions: versions share those that are the same.
func (e *exporter) printed(ctx context.Context) error {
	seen := map[string]bool{}
	next := paged(ctx, ilbo.Edition{}, e.source.EachEdition, func(k ilbo.KeptEdition) ilbo.Edition { return k.Edition })
	for {
		some, err := next()
		if err != nil || len(some) == 0 {
			return err
		}
		for i := range some {
			for _, f := range some[i].Files {
				if printID(f.Sum) && !seen[f.Sum] {
					seen[f.Sum] = true
					e.prints = append(e.prints, f)
				}
			}
		}
	}
}

// originals copies the files of photographs, films and editions, which never change.
func (e *exporter) originals(ctx context.Context) error {
	for _, p := range e.pictures {
		if err := e.copy(ctx, "originals", pictureName(p.ID), func() (io.ReadCloser, error) { return e.media.OpenPicture(ctx, p) }); err != nil {
			return err
		}
	}
	for _, f := range e.films {
		if err := e.copy(ctx, "reels", filmName(f.ID), func() (io.ReadCloser, error) { return e.media.OpenFilm(ctx, f) }); err != nil {
			return err
		}
	}
	for _, f := range e.prints {
		if err := e.copy(ctx, "prints", printName(f.Sum), func() (io.ReadCloser, error) { return e.media.OpenPrint(ctx, f) }); err != nil {
			return err
		}
	}
	return nil
}

// copy copies one file; that it is lost is noted, and the paper goes without.
func (e *exporter) copy(ctx context.Context, count, name string, open func() (io.ReadCloser, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	in, err := open()
	if errors.Is(err, ilbo.NotFound) {
		e.report.Notices = append(e.report.Notices, fmt.Sprintf("The original of %s is gone and is not in the archive.", name))
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := newSheet(e.root, name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.file.Close())
	}
	e.manifest.Counts[count]++
	return e.add(out)
}

// finish writes the manifest, which makes the folder an archive.
func (e *exporter) finish() error {
	slices.SortFunc(e.manifest.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	text, err := json.MarshalIndent(e.manifest, "", "\t")
	if err != nil {
		return err
	}
	out, err := newSheet(e.root, manifestName)
	if err != nil {
		return err
	}
	if _, err := out.Write(append(text, '\n')); err != nil {
		return errors.Join(err, out.file.Close())
	}
	_, err = out.finish()
	return err
}

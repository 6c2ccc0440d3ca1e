package archive

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"ilbo.press"
)

// Restore fills a paper from the archive in a folder. The whole archive is
// checked before anything is stored: one that is damaged, or of a newer
// program, changes nothing, and so does one that would be put into a paper with
// stories or staff, or with other languages. What is stored is indexed and
// shown as after any import. One that was cut short, by a full disk say, is not
// gone on with: it begins again with a new paper.
func Restore(ctx context.Context, t Target, m Media, o Options) (*Report, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, &ilbo.Error{Kind: ilbo.NotFound, Say: fmt.Sprintf("There is no folder %s.", o.Dir), Err: err}
	}
	defer root.Close()
	manifest, err := readManifest(root)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(manifest.Languages, o.Languages) {
		return nil, &ilbo.Error{Kind: ilbo.Conflict, Say: fmt.Sprintf(
			"The archive is of a paper with the languages %s, and this one has %s: addresses would change.", names(manifest.Languages), names(o.Languages))}
	}
	r := &restorer{target: t, media: m, root: root, manifest: manifest, held: map[string]bool{}, now: o.Now}
	for _, f := range manifest.Files {
		if err := verify(ctx, root, f); err != nil {
			return nil, err
		}
		r.held[f.Name] = true
	}
	if err := r.check(ctx); err != nil {
		return nil, err
	}
	if err := t.Clear(ctx); err != nil {
		return nil, err
	}
	if err := r.fill(ctx); err != nil {
		return nil, fmt.Errorf("import the archive: %w", err)
	}
	return &Report{Counts: manifest.Counts, Notices: r.notices}, nil
}

func names(languages []ilbo.Language) string {
	var list []string
	for _, l := range languages {
		list = append(list, string(l))
	}
	return strings.Join(list, ", ")
}

type restorer struct {
	target   Target
	media    Media
	root     *os.Root
	manifest *Manifest
	now      time.Time
	held     map[string]bool // names of files
	notices  []string
}

// check reads every line as it will be read again, and every story's copy
// passes the gate that all copy passes.
func (r *restorer) check(ctx context.Context) error {
	steps := []func() error{
		func() error { return inspect[ilbo.Section](ctx, r, "sections", nil) },
		func() error { return inspect[ilbo.Topic](ctx, r, "topics", nil) },
		func() error { return inspect[ilbo.Journalist](ctx, r, "journalists", nil) },
		func() error {
			return inspect(ctx, r, "pictures", checkPicture)
		},
		func() error {
			return inspect(ctx, r, "films", func(f ilbo.Film) error { return identified(string(f.ID)) })
		},
		func() error { return inspect(ctx, r, "stories", checkStory) },
		func() error { return inspect(ctx, r, "drafts", checkDraft) },
		func() error { return inspect(ctx, r, "versions", checkVersion) },
		func() error { return inspect[handOverLine](ctx, r, "hand-overs", nil) },
		func() error { return inspect(ctx, r, "redirects", checkRedirect) },
		func() error { return inspect[readsLine](ctx, r, "reads", nil) },
		func() error { return inspect[frontLine](ctx, r, "fronts", nil) },
		func() error { return inspect(ctx, r, "weights", checkWeight) },
		func() error { return inspect(ctx, r, "banners", checkBanner) },
		func() error { return inspect(ctx, r, "alerts", checkAlert) },
		func() error { return inspect[staffLine](ctx, r, "staff", nil) },
		func() error { return inspect[passkeyLine](ctx, r, "passkeys", nil) },
		func() error {
			return inspect(ctx, r, "assignments", func(l assignmentLine) error { return l.assignment().Check() })
		},
		func() error {
			return inspect(ctx, r, "notes", func(l noteLine) error { n := ilbo.Note(l); return n.Check() })
		},
		func() error { return inspect[wireLine](ctx, r, "wires", nil) },
		func() error {
			return inspect(ctx, r, "wire-filters", func(l filterLine) error { f := ilbo.WireFilter(l); return f.Check() })
		},
		func() error { return inspect(ctx, r, "takes", checkTake) },
		func() error { return inspect[viewLine](ctx, r, "views", nil) },
		func() error { return inspect[rowLine](ctx, r, "rows", nil) },
		func() error { return inspect(ctx, r, "audit", checkAudit) },
	}
	return inOrder(steps)
}

// inOrder takes steps until one fails.
func inOrder(steps []func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// inspect reads a file of lines, checks each, and compares their number with
// the manifest's.
func inspect[L any](ctx context.Context, r *restorer, kind string, check func(L) error) error {
	if r.without(kind) {
		return nil
	}
	n, err := eachLine(ctx, r.root, kind, func(n int, l L) error {
		if check == nil {
			return nil
		}
		return inLine(kind, n, check(l))
	})
	if want := r.manifest.Counts[kind]; err == nil && n != want {
		return damaged(kind+suffix, "has %d lines, and the manifest says %d", n, want)
	}
	return err
}

// without reports whether the archive is of a version that has no such file.
func (r *restorer) without(kind string) bool { return r.manifest.Version < since[kind] }

func checkTake(l takeLine) error {
	if l.Number < 1 || len(l.Versions) == 0 || l.Story < 1 {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The take has no number, no version or no story."}
	}
	return l.Versions[len(l.Versions)-1].Copy.Body.Check()
}

func checkAudit(l auditLine) error {
	if l.Number < 1 || len(l.Seal) != len(ilbo.AuditSeal{}) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The line of the audit log has no number or no seal."}
	}
	return nil
}

func checkWeight(l weightLine) error {
	if l.Story < 1 || l.Weight == 0 || l.Weight < ilbo.MinWeight || l.Weight > ilbo.MaxWeight {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The line names no story, or gives it a weight that no story has."}
	}
	return nil
}

func checkBanner(l bannerLine) error {
	if l.ID < 1 || l.From.IsZero() || l.Until.IsZero() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The banner has no number, or does not say from when until when."}
	}
	return nil
}

func checkAlert(l alertLine) error {
	if l.ID < 1 || l.Story < 1 || !l.Language.Known() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The alert has no number, no story or no language."}
	}
	return nil
}

func identified(id string) error {
	if !mediaID(id) {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The id is none of a picture or a film."}
	}
	return nil
}

func checkPicture(p ilbo.Picture) error {
	if err := identified(string(p.ID)); err != nil {
		return err
	}
	for _, c := range p.Crops {
		if err := c.Check(); err != nil {
			return err
		}
	}
	return p.Focus.Check()
}

func checkRedirect(l redirectLine) error {
	if !strings.HasPrefix(string(l.From), "/") || (l.Story < 1) == (l.Page == "") || l.Page != "" && !l.Page.Own() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "An old address leads to a story or to a page of the paper."}
	}
	return nil
}

func checkStory(l storyLine) error {
	if l.ID < 1 {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The story has no number."}
	}
	d := l.dossier()
	if d.Path != "" && !d.Path.Own() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The story's address is none of a paper."}
	}
	if d.Published.IsZero() { // it may be unfinished
		c := ilbo.CopyOf(d.Story)
		return c.Keepable()
	}
	return d.Check()
}

func checkDraft(l draftLine) error {
	if l.Story < 1 || l.Version < 1 || !l.Stage.Known() {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The draft has no story, no version or no stage."}
	}
	return nil
}

func checkVersion(l versionLine) error {
	if l.Story < 1 || l.Number < 1 || l.Copy == nil {
		return &ilbo.Error{Kind: ilbo.Invalid, Say: "The version has no story, no number or no copy."}
	}
	return l.Copy.Keepable()
}

// fill stores everything, in the order in which things point to one another.
func (r *restorer) fill(ctx context.Context) error {
	t := r.target
	steps := []func() error{
		func() error { return furnish(ctx, r, "sections", t.PutSections) },
		func() error { return furnish(ctx, r, "topics", t.PutTopics) },
		func() error { return furnish(ctx, r, "journalists", t.PutJournalists) },
		func() error { return fillWith(ctx, r, "pictures", r.picture) },
		func() error { return fillWith(ctx, r, "films", r.film) },
		func() error { return r.prints(ctx) },
		func() error { return fillWith(ctx, r, "stories", r.story) },
		func() error {
			return fillWith(ctx, r, "drafts", func(ctx context.Context, l draftLine) error { d := ilbo.Draft(l); return t.PutDraft(ctx, &d) })
		},
		func() error {
			return fillWith(ctx, r, "versions", func(ctx context.Context, l versionLine) error { v := ilbo.Version(l); return t.AddVersion(ctx, &v) })
		},
		func() error {
			return fillWith(ctx, r, "hand-overs", func(ctx context.Context, l handOverLine) error { return t.AddHandOver(ctx, ilbo.HandOver(l)) })
		},
		func() error {
			return fillWith(ctx, r, "redirects", r.redirect)
		},
		func() error {
			return fillWith(ctx, r, "reads", func(ctx context.Context, l readsLine) error { return t.PutReads(ctx, []ilbo.Reads{ilbo.Reads(l)}) })
		},
		func() error {
			return fillWith(ctx, r, "fronts", func(ctx context.Context, l frontLine) error { return t.PutFront(ctx, l.front()) })
		},
		func() error {
			return fillWith(ctx, r, "weights", func(ctx context.Context, l weightLine) error { return t.PutWeight(ctx, ilbo.Weighing(l)) })
		},
		func() error {
			return fillWith(ctx, r, "banners", func(ctx context.Context, l bannerLine) error {
				_, err := t.PutBanner(ctx, ilbo.Banner(l))
				return err
			})
		},
		func() error {
			return fillWith(ctx, r, "alerts", func(ctx context.Context, l alertLine) error {
				a := ilbo.Alert(l)
				if a.Open() { // nobody sends it from here: the paper that it comes from may have
					a.Ended, a.Unsent = a.At, ilbo.Stale
				}
				_, err := t.PutAlert(ctx, a)
				return err
			})
		},
		func() error {
			return fillWith(ctx, r, "staff", func(ctx context.Context, l staffLine) error { return t.PutStaff(ctx, l.staff()) })
		},
		func() error {
			return fillWith(ctx, r, "passkeys", func(ctx context.Context, l passkeyLine) error { return t.PutPasskey(ctx, l.passkey()) })
		},
		func() error { return fillWith(ctx, r, "wires", r.wire) },
		func() error {
			return fillWith(ctx, r, "wire-filters", func(ctx context.Context, l filterLine) error {
				f := ilbo.WireFilter(l)
				return t.PutWireFilter(ctx, &f)
			})
		},
		func() error {
			return fillWith(ctx, r, "takes", func(ctx context.Context, l takeLine) error { return t.PutTaken(ctx, l.taken()) })
		},
		func() error {
			return fillWith(ctx, r, "assignments", func(ctx context.Context, l assignmentLine) error { return t.RestoreAssignment(ctx, l.assignment()) })
		},
		func() error {
			return fillWith(ctx, r, "notes", func(ctx context.Context, l noteLine) error { n := ilbo.Note(l); return t.PutNote(ctx, &n) })
		},
		func() error {
			return fillWith(ctx, r, "views", func(ctx context.Context, l viewLine) error { return t.PutView(ctx, ilbo.View(l)) })
		},
		func() error {
			return fillWith(ctx, r, "rows", func(ctx context.Context, l rowLine) error { return t.PutRow(ctx, ilbo.Row(l)) })
		},
		func() error {
			return fillWith(ctx, r, "audit", func(ctx context.Context, l auditLine) error { return t.PutAudit(ctx, []ilbo.AuditEntry{l.entry()}) })
		},
	}
	return inOrder(steps)
}

// furnish stores what there is little of in one go.
func furnish[T any](ctx context.Context, r *restorer, kind string, put func(context.Context, []T) error) error {
	var all []T
	if _, err := eachLine(ctx, r.root, kind, func(_ int, v T) error { all = append(all, v); return nil }); err != nil {
		return err
	}
	return put(ctx, all)
}

// fillWith stores the lines of a file, some hundred in a transaction.
func fillWith[L any](ctx context.Context, r *restorer, kind string, put func(context.Context, L) error) error {
	if r.without(kind) {
		return nil
	}
	type numbered struct {
		line L
		n    int
	}
	var some []numbered
	flush := func() error {
		err := r.target.Together(ctx, func(ctx context.Context) error {
			for _, l := range some {
				if err := put(ctx, l.line); err != nil {
					return inLine(kind, l.n, err)
				}
			}
			return nil
		})
		some = some[:0]
		return err
	}
	_, err := eachLine(ctx, r.root, kind, func(n int, l L) error {
		if some = append(some, numbered{l, n}); len(some) < batch {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// story stores a story and tells of it; where it is to be public later, then
// too.
func (r *restorer) story(ctx context.Context, l storyLine) error {
	d := l.dossier()
	var events []ilbo.Event
	if from, public := d.PublicFrom(); public {
		events = append(events, ilbo.Event{Verb: ilbo.Published})
		if from.After(r.now) {
			events = append(events, ilbo.Event{Verb: ilbo.Released, At: from})
		}
	}
	return r.target.PutDossier(ctx, d, events...)
}

// wire stores a source; one whose key stayed behind is paused until somebody
// gives it again.
func (r *restorer) wire(ctx context.Context, l wireLine) error {
	w := l.source()
	if w.Header != "" {
		r.notices = append(r.notices, fmt.Sprintf("The key of the wire's source %s is not in the archive: the source is paused until it is given again.", w.Name))
	}
	return r.target.PutWire(ctx, &w)
}

func (r *restorer) redirect(ctx context.Context, l redirectLine) error {
	if l.Page != "" {
		return r.target.RedirectPages(ctx, []ilbo.Redirect{ilbo.Redirect(l)})
	}
	return r.target.Redirect(ctx, l.From, l.Story)
}

func (r *restorer) picture(ctx context.Context, p ilbo.Picture) error {
	if p.Drawing == "" {
		if err := r.copy(pictureName(p.ID), func(in io.Reader) error { return r.media.PutPicture(ctx, p, in) }); err != nil {
			return err
		}
	}
	return r.target.PutPicture(ctx, p)
}

// prints puts the files of editions where they are kept: by what is in them, which
// was compared already.
func (r *restorer) prints(ctx context.Context) error {
	for _, f := range r.manifest.Files {
		sum, is := strings.CutPrefix(f.Name, printFolder)
		if !is {
			continue
		}
		file := ilbo.PrintFile{Sum: sum[3:], Size: f.Bytes}
		if f.SHA256 != file.Sum {
			return damaged(f.Name, "is not what its name says")
		}
		if err := r.copy(f.Name, func(in io.Reader) error { return r.media.PutPrint(ctx, file, in) }); err != nil {
			return err
		}
	}
	return nil
}

func (r *restorer) film(ctx context.Context, f ilbo.Film) error {
	if f.Drawing == "" {
		if err := r.copy(filmName(f.ID), func(in io.Reader) error { return r.media.PutFilm(ctx, f, in) }); err != nil {
			return err
		}
	}
	return r.target.PutFilm(ctx, f)
}

// copy files an original, which the archive may be without.
func (r *restorer) copy(name string, put func(io.Reader) error) error {
	if !r.held[name] {
		r.notices = append(r.notices, fmt.Sprintf("The original of %s is not in the archive.", name))
		return nil
	}
	in, err := r.root.Open(name)
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	defer in.Close()
	return put(in)
}

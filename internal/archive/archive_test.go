package archive_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/archive"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpostgres"
)

var noon = time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)

var languages = []ilbo.Language{ilbo.English, ilbo.Korean}

// A house is a paper with its pictures, in a database of either kind.
type house struct {
	t     *testing.T
	store *store.Store
	desk  *picture.Desk
	blobs *blob.Dir
	media string
}

func open(t *testing.T, address string) *house {
	t.Helper()
	s, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	media := t.TempDir()
	blobs, err := blob.OpenDir(media)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { blobs.Close() })
	return &house{t, s, picture.New(s, blobs, func() time.Time { return noon }), blobs, media}
}

func inFile(t *testing.T) *house { return open(t, filepath.Join(t.TempDir(), "paper.db")) }

func (h *house) OpenPicture(ctx context.Context, p ilbo.Picture) (io.ReadCloser, error) {
	return h.desk.Original(ctx, p)
}
func (h *house) PutPicture(ctx context.Context, p ilbo.Picture, r io.Reader) error {
	return h.desk.PutOriginal(ctx, p, r)
}
func (h *house) OpenFilm(ctx context.Context, f ilbo.Film) (io.ReadCloser, error) {
	return h.desk.Reel(ctx, f)
}
func (h *house) PutFilm(ctx context.Context, f ilbo.Film, r io.Reader) error {
	return h.desk.PutReel(ctx, f, r)
}

func (h *house) OpenPrint(ctx context.Context, f ilbo.PrintFile) (io.ReadCloser, error) {
	return h.blobs.Get(ctx, f.Key())
}
func (h *house) PutPrint(ctx context.Context, f ilbo.PrintFile, r io.Reader) error {
	return h.blobs.Put(ctx, f.Key(), r)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// export makes an archive, and gives its folder.
func (h *house) export(now time.Time) string {
	h.t.Helper()
	dir := filepath.Join(h.t.TempDir(), "archive")
	report, err := archive.Export(h.t.Context(), h.store, h, archive.Options{Dir: dir, Languages: languages, Now: now})
	h.must(err)
	if len(report.Notices) > 0 {
		h.t.Errorf("notices: %q", report.Notices)
	}
	return dir
}

func (h *house) restore(dir string) error {
	_, err := archive.Restore(h.t.Context(), h.store, h, archive.Options{Dir: dir, Languages: languages, Now: noon})
	return err
}

const drawn, film = ilbo.PictureID("0000000000000000000000000000000a"), ilbo.FilmID("0000000000000000000000000000000b")

// fill gives a paper something of everything that one has, and of every state.
func (h *house) fill() *house {
	h.t.Helper()
	ctx := h.t.Context()
	var photo bytes.Buffer
	h.must(jpeg.Encode(&photo, image.NewRGBA(image.Rect(0, 0, 32, 24)), nil))
	taken, err := h.desk.Intake(ctx, &photo, ilbo.Picture{Credit: "Han", Caption: "<The> bridge & \u2028 its river"})
	h.must(err)
	h.must(h.store.PutPicture(ctx, ilbo.Picture{ID: drawn, Drawing: "river 7", Added: noon, Alt: "강", By: "han", Keywords: []string{"river"}, Focus: &ilbo.Point{X: 0.5},
		Rights: ilbo.Rights{Holder: "Han", Until: noon.AddDate(100, 0, 0), Note: "call first"}, Crops: map[ilbo.Shape]ilbo.Crop{ilbo.ShapeCard: {Width: 1, Height: 0.5}}}))
	reel := ilbo.Film{ID: film, Type: "video/webm", Width: 16, Height: 9, Duration: 3 * time.Second}
	h.must(h.store.PutFilm(ctx, reel))
	h.must(h.PutFilm(ctx, reel, strings.NewReader("a film, as far as an archive knows")))
	h.must(h.store.PutSections(ctx, append(ilbo.StandardSections(), ilbo.Section{ID: "harbour", Name: ilbo.Words{"en": "Harbour", "ko": "항구"}})))
	h.must(h.store.PutTopics(ctx, []ilbo.Topic{{ID: "han-river", Name: ilbo.Words{"en": "Han River", "ko": "한강"}}}))
	h.must(h.store.PutJournalists(ctx, []ilbo.Journalist{{ID: "han-ji-woo", Name: ilbo.Words{"en": "Han Ji-woo"}, Picture: taken.ID}}))
	states := map[string]func(*ilbo.Story){
		"public": func(s *ilbo.Story) {}, "draft": func(s *ilbo.Story) { s.Published, s.Path = time.Time{}, "" },
		"embargoed": func(s *ilbo.Story) {
			s.Embargo = &ilbo.Embargo{Until: noon.Add(time.Hour), By: "han", At: noon, Reason: "agreed"}
		},
		"held":   func(s *ilbo.Story) { s.Hold = &ilbo.Hold{By: "lee", At: noon, Reason: "a call"} },
		"spiked": func(s *ilbo.Story) { s.Spike = &ilbo.Spike{By: "lee", At: noon, Reason: "no news"} },
		"killed": func(s *ilbo.Story) { s.Kill = &ilbo.Kill{By: "kim", At: noon, Reason: "wrong", Notice: "Withdrawn."} },
		"corrected": func(s *ilbo.Story) {
			s.Corrections = []ilbo.Correction{{Kind: ilbo.Clarification, By: "han", At: noon, Text: "More."}}
		},
	}
	for _, name := range []string{"public", "draft", "embargoed", "held", "spiked", "killed", "corrected"} {
		s := &ilbo.Story{Language: ilbo.English, Section: "national", Slug: ilbo.Slug(name), Headline: "Bridge " + name, Foreign: "w-" + name,
			Deck: "한강 <b> & 'quotes'", Published: noon.Add(-time.Hour + time.Millisecond), Filed: noon.Add(-2 * time.Hour), Topics: []ilbo.TopicID{"han-river"},
			Bylines: []ilbo.Byline{{Name: "Han Ji-woo", Journalist: "han-ji-woo"}}, Lead: &ilbo.Figure{Picture: taken.ID, Width: 32, Height: 24, Alt: "A bridge"},
			Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council met.")},
				{Kind: ilbo.VideoKind, Video: &ilbo.Video{Film: film, Type: "video/webm", Width: 16, Height: 9, Duration: time.Second, Poster: ilbo.Figure{Picture: drawn, Width: 3, Height: 2, Alt: "A poster"}}}}}
		s.Path = ilbo.StoryPath("", s.Section, s.Published, time.UTC, s.Slug)
		states[name](s)
		h.must(h.store.PutStory(ctx, s))
	}
	h.must(h.store.ChangeStory(ctx, 4, "park", noon.Add(time.Minute), func(s *ilbo.Story) ([]ilbo.Event, error) {
		s.Hold = nil
		return nil, nil
	}))
	far := &ilbo.Story{ID: 900, Language: ilbo.Korean, Section: "harbour", Headline: "첫눈", Translations: "snow",
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("눈이 내렸다.")}}}
	h.must(h.store.PutStory(ctx, far))
	h.must(h.store.PutSum(ctx, 1, "c0ffee"))
	h.must(h.store.PutStory(ctx, &ilbo.Story{ID: 901, Language: ilbo.English, Section: "national", Filed: noon, Print: ilbo.Print{Headline: "Short", Weight: ilbo.PrintTop}})) // unfinished
	for n, headline := range []string{"", "Begun", "Aside"} {
		h.must(h.store.AddVersion(ctx, &ilbo.Version{Story: 901, Base: n, By: "han", Tab: "a", At: noon, Aside: n == 2, Note: "note", Words: n,
			Copy: &ilbo.Copy{Language: ilbo.English, Section: "national", Headline: headline, Print: ilbo.Print{Weight: ilbo.PrintBrief}}}))
	}
	h.must(h.store.PutDraft(ctx, &ilbo.Draft{Story: 901, Version: 2, Stage: ilbo.StageFiled, Writers: []string{"han", "lee"}, Language: ilbo.English, Section: "national",
		Title: "Begun", Words: 1, Changed: noon, By: "han", Standing: ilbo.State(ilbo.StageFiled)}))
	h.must(h.store.AddHandOver(ctx, ilbo.HandOver{Story: 901, To: ilbo.StageFiled, By: "han", At: noon, Reason: "done", Version: 2}))
	wire := ilbo.WireSource{Name: "Haneul", Kind: ilbo.FromFeed, Place: "https://haneul.example/feed", Every: time.Minute, Paused: true, Header: "X-Key", Secret: "hush hush", Added: noon, By: "han"}
	h.must(h.store.PutWire(ctx, &wire))
	h.must(h.store.PutWireFilter(ctx, &ilbo.WireFilter{Name: "항구", Section: "business", Wires: []ilbo.WireID{wire.ID}, Any: []string{"ferry"}, Urgency: 3, Added: noon, By: "han"}))
	for n, name := range []string{"urn:taken", "urn:left"} {
		k := ilbo.Take{Wire: wire.ID, Foreign: name, Version: "1", Made: noon, Received: noon, Changed: noon, Versions: 1, Status: ilbo.Usable, Language: "ko", Credit: "하늘통신", Copy: ilbo.TakeCopy{Headline: "나루터"}}
		h.must(h.store.PutTake(ctx, &k))
		if n == 0 {
			k.Version, k.Versions, k.Changed, k.Status = "2", 2, noon.Add(time.Hour), ilbo.Cancelled
			h.must(h.store.PutTake(ctx, &k))
			h.must(h.store.MarkTaken(ctx, k.Number, 1, "han", noon, false))
		}
	}
	h.must(h.store.Redirect(ctx, "/news/view.asp?id=7", 1))
	h.must(h.store.RedirectPages(ctx, []ilbo.Redirect{{From: "/news/list.asp?s=2", Page: "/national"}}))
	h.must(h.store.AddReads(ctx, map[ilbo.StoryID]int{1: 7, 3: 2}, noon))
	h.must(h.store.AddDepth(ctx, "2026-05-12", map[ilbo.StoryID]ilbo.Depth{1: {Told: 3, Quarters: [4]int{3, 2, 1, 1}, Times: [6]int{2, 1}}, 3: {Told: 1}}))
	h.must(h.store.AddMeterCounts(ctx, []ilbo.MeterCount{{Day: "2026-05-11", Story: 3, Step: ilbo.AtDoor, N: 4}, {Day: "2026-05-12", Story: 1, Step: ilbo.Subscribed, N: 1}, {Day: "2026-05-12", Story: 1, Step: ilbo.AtDoor, N: 2}}))
	h.must(h.store.PutFront(ctx, ilbo.Front{ID: ilbo.Home, Language: ilbo.English, Slots: []ilbo.Slot{{Place: ilbo.PlaceLead, Story: 7}}}))
	h.must(h.store.PutFront(ctx, ilbo.Front{ID: ilbo.Home, Language: ilbo.English, By: "han", At: noon, Again: 1, Slots: []ilbo.Slot{{Place: ilbo.PlaceSecond}, {Place: ilbo.PlaceSecond, Story: 1, Until: noon.Add(time.Hour)}}}))
	h.must(h.store.PutWeight(ctx, ilbo.Weighing{Story: 1, Weight: -2, By: "lee", At: noon}))
	for _, b := range []ilbo.Banner{{Text: ilbo.Words{"en": "Snow"}, Story: 1, From: noon, Until: noon.Add(time.Hour), By: "han", At: noon, Ended: noon, EndedBy: "lee"}, {Text: ilbo.Words{"ko": "눈"}, From: noon, Until: noon.Add(time.Hour), By: "han", At: noon}} {
		_, err := h.store.PutBanner(ctx, b)
		h.must(err)
	}
	_, err = h.store.PutAlert(ctx, ilbo.Alert{Language: ilbo.English, Text: "Snow", Story: 1, Sections: []ilbo.SectionID{"national"}, By: "han", At: noon, Taken: noon, TakenBy: "lee"})
	h.must(err)
	h.must(h.store.PutStaff(ctx, ilbo.Staff{ID: 5, Login: "han", Name: "Han Ji-woo", Role: ilbo.ChiefEditor, Password: "$argon2id$digest", Added: noon}))
	h.must(h.store.PutStaff(ctx, ilbo.Staff{ID: 6, Login: "lee", Name: "Lee", Role: ilbo.SectionEditor, Sections: []ilbo.SectionID{"national"}, Language: ilbo.Korean, Left: noon}))
	h.must(h.store.PutPasskey(ctx, ilbo.Passkey{ID: []byte{0, 255}, Staff: 5, Name: "노트북", Record: []byte(`{"id":"AP8="}`), Added: noon}))
	h.must(h.store.RestoreAssignment(ctx, &ilbo.Assignment{ID: 12, Title: "다리 <기공식>", Language: ilbo.Korean, Section: "national", About: "한 줄\n두 줄", Who: []string{"han", "lee"},
		Picture: ilbo.WantsPhotographer, Due: noon, Planned: noon.Add(time.Hour), Length: 900, Story: 2, By: "lee", Made: noon, Accepted: noon, Finished: noon, Dropped: noon, Revision: 4}))
	h.must(h.store.PutNote(ctx, &ilbo.Note{ID: 8, Story: 2, Block: 1, Quote: "The council", Text: "Which? @lee", By: "han", At: noon, Resolved: noon.Add(time.Hour), ResolvedBy: "lee", Mentions: []string{"lee"}}))
	h.must(h.store.PutNote(ctx, &ilbo.Note{ID: 9, Story: 2, ReplyTo: 8, Text: "The city’s.", By: "lee", At: noon}))
	h.must(h.store.PutView(ctx, ilbo.View{Staff: 6, Name: "정치면", Filters: "section=national%2Fpolitics&state=filed"}))
	for i := range 3 {
		h.must(h.store.Audit(ctx, ilbo.AuditEntry{At: noon.Add(time.Duration(i) * time.Hour), Who: "han", Deed: ilbo.DeedHold, On: ilbo.AuditedStory(4), Detail: "법무 <검토>", From: "192.0.2.7"}))
	}
	page := "%PDF-1.7 as far as an archive knows"
	sum := sha256.Sum256([]byte(page))
	print := ilbo.PrintFile{Name: "paper.pdf", Type: "application/pdf", Sum: hex.EncodeToString(sum[:]), Size: int64(len(page))}
	h.must(h.PutPrint(ctx, print, strings.NewReader(page)))
	for version := 1; version <= 2; version++ { // the replate is the same on paper
		h.must(h.store.PutEdition(ctx, &ilbo.KeptEdition{
			Edition: ilbo.Edition{Language: ilbo.Korean, Date: time.Date(2026, 5, 12, 0, 0, 0, 0, time.UTC), Closes: noon, Version: version}, Made: noon, By: "han", Lead: "첫눈",
			Pages: []ilbo.PrintedPage{{PagePlan: ilbo.PagePlan{Folio: 1, Kind: ilbo.FrontPage, Stories: []ilbo.StoryID{900}}, Width: 350, Height: 550}}, Files: []ilbo.PrintFile{print},
		}))
	}
	return h
}

// files are an archive's files by name, the manifest without its moment.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(rel)] = regexp.MustCompile(`"made": "[^"]*"`).ReplaceAllString(string(text), "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestPaperMovesWithNothingLost(t *testing.T) {
	first := inFile(t).fill()
	from := first.export(noon)
	server := open(t, testpostgres.Database(t))
	server.must(server.store.PutSections(t.Context(), []ilbo.Section{{ID: "only-here"}})) // as a new paper has its own
	server.must(server.restore(from))
	there := server.export(noon.Add(time.Hour))
	back := inFile(t)
	back.must(back.restore(there))
	again := back.export(noon.Add(2 * time.Hour))
	want := files(t, from)
	for where, dir := range map[string]string{"on the server": there, "in a file again": again} {
		if diff := cmp.Diff(want, files(t, dir)); diff != "" {
			t.Errorf("the archive %s (-first +then):\n%s", where, diff)
		}
	}
	if len(want) != 29 {
		t.Errorf("the archive has %d files, want twenty-five of lines, a photograph, a film, a printed edition and the manifest", len(want))
	}
	for _, h := range []*house{first, server, back} {
		h.sounds()
	}
}

// sounds checks what readers and the newsroom see of the filled paper.
func (h *house) sounds() {
	h.t.Helper()
	ctx := h.t.Context()
	list, err := h.store.Teasers(ctx, ilbo.Selection{Language: ilbo.English, Limit: 10}, noon)
	h.must(err)
	var seen []string
	for _, s := range list {
		seen = append(seen, s.Headline)
	}
	if diff := cmp.Diff([]string{"Bridge corrected", "Bridge held", "Bridge public"}, seen); diff != "" {
		h.t.Errorf("what readers see (-want +got):\n%s", diff)
	}
	if lines, wrong, err := h.store.CheckAudit(ctx); err != nil || lines != 3 || wrong != 0 {
		h.t.Errorf("the audit log has %d lines, the first wrong one is %d: %v", lines, wrong, err)
	}
	records, err := h.store.Records(ctx, 4)
	h.must(err)
	if len(records) != 1 || records[0].EndedBy != "park" {
		h.t.Errorf("records of the story that was held: %+v", records)
	}
	if sum, err := h.store.Sum(ctx, 1); err != nil || sum != "c0ffee" {
		h.t.Errorf("the sum of an imported story is %q (%v)", sum, err)
	}
	if page, err := h.store.MovedPage(ctx, "/news/list.asp?s=2"); err != nil || page != "/national" {
		h.t.Errorf("the old list leads to %q: %v", page, err)
	}
	moved, err := h.store.Moved(ctx, "/news/view.asp?id=7")
	h.must(err)
	if _, err := h.store.StoryAt(ctx, moved); err != nil {
		h.t.Error(err)
	}
	s, err := h.store.Story(ctx, 900)
	h.must(err)
	next := &ilbo.Story{Language: ilbo.English}
	h.must(h.store.PutStory(ctx, next))
	days, err := h.store.ReadDays(ctx, ilbo.ReadQuery{From: noon.AddDate(0, 0, -1), To: noon.Add(time.Hour)})
	h.must(err)
	steps, err := h.store.MeterDays(ctx, "2026-05-01", "2026-06-01")
	h.must(err)
	if len(days) != 1 || days[0].N != 9 || days[0].Told != 4 || len(steps) != 2 {
		h.t.Errorf("what was counted: %+v, %+v", days, steps)
	}
	if s.Headline != "첫눈" || next.ID <= 900 {
		h.t.Errorf("story 900 is %q, and the next has the number %d", s.Headline, next.ID)
	}
	edition, err := h.store.Edition(ctx, ilbo.Korean, noon)
	h.must(err)
	if in, err := h.OpenPrint(ctx, edition.Files[0]); err != nil || edition.Version != 2 {
		h.t.Errorf("version %d of the edition has no file: %v", edition.Version, err)
	} else {
		h.must(in.Close())
	}
	files, err := h.desk.Inventory(ctx)
	h.must(err)
	for _, f := range s.Figures() {
		h.must(files.Check(ctx, f.Picture))
	}
	h.must(h.store.Check(ctx))
}

func TestEmbargoOfAnImportedStoryStillLifts(t *testing.T) {
	dir := inFile(t).fill().export(noon)
	h := inFile(t)
	h.must(h.restore(dir))
	due, err := h.store.Pending(t.Context())
	h.must(err)
	if due == 0 {
		t.Error("nothing is to be indexed")
	}
	list, err := h.store.Teasers(t.Context(), ilbo.Selection{Language: ilbo.English, Limit: 10}, noon.Add(time.Hour))
	h.must(err)
	if len(list) != 4 {
		t.Errorf("%d stories after the embargo's end, want 4", len(list))
	}
}

// An archive that was made before the audit log was is read.
func TestArchivesOfOldVersionsAreRestored(t *testing.T) {
	dir := inFile(t).fill().export(noon)
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m archive.Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	m.Version = 2
	for _, kind := range []string{"audit", "passkeys", "drafts", "versions", "hand-overs", "assignments", "notes", "wires", "wire-filters", "takes", "weights", "banners", "alerts", "views"} { // which came later
		name := kind + ".ndjson"
		m.Files = slices.DeleteFunc(m.Files, func(f archive.File) bool { return f.Name == name })
		delete(m.Counts, kind)
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if text, err = json.Marshal(m); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	h := inFile(t)
	h.must(h.restore(dir))
	if lines, wrong, err := h.store.CheckAudit(t.Context()); err != nil || lines+wrong != 0 {
		t.Errorf("%d lines in the log, the first wrong one %d: %v", lines, wrong, err)
	}
}

func TestExportRefusesAFolderThatIsNotEmpty(t *testing.T) {
	h := inFile(t).fill()
	dir := h.export(noon)
	_, err := archive.Export(t.Context(), h.store, h, archive.Options{Dir: dir, Languages: languages, Now: noon})
	if !errors.Is(err, ilbo.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}

func TestExportSaysWhichOriginalIsGone(t *testing.T) {
	h := inFile(t).fill()
	lost, err := filepath.Glob(filepath.Join(h.media, "pictures/*/*/original.jpg"))
	if err != nil || len(lost) != 1 {
		t.Fatalf("originals: %v (%v)", lost, err)
	}
	h.must(os.Remove(lost[0]))
	dir := filepath.Join(t.TempDir(), "archive")
	report, err := archive.Export(t.Context(), h.store, h, archive.Options{Dir: dir, Languages: languages, Now: noon})
	h.must(err)
	if len(report.Notices) != 1 || !strings.Contains(report.Notices[0], "is gone") {
		t.Errorf("notices %q", report.Notices)
	}
	h = inFile(t)
	report, err = archive.Restore(t.Context(), h.store, h, archive.Options{Dir: dir, Languages: languages, Now: noon})
	h.must(err)
	if len(report.Notices) != 2 || !strings.Contains(report.Notices[1], "paused until it is given again") {
		t.Errorf("notices %q", report.Notices)
	}
	text, err := os.ReadFile(filepath.Join(dir, "wires.ndjson"))
	if err != nil || strings.Contains(string(text), "hush") {
		t.Errorf("a key of the wire is in the archive: %s, %v", text, err)
	}
	if w, err := h.store.Wire(t.Context(), 1); err != nil || !w.Paused || w.Secret != "" || w.Header != "X-Key" {
		t.Errorf("the source came back as %+v, %v", w, err)
	}
}

func TestExportIsItsOwnersAloneToRead(t *testing.T) {
	dir := inFile(t).fill().export(noon)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v", name, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// What is wrong with an archive, or with the paper, is said before anything is
// stored.
func TestRestoreRefusesWithoutChangingAnything(t *testing.T) {
	good := inFile(t).fill().export(noon)
	edit := func(name, old, with string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil || !strings.Contains(string(text), old) {
				t.Fatalf("%s has no %q (%v)", name, old, err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Replace(string(text), old, with, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	cases := map[string]struct {
		spoil func(t *testing.T, dir string)
		want  string
	}{
		"a changed letter":     {edit("stories.ndjson", "council", "councel"), "stories.ndjson is not what was exported"},
		"a newer format":       {edit("manifest.json", fmt.Sprintf(`"version": %d`, archive.Version), fmt.Sprintf(`"version": %d`, archive.Version+1)), "newer version"},
		"another format":       {edit("manifest.json", `"ilbo archive"`, `"other"`), "manifest.json is not"},
		"a name outside":       {edit("manifest.json", `"media/films/00/`, `"media/../../00/`), "no archive has"},
		"other languages":      {edit("manifest.json", `"en"`, `"ko"`), "addresses would change"},
		"a count that differs": {edit("manifest.json", `"stories": 9`, `"stories": 10`), "stories.ndjson has 9 lines"},
		"no manifest":          {func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, "manifest.json")) }, "manifest.json is not there"},
		"no folder":            {func(t *testing.T, dir string) { os.RemoveAll(dir) }, "There is no folder"},
	}
	for name := range files(t, good) {
		if name == "manifest.json" {
			continue
		}
		cases["without "+name] = struct {
			spoil func(t *testing.T, dir string)
			want  string
		}{func(t *testing.T, dir string) { os.Remove(filepath.Join(dir, name)) }, name + " is not there"}
		cases["with more in "+name] = struct {
			spoil func(t *testing.T, dir string)
			want  string
		}{func(t *testing.T, dir string) {
			f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_WRONLY, 0)
			if err == nil {
				_, err = fmt.Fprintln(f, "{}")
			}
			if err = errors.Join(err, f.Close()); err != nil {
				t.Fatal(err)
			}
		}, name + " is not what was exported"}
	}
	h := inFile(t)
	h.must(h.store.PutSections(t.Context(), ilbo.StandardSections()))
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
				t.Fatal(err)
			}
			test.spoil(t, dir)
			err := h.restore(dir)
			if say := ilbo.SayOf(err); !strings.Contains(say, test.want) || !strings.HasSuffix(say, ".") {
				t.Errorf("it says %q (%v), want %q", say, err, test.want)
			}
			all, err := h.store.EachStory(t.Context(), 0, 1)
			if err != nil || len(all) != 0 {
				t.Errorf("%d stories were stored (%v)", len(all), err)
			}
		})
	}
	sections, err := h.store.Sections(t.Context())
	h.must(err)
	if len(sections) != len(ilbo.StandardSections()) {
		t.Errorf("%d sections are left", len(sections))
	}
	h.must(h.restore(good))
	if err := h.restore(good); !errors.Is(err, ilbo.Conflict) {
		t.Errorf("into a paper that has stories: %v", err)
	}
}

// hurt rewrites a file of an archive and lets the manifest agree with it, as
// somebody does who means harm: the sums tell nothing then.
func hurt(t *testing.T, dir, name, old, with string) {
	t.Helper()
	file := filepath.Join(dir, name)
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q (%v)", name, old, err)
	}
	text = []byte(strings.Replace(string(text), old, with, 1))
	var m archive.Manifest
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err := errors.Join(err, json.Unmarshal(raw, &m), os.WriteFile(file, text, 0o600)); err != nil {
		t.Fatal(err)
	}
	for i := range m.Files {
		if m.Files[i].Name == name {
			sum := sha256.Sum256(text)
			m.Files[i].Bytes, m.Files[i].SHA256 = int64(len(text)), hex.EncodeToString(sum[:])
		}
	}
	raw, err = json.Marshal(m)
	if err := errors.Join(err, os.WriteFile(filepath.Join(dir, "manifest.json"), raw, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// TestHostileArchivesAreRefused reads archives that somebody made who means
// harm: nothing outside the folder is read, nothing is waited for, and nothing
// is stored.
func TestHostileArchivesAreRefused(t *testing.T) {
	good := inFile(t).fill().export(noon)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	instead := func(name string, put func(file string) error) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			file := filepath.Join(dir, name)
			if err := errors.Join(os.Remove(file), put(file)); err != nil {
				t.Fatal(err)
			}
		}
	}
	link := func(to string) func(string) error { return func(file string) error { return os.Symlink(to, file) } }
	pipe := func(file string) error { return syscall.Mkfifo(file, 0o600) }
	folder := func(file string) error { return os.Mkdir(file, 0o700) }
	line := func(name, old, with string) func(*testing.T, string) {
		return func(t *testing.T, dir string) { hurt(t, dir, name, old, with) }
	}
	claim := func(bytes string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			file := filepath.Join(dir, "manifest.json")
			text, err := os.ReadFile(file)
			text = regexp.MustCompile(`"bytes": \d+`).ReplaceAll(text, []byte(`"bytes": `+bytes))
			if err := errors.Join(err, os.WriteFile(file, text, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
	}
	longest := `{"headline":"` + strings.Repeat("a", 33<<20) + `",`
	for name, test := range map[string]struct {
		spoil func(*testing.T, string)
		want  string
	}{
		"a link to another folder":       {instead("stories.ndjson", link(secret)), "stories.ndjson is no file of its own"},
		"a link up":                      {instead("topics.ndjson", link("../../secret")), "topics.ndjson is no file of its own"},
		"a link to a device":             {instead("reads.ndjson", link("/dev/zero")), "reads.ndjson is no file of its own"},
		"a manifest that is a link":      {instead("manifest.json", link(secret)), "manifest.json is no file of its own"},
		"a pipe that nobody writes into": {instead("stories.ndjson", pipe), "stories.ndjson is no file of its own"},
		"a manifest that is a pipe":      {instead("manifest.json", pipe), "manifest.json is no file of its own"},
		"a folder":                       {instead("sections.ndjson", folder), "sections.ndjson is no file of its own"},
		"files of an endless size":       {claim("9223372036854775807"), "is not what was exported"},
		"files of less than nothing":     {claim("-1"), "is not what was exported"},
		"a size that is no number":       {claim("1e999"), "manifest.json is not an archive's manifest"},
		"a line without end":             {line("stories.ndjson", "{", longest), "longer than 32 MB"},
		"lists in lists":                 {line("stories.ndjson", "{", `{"body":`+strings.Repeat("[", 200_000)+","), "stories.ndjson has a line 1 that is none"},
		"boxes in boxes":                 {line("stories.ndjson", `"body":[`, `"body":[`+strings.Repeat(`{"kind":"factbox","blocks":[`, 1000)+`{"kind":"paragraph"}`+strings.Repeat("]}", 1000)+","), "stories.ndjson, line"},
		"a script as a link":             {line("stories.ndjson", `"text":[{`, `"text":[{"href":"javascript:alert(1)",`), "links to"},
		"a control character":            {line("stories.ndjson", `"headline":"`, `"headline":"\u0000`), "control characters"},
		"the year 99999":                 {line("stories.ndjson", `"published":"2`, `"published":"99992`), "stories.ndjson has a line"},
		"the year 0":                     {line("stories.ndjson", `"published":"2026`, `"published":"0000`), "years 1800 to 2200"},
		"a story of another site":        {line("stories.ndjson", `"path":"/`, `"path":"//evil.example/`), "address is none of a paper"},
		"a story of another site still":  {line("stories.ndjson", `"path":"/`, `"path":"/\\evil.example/`), "address is none of a paper"},
		"a redirect to another site":     {line("redirects.ndjson", `"page":"/`, `"page":"//evil.example/`), "redirects.ndjson, line"},
		"a redirect to nothing":          {line("redirects.ndjson", `"page":"/national"`, `"page":""`), "redirects.ndjson, line"},
		"a crop beyond its picture":      {line("pictures.ndjson", `"width":1,"height":0.5`, `"width":1e9,"height":0.5`), "pictures.ndjson, line"},
		"a picture with another's name":  {line("pictures.ndjson", `"id":"`, `"id":"../../../etc/`), "pictures.ndjson, line"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
				t.Fatal(err)
			}
			test.spoil(t, dir)
			h := inFile(t)
			begin := time.Now()
			err := h.restore(dir)
			if say := ilbo.SayOf(err); ilbo.KindOf(err) != ilbo.Invalid || !strings.Contains(say, test.want) || !strings.HasSuffix(say, ".") || strings.Contains(say, secret) {
				t.Errorf("it says %.300q (%.300v), want %q", say, err, test.want)
			}
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
			if all, err := h.store.EachStory(t.Context(), 0, 1); err != nil || len(all) != 0 {
				t.Errorf("%d stories were stored (%v)", len(all), err)
			}
			if all, err := h.store.Topics(t.Context()); err != nil || len(all) != 0 {
				t.Errorf("%d topics were stored (%v)", len(all), err)
			}
		})
	}
}

// TestCutArchivesAreRefused cuts the manifest after any of its bytes, and each
// file of lines with a manifest that agrees.
func TestCutArchivesAreRefused(t *testing.T) {
	good := inFile(t).fill().export(noon)
	dir := filepath.Join(t.TempDir(), "archive")
	if err := os.CopyFS(dir, os.DirFS(good)); err != nil {
		t.Fatal(err)
	}
	h := inFile(t)
	refused := func(what string) {
		t.Helper()
		if err := h.restore(dir); ilbo.KindOf(err) != ilbo.Invalid || !strings.HasSuffix(ilbo.SayOf(err), ".") {
			t.Fatalf("%s: %v", what, err)
		}
	}
	manifest, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	h.must(err)
	for n := 0; n < len(manifest)-2; n += 7 {
		h.must(os.WriteFile(filepath.Join(dir, "manifest.json"), manifest[:n], 0o600))
		refused(fmt.Sprintf("the manifest cut at %d", n))
	}
	h.must(os.WriteFile(filepath.Join(dir, "manifest.json"), manifest, 0o600))
	stories, err := os.ReadFile(filepath.Join(dir, "stories.ndjson"))
	h.must(err)
	for n := 1; n < len(stories)-1; n += 97 {
		hurt(t, dir, "stories.ndjson", string(stories), string(stories[:n]))
		refused(fmt.Sprintf("the stories cut at %d", n))
		h.must(os.WriteFile(filepath.Join(dir, "stories.ndjson"), stories, 0o600))
	}
}

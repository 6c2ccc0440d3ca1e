package edition_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/press"
	"ilbo.press/internal/press/edition"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpress"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/typeset"
)

// A room is an office over a real store and real files, by a clock that stands.
type room struct {
	*edition.Office
	t     *testing.T
	ctx   context.Context
	store *store.Store
	files *blob.Dir
	now   time.Time
	bound func() // is called when an edition is set and before it is kept
}

func (r *room) Bind(context.Context, *press.Day, *press.Made, press.Darkroom, edition.Keep) error {
	if r.bound != nil {
		r.bound()
	}
	return nil
}

// noTops is a desk that arranged nothing.
type noTops struct{}

func (noTops) Tops(context.Context, ilbo.Language) ([]ilbo.Teaser, error) { return nil, nil }
func (noTops) Weights(context.Context, ilbo.Language) (map[ilbo.StoryID]ilbo.Weight, error) {
	return nil, nil
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, ctx: t.Context(), now: testpress.Closes}
	var err error
	if r.store, err = store.Open(r.ctx, filepath.Join(t.TempDir(), "paper.db"), nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.store.Close() })
	if r.files, err = blob.OpenDir(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.files.Close() })
	r.must(r.store.KeepCounts(r.ctx, testpress.Closes.Location()))
	paper := &ilbo.Paper{Title: ilbo.Words{ilbo.English: "The Seorak Daily", ilbo.Korean: "서락일보"}, Languages: []ilbo.Language{ilbo.English, ilbo.Korean}, Zone: testpress.Closes.Location()}
	r.Office = &edition.Office{
		Store: r.store, Fronts: noTops{}, Files: r.files, Binder: r, Fonts: press.House, Sheet: press.Tabloid(), Paper: paper, Hour: 7,
		Darkroom: func(context.Context) press.Darkroom { return testpress.Darkroom{} },
		Clock:    func() time.Time { return r.now }, Log: slog.New(slog.DiscardHandler),
	}
	return r
}

func (r *room) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// publish puts a story in the paper that became public so long before the tests' moment.
func (r *room) publish(n, words int, since time.Duration) *ilbo.Story {
	r.t.Helper()
	s := testpress.Story(ilbo.StoryID(n), words)
	s.ID, s.Published = 0, testpress.Closes.Add(-since)
	s.Slug = ilbo.MakeSlug(s.Headline)
	s.Path = ilbo.StoryPath("", s.Section, s.Published, testpress.Closes.Location(), s.Slug)
	s.Filed = s.Published
	r.must(r.store.PutStory(r.ctx, s, ilbo.Event{Verb: ilbo.Published}))
	return s
}

func (r *room) kill(s *ilbo.Story) {
	r.t.Helper()
	s.Kill = &ilbo.Kill{By: "rahim", At: r.now, Reason: "It was of somebody else."}
	r.must(r.store.PutStory(r.ctx, s, ilbo.Event{Verb: ilbo.Killed, Story: s.ID, Keys: s.Keys()}))
}

func (r *room) make(o edition.Order) ilbo.KeptEdition {
	r.t.Helper()
	o.Language, o.Date = ilbo.English, testpress.Closes
	e, _, err := r.Make(r.ctx, o)
	r.must(err)
	return e
}

func TestOfficeKeepsWhatTheDayBrought(t *testing.T) {
	r := newRoom(t)
	early := r.publish(1, 300, 26*time.Hour) // before the day
	day := []*ilbo.Story{r.publish(2, 500, 20*time.Hour), r.publish(3, 300, 5*time.Hour), r.publish(4, 260, time.Hour)}
	late := r.publish(5, 300, 10*time.Minute) // the edition closed at seven
	e := r.make(edition.Order{By: "rahim"})
	for _, s := range day {
		if !slices.Contains(e.StoryIDs(), s.ID) {
			t.Errorf("%q is not printed", s.Headline)
		}
	}
	for _, s := range []*ilbo.Story{early, late} {
		if slices.Contains(e.StoryIDs(), s.ID) {
			t.Errorf("%q is printed, which is not of the day", s.Headline)
		}
	}
	if want := time.Date(2026, 11, 25, 7, 0, 0, 0, testpress.Closes.Location()); !e.Closes.Equal(want) || e.Version != 1 || e.By != "rahim" || e.Lead == "" || len(e.Pages) == 0 || e.Number != 1 {
		t.Errorf("it is kept as %+v", e)
	}
	kept, err := r.store.Edition(r.ctx, ilbo.English, testpress.Closes)
	r.must(err)
	if !slices.Equal(kept.Files, e.Files) || len(kept.Pages) != len(e.Pages) || len(kept.Pages[0].Areas) == 0 {
		t.Errorf("read again it is %+v", kept)
	}
	in, err := r.files.Get(r.ctx, e.File(edition.PDFName).Key())
	r.must(err)
	defer in.Close()
	data, err := io.ReadAll(in)
	r.must(err)
	if !bytes.HasPrefix(data, []byte("%PDF-")) || int64(len(data)) != e.File(edition.PDFName).Size {
		t.Errorf("what is kept is no PDF: %d bytes, %.10q", len(data), data)
	}
}

func TestMadeTwiceIsOneEdition(t *testing.T) {
	r := newRoom(t)
	r.publish(1, 300, time.Hour)
	r.publish(2, 200, 2*time.Hour)
	first := r.make(edition.Order{})
	if again := r.make(edition.Order{}); again.Version != 1 || !slices.Equal(again.Files, first.Files) {
		t.Errorf("the same edition is version %d", again.Version)
	}
	if again := r.make(edition.Order{Version: 1}); again.Version != 1 {
		t.Errorf("an order for what is there makes version %d", again.Version)
	}
	r.publish(3, 240, 90*time.Minute) // it was published by hand with an earlier date
	if replate := r.make(edition.Order{}); replate.Version != 2 || len(replate.StoryIDs()) != 3 {
		t.Errorf("a replate is version %d with stories %v", replate.Version, replate.StoryIDs())
	}
	old, err := r.store.EditionVersion(r.ctx, ilbo.English, testpress.Closes, 1)
	r.must(err)
	if !slices.Equal(old.Files, first.Files) || len(old.StoryIDs()) != 2 {
		t.Error("the first version changed")
	}
}

func TestStoryKilledBetweenPlanAndPrintIsGone(t *testing.T) {
	r := newRoom(t)
	gone, stays := r.publish(1, 400, 2*time.Hour), r.publish(2, 300, time.Hour)
	set := 0
	r.bound = func() {
		if set++; set == 1 {
			r.kill(gone)
		}
	}
	told := 0
	e := r.make(edition.Order{Told: func(s edition.Step) {
		if s.Again {
			told++
		}
	}})
	if set != 2 || told != 1 || !slices.Equal(e.StoryIDs(), []ilbo.StoryID{stays.ID}) || e.Version != 1 {
		t.Errorf("it was set %d times, and version %d has %v", set, e.Version, e.StoryIDs())
	}
}

func TestWithdrawnStoryOrdersItsEditionsAnew(t *testing.T) {
	r := newRoom(t)
	gone, stays := r.publish(1, 400, 2*time.Hour), r.publish(2, 300, 50*time.Hour)
	r.make(edition.Order{From: testpress.Closes.Add(-60 * time.Hour)}) // further back than a day
	r.now = r.now.Add(3 * time.Hour)
	later := r.publish(3, 300, -time.Hour)
	before, err := r.store.Pending(r.ctx)
	r.must(err)
	r.must(r.Withdrawn(r.ctx, gone.ID)) // nobody withdrew it
	if after, err := r.store.Pending(r.ctx); err != nil || after != before {
		t.Errorf("%d jobs were made for a story that stands: %v", after-before, err)
	}
	r.kill(gone)
	made := make(chan string, 9)
	r.must(r.Withdrawn(r.ctx, gone.ID))
	r.must(r.Withdrawn(r.ctx, gone.ID))
	stop, err := r.store.Work(r.ctx, store.Followers{
		Index: func(context.Context, []ilbo.StoryID) error { return nil },
		Stale: func(context.Context, ilbo.Event) error { return nil },
		Edition: func(ctx context.Context, l ilbo.Language, day time.Time, version int) error {
			err := r.Fill(ctx, l, day, version)
			made <- fmt.Sprint(l, day.Format(" 2006-01-02 "), version, err)
			return err
		},
	})
	r.must(err)
	got := <-made
	r.must(stop(context.WithoutCancel(r.ctx)))
	if got != "en 2026-11-25 2 <nil>" || len(made) > 0 {
		t.Errorf("made: %q, and %d more", got, len(made))
	}
	e, err := r.store.Edition(r.ctx, ilbo.English, testpress.Closes)
	r.must(err)
	if !slices.Equal(e.StoryIDs(), []ilbo.StoryID{stays.ID}) {
		t.Errorf("version %d has %v: the killed story is %d, one of a later hour %d", e.Version, e.StoryIDs(), gone.ID, later.ID)
	}
}

func TestStoryUnderEmbargoIsOfTheEditionThatItIsPublicIn(t *testing.T) {
	r := newRoom(t)
	r.publish(1, 300, 2*time.Hour)
	held := testpress.Story(2, 300)
	held.ID, held.Published = 0, testpress.Closes.Add(-30*time.Hour)
	held.Slug, held.Filed = "held", held.Published
	held.Path = ilbo.StoryPath("", held.Section, held.Published, testpress.Closes.Location(), held.Slug)
	held.Embargo = &ilbo.Embargo{By: "rahim", At: held.Published, Until: testpress.Closes.Add(20 * time.Minute)}
	r.must(r.store.PutStory(r.ctx, held, ilbo.Event{Verb: ilbo.Published}))
	if e := r.make(edition.Order{}); slices.Contains(e.StoryIDs(), held.ID) {
		t.Error("a story is printed whose embargo lifts after the edition's hour")
	}
	r.now = testpress.Closes.Add(24 * time.Hour)
	e, _, err := r.Make(r.ctx, edition.Order{Language: ilbo.English, Date: testpress.Closes.AddDate(0, 0, 1)})
	r.must(err)
	if !slices.Equal(e.StoryIDs(), []ilbo.StoryID{held.ID}) {
		t.Errorf("the next edition has %v", e.StoryIDs())
	}
}

func TestDaysWithNothingToPrintAreRefused(t *testing.T) {
	r := newRoom(t)
	r.publish(1, 300, 48*time.Hour)
	for name, day := range map[string]time.Time{"an empty day": testpress.Closes, "a day that is to come": testpress.Closes.AddDate(0, 0, 3)} {
		_, _, err := r.Make(r.ctx, edition.Order{Language: ilbo.English, Date: day})
		if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), " ") {
			t.Errorf("%s: %v", name, err)
		}
		r.must(r.Fill(r.ctx, ilbo.English, day, 1))
	}
}

func TestHourOrdersEachEditionOnce(t *testing.T) {
	r := newRoom(t)
	r.publish(1, 300, 2*time.Hour)
	orders := func() int {
		t.Helper()
		n, err := r.store.Pending(r.ctx)
		r.must(err)
		return n
	}
	before := orders()
	r.must(r.Tick(r.ctx))
	r.must(r.Tick(r.ctx))
	if n := orders() - before; n != 2 { // one in each language
		t.Errorf("%d editions were ordered", n)
	}
	r.must(r.Fill(r.ctx, ilbo.English, testpress.Closes, 1))
	r.now = r.now.Add(10 * time.Hour)
	r.must(r.Tick(r.ctx))
	if n := orders() - before - 1; n != 2 { // the pages of the one that was made went stale
		t.Errorf("%d more were ordered", n)
	}
	r.now = r.now.Add(14 * time.Hour) // the next morning
	r.must(r.Tick(r.ctx))
	if n := orders() - before - 1; n != 4 {
		t.Errorf("by the next day %d were ordered", n)
	}
	r.Hour = -1
	r.now = r.now.Add(24 * time.Hour)
	r.must(r.Tick(r.ctx))
	if n := orders() - before - 1; n != 4 {
		t.Error("without an hour an edition was ordered")
	}
}

// A printer's PDF is kept beside that of readers, who are never given it.
func TestPrinterHasBleedAndMarks(t *testing.T) {
	r := newRoom(t)
	r.publish(1, 300, time.Hour)
	r.Printer = &press.Press{Bleed: typeset.Millimetres(3), Marks: true}
	e, _, err := r.Make(r.ctx, edition.Order{Language: ilbo.English, Date: testpress.Closes})
	r.must(err)
	for name, want := range map[string]float64{edition.PDFName: r.Sheet.Width.Points(), edition.PrinterName: r.Sheet.Width.Points() + 2*typeset.Millimetres(3).Points()} {
		f := e.File(name)
		if f == nil {
			t.Fatalf("there is no %s among %v", name, e.Files)
		}
		in, err := r.files.Get(r.ctx, f.Key())
		r.must(err)
		defer in.Close()
		file, err := os.Create(filepath.Join(t.TempDir(), name))
		r.must(err)
		_, err = io.Copy(file, in)
		r.must(errors.Join(err, file.Close()))
		box := regexp.MustCompile(`BleedBox:\s+([\d.]+)\s+[\d.]+\s+([\d.]+)`).FindStringSubmatch(testroom.Tool(t, "pdfinfo", "-box", file.Name()))
		left, _ := strconv.ParseFloat(box[1], 64)
		if right, _ := strconv.ParseFloat(box[2], 64); math.Abs(right-left-want) > 0.02 {
			t.Errorf("%s is printed %.2f points wide, want %.2f", name, right-left, want)
		}
	}
}

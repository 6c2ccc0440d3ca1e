package wire_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/ndjson"
	"ilbo.press/internal/wire/page"
)

// A house is a paper in memory: desk, furniture and picture desk.
type house struct {
	filing      sync.Mutex // of what TakeAll changes, as a desk keeps a lot while the next is read
	stories     map[string]*ilbo.Story
	paths       map[ilbo.Path]string
	sections    []ilbo.Section
	topics      []ilbo.Topic
	journalists []ilbo.Journalist
	pictures    map[ilbo.PictureID][]byte
	sums        map[ilbo.StoryID]string
	takes       int
	pages       map[ilbo.Path]ilbo.Path
	forwarded   int
	fail        error  // what TakeAll gives
	refuse      string // a headline that TakeAll refuses
}

func newHouse() *house {
	return &house{stories: map[string]*ilbo.Story{}, paths: map[ilbo.Path]string{}, sums: map[ilbo.StoryID]string{}, pages: map[ilbo.Path]ilbo.Path{}, pictures: map[ilbo.PictureID][]byte{}, sections: ilbo.StandardSections()}
}

func (h *house) Foreign(_ context.Context, foreign string) (*ilbo.Story, error) {
	h.filing.Lock()
	defer h.filing.Unlock()
	if s, ok := h.stories[foreign]; ok {
		same := *s
		return &same, nil
	}
	return nil, ilbo.NotFound
}

func (h *house) Known(_ context.Context, foreign []string) ([]string, error) {
	h.filing.Lock()
	defer h.filing.Unlock()
	return slices.DeleteFunc(slices.Clone(foreign), func(n string) bool { return h.stories[n] == nil }), nil
}

func (h *house) Sum(_ context.Context, id ilbo.StoryID) (string, error) {
	h.filing.Lock()
	defer h.filing.Unlock()
	return h.sums[id], nil
}

func (h *house) Expect(context.Context, []wire.Taken) {}

func (h *house) TakeAll(_ context.Context, list []wire.Taken) error {
	h.filing.Lock()
	defer h.filing.Unlock()
	h.takes++
	if h.fail != nil {
		return h.fail
	}
	for _, t := range list {
		if t.Story.Headline == h.refuse {
			return &ilbo.Error{Kind: ilbo.Conflict, Say: "The desk does not want it."}
		}
	}
	for _, t := range list {
		s := *t.Story
		if s.ID == 0 {
			s.ID, s.Slug = ilbo.StoryID(len(h.stories)+1), ilbo.MakeSlug(s.Headline)
			s.Path = ilbo.StoryPath("", s.Section, s.Published, time.UTC, s.Slug)
		}
		h.stories[s.Foreign] = &s
		for _, old := range t.OldPaths {
			h.paths[old] = s.Foreign
		}
		h.sums[s.ID] = t.Sum
	}
	return nil
}

func (h *house) Forward(_ context.Context, list []wire.Moved) error {
	h.forwarded += len(list)
	for _, m := range list {
		h.pages[m.From] = ilbo.Path(m.Language) + m.Page
	}
	return nil
}

func put[T any, ID comparable](list []T, more []T, id func(T) ID) []T {
	for _, m := range more {
		if i := slices.IndexFunc(list, func(t T) bool { return id(t) == id(m) }); i >= 0 {
			list[i] = m
		} else {
			list = append(list, m)
		}
	}
	return list
}

func (h *house) Sections(context.Context) ([]ilbo.Section, error) {
	return slices.Clone(h.sections), nil
}
func (h *house) Topics(context.Context) ([]ilbo.Topic, error) { return slices.Clone(h.topics), nil }
func (h *house) Journalists(context.Context) ([]ilbo.Journalist, error) {
	return slices.Clone(h.journalists), nil
}

func (h *house) PutSections(_ context.Context, list []ilbo.Section) error {
	h.sections = put(h.sections, list, func(s ilbo.Section) ilbo.SectionID { return s.ID })
	return nil
}

func (h *house) PutTopics(_ context.Context, list []ilbo.Topic) error {
	h.topics = put(h.topics, list, func(t ilbo.Topic) ilbo.TopicID { return t.ID })
	return nil
}

func (h *house) PutJournalists(_ context.Context, list []ilbo.Journalist) error {
	h.journalists = put(h.journalists, list, func(j ilbo.Journalist) ilbo.JournalistID { return j.ID })
	return nil
}

func (h *house) Intake(_ context.Context, r io.Reader, about ilbo.Picture) (ilbo.Picture, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return ilbo.Picture{}, err
	}
	if bytes.HasPrefix(data, []byte("bad")) {
		return ilbo.Picture{}, &ilbo.Error{Kind: ilbo.Invalid, Say: "This is no picture."}
	}
	sum := sha256.Sum256(data)
	about.ID, about.Width, about.Height = ilbo.PictureID(hex.EncodeToString(sum[:16])), 3, 2
	if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		about.Width, about.Height = c.Width, c.Height
	}
	h.pictures[about.ID] = data
	return about, nil
}

var (
	noon  = time.Date(2024, 1, 2, 12, 0, 0, 0, time.UTC)
	seoul = time.FixedZone("Asia/Seoul", 9*60*60)
)

func (h *house) intake() *wire.Intake {
	return wire.New(h, h, h, func() time.Time { return noon })
}

func ferry() *wire.Copy {
	return &wire.Copy{
		Section: "Sports", Topics: []string{"Han River"}, Bylines: []string{"Oh Ha-neul", "Yonhap", "Staff reporter"},
		Story: ilbo.Story{Foreign: "7", Language: ilbo.English, Headline: "Ferry stays", Published: noon, Body: ilbo.Body{
			{Kind: ilbo.Paragraph, Text: ilbo.Plain("It stays.")}, {Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Caption: "Quay"}}},
		}},
		Enclosed: []wire.Enclosed{
			{Source: "ferry.jpg", Block: wire.Lead, Caption: "The ferry", Credit: "Min Da-on", Open: open("ferry")},
			{Source: "quay.jpg", Block: 1, Caption: "Quay", Open: open("quay")},
		},
	}
}

func open(data string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(data)), nil }
}

func take(t *testing.T, in *wire.Intake, c *wire.Copy) *wire.Outcome {
	t.Helper()
	out, err := in.Take(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTakeMakesWhatTheStoryNeeds(t *testing.T) {
	h := newHouse()
	out := take(t, h.intake(), ferry())
	s := h.stories["7"]
	if out.Result != wire.Added || len(out.Notices) != 0 || s == nil {
		t.Fatalf("got %s, %q", out.Result, out.Notices)
	}
	if s.Section != "sports" || s.Source != "Yonhap" || s.Lead == nil || s.Lead.Caption != "The ferry" || s.Lead.Credit != "Min Da-on" || s.Lead.Width != 3 {
		t.Errorf("got %+v", s)
	}
	if diff := cmp.Diff([]ilbo.Byline{{Name: "Oh Ha-neul", Journalist: "oh-ha-neul"}}, s.Bylines[:1]); diff != "" {
		t.Error(diff)
	}
	for _, b := range s.Bylines[1:] {
		if b.Journalist != "" {
			t.Errorf("%q is no person", b.Name)
		}
	}
	if diff := cmp.Diff([]ilbo.TopicID{"han-river"}, s.Topics); diff != "" {
		t.Error(diff)
	}
	if len(h.topics) != 1 || len(h.journalists) != 1 || h.journalists[0].Name[ilbo.English] != "Oh Ha-neul" || len(h.pictures) != 2 {
		t.Errorf("furniture: %v, %v, %d pictures", h.topics, h.journalists, len(h.pictures))
	}
	if f := s.Body[1].Figures[0]; f.Picture == "" || f.Caption != "Quay" {
		t.Errorf("picture in the text: %+v", f)
	}
}

func TestTakingTwiceChangesNothing(t *testing.T) {
	h := newHouse()
	c := ferry()
	take(t, h.intake(), c)
	before := *h.stories["7"]
	if out := take(t, h.intake(), c); out.Result != wire.Same || h.takes != 1 {
		t.Errorf("got %s after %d takes", out.Result, h.takes)
	}
	if diff := cmp.Diff(&before, h.stories["7"]); diff != "" {
		t.Error(diff)
	}
	if len(h.topics) != 1 || len(h.journalists) != 1 {
		t.Error("the second time made furniture")
	}
}

func TestChangedCopyKeepsNumberAddressAndRecords(t *testing.T) {
	h := newHouse()
	take(t, h.intake(), ferry())
	h.stories["7"].Kill = &ilbo.Kill{By: "rahim", At: noon, Reason: "wrong"}
	c := ferry()
	c.Story.Headline, c.Section = "Ferry goes", "World"
	out := take(t, h.intake(), c)
	s := h.stories["7"]
	if out.Result != wire.Changed || s.Headline != "Ferry goes" || s.ID != 1 || s.Slug != "ferry-stays" || !strings.HasPrefix(string(s.Path), "/sports/") || s.Kill == nil {
		t.Errorf("%s: %+v", out.Result, s)
	}
}

func TestAliasFindsTheStory(t *testing.T) {
	h := newHouse()
	take(t, h.intake(), ferry())
	c := ferry()
	c.Story.Foreign, c.Alias = "https", "7"
	if out := take(t, h.intake(), c); out.Result != wire.Same || len(h.stories) != 1 {
		t.Errorf("got %s and %d stories", out.Result, len(h.stories))
	}
}

func TestSections(t *testing.T) {
	tests := []struct {
		name, printed string
		founding      bool
		want          ilbo.SectionID
		made          int
		notices       int
	}{
		{"by name", "North Korea", false, "north-korea", 0, 0},
		{"in Korean", "경제", false, "business", 0, 0},
		{"a part", "Politics", false, "national/politics", 0, 0},
		{"with and for &", "entertainment and arts", false, "entertainment-arts", 0, 0},
		{"unknown on a page", "Obituaries", false, "national", 0, 1},
		{"none on a page", "", false, "national", 0, 1},
		{"unknown in an archive", "Obituaries", true, "obituaries", 1, 0},
		{"unknown, as an address", "city-hall/police", true, "city-hall/police", 2, 0},
		{"where another page stands", "Archive", true, "archive-2", 1, 0},
		{"in Korean, unknown", "부고", true, "bugo", 1, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse()
			before := len(h.sections)
			c := ferry()
			c.Section, c.Founding = test.printed, test.founding
			out := take(t, h.intake(), c)
			if got := h.stories["7"].Section; got != test.want || len(h.sections)-before != test.made || len(out.Notices) != test.notices {
				t.Errorf("got %s, %d made, %q", got, len(h.sections)-before, out.Notices)
			}
		})
	}
}

func TestPicturesThatDoNotCome(t *testing.T) {
	tests := []struct {
		name     string
		enclosed wire.Enclosed
		lead     bool
		notice   string
	}{
		{"named, not there", wire.Enclosed{Source: "a.jpg", Block: wire.Lead, Caption: "x"}, false, "a.jpg is not beside the copy"},
		{"no picture", wire.Enclosed{Source: "a.jpg", Block: wire.Lead, Open: open("bad")}, false, "This is no picture."},
		{"cannot be opened", wire.Enclosed{Source: "a.jpg", Block: wire.Lead, Open: func() (io.ReadCloser, error) { return nil, os.ErrPermission }}, false, "cannot be read"},
		{"a caption alone", wire.Enclosed{Block: wire.Lead, Caption: "The ferry", Credit: "Yonhap"}, true, "a blank plate stands in its place"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse()
			c := ferry()
			c.Enclosed = []wire.Enclosed{test.enclosed}
			out := take(t, h.intake(), c)
			s := h.stories["7"]
			if (s.Lead != nil) != test.lead || len(out.Notices) != 1 || !strings.Contains(out.Notices[0], test.notice) {
				t.Errorf("lead %+v, %q", s.Lead, out.Notices)
			}
			if len(s.Body) != 1 {
				t.Errorf("a picture without a file stays in the text: %+v", s.Body)
			}
		})
	}
}

func TestEditorsPictureOutlivesThePlate(t *testing.T) {
	h := newHouse()
	c := ferry()
	c.Enclosed = []wire.Enclosed{{Block: wire.Lead, Caption: "The ferry"}}
	take(t, h.intake(), c)
	h.stories["7"].Lead = &ilbo.Figure{Picture: "found", Width: 9, Height: 6, Caption: "The ferry"}
	if out := take(t, h.intake(), c); out.Result != wire.Same || h.stories["7"].Lead.Picture != "found" {
		t.Errorf("got %s, %+v", out.Result, h.stories["7"].Lead)
	}
}

func TestRefusedCopyLeavesNothing(t *testing.T) {
	h := newHouse()
	c := ferry()
	c.Story.Language, c.Section, c.Founding = "fr", "Nouvelles", true
	if _, err := h.intake().Take(t.Context(), c); !errors.Is(err, ilbo.Invalid) {
		t.Fatalf("got %v", err)
	}
	if len(h.stories)+len(h.topics)+len(h.journalists)+len(h.pictures) != 0 || len(h.sections) != len(ilbo.StandardSections()) {
		t.Error("something was kept")
	}
}

func TestJournalistsAreKnownInEitherLanguage(t *testing.T) {
	h := newHouse()
	h.journalists = []ilbo.Journalist{{ID: "oh-ha-neul", Name: ilbo.Words{ilbo.English: "Oh Ha-neul", ilbo.Korean: "오하늘"}}, {ID: "min-da-on", Name: ilbo.Words{ilbo.English: "Min Da On"}}}
	c := ferry()
	c.Story.Language, c.Bylines = ilbo.Korean, []string{"오하늘 기자", "연합뉴스", "Min Da-on"}
	take(t, h.intake(), c)
	want := []ilbo.Byline{{Name: "오하늘", Journalist: "oh-ha-neul"}, {Name: "Min Da-on", Journalist: "min-da-on-2"}}
	if diff := cmp.Diff(want, h.stories["7"].Bylines); diff != "" {
		t.Error(diff)
	}
}

func TestUndatedCopyIsPublishedNowAndOnce(t *testing.T) {
	h := newHouse()
	c := ferry()
	c.Story.Published = time.Time{}
	if out := take(t, h.intake(), c); len(out.Notices) != 1 || !h.stories["7"].Published.Equal(noon) {
		t.Errorf("got %v, %q", h.stories["7"].Published, out.Notices)
	}
	later := wire.New(h, h, h, func() time.Time { return noon.Add(time.Hour) })
	if out := take(t, later, c); out.Result != wire.Same {
		t.Errorf("got %s", out.Result)
	}
}

func TestRunCountsAndGoesOn(t *testing.T) {
	h := newHouse()
	h.refuse = "Unwanted"
	var lines strings.Builder
	for i := range 250 {
		fmt.Fprintf(&lines, `{"id":%d,"language":"en","section":"city","headline":"Story %d","published":"2006-11-05T02:40:46Z","body":["One."]}`+"\n", i, i)
	}
	lines.WriteString(`{"id":3,"language":"en","section":"city","headline":"Story 3","published":"2006-11-05T02:40:46Z","body":["Two."],"views":1}` + "\n")
	lines.WriteString(`{"id":999,"language":"en","section":"city","headline":"Unwanted","published":"2006-11-05T02:40:46Z","body":["Two."]}` + "\n" + "nonsense\n")
	calls := 0
	report, err := h.intake().Run(t.Context(), ndjson.Read(strings.NewReader(lines.String()), nil), func(*wire.Report) { calls++ })
	if err != nil {
		t.Fatal(err)
	}
	want := &wire.Report{Added: 250, Changed: 1, Refused: 2, Noticed: 1,
		Refusals: []string{"Line 253: it is not JSON.", "The desk does not want it."}, Notices: []string{"The field “views” is not one that the import knows: it was ignored."}}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Error(diff)
	}
	if report.Read() != 253 || calls < 253 || len(h.stories) != 250 {
		t.Errorf("read %d, %d calls, %d stories", report.Read(), calls, len(h.stories))
	}
	if h.takes > 20 {
		t.Errorf("the desk was asked %d times", h.takes)
	}
}

// An asked house counts the questions whether it has stories.
type asked struct {
	*house
	each, all int
}

func (a *asked) Foreign(ctx context.Context, foreign string) (*ilbo.Story, error) {
	a.each++
	return a.house.Foreign(ctx, foreign)
}

func (a *asked) Known(ctx context.Context, foreign []string) ([]string, error) {
	a.all++
	return a.house.Known(ctx, foreign)
}

func TestRunAsksForManyStoriesAtOnce(t *testing.T) {
	line := func(id int, text string) string {
		return fmt.Sprintf(`{"id":%d,"language":"en","section":"city","headline":"Story %d","published":"2006-11-05T02:40:46Z","body":["%s"]}`+"\n", id, id, text)
	}
	h := &asked{house: newHouse()}
	run := func(lines string, want wire.Report, each, all int) {
		t.Helper()
		h.each, h.all = 0, 0
		report, err := wire.New(h, h, h, func() time.Time { return noon }).Run(t.Context(), ndjson.Read(strings.NewReader(lines), nil), nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&want, report); diff != "" {
			t.Error(diff)
		}
		if h.each != each || h.all != all {
			t.Errorf("asked %d times for one and %d times for many, want %d and %d", h.each, h.all, each, all)
		}
	}
	var lines strings.Builder
	for i := range 1_000 {
		lines.WriteString(line(i, "One."))
	}
	run(lines.String(), wire.Report{Added: 1_000}, 0, 4)
	// Twice in a window, changed since, and in a lot that the desk has when the window is read.
	run(line(1, "One.")+line(1, "Two.")+line(2_000, "One.")+line(2_000, "Two."), wire.Report{Added: 1, Changed: 2, Same: 1}, 3, 1)
	lines.Reset()
	for i := range 250 {
		lines.WriteString(line(3_000+i, "One."))
	}
	run(lines.String()+line(3_249, "Two."), wire.Report{Added: 250, Changed: 1}, 1, 1)
	var long strings.Builder // a window is small in bytes, too
	for i := range 40 {
		long.WriteString(line(4_000+i, strings.Repeat("A word. ", 40_000)))
	}
	run(long.String(), wire.Report{Added: 40}, 0, 3)
}

// Readers close what pictures are in when the stream has gone on.
func TestRunOpensPicturesWhileTheStreamStandsAtThem(t *testing.T) {
	h := newHouse()
	var at string
	report, err := h.intake().Run(t.Context(), func(yield func(*wire.Copy, error) bool) {
		for _, number := range []string{"7", "8", "9"} {
			at = number
			c := ferry()
			c.Story.Foreign = number
			for i := range c.Enclosed {
				opened := c.Enclosed[i].Open
				c.Enclosed[i].Open = func() (io.ReadCloser, error) {
					if at != number {
						return nil, os.ErrClosed
					}
					return opened()
				}
			}
			if !yield(c, nil) {
				return
			}
		}
		at = ""
	}, nil)
	if err != nil || report.Added != 3 || len(h.stories["7"].Figures()) != 2 || len(h.stories["9"].Figures()) != 2 {
		t.Errorf("got %+v, %v, %+v", report, err, h.stories["9"])
	}
}

func TestRunEndsWhereThePaperFails(t *testing.T) {
	h := newHouse()
	h.fail = errors.New("disk full")
	one := func(yield func(*wire.Copy, error) bool) { yield(ferry(), nil) }
	if _, err := h.intake().Run(t.Context(), one, nil); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := newHouse().intake().Run(ctx, one, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// An interrupted desk fails in its own words when the context ends.
type interrupted struct {
	*house
	cancel context.CancelFunc
}

func (d interrupted) Expect(context.Context, []wire.Taken) {}

func (d interrupted) TakeAll(context.Context, []wire.Taken) error {
	d.cancel()
	return errors.New("sqlite3: interrupted")
}

func TestRunSaysThatItWasStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	h := newHouse()
	in := wire.New(interrupted{h, cancel}, h, h, func() time.Time { return noon })
	one := func(yield func(*wire.Copy, error) bool) { yield(ferry(), nil) }
	if _, err := in.Run(ctx, one, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A full disk takes so many bytes.
type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}

func TestLogHasEveryRefusalAndEveryNotice(t *testing.T) {
	copies := func(yield func(*wire.Copy, error) bool) {
		for i := range 120 {
			c := ferry()
			c.Story.Foreign, c.Notices = fmt.Sprint(i), []string{fmt.Sprintf("Notice %d.", i)}
			if !yield(c, nil) {
				return
			}
			_ = yield(nil, &ilbo.Error{Kind: ilbo.Invalid, Say: fmt.Sprintf("Refusal %d.", i)})
		}
	}
	var log strings.Builder
	in := newHouse().intake()
	in.Log(&log)
	report, err := in.Run(t.Context(), copies, nil)
	if err != nil || len(report.Refusals) != 50 || len(report.Notices) != 50 || report.Refused != 120 || report.Noticed != 120 {
		t.Fatalf("%+v, %v", report, err)
	}
	if got := log.String(); strings.Count(got, "refused: Refusal ") != 120 || strings.Count(got, "note: Notice ") != 120 {
		t.Errorf("got %s", got)
	}
	in = newHouse().intake()
	in.Log(&fullDisk{room: 1000})
	if _, err := in.Run(t.Context(), func(yield func(*wire.Copy, error) bool) {
		for range 1000 {
			if !yield(nil, &ilbo.Error{Kind: ilbo.Invalid, Say: "No."}) {
				return
			}
		}
	}, nil); ilbo.SayOf(err) != "The report cannot be written on." {
		t.Errorf("got %v", err)
	}
}

func TestSeedIsTakenInOnce(t *testing.T) {
	files := seed(t)
	h := newHouse()
	for i, want := range []wire.Report{{Added: 1}, {Same: 1}} {
		report, err := h.intake().Run(t.Context(), page.Files(files[:1], page.Options{Zone: seoul, Sections: h.sections}), nil)
		if err != nil {
			t.Fatal(err)
		}
		if report.Added != want.Added || report.Same != want.Same || report.Refused+report.Changed != 0 {
			t.Fatalf("time %d: %+v", i+1, report)
		}
	}
	for _, s := range h.stories {
		if s.Section != "national" || s.Lead == nil || s.Lead.Credit != "Yonhap" || s.Lead.Width != 1200 || len(s.Body) != 8 || len(s.Bylines) != 1 || s.Bylines[0].Journalist != "lee-hyo-jin" {
			t.Errorf("got %+v", s)
		}
		if err := s.Check(); err != nil {
			t.Error(err)
		}
	}
}

// seed finds the real page beside the checkout.
func seed(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(testroom.File(t, "seed"), "*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("the folder shared/seed holds no page")
	}
	return files
}

func TestNames(t *testing.T) {
	tests := []struct {
		line string
		want []string
	}{
		{"By Oh Ha-neul and Min Da-on", []string{"Oh Ha-neul", "Min Da-on"}},
		{"Oh Ha-neul (with Min Da-on and Seo Bada)", []string{"Oh Ha-neul", "Min Da-on", "Seo Bada"}},
		{"Oh Ha-neul, senior correspondent", []string{"Oh Ha-neul"}},
		{"Oh Ha-neul | Haneul Daily", []string{"Oh Ha-neul"}},
		{"JEAN O'HARA", []string{"Jean O'Hara"}},
		{"https://haneul.example/oh", nil},
		{"오하늘 기자 haneul@daily.example", []string{"오하늘"}},
		{"", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, wire.Names(test.line)); diff != "" {
			t.Errorf("%q: %s", test.line, diff)
		}
	}
	for name, want := range map[string]bool{
		"Oh Ha-neul": true, "오하늘": true, "남궁 하늘": true, "Ludwig van Beethoven": true, "Yonhap": false, "연합뉴스": false, "AP": false, "Staff": false,
		"Staff reporter": false, "Editorial board": false, "BBC News": false, "사회팀": false, "하늘일보": false, "Haneul Daily": false, "oh@daily.example": false, "Reader 7": false,
	} {
		if got := wire.IsPerson(name); got != want {
			t.Errorf("IsPerson(%q) = %t", name, got)
		}
	}
}

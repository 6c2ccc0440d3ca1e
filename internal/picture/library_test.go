package picture_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/blob"
	"ilbo.press/internal/imaging"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/store"
)

// A room is a library over a real database, with a clock to turn.
type room struct {
	*picture.Library
	t     *testing.T
	desk  *picture.Desk
	store *store.Store
	mu    sync.Mutex
	now   time.Time
}

var (
	asha  = ilbo.Staff{Login: "asha", Role: ilbo.Reporter}
	mina  = ilbo.Staff{Login: "mina", Role: ilbo.Photographer}
	guest = ilbo.Staff{Login: "guest", Role: ilbo.Contributor}
	boss  = ilbo.Staff{Login: "boss", Role: ilbo.Publisher}
)

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, now: time.Date(2031, 3, 1, 9, 0, 0, 0, time.UTC)}
	dir := t.TempDir()
	var err error
	if r.store, err = store.Open(t.Context(), filepath.Join(dir, "paper.db"), nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.store.Close() })
	blobs, err := blob.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { blobs.Close() })
	r.must(r.store.KeepCounts(t.Context(), time.UTC))
	r.desk = picture.New(r.store, blobs, r.clock)
	r.Library = picture.NewLibrary(r.desk, r.store)
	return r
}

func (r *room) clock() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

func (r *room) wait(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = r.now.Add(d)
}

func (r *room) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *room) refuses(what string, err error, kind ilbo.Kind) {
	r.t.Helper()
	if !errors.Is(err, kind) {
		r.t.Errorf("%s: %v, want an error of kind %q", what, err, kind)
	}
}

func (r *room) file(by ilbo.Staff, name string, w, h int) ilbo.Picture {
	r.t.Helper()
	p, err := r.File(r.t.Context(), by, name, bytes.NewReader(photo(r.t, w, h)))
	r.must(err)
	return p
}

// prints stores a story with a picture as its lead and in its body.
func (r *room) prints(p ilbo.Picture, slug ilbo.Slug, published time.Time) *ilbo.Story {
	r.t.Helper()
	f := p.Figure()
	s := &ilbo.Story{Language: ilbo.English, Section: "national", Slug: slug, Headline: string(slug), Published: published, Lead: &f,
		Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Text.")}, {Kind: ilbo.PictureKind, Figures: []ilbo.Figure{f}}}}
	if !published.IsZero() {
		s.Path = ilbo.StoryPath("", s.Section, published, time.UTC, slug)
	}
	r.must(r.store.PutStory(r.t.Context(), s, ilbo.Event{Verb: ilbo.Published}))
	return s
}

func (r *room) deeds() []string {
	r.t.Helper()
	log, err := r.store.AuditLog(r.t.Context(), ilbo.AuditQuery{Limit: 100})
	r.must(err)
	var list []string
	for _, e := range slices.Backward(log) {
		list = append(list, e.Who+" "+string(e.Deed))
	}
	return list
}

func (r *room) served(p ilbo.Picture) bool {
	r.t.Helper()
	o, err := r.desk.Rendition(r.t.Context(), p.ID, 320, picture.WebP)
	if err == nil {
		o.Close()
	} else if !errors.Is(err, ilbo.NotFound) {
		r.t.Fatal(err)
	}
	return err == nil
}

func TestWhoMayDoWhatWithPictures(t *testing.T) {
	r := newRoom(t)
	ctx := t.Context()
	hers, theirs := r.file(asha, "her.jpg", 400, 300), r.file(guest, "guest.jpg", 401, 300)
	_, err := r.File(ctx, boss, "boss.jpg", bytes.NewReader(photo(t, 402, 300)))
	r.refuses("a publisher files", err, ilbo.Forbidden)
	for _, c := range []struct {
		by   ilbo.Staff
		p    ilbo.Picture
		see  error
		say  error
		keep bool
	}{
		{asha, hers, nil, nil, false}, {asha, theirs, nil, ilbo.Forbidden, false}, {mina, hers, nil, nil, true}, {mina, theirs, nil, nil, true},
		{guest, theirs, nil, nil, false}, {guest, hers, ilbo.NotFound, ilbo.NotFound, false}, {boss, hers, nil, ilbo.Forbidden, false},
	} {
		what := c.by.Login + " with " + c.p.Name
		if _, err := r.Picture(ctx, c.by, c.p.ID); !errors.Is(err, c.see) {
			t.Errorf("%s: sees %v", what, err)
		}
		err := r.Describe(ctx, c.by, c.p.ID, picture.Description{Caption: what, Rights: ilbo.Rights{Holder: what}})
		if !errors.Is(err, c.say) {
			t.Errorf("%s: describes %v", what, err)
		}
		p, err := r.store.Picture(ctx, c.p.ID)
		r.must(err)
		if (p.Rights.Holder == what) != c.keep {
			t.Errorf("%s: the rights are %q", what, p.Rights.Holder)
		}
		if _, err := r.Replace(ctx, c.by, c.p.ID, "", bytes.NewReader(nil)); errors.Is(err, ilbo.Invalid) != c.keep {
			t.Errorf("%s: replaces %v", what, err)
		}
	}
	found, err := r.Find(ctx, guest, ilbo.PictureQuery{Limit: 10})
	r.must(err)
	if len(found) != 1 || found[0].ID != theirs.ID {
		t.Errorf("a contributor finds %d pictures", len(found))
	}
	// What the public sees, everybody does.
	r.prints(hers, "out", r.clock().Add(-time.Hour))
	if _, err := r.Picture(ctx, guest, hers.ID); err != nil {
		t.Errorf("a contributor does not see what is published: %v", err)
	}
}

func TestAPictureIsDescribed(t *testing.T) {
	r := newRoom(t)
	ctx := t.Context()
	p := r.file(mina, "다리 사진.jpg", 400, 300)
	if p.Name != "다리 사진.jpg" || p.By != "mina" {
		t.Errorf("%+v", p)
	}
	d := picture.Description{Caption: " A  bridge", Alt: "다리", Credit: "Mina", Place: "Busan", Keywords: []string{"bridge", "bridge", ""},
		Rights: ilbo.Rights{Until: r.clock().Add(time.Hour)}, Focus: &ilbo.Point{X: 0.2, Y: 0.9}, Crops: map[ilbo.Shape]ilbo.Crop{ilbo.ShapeSquare: {Width: 0.5, Height: 0.5}}}
	for range 2 { // the second time changes nothing
		r.must(r.Describe(ctx, mina, p.ID, d))
	}
	got, err := r.Picture(ctx, mina, p.ID)
	r.must(err)
	if got.Caption != "A bridge" || !slices.Equal(got.Keywords, []string{"bridge"}) || *got.Focus != *d.Focus || got.Crops[ilbo.ShapeSquare].Width != 0.5 {
		t.Errorf("%+v", got)
	}
	if deeds := r.deeds(); !slices.Equal(deeds, []string{"mina picture file", "mina picture describe", "mina picture rights"}) {
		t.Errorf("the log says %q", deeds)
	}
	for what, spoil := range map[string]func(*picture.Description){
		"a point outside": func(d *picture.Description) { d.Focus = &ilbo.Point{X: 1.5} },
		"a crop outside": func(d *picture.Description) {
			d.Crops = map[ilbo.Shape]ilbo.Crop{ilbo.ShapeCard: {X: 0.9, Width: 0.5, Height: 1}}
		},
		"a crop of none":       func(d *picture.Description) { d.Crops = map[ilbo.Shape]ilbo.Crop{ilbo.ShapeCard: {}} },
		"no shape":             func(d *picture.Description) { d.Crops = map[ilbo.Shape]ilbo.Crop{"heart": {Width: 1, Height: 1}} },
		"a novel":              func(d *picture.Description) { d.Caption = strings.Repeat("가", 2001) },
		"the year 9999":        func(d *picture.Description) { d.Rights.Until = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) },
		"a point that is none": func(d *picture.Description) { d.Focus = &ilbo.Point{Y: -0.1} },
	} {
		bad := d
		spoil(&bad)
		r.refuses(what, r.Describe(ctx, mina, p.ID, bad), ilbo.Invalid)
	}
}

func TestAPictureWhoseRightsRunOutIsGone(t *testing.T) {
	r := newRoom(t)
	ctx := t.Context()
	p := r.file(mina, "a.jpg", 400, 300)
	s := r.prints(p, "bridge", r.clock().Add(-time.Hour))
	if !r.served(p) {
		t.Fatal("a published picture is not served")
	}
	until := r.clock().Add(time.Hour)
	r.must(r.Describe(ctx, mina, p.ID, picture.Description{Rights: ilbo.Rights{Until: until}}))
	if !r.served(p) {
		t.Error("it is not served before its rights run out")
	}
	r.wait(time.Hour)
	if r.served(p) {
		t.Error("it is served when its rights have run out")
	}
	read, err := r.store.Story(ctx, s.ID)
	r.must(err)
	if printed := read.Printed(r.clock()); printed.Lead != nil || len(printed.Body) != 1 || read.Lead == nil || len(read.Body) != 2 {
		t.Errorf("it is printed with %v and %d blocks", printed.Lead, len(printed.Body))
	}
	bad, err := r.store.Unusable(ctx, s.PictureIDs(), r.clock())
	r.must(err)
	if len(bad) != 1 || bad[0].ID != p.ID {
		t.Errorf("unusable: %v", bad)
	}
	// They are bought again, and then end at once.
	r.must(r.Describe(ctx, mina, p.ID, picture.Description{}))
	if !r.served(p) {
		t.Error("it is not served with new rights")
	}
	r.must(r.Describe(ctx, mina, p.ID, picture.Description{Rights: ilbo.Rights{Until: r.clock()}}))
	if r.served(p) {
		t.Error("it is served after its rights were ended")
	}
	var told []ilbo.Key
	stop, err := r.store.Work(ctx, store.Followers{
		Index: func(context.Context, []ilbo.StoryID) error { return nil },
		Stale: func(_ context.Context, e ilbo.Event) error {
			r.mu.Lock()
			defer r.mu.Unlock()
			if e.Verb == ilbo.Expired {
				told = append(told, e.Keys...)
			}
			return nil
		},
	})
	r.must(err)
	defer func() { r.must(stop(context.Background())) }()
	for range 500 {
		r.mu.Lock()
		done := slices.Contains(told, ilbo.KeyStory(s.ID)) && slices.Contains(told, ilbo.KeyLanguage(ilbo.English))
		r.mu.Unlock()
		if done {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("the pages that heard of it are %v", told)
}

func TestReplacingAPictureChangesWhatPrintsIt(t *testing.T) {
	r := newRoom(t)
	ctx := t.Context()
	old := r.file(asha, "old.jpg", 400, 300)
	r.must(r.Describe(ctx, mina, old.ID, picture.Description{Caption: "A bridge", Alt: "Fog", Rights: ilbo.Rights{Holder: "Asha"}, Focus: &ilbo.Point{X: 0.1, Y: 0.1}}))
	out, draft := r.prints(old, "out", r.clock().Add(-time.Hour)), r.prints(old, "draft", time.Time{})
	r.must(r.store.PutJournalists(ctx, []ilbo.Journalist{{ID: "asha", Picture: old.ID}}))
	_, err := r.Replace(ctx, mina, old.ID, "old.jpg", bytes.NewReader(photo(t, 400, 300)))
	r.refuses("the same file", err, ilbo.Invalid)
	_, err = r.Replace(ctx, mina, old.ID, "text.jpg", strings.NewReader("hello"))
	r.refuses("no picture", err, ilbo.Invalid)

	done, err := r.Replace(ctx, mina, old.ID, "new.jpg", bytes.NewReader(photo(t, 800, 600)))
	r.must(err)
	if !slices.Equal(done.Stories, []ilbo.StoryID{out.ID}) || !slices.Equal(done.Drafts, []ilbo.StoryID{draft.ID}) || done.Portraits != 1 {
		t.Errorf("%+v", done)
	}
	if p := done.New; p.Caption != "A bridge" || p.Alt != "Fog" || p.Rights.Holder != "Asha" || p.Focus == nil || p.Width != 800 {
		t.Errorf("the new one is %+v", p)
	}
	s, err := r.store.Story(ctx, out.ID)
	r.must(err)
	if ids := s.PictureIDs(); !slices.Equal(ids, []ilbo.PictureID{done.New.ID}) || s.Lead.Width != 800 || s.Lead.Caption != out.Lead.Caption {
		t.Errorf("the story prints %v, %+v", ids, s.Lead)
	}
	s, err = r.store.Story(ctx, draft.ID)
	r.must(err)
	if ids := s.PictureIDs(); !slices.Equal(ids, []ilbo.PictureID{old.ID}) {
		t.Errorf("the draft prints %v", ids)
	}
	if r.served(old) || !r.served(done.New) {
		t.Error("the public sees the old one, or not the new one")
	}
	kept, err := r.Picture(ctx, mina, old.ID)
	r.must(err)
	if o, err := r.desk.Original(ctx, kept); err != nil || kept.ReplacedBy != done.New.ID {
		t.Errorf("the old original is gone: %v", err)
	} else {
		o.Close()
	}
	_, err = r.Replace(ctx, mina, old.ID, "newer.jpg", bytes.NewReader(photo(t, 900, 600)))
	r.refuses("twice", err, ilbo.Conflict)
	uses, err := r.Uses(ctx, asha, done.New.ID)
	r.must(err)
	if len(uses.Stories) != 1 || uses.Stories[0].ID != out.ID || len(uses.Portraits) != 1 {
		t.Errorf("it is used by %+v", uses)
	}
	n := 0
	for _, d := range r.deeds() {
		if d == "mina picture replace" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the log has %d lines of it", n)
	}
}

func TestAVIFIsFiledWithAProof(t *testing.T) {
	r := newRoom(t)
	data, err := os.ReadFile("../imaging/avif/testdata/turned-1.avif")
	r.must(err)
	p, err := r.File(t.Context(), asha, `C:\fakepath\turned.avif`, bytes.NewReader(data))
	r.must(err)
	if p.Type != "image/avif" || p.Width != 64 || p.Height != 96 || p.Name != "turned.avif" {
		t.Errorf("%+v", p)
	}
	o, err := r.Preview(t.Context(), asha, p.ID, 320)
	r.must(err)
	o.Close()
	_, err = r.File(t.Context(), asha, "a.heic", bytes.NewReader(append([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), make([]byte, 64)...)))
	if !errors.Is(err, picture.HEIC) || !strings.Contains(ilbo.SayOf(err), "JPEG") {
		t.Errorf("HEIC: %v", err)
	}
}

// leftAndRight tell whether a picture is red at its left and at its right.
func leftAndRight(t *testing.T, data []byte) (left, right bool) {
	t.Helper()
	img, _, err := imaging.Decode(t.Context(), bytes.NewReader(data), imaging.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	red := func(x int) bool { r, _, blue, _ := img.At(x, b.Dy()/2).RGBA(); return r > blue }
	return red(b.Dx() * 3 / 8), red(b.Dx() * 7 / 8)
}

func TestPicturesAreCutAsIsSaid(t *testing.T) {
	r := newRoom(t)
	ctx := t.Context()
	p := r.file(mina, "wide.jpg", 1200, 400) // red on the left, blue on the right
	r.prints(p, "bridge", r.clock().Add(-time.Hour))
	cut := func(shape ilbo.Shape) (left, right bool) {
		t.Helper()
		o, err := r.desk.Cut(ctx, p.ID, shape, 320, picture.JPEG)
		return leftAndRight(t, bytesOf(t, o, err))
	}
	card := func(key string) (left, right bool) {
		t.Helper()
		b, err := r.desk.Card(ctx, key, imaging.CardText{}, p.ID)
		r.must(err)
		return leftAndRight(t, b)
	}
	if left, right := cut(ilbo.ShapeSquare); !left || right {
		t.Error("without a word the middle is not kept")
	}
	r.must(r.Describe(ctx, mina, p.ID, picture.Description{Focus: &ilbo.Point{X: 0.95, Y: 0.5}}))
	if left, right := cut(ilbo.ShapeSquare); left || right {
		t.Error("a focus at the right is not kept")
	}
	if left, right := card("1/a"); left || right {
		t.Error("a card does not keep it")
	}
	r.must(r.Describe(ctx, mina, p.ID, picture.Description{Focus: &ilbo.Point{X: 0.95, Y: 0.5}, Crops: map[ilbo.Shape]ilbo.Crop{ilbo.ShapeSquare: {Width: 0.3, Height: 0.9}}}))
	if left, right := cut(ilbo.ShapeSquare); !left || !right {
		t.Error("a crop by hand at the left is not kept")
	}
	for _, bad := range []struct {
		shape ilbo.Shape
		width int
	}{{"heart", 320}, {"", 320}, {ilbo.ShapeCard, 321}} {
		_, err := r.desk.Cut(ctx, p.ID, bad.shape, bad.width, picture.WebP)
		r.refuses(string(bad.shape), err, ilbo.NotFound)
	}
	r.must(r.Describe(ctx, mina, p.ID, picture.Description{Rights: ilbo.Rights{Until: r.clock()}}))
	_, err := r.desk.Cut(ctx, p.ID, ilbo.ShapeSquare, 320, picture.WebP)
	r.refuses("a crop of what may not be used", err, ilbo.NotFound)
}

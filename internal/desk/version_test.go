package desk_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/desk"
)

// writer is somebody who writes stories of their own.
func writer(login string) ilbo.Staff {
	return ilbo.Staff{Login: login, Name: login, Role: ilbo.Reporter}
}

// page is an empty page of copy, with a headline.
func page(headline string) ilbo.Copy {
	return ilbo.Copy{Language: ilbo.English, Section: "national", Headline: headline}
}

// begun is a story that somebody begins.
func (n *newsroom) begun(by ilbo.Staff, headline string) ilbo.StoryID {
	n.t.Helper()
	id, err := n.Begin(n.t.Context(), by, page(headline))
	n.must(err)
	return id
}

// save saves a headline upon a version, in a window, and gives the version.
func (n *newsroom) save(by ilbo.Staff, id ilbo.StoryID, base int, tab, headline string) (ilbo.Version, error) {
	n.t.Helper()
	n.now = n.now.Add(time.Second)
	return n.Save(n.t.Context(), by, desk.Saving{Story: id, Base: base, Tab: tab, Copy: page(headline)})
}

func (n *newsroom) saved(by ilbo.Staff, id ilbo.StoryID, base int, tab, headline string) int {
	n.t.Helper()
	v, err := n.save(by, id, base, tab, headline)
	n.must(err)
	return v.Number
}

func (n *newsroom) draftOf(id ilbo.StoryID) *ilbo.Draft {
	n.t.Helper()
	_, d, err := n.Open(n.t.Context(), editor("lee"), id)
	n.must(err)
	return d
}

func (n *newsroom) headline(id ilbo.StoryID, number int) string {
	n.t.Helper()
	v, err := n.Version(n.t.Context(), editor("lee"), id, number)
	n.must(err)
	return v.Copy.Headline
}

func TestEverySaveIsAVersionAndNothingIsOverwritten(t *testing.T) {
	n := open(t)
	han := writer("han")
	id := n.begun(han, "")
	same(t, "second version", n.saved(han, id, 1, "a", "Bridge"), 2)
	same(t, "third version", n.saved(han, id, 2, "a", "Bridge opens"), 3)
	same(t, "the same again", n.saved(han, id, 3, "a", "Bridge opens"), 3)
	for number, want := range map[int]string{0: "Bridge opens", 1: "", 2: "Bridge", 3: "Bridge opens"} {
		same(t, fmt.Sprint("headline of version ", number), n.headline(id, number), want)
	}
	d := n.draftOf(id)
	same(t, "title", d.Title, "Bridge opens")
	same(t, "changed", d.Changed, n.now.Add(-time.Second).UTC())
	same(t, "state", d.State(n.now), ilbo.State(ilbo.StageDraft))
	n.shows(id, false)

	v, err := n.Restore(t.Context(), han, id, 2, "a")
	n.must(err)
	same(t, "restored as", v.Number, 4)
	same(t, "headline", n.headline(id, 0), "Bridge")
	list, err := n.store.Versions(t.Context(), id, 0, 10)
	n.must(err)
	same(t, "note", list[0].Note, "restored from version 2")
}

func TestIncompleteCopyIsKeptAndHostileCopyIsNot(t *testing.T) {
	n := open(t)
	han := writer("han")
	id := n.begun(han, "")
	c := page("")
	c.Body = ilbo.Body{{Kind: ilbo.Paragraph}, {Kind: ilbo.PictureKind}, {Kind: ilbo.List}, {Kind: ilbo.FactBox}}
	_, err := n.Save(t.Context(), han, desk.Saving{Story: id, Base: 1, Copy: c})
	n.must(err)
	for name, spoil := range map[string]func(*ilbo.Copy){
		"a script":         func(c *ilbo.Copy) { c.Body[0].Text = ilbo.Inline{{Text: "x", Href: "javascript:alert(1)"}} },
		"no such block":    func(c *ilbo.Copy) { c.Body[0].Kind = "html" },
		"no such section":  func(c *ilbo.Copy) { c.Section = "../x" },
		"no such language": func(c *ilbo.Copy) { c.Language = "fr" },
		"no text":          func(c *ilbo.Copy) { c.Headline = "a\xff" },
		"a control sign":   func(c *ilbo.Copy) { c.Deck = "a\x00" },
		"a slug":           func(c *ilbo.Copy) { c.Slug = "A b" },
		"a box in a box": func(c *ilbo.Copy) {
			c.Body[3].Blocks = []ilbo.Block{{Kind: ilbo.FactBox, Blocks: []ilbo.Block{{Kind: ilbo.Paragraph}}}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			bad := c
			bad.Body = append(ilbo.Body{}, c.Body...)
			spoil(&bad)
			_, err := n.Save(t.Context(), han, desk.Saving{Story: id, Base: 2, Copy: bad})
			n.refuses(err, ilbo.Invalid)
		})
	}
	same(t, "versions", n.draftOf(id).Version, 2)
	n.refuses(n.Publish(t.Context(), editor("lee"), id, ilbo.Printing{}), ilbo.Invalid)
}

func TestTwoWhoWriteAtTheSameTimeLoseNothing(t *testing.T) {
	n := open(t)
	han, kim := writer("han"), editor("kim")
	id := n.begun(han, "Bridge")
	n.saved(han, id, 1, "a", "Bridge opens")
	v, err := n.save(kim, id, 1, "b", "Footbridge")
	n.refuses(err, ilbo.Conflict)
	var crossed *desk.Crossed
	if !errors.As(err, &crossed) || crossed.Kept != 3 || crossed.Newest.Number != 2 || crossed.Newest.Copy.Headline != "Bridge opens" || !v.Aside {
		t.Errorf("got %+v, %v", v, err)
	}
	same(t, "stands", n.headline(id, 0), "Bridge opens")
	same(t, "kept aside", n.headline(id, 3), "Footbridge")

	// The same text once more, because the answer was lost, is not kept twice.
	again, err := n.save(kim, id, 1, "b", "Footbridge")
	n.refuses(err, ilbo.Conflict)
	same(t, "kept aside again", again.Number, 3)
	same(t, "put together", n.saved(kim, id, 2, "b", "Footbridge opens"), 4)
	same(t, "stands then", n.headline(id, 0), "Footbridge opens")
}

func TestAWindowThatHeardNoAnswerGoesOn(t *testing.T) {
	n := open(t)
	han := writer("han")
	id := n.begun(han, "B")
	n.saved(han, id, 1, "a", "Br")   // the answer to this
	n.saved(han, id, 1, "a", "Bri")  // and to this is lost
	n.saved(han, id, 1, "a", "Brid") // and it goes on
	same(t, "stands", n.headline(id, 0), "Brid")
	_, err := n.save(han, id, 1, "other", "Bro")
	n.refuses(err, ilbo.Conflict) // their other window did not write those
	n.saved(editor("kim"), id, 4, "k", "Bridge")
	_, err = n.save(han, id, 1, "a", "Brida")
	n.refuses(err, ilbo.Conflict)
}

func TestWhoHasTheLockWrites(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	han, kim := writer("han"), editor("kim")
	id := n.begun(han, "Bridge")
	_, err := n.Lock(ctx, han, id, "a", false)
	n.must(err)
	lock, err := n.Lock(ctx, kim, id, "b", false)
	n.refuses(err, ilbo.Conflict)
	same(t, "who writes", lock.By, "han")
	_, err = n.save(kim, id, 1, "b", "Footbridge")
	n.refuses(err, ilbo.Conflict)

	// A window that is heard of keeps it, and one that is not loses it.
	for range 5 {
		n.now = n.now.Add(20 * time.Second)
		here, lock, err := n.Here(ctx, han, id, "a")
		n.must(err)
		same(t, "who is there", here, []ilbo.Presence{{Story: id, By: "han", Tab: "a", Seen: n.now.UTC()}}, stamps())
		same(t, "who writes", lock.By, "han")
	}
	n.now = n.now.Add(31 * time.Second)
	here, _, err := n.Here(ctx, kim, id, "b")
	n.must(err)
	same(t, "there", len(here), 1)
	_, err = n.Lock(ctx, kim, id, "b", false)
	n.must(err)

	// Taking over is logged, and what the other wrote last is kept aside.
	_, err = n.Lock(ctx, han, id, "a", true)
	n.must(err)
	lines, err := n.store.AuditLog(ctx, ilbo.AuditQuery{Deed: ilbo.DeedTakeOver, Limit: 5})
	n.must(err)
	same(t, "lines", len(lines), 1)
	v, err := n.save(kim, id, 2, "b", "My last words")
	n.refuses(err, ilbo.Conflict)
	same(t, "kept", n.headline(id, v.Number), "My last words")

	// Handed to somebody, it is theirs alone to take.
	n.must(n.Unlock(ctx, han, id, "a", "park"))
	_, err = n.Lock(ctx, kim, id, "b", false)
	n.refuses(err, ilbo.Conflict)
	_, err = n.Lock(ctx, editor("park"), id, "p", false)
	n.must(err)
	n.must(n.Leave(ctx, editor("park"), id, "p"))
	_, err = n.Lock(ctx, kim, id, "b", false)
	n.must(err)
	_, err = n.Lock(ctx, writer("stranger"), id, "s", true)
	n.refuses(err, ilbo.Forbidden)
}

func TestManyWindowsAtOnceKeepEveryText(t *testing.T) {
	n := open(t)
	id := n.begun(editor("han"), "0")
	const windows, each = 8, 10
	var all sync.WaitGroup
	for w := range windows {
		all.Go(func() {
			base := 1
			for i := range each {
				v, err := n.Save(t.Context(), editor("han"), desk.Saving{Story: id, Base: base, Tab: fmt.Sprint(w), Copy: page(fmt.Sprintf("%d of %d", i, w))})
				var crossed *desk.Crossed
				switch {
				case errors.As(err, &crossed):
					base = crossed.Newest.Number
				case err != nil:
					t.Error(err)
				default:
					base = v.Number
				}
			}
		})
	}
	all.Wait()
	list, err := n.store.Versions(t.Context(), id, 0, 1000)
	n.must(err)
	texts := map[string]bool{}
	for i, v := range list {
		same(t, "number", v.Number, len(list)-i)
		texts[n.headline(id, v.Number)] = true
	}
	same(t, "texts", len(texts), windows*each+1)
}

func TestPublicationPrintsTheNewestVersionAndUpdatesComeLater(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	han, lee := writer("han"), editor("lee")
	id := n.begun(han, "Bridge")
	c := page("Bridge opens")
	c.Body = ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It did.")}}
	_, err := n.Save(ctx, han, desk.Saving{Story: id, Base: 1, Copy: c})
	n.must(err)
	n.refuses(n.Publish(ctx, lee, id, ilbo.Printing{Version: 1}), ilbo.Conflict) // they have not seen the newest
	n.refuses(n.Publish(ctx, han, id, ilbo.Printing{}), ilbo.Forbidden)
	n.must(n.Publish(ctx, lee, id, ilbo.Printing{Version: 2}))
	same(t, "printed", n.story(id).Headline, "Bridge opens")
	same(t, "versions", n.draftOf(id).Version, 2)
	same(t, "open", n.draftOf(id).Open(), false)
	address := n.story(id).Path

	c.Headline, c.Language, c.Slug = "Footbridge opens", ilbo.Korean, "other"
	_, err = n.Save(ctx, lee, desk.Saving{Story: id, Base: 2, Copy: c})
	n.must(err)
	same(t, "still printed", n.story(id).Headline, "Bridge opens")
	same(t, "open then", n.draftOf(id).Open(), true)
	n.now = n.now.Add(time.Minute)
	n.must(n.Update(ctx, lee, id, ilbo.Printing{Quiet: true}))
	s := n.story(id)
	same(t, "printed now", s.Headline, "Footbridge opens")
	same(t, "address", s.Path, address)
	same(t, "language", s.Language, ilbo.English)
	same(t, "told readers", s.Updated.IsZero(), true)
	n.must(n.Update(ctx, lee, id, ilbo.Printing{})) // nothing new
	same(t, "told readers of nothing", n.story(id).Updated.IsZero(), true)

	c.Deck = "At last"
	_, err = n.Save(ctx, lee, desk.Saving{Story: id, Base: 3, Copy: c})
	n.must(err)
	keys := n.told(func() { n.must(n.Update(ctx, lee, id, ilbo.Printing{})) })
	same(t, "told readers then", n.story(id).Updated, n.now.UTC())
	if len(keys) == 0 {
		t.Error("no page was told of the update")
	}
	same(t, "versions in the end", n.draftOf(id).Version, 4)
}

func TestAnImportOverWhatANewsroomWritesKeepsBoth(t *testing.T) {
	n := open(t)
	ctx := t.Context()
	s := old("w-7", "Bridge opens")
	n.must(n.Take(ctx, s))
	if _, err := n.store.Draft(ctx, s.ID); !errors.Is(err, ilbo.NotFound) {
		t.Errorf("an import made a draft: %v", err)
	}
	lee := editor("lee")
	c := ilbo.CopyOf(n.story(s.ID))
	c.Headline = "Bridge opens, editor says"
	_, err := n.Save(ctx, lee, desk.Saving{Story: s.ID, Base: 1, Copy: c})
	n.must(err)
	same(t, "as it came", n.headline(s.ID, 1), "Bridge opens")
	n.must(n.Take(ctx, old("w-7", "Bridge opens at noon")))
	same(t, "printed", n.story(s.ID).Headline, "Bridge opens at noon")
	same(t, "newest", n.headline(s.ID, 0), "Bridge opens, editor says")
	same(t, "kept aside", n.headline(s.ID, 3), "Bridge opens at noon")
	same(t, "printed version", n.draftOf(s.ID).Printed, 3)

	// Without changes that wait, the import's copy is the newest.
	n.must(n.Update(ctx, lee, s.ID, ilbo.Printing{}))
	n.must(n.Take(ctx, old("w-7", "Bridge opens at one")))
	same(t, "newest then", n.headline(s.ID, 0), "Bridge opens at one")
	same(t, "changes", n.draftOf(s.ID).Changes(), false)
}

// saving is what somebody has who read a story and gave it another headline.
func saving(n *newsroom, id ilbo.StoryID, headline string) desk.Saving {
	n.t.Helper()
	v, err := n.Version(n.t.Context(), editor("lee"), id, 0)
	n.must(err)
	c := *v.Copy
	c.Headline = headline
	return desk.Saving{Story: id, Base: v.Number, Copy: c}
}

// stamps compares moments by what they are, whatever zone they are told in.
func stamps() cmp.Option {
	return cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })
}

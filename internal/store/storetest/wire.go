package storetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ilbo.press"
)

// wire adds a source of the wire.
func (p *paper) wire(name string) *ilbo.WireSource {
	p.t.Helper()
	w := &ilbo.WireSource{Name: name, Kind: ilbo.FromFeed, Place: "https://" + name + ".example/feed", Every: 5 * time.Minute, Added: noon, By: "asha"}
	p.must(p.PutWire(p.ctx, w))
	return w
}

// take makes one that came so long ago, and is not stored.
func take(wire ilbo.WireID, name string, since time.Duration) *ilbo.Take {
	k := &ilbo.Take{
		Wire: wire, Foreign: "urn:" + name, Version: "1", Made: noon.Add(-since), Received: noon.Add(-since), Changed: noon.Add(-since), Versions: 1, Status: ilbo.Usable, Urgency: 4, Language: "en-US",
		Headline: "Ferry " + name, Slugline: "FERRY", Credit: "연합뉴스", Words: 3, Copy: ilbo.TakeCopy{Headline: "Ferry " + name, Bylines: []string{"Oh Ha-neul"}, Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("It stays <b>.")}}},
	}
	k.Sought = ilbo.Sought(k.Slugline, &k.Copy)
	return k
}

func (p *paper) basket(q ilbo.TakeQuery) []string {
	p.t.Helper()
	if q.Limit == 0 {
		q.Limit = 100
	}
	found, err := p.Takes(p.ctx, q)
	p.must(err)
	names := []string{}
	for i := range found {
		names = append(names, found[i].Foreign)
		if found[i].Copy.Headline != "" {
			p.t.Errorf("%s is listed with its copy", found[i].Foreign)
		}
	}
	return names
}

var wires = map[string]func(*testing.T, *paper){
	"sources of the wire come back as they were put": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		w.Credit, w.Language, w.Section, w.Paused, w.Header, w.Secret = "하늘통신", "ko", "national", true, "Authorization", "Bearer 1"
		p.must(p.PutWire(p.ctx, w))
		got, err := p.Wire(p.ctx, w.ID)
		p.must(err)
		p.same("source", got, *w)
		other := p.wire("bada")
		all, err := p.Wires(p.ctx)
		p.must(err)
		p.same("sources", []ilbo.WireID{all[0].ID, all[1].ID}, []ilbo.WireID{w.ID, other.ID})
		for range 2 {
			p.must(p.DropWire(p.ctx, other.ID))
		}
		_, err = p.Wire(p.ctx, other.ID)
		p.refuses(err, ilbo.NotFound)
		if next := p.wire("san"); next.ID == other.ID {
			t.Error("a source has the number of one that was taken away")
		}
	},
	"one node looks at a source at a time, when it is due": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		due := func(now time.Time) int {
			list, err := p.DueWires(p.ctx, now, 10)
			p.must(err)
			return len(list)
		}
		lease := func(node string, now time.Time, outOfTurn bool) bool {
			ok, err := p.LeaseWire(p.ctx, w.ID, node, now, now.Add(time.Minute), outOfTurn)
			p.must(err)
			return ok
		}
		var leased atomic.Int32
		var nodes sync.WaitGroup
		for i := range 8 {
			nodes.Go(func() {
				if ok, err := p.LeaseWire(p.ctx, w.ID, fmt.Sprint("node ", i), noon, noon.Add(time.Minute), false); err != nil {
					t.Error(err)
				} else if ok {
					leased.Add(1)
				}
			})
		}
		nodes.Wait()
		p.same("nodes that have it, and sources that are due", []int{int(leased.Load()), due(noon)}, []int{1, 0})
		p.same("once the lease is over", []bool{lease("b", noon.Add(2*time.Minute), false)}, []bool{true})
		state := ilbo.WireState{ETag: `"7"`, Modified: "Tue", Polled: noon, Succeeded: noon, Brought: 3, Due: noon.Add(10 * time.Minute)}
		p.must(p.ReturnWire(p.ctx, w.ID, "a", ilbo.WireState{Due: noon})) // it is b's by now
		p.must(p.ReturnWire(p.ctx, w.ID, "b", state))
		got, err := p.Wire(p.ctx, w.ID)
		p.must(err)
		p.same("state", got.State, state)
		p.same("not due, asked for out of turn, taken, and due later", []bool{lease("a", noon.Add(5*time.Minute), false), lease("a", noon.Add(5*time.Minute), true), lease("b", noon.Add(5*time.Minute), true), due(noon.Add(11*time.Minute)) == 1}, []bool{false, true, false, true})
		p.must(p.ReturnWire(p.ctx, w.ID, "a", state))
		got.Paused = true
		p.must(p.PutWire(p.ctx, &got))
		p.same("paused", due(noon.AddDate(1, 0, 0)), 0)
		got.Place = "https://elsewhere.example/"
		p.must(p.PutWire(p.ctx, &got))
		got, err = p.Wire(p.ctx, w.ID)
		p.must(err)
		p.same("what another address said of itself", got.State.ETag, "")
	},
	"takes come back, are replaced, and keep their versions": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		k := take(w.ID, "one", time.Hour)
		k.Embargo, k.Part, k.Running, k.Section, k.Pictures = noon.Add(time.Hour), 2, "ferries", "national", 1
		k.Copy.Pictures = []ilbo.TakePicture{{Source: "https://pictures.example/1.jpg", Caption: "사진"}}
		p.must(p.PutTake(p.ctx, k, "urn:alias"))
		for _, name := range []string{"urn:one", "urn:alias"} {
			got, err := p.TakeNamed(p.ctx, w.ID, "", "urn:none", name)
			p.must(err)
			p.same(name, got, *k)
		}
		_, err := p.TakeNamed(p.ctx, w.ID+1, "urn:one")
		p.refuses(err, ilbo.NotFound)
		first := *k
		k.Version, k.Versions, k.Changed, k.Headline, k.Status = "2", 2, noon, "Ferry goes", ilbo.Cancelled
		k.Copy.Headline = "Ferry goes"
		p.must(p.PutTake(p.ctx, k, "urn:later"))
		got, err := p.Take(p.ctx, k.Number)
		p.must(err)
		p.same("replaced", got, *k)
		versions, err := p.TakeVersions(p.ctx, k.Number)
		p.must(err)
		want := []ilbo.TakeVersion{
			{Version: "1", Received: first.Changed, Made: first.Made, Status: ilbo.Usable, Urgency: 4, Embargo: first.Embargo, Copy: first.Copy},
			{Version: "2", Received: k.Changed, Made: k.Made, Status: ilbo.Cancelled, Urgency: 4, Embargo: k.Embargo, Copy: k.Copy},
		}
		p.same("versions", versions, want)
		p.refuses(p.PutTake(p.ctx, take(w.ID, "other", 0), "urn:one"), ilbo.Conflict)
		_, err = p.Take(p.ctx, k.Number+9)
		p.refuses(err, ilbo.NotFound)
	},
	"the basket is listed and narrowed, a part at a time": func(t *testing.T, p *paper) {
		a, b := p.wire("a").ID, p.wire("b").ID
		for i := range 7 {
			k := take(a, fmt.Sprint("a", i), time.Duration(i/2)*time.Hour) // two of each moment
			p.must(p.PutTake(p.ctx, k))
		}
		k := take(b, "ko", time.Minute)
		k.Language, k.Urgency, k.Section = "ko-KR", 1, "culture"
		p.must(p.PutTake(p.ctx, k))
		var all []string
		q := ilbo.TakeQuery{Limit: 3}
		for {
			some, err := p.Takes(p.ctx, q)
			p.must(err)
			if len(some) == 0 {
				break
			}
			for _, k := range some {
				all = append(all, k.Foreign)
				q.Before = ilbo.TakeCursor{Changed: k.Changed, Number: k.Number}
			}
		}
		p.same("all", all, []string{"urn:a1", "urn:a0", "urn:ko", "urn:a3", "urn:a2", "urn:a5", "urn:a4", "urn:a6"})
		for name, q := range map[string]ilbo.TakeQuery{
			"of a source": {Wires: []ilbo.WireID{b}}, "of a language": {Languages: []string{"ko"}}, "urgent": {Urgency: 3}, "of a section": {Section: "culture"},
			"of both sources since": {Wires: []ilbo.WireID{a, b}, Languages: []string{"ko", "fr"}, Since: noon.Add(-time.Minute)},
		} {
			p.same(name, p.basket(q), []string{"urn:ko"})
		}
		p.same("since later", p.basket(ilbo.TakeQuery{Since: noon.Add(time.Second)}), []string{})
		_, err := p.Takes(p.ctx, ilbo.TakeQuery{})
		p.refuses(err, ilbo.Invalid)
	},
	"one story is made of a take, unless it is taken again": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		k := take(w.ID, "one", 0)
		p.must(p.PutTake(p.ctx, k))
		var taken atomic.Int32
		var editors sync.WaitGroup
		for i := range 6 {
			editors.Go(func() {
				if p.MarkTaken(p.ctx, k.Number, ilbo.StoryID(i+1), "asha", noon, false) == nil {
					taken.Add(1)
				}
			})
		}
		editors.Wait()
		p.same("stories of it", taken.Load(), int32(1))
		p.must(p.MarkTaken(p.ctx, k.Number, 9, "rahim", noon.Add(time.Hour), true))
		got, err := p.TakeOf(p.ctx, 9)
		p.must(err)
		p.same("who took it", []any{got.Number, got.TakenBy, got.TakenAt}, []any{k.Number, "rahim", noon.Add(time.Hour)})
		_, err = p.TakeOf(p.ctx, 77)
		p.refuses(err, ilbo.NotFound)
		k.Versions, k.Version = 2, "2"
		p.must(p.PutTake(p.ctx, k))
		got, err = p.Take(p.ctx, k.Number)
		p.must(err)
		p.same("the story of a take that was replaced", got.Story, ilbo.StoryID(9))
		p.refuses(p.MarkTaken(p.ctx, 99, 1, "asha", noon, true), ilbo.Conflict)
		p.same("untaken", p.basket(ilbo.TakeQuery{Untaken: true}), []string{})
	},
	"old takes are swept, but those that stories were made of": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		old, kept, fresh := take(w.ID, "old", 48*time.Hour), take(w.ID, "kept", 48*time.Hour), take(w.ID, "fresh", 0)
		for _, k := range []*ilbo.Take{old, kept, fresh} {
			p.must(p.PutTake(p.ctx, k))
		}
		p.must(p.MarkTaken(p.ctx, kept.Number, 1, "asha", noon, false))
		p.must(p.PutTiding(p.ctx, ilbo.Tiding{Login: "asha", Take: old.Number, Kind: ilbo.TakeCancelled, At: noon}))
		n, err := p.SweepTakes(p.ctx, noon.Add(-24*time.Hour))
		p.must(err)
		p.same("swept", n, int64(1))
		p.same("left", p.basket(ilbo.TakeQuery{}), []string{"urn:fresh", "urn:kept"})
		again := take(w.ID, "old", 0)
		p.must(p.PutTake(p.ctx, again)) // its name is free
		if again.Number == old.Number {
			t.Error("a number was given twice")
		}
		p.must(p.DropWire(p.ctx, w.ID))
		p.same("left without their source", p.basket(ilbo.TakeQuery{}), []string{"urn:kept"})
		told, err := p.Tidings(p.ctx, "asha", 10)
		p.must(err)
		p.same("tidings of what is gone", len(told), 0)
	},
	"filters have names of their own": func(t *testing.T, p *paper) {
		f := &ilbo.WireFilter{Name: "항구", Section: "business", Wires: []ilbo.WireID{1}, Any: []string{"ferry", "나루"}, All: []string{"a"}, Not: []string{"b"}, Languages: []string{"ko"}, Urgency: 3, Added: noon, By: "asha"}
		p.must(p.PutWireFilter(p.ctx, f))
		all, err := p.WireFilters(p.ctx)
		p.must(err)
		p.same("filters", all, []ilbo.WireFilter{*f})
		f.Any = nil
		p.must(p.PutWireFilter(p.ctx, f))
		p.refuses(p.PutWireFilter(p.ctx, &ilbo.WireFilter{Name: "항구"}), ilbo.Conflict)
		all, err = p.WireFilters(p.ctx)
		p.must(err)
		p.same("filters", all, []ilbo.WireFilter{*f})
		for range 2 {
			p.must(p.DropWireFilter(p.ctx, f.ID))
		}
	},
	"tidings are told to one person until they are heard": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		k := take(w.ID, "one", 0)
		p.must(p.PutTake(p.ctx, k))
		v := ilbo.Tiding{Login: "asha", Take: k.Number, Story: 3, Kind: ilbo.TakeReplaced, At: noon, Subject: "나루터"}
		p.must(p.PutTiding(p.ctx, v))
		got, err := p.Tidings(p.ctx, "asha", 10)
		p.must(err)
		v.Number = got[0].Number
		p.same("tidings", got, []ilbo.Tiding{v})
		p.must(p.DropTiding(p.ctx, "rahim", v.Number))
		got, err = p.Tidings(p.ctx, "asha", 10)
		p.must(err)
		p.same("tidings that another dropped", got, []ilbo.Tiding{v})
		p.must(p.DropTiding(p.ctx, "asha", v.Number))
		got, err = p.Tidings(p.ctx, "asha", 10)
		p.must(err)
		p.same("tidings that were heard", len(got), 0)
	},
	"takes that stories were made of move with their history": func(t *testing.T, p *paper) {
		w := p.wire("haneul")
		k := take(w.ID, "one", time.Hour)
		p.must(p.PutTake(p.ctx, k))
		k.Version, k.Versions, k.Changed = "2", 2, noon
		p.must(p.PutTake(p.ctx, k))
		p.must(p.PutTake(p.ctx, take(w.ID, "untaken", 0)))
		p.must(p.MarkTaken(p.ctx, k.Number, 5, "asha", noon, false))
		taken, err := p.EachTaken(p.ctx, 0, 10)
		p.must(err)
		p.same("taken, and its versions", []int{len(taken), len(taken[0].History)}, []int{1, 2})
		moved := taken[0]
		moved.Number, moved.Wire = moved.Number+100, moved.Wire+1
		p.must(p.PutTaken(p.ctx, moved))
		again, err := p.EachTaken(p.ctx, k.Number, 10)
		p.must(err)
		p.same("moved", again, []ilbo.TakenTake{moved})
		next := take(w.ID, "next", 0)
		p.must(p.PutTake(p.ctx, next))
		if next.Number <= moved.Number {
			t.Errorf("the next take is %d, behind %d", next.Number, moved.Number)
		}
	},
}

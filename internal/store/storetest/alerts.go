package storetest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"ilbo.press"
)

// alert keeps one that is to go at noon.
func (p *paper) alert(text string) ilbo.Alert {
	p.t.Helper()
	a := ilbo.Alert{Language: ilbo.English, Text: text, Story: p.put(story(text, time.Hour)).ID, Sections: []ilbo.SectionID{"national"}, Urgency: ilbo.Breaking, By: "rahim", At: noon.Add(-time.Minute), Goes: noon}
	id, err := p.PutAlert(p.ctx, a)
	p.must(err)
	a.ID = id
	return a
}

// to is a delivery to a device of a name.
func to(name string, state ilbo.DeliveryState, again time.Time) ilbo.AlertDelivery {
	return ilbo.AlertDelivery{Device: ilbo.DeviceID(name), State: state, Again: again}
}

func names(all []ilbo.AlertDelivery) (names []string) {
	for _, d := range all {
		names = append(names, string(d.Device))
	}
	slices.Sort(names)
	return names
}

var alerts = map[string]func(*testing.T, *paper){
	"alerts wait until they are taken back": func(t *testing.T, p *paper) {
		a := p.alert("Bridge closed")
		second := p.alert("Bridge open")
		got, err := p.Alert(p.ctx, a.ID)
		p.must(err)
		p.same("alert", got, a)
		_, err = p.Alert(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
		p.must(p.TakeBackAlert(p.ctx, a.ID, "asha", noon.Add(time.Minute)))
		p.refuses(p.TakeBackAlert(p.ctx, a.ID, "asha", noon), ilbo.Conflict)
		p.refuses(p.BeginAlert(p.ctx, a.ID, noon), ilbo.Conflict)
		a.Taken, a.TakenBy = noon.Add(time.Minute), "asha"
		list, err := p.Alerts(p.ctx, 5)
		p.must(err)
		p.same("alerts", list, []ilbo.Alert{second, a})
		list, err = p.EachAlert(p.ctx, 0, 1)
		p.must(err)
		p.same("the first", list, []ilbo.Alert{a})
	},
	"alerts begin, spread and end once": func(t *testing.T, p *paper) {
		a := p.alert("Bridge closed")
		p.must(p.BeginAlert(p.ctx, a.ID, noon))
		p.must(p.BeginAlert(p.ctx, a.ID, noon.Add(time.Hour)))
		p.must(p.SpreadAlert(p.ctx, a.ID, noon.Add(time.Minute)))
		p.must(p.SpreadAlert(p.ctx, a.ID, noon.Add(time.Hour)))
		p.must(p.EndAlert(p.ctx, a.ID, ilbo.Withdrawn, noon.Add(2*time.Minute)))
		p.must(p.EndAlert(p.ctx, a.ID, "", noon.Add(time.Hour)))
		p.refuses(p.BeginAlert(p.ctx, a.ID, noon), ilbo.Conflict)
		p.refuses(p.TakeBackAlert(p.ctx, a.ID, "asha", noon), ilbo.Conflict)
		a.Begun, a.Spread, a.Ended, a.Unsent = noon, noon.Add(time.Minute), noon.Add(2*time.Minute), ilbo.Withdrawn
		got, err := p.Alert(p.ctx, a.ID)
		p.must(err)
		p.same("alert", got, a)
	},
	"alerts are counted but for those of which nothing went": func(t *testing.T, p *paper) {
		a, b := p.alert("One"), p.alert("Two")
		since := func(at time.Time) (ids []int64) {
			t.Helper()
			some, err := p.AlertsSince(p.ctx, ilbo.English, at)
			p.must(err)
			for _, a := range some {
				ids = append(ids, a.ID)
			}
			return ids
		}
		p.same("since an hour", since(noon.Add(-time.Hour)), []int64{a.ID, b.ID})
		p.must(p.TakeBackAlert(p.ctx, a.ID, "asha", noon))
		p.must(p.BeginAlert(p.ctx, b.ID, noon))
		p.must(p.TakeBackAlert(p.ctx, b.ID, "asha", noon))
		p.same("without the one taken back whole", since(noon.Add(-time.Hour)), []int64{b.ID})
		p.same("since now", since(noon), []int64(nil))
		some, err := p.AlertsSince(p.ctx, ilbo.Korean, noon.Add(-time.Hour))
		p.must(err)
		p.same("in another language", len(some), 0)
	},
	"of those who queue at once each sees the one before": func(t *testing.T, p *paper) {
		const most = 3
		first := p.alert("One")
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				err := p.Together(p.ctx, func(ctx context.Context) error {
					some, err := p.AlertsSince(ctx, ilbo.English, noon.Add(-time.Hour))
					if err != nil || len(some) >= most {
						return err
					}
					_, err = p.PutAlert(ctx, ilbo.Alert{Language: ilbo.English, Text: "Another", Story: first.Story, Urgency: ilbo.Routine, At: noon, Goes: noon})
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		all, err := p.Alerts(p.ctx, 20)
		p.must(err)
		p.same("alerts", len(all), most)
	},
	"a device is claimed for an alert once": func(t *testing.T, p *paper) {
		a := p.alert("Bridge closed")
		claim := func(all ...ilbo.AlertDelivery) []string {
			t.Helper()
			got, err := p.ClaimDeliveries(p.ctx, a.ID, all)
			p.must(err)
			return names(got)
		}
		p.same("none", claim(), []string(nil))
		p.same("the first time", claim(to("a", ilbo.Claimed, time.Time{}), to("b", ilbo.Later, noon.Add(time.Hour)), to("c", ilbo.Skipped, time.Time{})), []string{"a", "b", "c"})
		p.same("again", claim(to("a", ilbo.Claimed, time.Time{}), to("b", ilbo.Claimed, time.Time{}), to("d", ilbo.Claimed, time.Time{})), []string{"d"})
		next, err := p.NextDelivery(p.ctx, a.ID)
		p.must(err)
		p.same("next", next, noon.Add(time.Hour))
		some, err := p.ClaimLater(p.ctx, a.ID, noon, 5)
		p.must(err)
		p.same("before it is later", len(some), 0)
		some, err = p.ClaimLater(p.ctx, a.ID, noon.Add(time.Hour), 5)
		p.must(err)
		p.same("when it is", some, []ilbo.AlertDelivery{to("b", ilbo.Claimed, time.Time{})})
		some, err = p.ClaimLater(p.ctx, a.ID, noon.Add(time.Hour), 5)
		p.must(err)
		p.same("twice", len(some), 0)
		b := some
		b = append(b, ilbo.AlertDelivery{Device: "b", State: ilbo.Later, Again: noon.Add(2 * time.Hour), Tries: 1}, to("a", ilbo.Sent, time.Time{}), to("c", ilbo.Sent, time.Time{}))
		p.must(p.SettleDeliveries(p.ctx, a.ID, b))
		some, err = p.ClaimLater(p.ctx, a.ID, noon.Add(2*time.Hour), 5)
		p.must(err)
		p.same("with its tries", some, []ilbo.AlertDelivery{{Device: "b", State: ilbo.Claimed, Tries: 1}})
		counts, err := p.AlertCounts(p.ctx, a.ID)
		p.must(err)
		p.same("counts", counts, ilbo.AlertCounts{Sent: 1, Unsure: 2, Skipped: 1})
		next, err = p.NextDelivery(p.ctx, a.ID)
		p.must(err)
		p.same("nothing next", next.IsZero(), true)
	},
	"two processes share an alert's devices": func(t *testing.T, p *paper) {
		a := p.alert("Bridge closed")
		var all []ilbo.AlertDelivery
		for i := range 50 {
			all = append(all, to(string(rune('A'+i)), ilbo.Claimed, time.Time{}))
		}
		var mu sync.Mutex
		var got []ilbo.AlertDelivery
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				some, err := p.ClaimDeliveries(p.ctx, a.ID, all)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				got = append(got, some...)
			})
		}
		wg.Wait()
		p.same("each once", names(got), names(all))
	},
	"devices that take nothing any more are forgotten": func(t *testing.T, p *paper) {
		a := p.alert("Bridge closed")
		d := handset("https://push.example/1")
		p.must(p.AddDevice(p.ctx, d))
		_, err := p.ClaimDeliveries(p.ctx, a.ID, []ilbo.AlertDelivery{{Device: d.ID(), State: ilbo.Claimed}})
		p.must(err)
		p.must(p.SettleDeliveries(p.ctx, a.ID, []ilbo.AlertDelivery{{Device: d.ID(), State: ilbo.Departed}}))
		_, err = p.Device(p.ctx, d.ID())
		p.refuses(err, ilbo.NotFound)
	},
	"who waits is skipped when an alert ends, and counts outlast the rest": func(t *testing.T, p *paper) {
		a, b := p.alert("Bridge closed"), p.alert("Bridge open")
		for _, id := range []int64{a.ID, b.ID} {
			_, err := p.ClaimDeliveries(p.ctx, id, []ilbo.AlertDelivery{to("a", ilbo.Later, noon), to("b", ilbo.Claimed, time.Time{})})
			p.must(err)
		}
		p.must(p.EndAlert(p.ctx, a.ID, "", noon))
		p.must(p.TakeBackAlert(p.ctx, b.ID, "asha", noon))
		want := ilbo.AlertCounts{Skipped: 1, Unsure: 1}
		p.must(p.SweepDeliveries(p.ctx, noon))
		for _, id := range []int64{a.ID, b.ID} {
			counts, err := p.AlertCounts(p.ctx, id)
			p.must(err)
			p.same("counts", counts, want)
		}
		p.must(p.SweepDeliveries(p.ctx, noon.Add(time.Second)))
		p.must(p.SweepDeliveries(p.ctx, noon.Add(time.Second)))
		for _, id := range []int64{a.ID, b.ID} {
			counts, err := p.AlertCounts(p.ctx, id)
			p.must(err)
			p.same("counts after the sweep", counts, want)
			claimed, err := p.ClaimDeliveries(p.ctx, id, []ilbo.AlertDelivery{to("a", ilbo.Claimed, time.Time{})})
			p.must(err)
			p.same("rows are gone", len(claimed), 1)
		}
		_, err := p.AlertCounts(p.ctx, 99)
		p.refuses(err, ilbo.NotFound)
	},
	"an alert's job is done again when it says so": func(t *testing.T, p *paper) {
		a := p.alert("Bridge closed")
		p.must(p.SendAlert(p.ctx, a.ID, time.Time{}))
		called := make(chan int64, 5)
		f := (&diary{}).followers()
		f.Alert = func(_ context.Context, id int64) (time.Time, error) {
			called <- id
			if len(called) < 2 {
				return time.Now(), nil
			}
			return time.Time{}, nil
		}
		stop, err := p.Work(p.ctx, f)
		p.must(err)
		p.drained(func() bool { return len(called) == 2 })
		p.must(stop(p.ctx))
		p.same("calls", []int64{<-called, <-called}, []int64{a.ID, a.ID})
	},
	"an alert that is rolled back is not sent": func(t *testing.T, p *paper) {
		_ = p.Together(p.ctx, func(ctx context.Context) error {
			if err := p.SendAlert(ctx, 7, time.Time{}); err != nil {
				return err
			}
			return ilbo.Internal
		})
		p.pending(0)
	},
}

// drained waits until something is so, and no job is due.
func (p *paper) drained(so func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		n, err := p.Pending(p.ctx)
		p.must(err)
		if so() && n == 0 {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatal("the jobs are not done")
		}
	}
}

package storetest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

// logged adds a line to the audit log.
func (p *paper) logged(who string, deed ilbo.Deed, on string, at time.Time) {
	p.t.Helper()
	p.must(p.Audit(p.ctx, ilbo.AuditEntry{At: at, Who: who, Deed: deed, On: on, Detail: "법무 검토", From: "192.0.2.7"}))
}

// whole checks that the audit log has so many lines and is sound.
func (p *paper) whole(want int64) {
	p.t.Helper()
	lines, wrong, err := p.CheckAudit(p.ctx)
	p.must(err)
	p.same("lines, and the first wrong one", []int64{lines, wrong}, []int64{want, 0})
}

var audit = map[string]func(*testing.T, *paper){
	"the audit log gives what was done, the newest first": func(t *testing.T, p *paper) {
		p.whole(0)
		p.logged("asha", ilbo.DeedHold, "story:1", noon)
		p.logged("rahim", ilbo.DeedKill, "story:2", noon.Add(time.Hour))
		p.logged("asha", ilbo.DeedRelease, "story:1", noon.Add(2*time.Hour))
		p.logged("asha", ilbo.DeedHold, "story:3", noon.Add(3*time.Hour))
		numbers := func(q ilbo.AuditQuery) []int64 {
			if q.Limit == 0 {
				q.Limit = 10
			}
			found, err := p.AuditLog(p.ctx, q)
			p.must(err)
			var list []int64
			for _, e := range found {
				list = append(list, e.Number)
			}
			return list
		}
		for what, test := range map[string]struct {
			query ilbo.AuditQuery
			want  []int64
		}{
			"all":               {ilbo.AuditQuery{}, []int64{4, 3, 2, 1}},
			"the newest":        {ilbo.AuditQuery{Limit: 1}, []int64{4}},
			"before one":        {ilbo.AuditQuery{Before: 3}, []int64{2, 1}},
			"of somebody":       {ilbo.AuditQuery{Who: "asha"}, []int64{4, 3, 1}},
			"of a story":        {ilbo.AuditQuery{On: "story:1"}, []int64{3, 1}},
			"of a deed":         {ilbo.AuditQuery{Deed: ilbo.DeedHold}, []int64{4, 1}},
			"of a time":         {ilbo.AuditQuery{From: noon.Add(time.Hour), To: noon.Add(3 * time.Hour)}, []int64{3, 2}},
			"of all of these":   {ilbo.AuditQuery{Who: "asha", Deed: ilbo.DeedHold, From: noon.Add(time.Minute)}, []int64{4}},
			"of nobody":         {ilbo.AuditQuery{Who: "park"}, nil},
			"of what is quoted": {ilbo.AuditQuery{Who: "asha' OR 1=1 --"}, nil},
		} {
			p.same(what, numbers(test.query), test.want)
		}
		p.whole(4)
		for _, limit := range []int{0, -1, store.MaxAudited + 1} {
			_, err := p.AuditLog(p.ctx, ilbo.AuditQuery{Limit: limit})
			p.refuses(err, ilbo.Invalid)
		}
		found, err := p.AuditLog(p.ctx, ilbo.AuditQuery{Limit: 1})
		p.must(err)
		want := ilbo.AuditEntry{Number: 4, At: noon.Add(3 * time.Hour), Who: "asha", Deed: ilbo.DeedHold, On: "story:3", Detail: "법무 검토", From: "192.0.2.7", Seal: found[0].Seal}
		p.same("a line", found[0], want)
	},
	"a line belongs to its transaction": func(t *testing.T, p *paper) {
		refused := errors.New("refused")
		err := p.Together(p.ctx, func(ctx context.Context) error {
			if err := p.Audit(ctx, ilbo.AuditEntry{At: noon, Who: "asha", Deed: ilbo.DeedKill}); err != nil {
				return err
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		p.whole(0)
		p.must(p.Together(p.ctx, func(ctx context.Context) error {
			for range 2 {
				if err := p.Audit(ctx, ilbo.AuditEntry{At: noon, Who: "asha", Deed: ilbo.DeedKill}); err != nil {
					return err
				}
			}
			return nil
		}))
		p.whole(2)
	},
	"lines that are added at once stand one after the other": func(t *testing.T, p *paper) {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 10 {
					if err := p.Audit(context.Background(), ilbo.AuditEntry{At: noon, Who: "asha", Deed: ilbo.DeedRevise}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
		p.whole(80)
	},
	"texts of the audit log are cut where they are too long": func(t *testing.T, p *paper) {
		p.must(p.Audit(p.ctx, ilbo.AuditEntry{At: noon, Who: strings.Repeat("가", 300), Deed: "x\x00\xff", Detail: strings.Repeat("나", 3000)}))
		found, err := p.AuditLog(p.ctx, ilbo.AuditQuery{Limit: 1})
		p.must(err)
		if e := found[0]; len(e.Who) > 200 || len(e.Detail) > 2000 || !strings.HasSuffix(e.Who, "가…") || e.Deed != "x" {
			t.Errorf("got %d and %d bytes, and %q", len(e.Who), len(e.Detail), e.Deed)
		}
		p.whole(1)
	},
	"lines keep their seals in another paper": func(t *testing.T, p *paper) {
		for i := range 5 {
			p.logged("asha", ilbo.DeedHold, "story:1", noon.Add(time.Duration(i)*time.Second))
		}
		all, err := p.EachAudit(p.ctx, 0, 10)
		p.must(err)
		some, err := p.EachAudit(p.ctx, 2, 2)
		p.must(err)
		p.same("a part", some, all[2:4])
		for i := range all {
			all[i].Number += 5 // as if they went on
		}
		p.must(p.PutAudit(p.ctx, all[:1]))
		lines, wrong, err := p.CheckAudit(p.ctx)
		p.must(err)
		p.same("what does not belong there", []int64{lines, wrong}, []int64{6, 6})
	},
}

package site

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web/cache"
)

// An InstallPage shows how to put the paper on a phone: see install/install.html.
type InstallPage struct {
	*Frame
	IPhone, Android []string // the steps
}

func (s *Site) install(ctx context.Context, l ilbo.Language) (cache.Page, error) {
	f, err := s.titled(ctx, l, "/install", func(w *Words) (string, string) { return w.InstallTitle, w.InstallSay })
	if err != nil {
		return cache.Page{}, err
	}
	p := InstallPage{Frame: f, IPhone: strings.Split(f.W.InstallIPhone, "|"), Android: strings.Split(f.W.InstallAndroid, "|")}
	return s.page("install", p, ilbo.KeyFurniture)
}

// titled begins a page that says nothing of stories.
func (s *Site) titled(ctx context.Context, l ilbo.Language, rest string, say func(*Words) (title, description string)) (*Frame, error) {
	f, err := s.frame(ctx, l, s.paper.Prefix(l)+rest, "")
	if err != nil {
		return nil, err
	}
	f.Kind = "plain"
	f.Title, f.Description = say(f.W)
	return f, nil
}

// A FeedLink is one list of stories with its feeds.
type FeedLink struct {
	Name, URL string // URL without the feed's file name
}

// A SubscribePage shows how the paper comes to its readers: see
// subscribe/subscribe.html.
type SubscribePage struct {
	*Frame
	Offers  []OfferView // empty: nothing is sold
	Say     string
	Feeds   []FeedLink
	Install string
}

// An OfferView is a plan as everybody is offered it.
type OfferView struct {
	Name, Say, URL, For string
	Prices              []string
	Gives               []string
	Trial, Tax          string
}

// sells reports whether a plan is sold that opens this and not all stories.
func (s *Site) sells(ctx context.Context, what ilbo.Entitlement) (bool, error) {
	if s.plans == nil {
		return false, nil
	}
	plans, err := s.plans.Plans(ctx)
	return slices.ContainsFunc(plans, func(p ilbo.Plan) bool {
		return !p.Closed && len(p.Prices) > 0 && p.Gives.Has(what) && !p.Gives.Has(ilbo.ToStories)
	}), err
}

// offers are the plans that are sold.
func (s *Site) offers(ctx context.Context, f *Frame) ([]OfferView, error) {
	if s.plans == nil {
		return nil, nil
	}
	plans, err := s.plans.Plans(ctx)
	if err != nil {
		return nil, err
	}
	var list []OfferView
	for _, p := range plans {
		if p.Closed || len(p.Prices) == 0 {
			continue
		}
		o := OfferView{Name: p.Name.In(f.Lang), Say: p.Say.In(f.Lang), URL: fmt.Sprintf("%s/account/subscribe/%d", f.Prefix, p.ID)}
		for _, m := range p.Prices {
			o.Prices = append(o.Prices, p.Term.PriceIn(m, p.Once, f.Lang))
		}
		for _, g := range []struct {
			what ilbo.Entitlement
			name string
		}{{ilbo.ToStories, f.W.OfferStories}, {ilbo.ToEPaper, f.W.OfferEPaper}, {ilbo.ToWeekly, f.W.OfferWeekly}} {
			if p.Gives.Has(g.what) {
				o.Gives = append(o.Gives, g.name)
			}
		}
		if p.Trial > 0 {
			o.Trial = fmt.Sprintf(f.W.OfferTrial, p.Trial)
		}
		if p.Tax > 0 {
			o.Tax = fmt.Sprintf(f.W.OfferTax, strconv.FormatFloat(float64(p.Tax)/100, 'f', -1, 64))
		}
		if len(p.Domains) > 0 {
			o.For = fmt.Sprintf(f.W.OfferFor, strings.Join(p.Domains[:min(len(p.Domains), 6)], ", "))
		}
		list = append(list, o)
	}
	return list, nil
}

func (s *Site) subscribe(ctx context.Context, l ilbo.Language) (cache.Page, error) {
	f, err := s.titled(ctx, l, "/subscribe", func(w *Words) (string, string) { return w.SubscribeTitle, w.SubscribeSay })
	if err != nil {
		return cache.Page{}, err
	}
	p := SubscribePage{Frame: f, Install: f.Prefix + "/install", Feeds: []FeedLink{{Name: f.PaperTitle, URL: f.Prefix + "/"}}}
	for _, sec := range f.Menu {
		p.Feeds = append(p.Feeds, FeedLink{Name: sec.Name, URL: sec.URL + "/"})
	}
	if p.Offers, err = s.offers(ctx, f); err != nil {
		return cache.Page{}, err
	}
	if len(p.Offers) > 0 {
		f.Description = f.W.SubscribeOffer
	}
	p.Say = f.Description
	return s.page("subscribe", p, ilbo.KeyFurniture, ilbo.KeyPlans)
}

// An AboutPage is the masthead: see about/about.html.
type AboutPage struct {
	*Frame
	Founded int
	Staff   []Link // journalists
}

func (s *Site) about(ctx context.Context, l ilbo.Language) (cache.Page, error) {
	f, err := s.titled(ctx, l, "/about", func(w *Words) (string, string) { return w.About, w.RightsLong })
	if err != nil {
		return cache.Page{}, err
	}
	p := AboutPage{Frame: f, Founded: s.paper.Founded}
	list, err := s.stories.Journalists(ctx)
	if err != nil {
		return cache.Page{}, err
	}
	for _, j := range list {
		name := j.Name.In(l)
		if t := j.Title.In(l); t != "" {
			name += ", " + t
		}
		p.Staff = append(p.Staff, Link{Name: name, URL: f.Prefix + "/by/" + string(j.ID)})
	}
	return s.page("about", p, ilbo.KeyFurniture)
}

// An OfflinePage is what an installed paper shows without a connection: see
// offline/offline.html.
type OfflinePage struct{ *Frame }

func (s *Site) offline(ctx context.Context, l ilbo.Language) (cache.Page, error) {
	f, err := s.titled(ctx, l, "/offline", func(w *Words) (string, string) { return w.OfflineTitle, w.OfflineSay })
	if err != nil {
		return cache.Page{}, err
	}
	f.unaddressed()
	return s.page("offline", OfflinePage{f}, ilbo.KeyFurniture)
}

// An EPaperPage is a day's paper to read through or to print: see
// epaper/epaper.html.
type EPaperPage struct {
	*Frame
	Day      string
	Groups   []Group
	Previous *Link
	Next     *Link
}

// epaper is the paper of a day that was not printed, or where day is zero that of the last day that
// has stories.
func (s *Site) epaper(ctx context.Context, l ilbo.Language, day time.Time) (cache.Page, error) {
	now, path := s.clock(), "/epaper"
	if day.IsZero() {
		newest, err := s.stories.Teasers(ctx, ilbo.Selection{Language: l, Limit: 1}, now)
		if err != nil {
			return cache.Page{}, err
		}
		day = now
		if len(newest) > 0 {
			day = newest[0].Published
		}
	} else {
		path += day.Format("/2006-01-02")
	}
	y, m, d := day.In(s.paper.Zone).Date()
	start := time.Date(y, m, d, 0, 0, 0, 0, s.paper.Zone)
	f, err := s.titled(ctx, l, path, func(w *Words) (string, string) { return w.EPaperTitle, w.EPaperSay })
	if err != nil {
		return cache.Page{}, err
	}
	ts, err := s.teasersFor(ctx, l, now)
	if err != nil {
		return cache.Page{}, err
	}
	list, err := s.stories.Teasers(ctx, ilbo.Selection{Language: l, From: start, To: start.AddDate(0, 0, 1), Limit: monthLimit}, now)
	if err != nil {
		return cache.Page{}, err
	}
	if len(list) == 0 && path != "/epaper" {
		return cache.Page{}, ilbo.NotFound
	}
	if path != "/epaper" {
		if err := s.sameSpan(ctx, f, ilbo.Selection{From: start, To: start.AddDate(0, 0, 1)}, now); err != nil {
			return cache.Page{}, err
		}
	}
	shell := &ListPage{Frame: f}
	if err := s.besideDay(ctx, shell, l, start, ts); err != nil {
		return cache.Page{}, err
	}
	p := EPaperPage{Frame: f, Day: ts.weekday(start), Groups: ts.bySection(list, f.Menu), Previous: edition(shell.Previous), Next: edition(shell.Next)}
	f.Title = f.W.EPaperTitle + ", " + p.Day
	return s.page("epaper", p, ilbo.KeyFurniture, ilbo.KeyLanguage(l), ilbo.KeyEditions(l), KeyDay)
}

// edition turns the link to a day's archive into one to its e-paper.
func edition(l *Link) *Link {
	if l == nil {
		return nil
	}
	before, day, _ := strings.Cut(l.URL, "/archive/")
	return &Link{Name: l.Name, URL: before + "/epaper/" + strings.ReplaceAll(day, "/", "-")}
}

package site

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"ilbo.press"
	"ilbo.press/internal/web"
	"ilbo.press/internal/web/cache"
	"ilbo.press/internal/web/feed"
)

// A StoryPage is one story: see story/story.html.
type StoryPage struct {
	*Frame
	ID          ilbo.StoryID
	Section     Link
	Kicker      string
	Headline    string
	Deck        string
	Bylines     []Link // without an address where the name has no page
	Dateline    string
	Source      string
	Published   Moment
	Updated     *Moment // nil where nothing changed since
	Minutes     int     // to read it
	Wall        *Wall   // nil: all of the story is here
	Give        bool    // those who subscribe may give it
	Metered     bool    // it counts among those that are read without a subscription
	Lead        *FigureView
	Blocks      []BlockView
	Lesson      *LessonView // nil: the story is no lesson
	Topics      []Link
	Corrections []Notice
	Share       Share
	AlsoIn      []LanguageLink // its translations
	Related     []TeaserView
	Next        []TeaserView
	MostRead    []TeaserView
}

// A Notice is a correction, a clarification or a retraction.
type Notice struct {
	Kind, Label string
	When        Moment
	Text        string
}

// A Share is what the share row needs.
type Share struct {
	Story                    ilbo.StoryID // that a reader may keep
	URL, Title               string
	Facebook, X, Kakao, Mail string
	KakaoKey                 string
	W                        *Words
}

const (
	relatedStories = 4
	nextStories    = 5
	// wordsPerMinute is how fast people read news on a screen.
	wordsPerMinute       = 230
	wordsPerMinuteKorean = 150 // eojeol are longer than words
)

func (s *Site) story(ctx context.Context, path ilbo.Path) (cache.Page, error) {
	now := s.clock()
	st, err := s.stories.StoryAt(ctx, path)
	if err != nil {
		return cache.Page{}, err
	}
	if st.Withdrawn(now) {
		return s.withdrawn(ctx, st)
	}
	if !st.Visible(now) {
		return cache.Page{}, fmt.Errorf("story %d: %w", st.ID, ilbo.NotFound)
	}
	if s.gate == nil || !st.Access.Locked() {
		return s.whole(ctx, st, now)
	}
	return s.locked(ctx, st, now)
}

// whole is the page with all of a story.
func (s *Site) whole(ctx context.Context, st *ilbo.Story, now time.Time) (cache.Page, error) {
	p, keys, err := s.storyPage(ctx, st, now)
	if err != nil {
		return cache.Page{}, err
	}
	if err := s.lesson(ctx, st.Printed(now), p, false); err != nil {
		return cache.Page{}, err
	}
	return s.page("story", p, keys...)
}

// storyPage is the page of a story as it is given, whether the public may see it
// or not, with the keys of all that it shows.
func (s *Site) storyPage(ctx context.Context, st *ilbo.Story, now time.Time) (*StoryPage, []ilbo.Key, error) {
	st = st.Printed(now)
	path := string(st.Path)
	f, err := s.frame(ctx, st.Language, path, st.Section)
	if err != nil {
		return nil, nil, err
	}
	ts, err := s.teasersFor(ctx, st.Language, now)
	if err != nil {
		return nil, nil, err
	}
	p := &StoryPage{
		Frame: f, ID: st.ID, Kicker: st.Kicker, Headline: st.Headline, Deck: st.Deck, Dateline: st.Dateline.Place, Source: st.Source,
		Section:   Link{Name: ts.name(st.Section), URL: f.Prefix + "/" + string(st.Section)},
		Published: ts.full(st.Published), Minutes: minutes(st), Lead: figure(st.Lead, placeStory), Blocks: blocks(st, f.W),
		Share: s.share(st, f.W),
	}
	if p.Lead != nil {
		p.Lead.Eager, p.Lead.First = true, true
	}
	if changed := st.Changed(); changed.Sub(st.Published) >= time.Minute {
		m := ts.full(changed)
		p.Updated = &m
	}
	for _, b := range st.Bylines {
		link := Link{Name: b.Name}
		if b.Journalist != "" {
			link.URL = f.Prefix + "/by/" + string(b.Journalist)
		}
		p.Bylines = append(p.Bylines, link)
		f.Card.Authors = append(f.Card.Authors, b.Name)
	}
	for _, c := range st.Corrections {
		p.Corrections = append(p.Corrections, Notice{Kind: string(c.Kind), Label: correctionLabel(c.Kind, f.W), When: ts.full(c.At), Text: c.Text})
	}
	translations, err := s.around(ctx, st, ts, p, now)
	if err != nil {
		return nil, nil, err
	}
	f.Kind, f.Title, f.Description = "story", st.Headline, st.Deck
	if f.Description == "" {
		f.Description = firstWords(st.Body.Text(), 200)
	}
	f.only(s, path, translations)
	for _, t := range translations {
		p.AlsoIn = append(p.AlsoIn, LanguageLink{Lang: t.Language, Name: wordsIn(t.Language).Language, URL: string(t.Path)})
	}
	f.Card.Kind, f.Card.Section = "article", p.Section.Name
	f.Card.Published, f.Card.Modified = p.Published.Machine, ts.full(st.Changed()).Machine
	f.Card.Image = s.base + cardURL(st)
	f.Card.ImageAlt = st.Headline
	f.LD = append(f.LD,
		feed.NewsArticle(s.paper, st, p.Section.Name, s.base, translations...),
		feed.Breadcrumbs(s.base, crumbs([]Link{{Name: f.PaperTitle, URL: f.Home}, p.Section, {Name: st.Headline, URL: path}})))
	keys := []ilbo.Key{ilbo.KeyFurniture, ilbo.KeyStory(st.ID), ilbo.KeySection(st.Language, st.Section.Top()), ilbo.KeyMostRead(st.Language)}
	for _, t := range st.Topics {
		keys = append(keys, ilbo.KeyTopic(st.Language, t))
	}
	for _, t := range translations {
		keys = append(keys, ilbo.KeyStory(t.ID))
	}
	for _, t := range p.MostRead { // they are of any section and topic
		keys = append(keys, ilbo.KeyStory(t.ID))
	}
	return p, keys, nil
}

// around fills in what stands beside and below a story.
func (s *Site) around(ctx context.Context, st *ilbo.Story, ts *teasers, p *StoryPage, now time.Time) ([]ilbo.Teaser, error) {
	topics, err := s.topicNames(ctx, st.Topics)
	if err != nil {
		return nil, err
	}
	for _, id := range st.Topics {
		name := topics[id].In(st.Language)
		if name == "" {
			name = string(id)
		}
		p.Topics = append(p.Topics, Link{Name: name, URL: p.Prefix + "/topic/" + string(id)})
		p.Frame.Card.Tags = append(p.Frame.Card.Tags, name)
	}
	list, err := s.beside(ctx, st, now)
	if err != nil {
		return nil, err
	}
	p.Related = ts.list(list.related, placeCard)
	shown := map[ilbo.StoryID]bool{st.ID: true}
	for _, t := range list.related {
		shown[t.ID] = true
	}
	for _, t := range list.next {
		if !shown[t.ID] && len(p.Next) < nextStories {
			p.Next = append(p.Next, ts.one(t, placeThumb))
		}
	}
	p.MostRead = ts.list(list.read, place{})
	return list.translations, nil
}

// besides are the lists that stand beside a story.
type besides struct{ related, next, read, translations []ilbo.Teaser }

// beside asks for all of them at once: a reader waits for the slowest alone.
func (s *Site) beside(ctx context.Context, st *ilbo.Story, now time.Time) (b besides, err error) {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		b.related, err = s.stories.Related(ctx, st, relatedStories, now)
		return err
	})
	g.Go(func() (err error) {
		sel := ilbo.Selection{Language: st.Language, Section: st.Section.Top(), Limit: nextStories + relatedStories + 1}
		b.next, err = s.keptList(ilbo.KeySection(sel.Language, sel.Section), func() ([]ilbo.Teaser, error) { return s.stories.Teasers(ctx, sel, now) })
		return err
	})
	g.Go(func() (err error) {
		b.read, err = s.keptList(ilbo.KeyMostRead(st.Language), func() ([]ilbo.Teaser, error) { return s.fronts.MostRead(ctx, st.Language) })
		return err
	})
	g.Go(func() (err error) {
		b.translations, err = s.stories.Translations(ctx, st, now)
		return err
	})
	err = g.Wait()
	return b, err
}

func (s *Site) share(st *ilbo.Story, w *Words) Share {
	row := s.shareOf(s.base+string(st.Path), st.Headline, w)
	row.Story = st.ID
	return row
}

func (s *Site) shareOf(address, headline string, w *Words) Share {
	q := url.QueryEscape(address)
	return Share{
		URL: address, Title: headline, W: w, KakaoKey: s.paper.Kakao,
		Facebook: "https://www.facebook.com/sharer/sharer.php?u=" + q,
		X:        "https://x.com/intent/post?url=" + q + "&text=" + url.QueryEscape(headline),
		Kakao:    "https://story.kakao.com/share?url=" + q,
		Mail:     "mailto:?subject=" + url.PathEscape(headline) + "&body=" + url.PathEscape(headline+"\n\n"+address),
	}
}

func correctionLabel(k ilbo.CorrectionKind, w *Words) string {
	switch k {
	case ilbo.Clarification:
		return w.Clarification
	case ilbo.Retraction:
		return w.Retraction
	}
	return w.Correction
}

func minutes(st *ilbo.Story) int {
	rate := wordsPerMinute
	if st.Language == ilbo.Korean {
		rate = wordsPerMinuteKorean
	}
	return max(1, int(math.Round(float64(st.Body.Words())/float64(rate))))
}

// firstWords cuts text at a word's end within n bytes.
func firstWords(text string, n int) string {
	text = ilbo.Clean(text)
	if len(text) <= n {
		return text
	}
	cut := strings.LastIndexByte(text[:n], ' ')
	if cut < 0 {
		return ""
	}
	return text[:cut] + "…"
}

// cardURL is where a story's share card is. It names the story's last change,
// so that other sites fetch the card again when the headline changes.
func cardURL(st *ilbo.Story) string {
	return "/cards/" + strconv.FormatInt(int64(st.ID), 10) + "-" + strconv.FormatInt(st.Changed().Unix(), 36) + ".jpg"
}

// A WithdrawnPage stands where a killed story stood: see problem/withdrawn.html.
type WithdrawnPage struct {
	*Frame
	Notice string
	When   Moment
	Latest []TeaserView
}

func (s *Site) withdrawn(ctx context.Context, st *ilbo.Story) (cache.Page, error) {
	f, err := s.frame(ctx, st.Language, s.paper.Prefix(st.Language)+"/", "")
	if err != nil {
		return cache.Page{}, err
	}
	ts, err := s.teasersFor(ctx, st.Language, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	latest, err := s.stories.Teasers(ctx, ilbo.Selection{Language: st.Language, Limit: 6}, s.clock())
	if err != nil {
		return cache.Page{}, err
	}
	f.unaddressed()
	f.Kind, f.Title, f.Description = "problem", f.W.Withdrawn, st.Kill.Notice
	p, err := s.page("withdrawn", WithdrawnPage{Frame: f, Notice: st.Kill.Notice, When: ts.full(st.Kill.At), Latest: ts.list(latest, place{})},
		ilbo.KeyFurniture, ilbo.KeyStory(st.ID), ilbo.KeyLanguage(st.Language), KeyDay)
	p.Status = web.Status(ilbo.Gone)
	return p, err
}

package storetest

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

// entry is a story of so many days ago with these words.
func entry(id ilbo.StoryID, days int, headline, body string) ilbo.IndexEntry {
	at := noon.AddDate(0, 0, -days)
	return ilbo.IndexEntry{
		Story: id, Language: ilbo.English, Section: "sports/baseball", Published: at, PublicFrom: at,
		Words: map[ilbo.IndexField][]string{
			ilbo.IndexHeadline: strings.Fields(headline),
			ilbo.IndexBody:     strings.Fields(body),
		},
	}
}

// words is a phrase, and open one whose last word may go on.
func words(text string) ilbo.IndexPhrase { return ilbo.IndexPhrase{Words: strings.Fields(text)} }
func open(text string) ilbo.IndexPhrase {
	return ilbo.IndexPhrase{Words: strings.Fields(text), Open: true}
}

// within is a phrase in one field.
func within(f ilbo.IndexField, text string) ilbo.IndexPhrase {
	return ilbo.IndexPhrase{Words: strings.Fields(text), Field: f}
}

func asking(phrases ...ilbo.IndexPhrase) ilbo.IndexLookup {
	return ilbo.IndexLookup{Must: phrases, Now: noon, Limit: 20}
}

// index puts entries in, which is safe to do twice.
func (p *paper) index(entries ...ilbo.IndexEntry) {
	p.t.Helper()
	for range 2 {
		p.must(p.PutEntries(p.ctx, entries))
	}
}

// finds checks what a lookup finds and how much it counts.
func (p *paper) finds(what string, l ilbo.IndexLookup, want ...ilbo.StoryID) {
	p.t.Helper()
	hits, err := p.FindEntries(p.ctx, l)
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
	p.same(what, hits.Stories, want)
	if l.Offset == 0 && l.Limit > len(want) {
		p.same(what+": total", hits.Total, len(want))
	}
}

var search = map[string]func(*testing.T, *paper){
	"the index finds what a lookup asks for": func(t *testing.T, p *paper) {
		korean := entry(3, 3, "대북 북한 한 20", "핵실 실험 험 not and or")
		korean.Language, korean.Section = ilbo.Korean, "north-korea"
		byline := entry(4, 4, "ferri rais", "crane")
		byline.Words[ilbo.IndexByline] = []string{"flood", "yoon"}
		byline.Words[ilbo.IndexDeck] = []string{"wind"}
		byline.Words[ilbo.IndexTopics] = []string{"harbour", "yoon", "dock"}
		embargoed := entry(5, 0, "flood tomorrow", "")
		embargoed.PublicFrom = noon.Add(time.Second)
		p.index(entry(1, 1, "flood in seoul", "river bank"), entry(2, 2, "seoul flood", "bank of korea"), korean, byline, embargoed)
		narrowed := func(change func(*ilbo.IndexLookup)) ilbo.IndexLookup {
			l := asking(words("flood"))
			change(&l)
			return l
		}
		for what, test := range map[string]struct {
			lookup ilbo.IndexLookup
			want   []ilbo.StoryID
		}{
			"all words":                          {asking(words("seoul"), words("bank")), []ilbo.StoryID{1, 2}},
			"a phrase":                           {asking(words("seoul flood")), []ilbo.StoryID{2}},
			"no phrase across fields":            {asking(words("seoul river")), nil},
			"no phrase across byline and deck":   {asking(words("wind flood")), nil},
			"no phrase across topics and byline": {asking(words("yoon harbour")), nil},
			"a pair of syllables":                {asking(words("북한")), []ilbo.StoryID{3}},
			"an open syllable":                   {asking(open("실")), []ilbo.StoryID{3}},
			"a closed syllable":                  {asking(words("실")), nil},
			"an open phrase":                     {asking(open("핵실 실")), []ilbo.StoryID{3}},
			"another way to write a phrase":      {asking(ilbo.IndexPhrase{Words: []string{"flood", "seoul"}, Else: []ilbo.IndexPhrase{words("seoul flood")}}), []ilbo.StoryID{2}},
			"an open way to write a phrase":      {asking(ilbo.IndexPhrase{Words: []string{"none"}, Else: []ilbo.IndexPhrase{open("핵실 실")}}), []ilbo.StoryID{3}},
			"another way within a field":         {asking(ilbo.IndexPhrase{Words: []string{"none"}, Else: []ilbo.IndexPhrase{words("flood")}, Field: ilbo.IndexByline}), []ilbo.StoryID{4}},
			"a number":                           {asking(words("한 20")), []ilbo.StoryID{3}},
			"the engine's operators are words":   {asking(words("not"), words("and"), words("or")), []ilbo.StoryID{3}},
			"a quotation mark is no word":        {asking(words(`"`), words("flood")), nil},
			"an apostrophe is no word":           {asking(words(`'`), words("flood")), nil},
			"a backslash is no word":             {asking(words(`\`), words("flood")), nil},
			"exclusion":                          {narrowed(func(l *ilbo.IndexLookup) { l.Not = []ilbo.IndexPhrase{words("korea"), words("yoon")} }), []ilbo.StoryID{1}},
			"exclusion of a phrase":              {narrowed(func(l *ilbo.IndexLookup) { l.Not = []ilbo.IndexPhrase{words("seoul flood")} }), []ilbo.StoryID{1, 4}},
			"exclusion of a beginning":           {narrowed(func(l *ilbo.IndexLookup) { l.Not = []ilbo.IndexPhrase{open("kor")} }), []ilbo.StoryID{1, 4}},
			"exclusion alone narrows nothing":    {ilbo.IndexLookup{Not: []ilbo.IndexPhrase{words("flood")}, Now: noon, Limit: 20}, []ilbo.StoryID{1, 2, 3, 4}},
			"in the headline":                    {asking(within(ilbo.IndexHeadline, "flood")), []ilbo.StoryID{1, 2}},
			"in the deck":                        {asking(within(ilbo.IndexDeck, "wind")), []ilbo.StoryID{4}},
			"in the byline":                      {asking(within(ilbo.IndexByline, "flood")), []ilbo.StoryID{4}},
			"in the byline and not the topics":   {asking(within(ilbo.IndexByline, "harbour")), nil},
			"in the topics":                      {asking(within(ilbo.IndexTopics, "harbour yoon")), []ilbo.StoryID{4}},
			"in the topics and not the byline":   {asking(within(ilbo.IndexTopics, "flood")), nil},
			"in the body":                        {asking(within(ilbo.IndexBody, "bank")), []ilbo.StoryID{1, 2}},
			"in the body and not the topics":     {asking(within(ilbo.IndexBody, "dock")), nil},
			"topics in any field":                {asking(open("harb")), []ilbo.StoryID{4}},
			"a language":                         {ilbo.IndexLookup{Language: ilbo.Korean, Now: noon, Limit: 9}, []ilbo.StoryID{3}},
			"a section with its parts":           {narrowed(func(l *ilbo.IndexLookup) { l.Section = "sports" }), []ilbo.StoryID{1, 2, 4}},
			"a part of a section":                {narrowed(func(l *ilbo.IndexLookup) { l.Section = "sports/football" }), nil},
			"from":                               {narrowed(func(l *ilbo.IndexLookup) { l.From = noon.AddDate(0, 0, -1) }), []ilbo.StoryID{1}},
			"to":                                 {narrowed(func(l *ilbo.IndexLookup) { l.To = noon.AddDate(0, 0, -1) }), []ilbo.StoryID{2, 4}},
			"an embargo that lifted":             {narrowed(func(l *ilbo.IndexLookup) { l.Now = noon.Add(time.Second) }), []ilbo.StoryID{5, 1, 2, 4}},
			"filters alone, the newest first":    {ilbo.IndexLookup{Now: noon, Limit: 3}, []ilbo.StoryID{1, 2, 3}},
			"the second page":                    {ilbo.IndexLookup{Now: noon, Limit: 3, Offset: 3}, []ilbo.StoryID{4}},
			"the second page of words":           {narrowed(func(l *ilbo.IndexLookup) { l.Limit, l.Offset = 2, 2 }), []ilbo.StoryID{4}},
			"past the last page":                 {ilbo.IndexLookup{Now: noon, Limit: 3, Offset: 300}, nil},
		} {
			p.finds(what, test.lookup, test.want...)
		}
	},
	"a headline ranks over a body, new over old": func(t *testing.T, p *paper) {
		filler := strings.Repeat("calm ", 50)
		p.index(
			entry(1, 365, "storm warn", filler), entry(2, 0, "quiet day", filler+"storm"), entry(3, 0, "storm warn", filler),
			entry(4, 0, "other", filler), entry(5, 0, "other", filler), entry(6, 0, "other", filler), entry(7, 0, "other", filler))
		p.finds("storms", asking(words("storm")), 3, 1, 2)
	},
	"what was typed ranks over what was meant, within a tier": func(t *testing.T, p *paper) {
		far := strings.Repeat("calm ", 100)
		p.index(
			entry(1, 2, "밤배", far), entry(2, 2, "밤배 배를", far), entry(3, 2, "", far+"밤배 배를"), entry(4, 1, "", far+"밤배"),
			entry(5, 2, "", "밤배"), entry(6, 2, "", far+"밤배 배를 none"), entry(7, 2, "", far))
		l := asking(words("밤배"))
		l.Typed = []ilbo.IndexPhrase{words("밤배 배를")}
		p.finds("the noun and its particle", l, 2, 1, 5, 6, 3, 4)
		l.Not = []ilbo.IndexPhrase{words("none")}
		p.finds("less one", l, 2, 1, 5, 3, 4)
		l.Not, l.Limit, l.Offset = nil, 2, 2
		p.finds("the second page", l, 5, 6)
	},
	"the headline ranks over the deck, the deck over the rest, the lede over the body": func(t *testing.T, p *paper) {
		far := strings.Repeat("calm ", 200)
		headline, deck, byline, lede, body := entry(1, 1, "storm", ""), entry(2, 1, "", ""), entry(3, 1, "", ""), entry(4, 2, "", "a storm came"), entry(5, 1, "", far+"storm")
		deck.Words[ilbo.IndexDeck] = []string{"storm"}
		byline.Words[ilbo.IndexByline] = []string{"storm"}
		p.index(headline, deck, byline, lede, body)
		p.finds("storms", asking(words("storm")), 1, 2, 3, 4, 5)
	},
	"pages give each story once, in the order of a whole": func(t *testing.T, p *paper) {
		var entries []ilbo.IndexEntry
		for i := range 300 {
			e := entry(ilbo.StoryID(i+1), i, "quiet day", strings.Repeat("calm ", 200)+"storm")
			if i%3 > 0 {
				e = entry(ilbo.StoryID(i+1), i, []string{"storm warn", "quiet day"}[i%3-1], "storm")
			}
			entries = append(entries, e)
		}
		p.index(entries...)
		all := asking(words("storm"))
		all.Limit = 300
		whole, err := p.FindEntries(p.ctx, all)
		p.must(err)
		var pages []ilbo.StoryID
		for l := asking(words("storm")); l.Offset < 320; l.Offset += l.Limit {
			hits, err := p.FindEntries(p.ctx, l)
			p.must(err)
			pages = append(pages, hits.Stories...)
		}
		p.same("stories", len(whole.Stories), 300)
		p.same("pages", pages, whole.Stories)
	},
	"what must not be found is looked for in the whole story": func(t *testing.T, p *paper) {
		p.index(entry(1, 1, "storm warn", strings.Repeat("calm ", 200)+"baseball"), entry(2, 2, "storm warn", "calm"), entry(3, 0, "quiet", "storm"))
		l := asking(words("storm"))
		l.Not = []ilbo.IndexPhrase{words("baseball")}
		p.finds("storms", l, 2, 3)
	},
	"of two entries of a story the last counts": func(t *testing.T, p *paper) {
		p.index(entry(1, 0, "first", ""), entry(2, 5, "other", ""), entry(1, 3, "second", ""))
		p.finds("the first", asking(words("first")))
		p.finds("the second", asking(words("second")), 1)
	},
	"a story without a number is not indexed": func(t *testing.T, p *paper) {
		p.refuses(p.PutEntries(p.ctx, []ilbo.IndexEntry{entry(0, 0, "none", "")}), ilbo.Invalid)
	},
	"what was found goes back through years in which nothing was published": func(t *testing.T, p *paper) {
		var want []ilbo.StoryID
		for i, years := range []int{0, 1, 3, 4, 9, 30, 31, 90, 500} {
			e := entry(ilbo.StoryID(i+1), 0, "flood", "")
			e.Published = noon.AddDate(-years, 0, -1)
			p.index(e)
			want = append(want, e.Story)
		}
		p.finds("all of them", asking(words("flood")), want...)
		p.finds("none", asking(words("fire")))
	},
	"entries are replaced and removed": func(t *testing.T, p *paper) {
		p.index(entry(1, 0, "first", ""))
		p.index(entry(1, 0, "second", ""))
		p.finds("replaced words", asking(words("first")))
		p.finds("new words", asking(words("second")), 1)
		for range 2 {
			p.must(p.RemoveEntries(p.ctx, 1, 99))
		}
		p.finds("of a removed story", asking(words("second")))
	},
	"the index counts up to its cap": func(t *testing.T, p *paper) {
		const most = 1_000
		for stories := 500; stories <= most+500; stories += 500 {
			var list []ilbo.IndexEntry
			for i := range 500 {
				list = append(list, entry(ilbo.StoryID(stories-i), i, "flood", ""))
			}
			p.must(p.PutEntries(p.ctx, list))
			hits, err := p.FindEntries(p.ctx, asking(words("flood")))
			if want := min(stories, most); err != nil || hits.Total != want || hits.More != (stories > most) || len(hits.Stories) != 20 {
				t.Fatalf("of %d total %d, more %v, with %d stories and %v, want %d with 20", stories, hits.Total, hits.More, len(hits.Stories), err, want)
			}
		}
	},
	"phrases are counted together as alone": func(t *testing.T, p *paper) {
		var list []ilbo.IndexEntry
		for i := range 130 { // over ten years: more than one stretch of time
			text := "flood"
			if i%3 == 0 {
				text = "river flood"
			}
			e := entry(ilbo.StoryID(i+1), i*30, text, "")
			if i%10 == 9 {
				e.Language = ilbo.Korean
			}
			if i == 6 {
				e.PublicFrom = noon.Add(time.Second)
			}
			list = append(list, e)
		}
		p.must(p.PutEntries(p.ctx, list))
		phrases := []ilbo.IndexPhrase{words("flood"), {}, words("storm"), {Words: []string{"river", "flood"}}}
		for range 120 { // more than a statement counts
			phrases = append(phrases, words("river"))
		}
		for _, most := range []int{1, 20, 500} {
			want := make([]int, len(phrases))
			for i, ph := range phrases {
				if len(ph.Words) == 0 {
					continue
				}
				n, err := p.CountEntries(p.ctx, ilbo.IndexLookup{Must: []ilbo.IndexPhrase{ph}, Language: ilbo.English, Now: noon}, most)
				p.must(err)
				want[i] = n
			}
			got, err := p.CountEach(p.ctx, ilbo.English, phrases, most, noon)
			p.must(err)
			p.same("up to "+strconv.Itoa(most), got, want)
		}
	},
	"what is found is tallied by what it is filed under": func(t *testing.T, p *paper) {
		filed := func(id ilbo.StoryID, section ilbo.SectionID, topics []ilbo.TopicID, by ...ilbo.JournalistID) ilbo.IndexEntry {
			e := entry(id, int(id), "flood", "")
			e.Section, e.Topics, e.Journalists = section, topics, by
			return e
		}
		korean, embargoed := filed(5, "sports", []ilbo.TopicID{"rain"}), filed(6, "sports", []ilbo.TopicID{"rain"})
		korean.Language, embargoed.PublicFrom = ilbo.Korean, noon.Add(time.Second)
		p.index(korean, embargoed, filed(1, "sports/base-ball", []ilbo.TopicID{"han-river", "rain"}, "yoon-seri", "kim"),
			filed(2, "sports/base", []ilbo.TopicID{"rain"}, "yoon-seri"), filed(3, "sports-base", nil), filed(4, "sports", []ilbo.TopicID{"han"}, "yoon"))
		l := asking(words("flood"))
		l.Language, l.Limit = ilbo.English, 1
		hits, err := p.FindEntries(p.ctx, l)
		p.must(err)
		p.same("sections", hits.Tally.Sections, map[ilbo.SectionID]int{"sports/base-ball": 1, "sports/base": 1, "sports-base": 1, "sports": 1})
		p.same("topics", hits.Tally.Topics, map[ilbo.TopicID]int{"han-river": 1, "rain": 2, "han": 1})
		p.same("journalists", hits.Tally.Journalists, map[ilbo.JournalistID]int{"yoon-seri": 2, "kim": 1, "yoon": 1})
		var days []time.Time
		for id := 1; id <= 4; id++ {
			days = append(days, noon.AddDate(0, 0, -id))
		}
		for i, at := range hits.Tally.Published {
			hits.Tally.Published[i] = at.UTC()
		}
		p.same("moments", hits.Tally.Published, days)
		for what, test := range map[string]struct {
			change func(*ilbo.IndexLookup)
			want   []ilbo.StoryID
		}{
			"a topic":                    {func(l *ilbo.IndexLookup) { l.Topic = "rain" }, []ilbo.StoryID{1, 2}},
			"a topic that begins others": {func(l *ilbo.IndexLookup) { l.Topic = "han" }, []ilbo.StoryID{4}},
			"no topic":                   {func(l *ilbo.IndexLookup) { l.Topic = "river" }, nil},
			"a journalist":               {func(l *ilbo.IndexLookup) { l.Journalist = "yoon-seri" }, []ilbo.StoryID{1, 2}},
			"a topic is no journalist":   {func(l *ilbo.IndexLookup) { l.Journalist = "rain" }, nil},
			"a journalist and a topic":   {func(l *ilbo.IndexLookup) { l.Journalist, l.Topic = "yoon-seri", "han-river" }, []ilbo.StoryID{1}},
			"a section and its parts":    {func(l *ilbo.IndexLookup) { l.Section = "sports" }, []ilbo.StoryID{1, 2, 4}},
			"a section like a part":      {func(l *ilbo.IndexLookup) { l.Section = "sports-base" }, []ilbo.StoryID{3}},
			"a part":                     {func(l *ilbo.IndexLookup) { l.Section = "sports/base" }, []ilbo.StoryID{2}},
			"no words and a topic":       {func(l *ilbo.IndexLookup) { l.Must, l.Topic = nil, "rain" }, []ilbo.StoryID{1, 2}},
		} {
			l := l
			l.Limit = 20
			test.change(&l)
			p.finds(what, l, test.want...)
			for _, most := range []int{1, 20} {
				n, err := p.CountEntries(p.ctx, l, most)
				p.must(err)
				p.same(what+": count", n, min(most, len(test.want)))
			}
		}
	},
	"the index is compared with the stories": func(t *testing.T, p *paper) {
		compared := func(lacks, extra int) {
			t.Helper()
			l, e, err := p.CheckIndex(p.ctx, noon)
			p.must(err)
			p.same("lacks and extra", []int{l, e}, []int{lacks, extra})
		}
		public, later := p.put(story("One", time.Hour)), p.put(story("Later", -time.Hour))
		compared(1, 0)
		p.index(entry(public.ID, 1, "one", ""))
		compared(0, 0)
		p.index(entry(later.ID, 1, "later", ""), entry(later.ID+1, 1, "nobody", ""))
		compared(0, 2)
		p.must(p.RemoveEntries(p.ctx, public.ID, later.ID))
		compared(1, 1)
	},
	"a lookup without a limit is refused": func(t *testing.T, p *paper) {
		_, err := p.FindEntries(p.ctx, ilbo.IndexLookup{Now: noon})
		p.refuses(err, ilbo.Invalid)
	},
	"the index is part of a transaction": func(t *testing.T, p *paper) {
		refused := errors.New("refused")
		err := p.Together(p.ctx, func(ctx context.Context) error {
			if err := p.PutEntries(ctx, []ilbo.IndexEntry{entry(1, 0, "flood", "")}); err != nil {
				return err
			}
			return refused
		})
		if !errors.Is(err, refused) {
			t.Fatalf("error %v, want %v", err, refused)
		}
		p.finds("of a transaction that was taken back", asking(words("flood")))
	},
	"long words and long stories are found": func(t *testing.T, p *paper) {
		long := strings.Repeat("가", 5000)
		endless := entry(1, 0, "bridge opens "+long, strings.Repeat("the council met ", 40_000)+"at last")
		p.index(endless, entry(2, 1, "other "+strings.Repeat("나", 5000), ""))
		p.finds("a long word", asking(words(long)), 1)
		p.finds("a phrase of the headline", asking(words("bridge opens")), 1)
		p.finds("a phrase of the body", asking(words("council met the")), 1)
		p.finds("a word at the end", asking(words("last")), 1)
	},
}

package site

import (
	"context"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"ilbo.press"
	"ilbo.press/internal/front"
)

// A Frame is what every page shares: the head, the nameplate, the menu, the
// settings, the foot. Pages embed it; ui/frame shows it.
type Frame struct {
	Lang        ilbo.Language
	W           *Words
	PaperTitle  string
	Motto       string
	Title       string // of the page, without the paper's
	Description string
	Canonical   string      // absolute; empty: the page has no address of its own
	Alternates  []Alternate // the page in each language, itself included
	Robots      string      // empty: may be indexed
	Card        Card
	LD          []template.JS // JSON-LD blocks
	Feed        string        // address of the page's own feeds, without the file name
	FeedTitle   string

	Menu      []MenuSection
	Languages []LanguageLink
	Kind      string // of page, for <body class>
	Prefix    string // of the language's addresses
	Home      string
	Year      int
	Publisher string
	Street    string
	Mail      template.HTML // the masthead's address, illegible to machines: see obscured
	AppStore  string
	PlayStore string
	Date      string // the nameplate's, on fronts only
	Large     bool   // the nameplate of a home front
	Sizes     []Size // of text, for the settings

	Style, Script   string // addresses of assets
	OwnStyle        string // of a page that another face made; empty: it has none
	OwnScript       string
	Fonts           []string
	Setup           template.JS // the inline script that sets the reader's settings before the page is drawn
	Icon, TouchIcon string
	KakaoKey        string

	Banner *BannerView // breaking news; nil: there is none
	Proof  bool        // of a front, for editors: its links open beside it
	keys   []ilbo.Key  // that the frame was made from
}

// A BannerView is breaking news: see ui/banner/banner.html.
type BannerView struct {
	ID    int64
	Text  string
	URL   string // empty: it leads nowhere
	Until int64  // Unix milliseconds
}

// depends are the keys that the frame was made from.
func (f *Frame) depends() []ilbo.Key { return f.keys }

// A Size is one of the text sizes that readers choose from.
type Size struct{ Value, Name string }

// sizes are the text sizes; tokens.css knows the values.
var sizes = []Size{{"-2", "−2"}, {"-1", "−1"}, {"0", "0"}, {"+1", "+1"}, {"+2", "+2"}}

// A Card is what other sites show of the page when somebody shares it.
type Card struct {
	Kind                string // website, article or profile
	Image               string // absolute
	ImageAlt            string
	Published, Modified string // RFC 3339, of stories
	Section             string
	Authors             []string
	Tags                []string
	Site                string // the paper's @name on X
}

// An Alternate is the page in one language.
type Alternate struct {
	Lang string // hreflang: a language, or x-default
	URL  string // absolute
}

// A LanguageLink leads to the page in a language, or to its front where the
// page was not translated.
type LanguageLink struct {
	Lang    ilbo.Language
	Name    string
	URL     string
	Current bool
}

// A MenuSection is a section in the menu.
type MenuSection struct {
	Name, URL string
	Current   bool
	Subs      []Link
}

// A Link is a name that leads somewhere.
type Link struct {
	Name, URL string
	Current   bool
}

// frame begins a page in a language. Path is its address there; section is the
// one that the menu marks, empty for none.
func (s *Site) frame(ctx context.Context, l ilbo.Language, path string, section ilbo.SectionID) (*Frame, error) {
	sections, err := s.sections(ctx)
	if err != nil {
		return nil, err
	}
	p, w := s.paper, wordsIn(l)
	f := &Frame{
		Lang: l, W: w, PaperTitle: p.Title.In(l), Motto: p.Motto.In(l),
		Prefix: p.Prefix(l), Home: p.Prefix(l) + "/", Year: s.clock().In(p.Zone).Year(), Publisher: p.Publisher, Street: p.Address.In(l),
		Mail: obscured(p.Email), AppStore: p.AppStore, PlayStore: p.PlayStore, KakaoKey: p.Kakao,
		Style: s.assets.URL("site.css"), Script: s.assets.URL("site.js"), Setup: s.setup,
		Icon: s.assets.URL("icon.svg"), TouchIcon: s.assets.URL("icon-180.png"),
		Card:      Card{Kind: "website", Site: p.X, Image: s.base + "/cards/paper." + string(l) + ".jpg", ImageAlt: p.Title.In(l)},
		Feed:      p.Prefix(l) + "/",
		FeedTitle: p.Title.In(l), Sizes: sizes,
	}
	for _, name := range fontFiles {
		f.Fonts = append(f.Fonts, s.assets.URL(name))
	}
	if f.Publisher == "" {
		f.Publisher = f.PaperTitle
	}
	f.Menu = menu(sections, l, f.Prefix, section)
	f.at(s, path)
	return f, s.breaking(ctx, f)
}

// breaking puts breaking news on a page, where there is any.
func (s *Site) breaking(ctx context.Context, f *Frame) error {
	line, err := kept(&s.furniture, &s.furniture.banners, f.Lang, func() (front.Line, error) { return s.fronts.Banner(ctx, f.Lang) })
	if err != nil {
		return err
	}
	f.keys = append([]ilbo.Key{ilbo.KeyBanner(f.Lang)}, line.Keys...)
	if line.Text != "" && s.clock().Before(line.Until) {
		f.Banner = &BannerView{line.ID, line.Text, string(line.Path), line.Until.UnixMilli()}
	}
	return nil
}

// fontFiles are fetched with the page, not after its style.
var fontFiles = []string{"newsreader-display.woff2", "newsreader-text.woff2"}

// at sets the addresses of a page that has the same path in every language.
func (f *Frame) at(s *Site, path string) {
	rest := strings.TrimPrefix(path, f.Prefix)
	f.Canonical, f.Alternates, f.Languages = s.base+path, nil, nil
	for _, l := range s.paper.Languages {
		address := s.paper.Prefix(l) + rest
		f.Languages = append(f.Languages, LanguageLink{Lang: l, Name: wordsIn(l).Language, URL: address, Current: l == f.Lang})
		if len(s.paper.Languages) > 1 {
			f.Alternates = append(f.Alternates, Alternate{Lang: string(l), URL: s.base + address})
		}
	}
	if len(f.Alternates) > 0 {
		f.Alternates = append(f.Alternates, Alternate{Lang: "x-default", URL: f.Alternates[0].URL})
	}
}

// only sets the addresses of a page that stands in this language alone, but for
// the translations given: the switch leads to the front of the others.
func (f *Frame) only(s *Site, path string, translations []ilbo.Teaser) {
	f.at(s, f.Prefix+"/")
	f.Canonical, f.Alternates = s.base+path, nil
	for i := range f.Languages {
		if f.Languages[i].Current {
			f.Languages[i].URL = path
		}
		for _, t := range translations {
			if f.Languages[i].Lang == t.Language {
				f.Languages[i].URL = string(t.Path)
			}
		}
	}
	if len(translations) == 0 {
		return
	}
	for _, link := range f.Languages {
		f.Alternates = append(f.Alternates, Alternate{Lang: string(link.Lang), URL: s.base + link.URL})
	}
	f.Alternates = append(f.Alternates, Alternate{Lang: "x-default", URL: f.Alternates[0].URL})
}

// unaddressed makes the page one that search engines leave out.
func (f *Frame) unaddressed() {
	f.Canonical, f.Alternates, f.Robots = "", nil, "noindex"
}

func menu(sections []ilbo.Section, l ilbo.Language, prefix string, current ilbo.SectionID) []MenuSection {
	var list []MenuSection
	index := map[ilbo.SectionID]int{}
	for _, sec := range sections {
		if !sec.ID.Sub() {
			index[sec.ID] = len(list)
			list = append(list, MenuSection{Name: sec.Name.In(l), URL: prefix + "/" + string(sec.ID), Current: current.Top() == sec.ID})
		}
	}
	for _, sec := range sections {
		if i, ok := index[sec.ID.Top()]; ok && sec.ID.Sub() {
			list[i].Subs = append(list[i].Subs, Link{Name: sec.Name.In(l), URL: prefix + "/" + string(sec.ID), Current: sec.ID == current})
		}
	}
	return list
}

// obscured writes a mail address so that people read and press it as usual,
// while it is nowhere in the page's bytes: the link is percent-encoded, the
// text is in character references, and both are parted by empty elements.
func obscured(address string) template.HTML {
	if address == "" {
		return ""
	}
	var href, text strings.Builder
	for _, r := range address {
		if r == '@' {
			href.WriteString("&#64;")
			text.WriteString("<span>&#x40;</span>")
			continue
		}
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&href, "%%%02X", c)
		}
		text.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		if r == '.' {
			text.WriteString("<wbr>")
		}
	}
	// The bytes come from this function alone: digits, and the address's own
	// letters as numbers.
	return template.HTML(`<a class="mail" href="&#109;ailto:` + href.String() + `">` + text.String() + `</a>`)
}

// teasersFor prepares stories for this page.
func (s *Site) teasersFor(ctx context.Context, l ilbo.Language, now time.Time) (*teasers, error) {
	sections, err := s.sections(ctx)
	if err != nil {
		return nil, err
	}
	ts := &teasers{dates: dates{s.paper.Zone, l}, names: map[ilbo.SectionID]string{}, now: now, words: wordsIn(l)}
	for _, sec := range sections {
		ts.names[sec.ID] = sec.Name.In(l)
	}
	return ts, nil
}

package sniff_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/testroom"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/sniff"
)

// A reading is what became of one document.
type reading struct {
	format  string
	copies  []*wire.Copy
	asides  []string
	refused []string
}

func read(t *testing.T, text string, o wire.Options) reading {
	t.Helper()
	copies, format, err := sniff.Read("a", strings.NewReader(text), o)
	r := reading{format: format}
	if err != nil {
		r.refused = append(r.refused, ilbo.SayOf(err))
		return r
	}
	for c, err := range copies {
		var aside *wire.Aside
		switch {
		case errors.As(err, &aside):
			r.asides = append(r.asides, aside.Error())
		case err != nil:
			r.refused = append(r.refused, ilbo.SayOf(err))
		default:
			r.copies = append(r.copies, c)
		}
	}
	return r
}

// TestEveryAgencyFixtureIsRead reads the examples of the standards and of
// agencies.
func TestEveryAgencyFixtureIsRead(t *testing.T) {
	seen := map[string]int{}
	for _, dir := range []string{"fixtures/ninjs", "fixtures/newsmlg2", "fixtures/feeds/euc-kr"} {
		err := filepath.WalkDir(testroom.File(t, dir), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".json" && filepath.Ext(name) != ".xml" {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			r := read(t, string(data), wire.Options{})
			seen[r.format]++
			base := filepath.Base(name)
			if len(r.copies)+len(r.asides) == 0 && base != "008_extension.json" && base != "LISTING_29_Hop_History.xml" { // these say nothing
				t.Errorf("%s is refused: %q", base, r.refused)
			}
			for _, c := range r.copies {
				presentable(t, base, c)
				if strings.Contains(dir, "euc-kr") && (c.Story.Language == "" || ilbo.GuessLanguage(c.Story.Headline+c.Story.Body.Text()) == "") {
					t.Errorf("%s: %q is in no language", base, c.Story.Headline)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(map[string]int{"ninjs": 37, "newsmlg2": 5, "nitf": 1, "rss": 3}, seen); diff != "" {
		t.Errorf("formats (-want +got):\n%s", diff)
	}
}

// presentable checks what holds of all copy.
func presentable(t *testing.T, name string, c *wire.Copy) {
	t.Helper()
	s, a := c.Story, c.Agency
	switch {
	case a == nil || a.GUID == "" || s.Foreign != "wire:"+a.GUID || len(s.Foreign) > 400:
		t.Errorf("%s: it has no number: %+v", name, a)
	case s.Headline == "" && a.Status != ilbo.Cancelled:
		t.Errorf("%s: it has no headline", name)
	case a.Status != ilbo.Usable && a.Status != ilbo.Withheld && a.Status != ilbo.Cancelled:
		t.Errorf("%s: its status is %q", name, a.Status)
	case a.Urgency < 0 || a.Urgency > 9:
		t.Errorf("%s: its urgency is %d", name, a.Urgency)
	case !a.Embargo.IsZero() && s.Embargo == nil:
		t.Errorf("%s: its embargo is lost", name)
	case s.Language == "":
		t.Errorf("%s: it has no language", name)
	}
	for _, line := range append([]string{s.Headline, s.Kicker, s.Deck, s.Source, s.Dateline.Place, a.Slugline, a.Credit, a.Note, a.Rights, a.Reason, a.Running, a.GUID, a.Version, a.Tag}, c.Topics...) {
		if line != ilbo.Clean(line) {
			t.Errorf("%s: %q is not presentable", name, line)
		}
	}
	if a.Link != "" && !ilbo.SafeHref(a.Link) {
		t.Errorf("%s: it links to %q", name, a.Link)
	}
	var text ilbo.Body
	for _, b := range s.Body {
		if b.Kind != ilbo.PictureKind && b.Kind != ilbo.Gallery {
			text = append(text, b)
		}
	}
	if err := text.Check(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, e := range c.Enclosed {
		if e.Block != wire.Lead && (e.Block >= len(s.Body) || e.Figure >= len(s.Body[e.Block].Figures)) {
			t.Errorf("%s: the picture %s stands nowhere: block %d of %d", name, e.Source, e.Block, len(s.Body))
		}
	}
}

func file(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(testroom.File(t, "fixtures/"+name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestThreeVersionsOfNinjsSayTheSame reads one story as three versions of the
// standard write it.
func TestThreeVersionsOfNinjsSayTheSame(t *testing.T) {
	for _, example := range []string{"001_simple_example", "004_simple_text_article", "005_complex_text_article", "007_multimedia"} {
		var first *wire.Copy
		for _, version := range []string{"1.6", "2.2", "3.1"} {
			r := read(t, file(t, "ninjs/examples/"+version+"/"+example+".json"), wire.Options{})
			if len(r.copies) != 1 {
				t.Fatalf("%s of %s: %d copies, refused %q", example, version, len(r.copies), r.refused)
			}
			if first == nil {
				first = r.copies[0]
				continue
			}
			if diff := cmp.Diff(first.Story, r.copies[0].Story); diff != "" {
				t.Errorf("%s, 1.6 and %s (-want +got):\n%s", example, version, diff)
			}
			if diff := cmp.Diff(first.Agency, r.copies[0].Agency); diff != "" {
				t.Errorf("%s, 1.6 and %s (-want +got):\n%s", example, version, diff)
			}
			if len(first.Enclosed) != len(r.copies[0].Enclosed) {
				t.Errorf("%s: %d pictures in %s, want %d", example, len(r.copies[0].Enclosed), version, len(first.Enclosed))
			}
		}
	}
}

// TestAgencyFurnitureIsRead looks at what one item of each agency format says.
func TestAgencyFurnitureIsRead(t *testing.T) {
	dpa := read(t, file(t, "ninjs/2.1-dpa_text.json"), wire.Options{}).copies[0]
	want := &wire.Agency{GUID: "urn:newsml:dpa.com:20090101:190510-99-167362", Version: "2", Made: time.Date(2019, 5, 10, 14, 2, 28, 0, time.UTC), Status: ilbo.Usable, Urgency: 4, Tag: "de", Credit: "dpa"}
	if diff := cmp.Diff(want, dpa.Agency); diff != "" {
		t.Errorf("dpa (-want +got):\n%s", diff)
	}
	if dpa.Story.Language != "de" || len(dpa.Story.Body) != 9 || dpa.Story.Source != "dpa" {
		t.Errorf("dpa: %s, %d blocks, source %q", dpa.Story.Language, len(dpa.Story.Body), dpa.Story.Source)
	}
	fed := read(t, file(t, "newsmlg2/LISTING_1_A_NewsML-G2_News_Item.xml"), wire.Options{}).copies[0]
	if until := time.Date(2018, 10, 23, 12, 0, 0, 0, time.UTC); !fed.Agency.Embargo.Equal(until) || fed.Story.Embargo == nil || !fed.Story.Embargo.Until.Equal(until) {
		t.Errorf("the embargo is %v", fed.Agency.Embargo)
	}
	if fed.Agency.Slugline != "US-Finance-Fed" || fed.Agency.Rights != "Not for use outside the United States" || !strings.Contains(fed.Agency.Note, "STRICTLY EMBARGOED") || fed.Story.Source != "REUTERS" || fed.Story.Dateline.Place != "Berlin" {
		t.Errorf("%+v", fed.Agency)
	}
	ap := read(t, file(t, "newsmlg2/LISTING_2_NewsML-G2_Text_Document.xml"), wire.Options{}).copies[0]
	if ap.Story.Source != "Associated Press" || len(ap.Story.Body) != 2 || !strings.HasPrefix(ap.Story.Body[0].Text.String(), "(New York, NY - October 21)") || ap.Bylines[0] != "Meredith Jameson" {
		t.Errorf("%q by %q: %v", ap.Story.Source, ap.Bylines, ap.Story.Body)
	}
}

// message is a package of two texts and two pictures, as agencies send them.
const message = `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2026-05-12T03:00:00Z</sent></header><itemSet>
<packageItem guid="urn:pkg" version="1"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta><groupSet root="g"><group id="g" role="group:main"><itemRef residref="urn:text"/><itemRef residref="urn:pic"/><itemRef residref="urn:pic2"/></group></groupSet></packageItem>
<newsItem guid="urn:text" version="3" xml:lang="ko-KR"><itemMeta><itemClass qcode="ninat:text"/><provider literal="연합뉴스"/><versionCreated>2026-05-12T12:00:00+09:00</versionCreated><firstCreated>2026-05-12T11:00:00+09:00</firstCreated><pubStatus qcode="stat:withheld"/></itemMeta>
<contentMeta><urgency>2</urgency><headline>나루터가 남는다</headline><by>김다온 기자</by><creditline>연합뉴스</creditline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>서울시가 <b>12일</b> 밝혔다.</p><script>alert(1)</script><p>끝.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:pic" version="1"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><creator><name>Min Da-on</name></creator><creditline>Yonhap</creditline><description role="drol:caption">The ferry.</description></contentMeta><contentSet><remoteContent href="thumb.jpg" width="100"/><remoteContent href="big.jpg" width="3000"/></contentSet></newsItem>
<newsItem guid="urn:pic2" version="1"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><description>Another.</description></contentMeta><contentSet><remoteContent href="https://pictures.example/2.jpg" width="800"/></contentSet></newsItem>
<newsItem guid="urn:dead" version="9"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="stat:canceled"/></itemMeta><contentMeta/></newsItem>
<conceptItem conceptid="x"/></itemSet></newsMessage>`

func TestPicturesOfAMessageFindTheirText(t *testing.T) {
	r := read(t, message, wire.Options{Dir: fstest.MapFS{"big.jpg": {Data: []byte("jpeg")}}})
	if len(r.copies) != 2 || len(r.refused) > 0 {
		t.Fatalf("%d copies, refused %q", len(r.copies), r.refused)
	}
	c := r.copies[0]
	if c.Agency.Status != ilbo.Withheld || c.Withheld == nil || !c.Withheld.As.Held() || c.Agency.Urgency != 2 || c.Story.Language != ilbo.Korean || c.Story.Body.Text() != "서울시가 12일 밝혔다.\n끝." && len(c.Story.Body) != 3 {
		t.Errorf("%+v: %q", c.Agency, c.Story.Body.Text())
	}
	if len(c.Enclosed) != 2 {
		t.Fatalf("%d pictures", len(c.Enclosed))
	}
	if e := c.Enclosed[0]; e.File != "big.jpg" || e.Block != wire.Lead || e.Caption != "The ferry." || e.Credit != "Min Da-on/Yonhap" {
		t.Errorf("%+v", e)
	}
	if e := c.Enclosed[1]; e.Open != nil || e.Source != "https://pictures.example/2.jpg" {
		t.Errorf("%+v", e)
	}
	if dead := r.copies[1]; dead.Agency.Status != ilbo.Cancelled || dead.Agency.GUID != "urn:dead" {
		t.Errorf("%+v", dead.Agency)
	}
	if diff := cmp.Diff([]string{"1 package read for what they put together.", "2 pictures looked up for stories that go with them.", "1 item that is no news left out: only news items are stories."}, r.asides); diff != "" {
		t.Error(diff)
	}
}

func TestNITFOfATakeIsRead(t *testing.T) {
	r := read(t, `<nitf><head><title>t</title><docdata management-status="usable"><doc-id id-string="ferry" regsrc="ap"/><urgency ed-urg="1"/><date.issue norm="20260512T030000Z"/><date.release norm="20260512T060000Z"/><ed-msg info="Hold until noon"/><du-key generation="2" part="3" version="4" key="FERRY"/><key-list><keyword key="Ferries"/></key-list></docdata></head>
<body xml:lang="en"><body.head><hedline><hl1>Ferry stays</hl1><hl2>A council decides</hl2></hedline><byline>By <person>Oh Ha-neul</person><byttl>AP Writer</byttl></byline><dateline><location>SEOUL</location></dateline></body.head>
<body.content><block><p>The <em>ferry</em> stays, <org>the council</org> said.</p><hl2>Why</hl2><bq><block><p>It stays.</p></block><credit>The mayor</credit></bq><ul><li>One</li><li>Two</li></ul>
<table><tr><th>Boat</th><th>Seats</th></tr><tr><td>A</td><td>40</td></tr></table><media media-type="image"><media-reference source="q.jpg" width="900"/><media-caption>The pier.</media-caption><media-producer>Min Da-on</media-producer></media><media media-type="video"><media-reference source="v.mp4"/></media></block></body.content></body></nitf>`, wire.Options{})
	if len(r.copies) != 1 {
		t.Fatalf("refused %q", r.refused)
	}
	c := r.copies[0]
	want := &wire.Agency{GUID: "ap:ferry", Version: "4", Made: time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC), Status: ilbo.Usable, Urgency: 1, Tag: "en", Embargo: time.Date(2026, 5, 12, 6, 0, 0, 0, time.UTC), Note: "Hold until noon", Running: "FERRY", Part: 3}
	if diff := cmp.Diff(want, c.Agency); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var kinds []ilbo.BlockKind
	for _, b := range c.Story.Body {
		kinds = append(kinds, b.Kind)
	}
	if diff := cmp.Diff([]ilbo.BlockKind{ilbo.Paragraph, ilbo.Subhead, ilbo.Quote, ilbo.List, ilbo.TableKind, ilbo.PictureKind}, kinds); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	if len(c.Enclosed) != 1 || c.Enclosed[0].Credit != "Min Da-on" || c.Enclosed[0].Caption != "The pier." || c.Story.Body[2].By != "The mayor" || c.Bylines[0] != "Oh Ha-neul" || c.Story.Dateline.Place != "SEOUL" {
		t.Errorf("%+v, %v, %q", c.Enclosed, c.Story.Body[2], c.Bylines)
	}
	dead := read(t, `<nitf><head><docdata management-status="canceled" management-doc-idref="ap:ferry"><doc-id id-string="kill-1"/></docdata></head><body/></nitf>`, wire.Options{})
	if len(dead.copies) != 1 || dead.copies[0].Agency.Status != ilbo.Cancelled || dead.copies[0].Agency.GUID != "ap:ferry" {
		t.Errorf("a cancellation: %+v", dead)
	}
}

func TestHostileDocumentsAreRefusedWithAReason(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString(`<!DOCTYPE rss [<!ENTITY a "lol">`)
	for i := range 30 {
		laughs.WriteString(`<!ENTITY b` + string(rune('a'+i%26)) + ` "` + strings.Repeat("&a;", 50) + `">`)
	}
	laughs.WriteString(`]><rss><channel><item><title>&bz; <x/></title></item></channel></rss>`)
	for name, test := range map[string]struct{ text, say string }{
		"nothing":          {"", "it is empty"},
		"binary":           {"\x00\x01\x02PNG\x00", "it is not text"},
		"a page":           {"<!DOCTYPE html><html><head></head><body></body></html>", "it is a web page"},
		"another XML":      {"<svg xmlns='x'></svg>", "it begins with <svg>"},
		"deep RSS":         {"<rss><channel><item>" + strings.Repeat("<a>", 5_000), "100 deep"},
		"deep wrapping":    {"<newsMessage>" + strings.Repeat("<a>", 5_000), "100 deep"},
		"a JSON bomb":      {strings.Repeat("[", 1_000_000), "it is not JSON"},
		"cut short":        {`{"uri":"urn:a","headline":"A`, "cut short"},
		"too many parts":   {"<rss><channel><item><description>" + strings.Repeat("<b/>", 200_000) + "</description></item></channel></rss>", "more than 100000 elements"},
		"an endless title": {"<rss><channel><item><title>" + strings.Repeat("a", 9<<20), "larger than 8 MB"},
		"an endless tag":   {"<rss a='" + strings.Repeat("a", 9<<20), "cut short"},
		"an endless item":  {`{"uri":"` + strings.Repeat("a", 9<<20), "larger than 8 MB"},
		"a wrong field":    {`{"uri":"urn:a","headlines":7}`, "“headlines” is of another kind"},
		"one that is text": {`just words`, "no format of news"},
		"JSON of another":  {`{"version":"https://jsonfeed.org/version/1","items":[{"id":[]}]}`, "neither a headline nor text"},
	} {
		r := read(t, test.text, wire.Options{})
		if len(r.refused) == 0 || !strings.Contains(strings.Join(r.refused, " "), test.say) {
			t.Errorf("%s: refused with %q", name, r.refused)
		}
	}
	r := read(t, laughs.String(), wire.Options{})
	for _, c := range r.copies {
		if len(c.Story.Headline) > 100 {
			t.Errorf("entities were expanded: %.200q", c.Story.Headline)
		}
	}
}

// seeds gives a fuzz test the fixtures below folders, and some of its own.
func seeds(f *testing.F, own []string, dirs ...string) {
	for _, text := range own {
		f.Add([]byte(text))
	}
	for _, dir := range dirs {
		material := testroom.Material()
		if material == "" {
			continue
		}
		_ = filepath.WalkDir(filepath.Join(material, dir), func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				if data, err := os.ReadFile(name); err == nil && len(data) < 64<<10 {
					f.Add(data)
				}
			}
			return nil
		})
	}
}

func fuzz(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		r := read(t, string(data), wire.Options{})
		for _, c := range r.copies {
			if len(c.Story.Headline) < 2_000 {
				presentable(t, "fuzz", c)
			}
		}
		for _, say := range r.refused {
			if !strings.HasSuffix(say, ".") || say != ilbo.Clean(say) {
				t.Errorf("refused with %q", say)
			}
		}
	})
}

func FuzzNinjs(f *testing.F) {
	seeds(f, []string{`{"uri":"a","headline":"b","body_text":"c"}`}, "fixtures/ninjs")
	fuzz(f)
}

func FuzzNewsML(f *testing.F) {
	seeds(f, []string{message}, "fixtures/newsmlg2")
	fuzz(f)
}

func FuzzNITF(f *testing.F) {
	seeds(f, []string{`<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head><body.content><p>b</p></body.content></body></nitf>`})
	fuzz(f)
}

func FuzzFeeds(f *testing.F) {
	seeds(f, []string{`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"a"}]}`}, "fixtures/feeds/euc-kr", "fixtures/feeds/gofeed", "fixtures/feeds/feedparser")
	fuzz(f)
}

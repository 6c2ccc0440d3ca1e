package wxr

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/wire"
)

func TestPostBecomesStory(t *testing.T) {
	c := one(t, post(17, "The council voted on Monday.\n\nIt stays.",
		"<title>The &lt;em&gt;ferry&lt;/em&gt; &amp;#8217;stays&amp;#8217; &amp; runs</title>",
		"<excerpt:encoded><![CDATA[<p>A night of talks</p>]]></excerpt:encoded>",
		"<wp:post_modified_gmt>2013-09-03 01:00:00</wp:post_modified_gmt>", in("category", "city", "City"), in("post_tag", "han-river", "Han River"),
		in("post_tag", "han-river", "Han River"), in("series", "x", "X"), metaField("_wp_old_slug", "ferry"), metaField("_wp_old_date", "2013-08-30"), metaField("_wp_old_date", "yesterday"), metaField("_edit_last", "1")))
	c.OldPages = nil // see TestOldPages
	want := &wire.Copy{
		Story: ilbo.Story{
			Language: ilbo.English, Foreign: "wxr:haneul.example/news:17", Headline: "The ferry ’stays’ & runs", Deck: "A night of talks",
			Published: time.Date(2013, 9, 2, 7, 0, 0, 0, time.UTC), Updated: time.Date(2013, 9, 3, 1, 0, 0, 0, time.UTC),
			Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("The council voted on Monday.")}, {Kind: ilbo.Paragraph, Text: ilbo.Plain("It stays.")}},
		},
		Section: "City", Topics: []string{"Han River"}, Bylines: []string{"Oh Ha-neul"}, Founding: true,
		OldPaths: []ilbo.Path{"/news/2013/09/ferry-stays/", "/news/?p=17", "/news/2013/09/ferry/", "/news/2013/08/ferry-stays/"},
		Notices:  []string{"The taxonomy “series” is not one that the import knows: its terms were left out."},
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

func TestWhatThePublicDidNotSeeIsWithheld(t *testing.T) {
	tests := []struct {
		name   string
		more   []string
		as     wire.Standing
		reason string
	}{
		{"published", nil, "", ""},
		{"a draft", []string{"<wp:status>draft</wp:status>", "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"}, wire.Draft, "It was a draft in WordPress."},
		{"pending", []string{"<wp:status>pending</wp:status>"}, wire.Pending, "It waited for an editor in WordPress."},
		{"private", []string{"<wp:status>private</wp:status>"}, wire.Private, "It was private in WordPress."},
		{"scheduled", []string{"<wp:status>future</wp:status>", "<wp:post_date_gmt>2030-01-02 03:04:05</wp:post_date_gmt>"}, wire.Scheduled, "It was scheduled in WordPress for 2030-01-02 03:04 UTC."},
		{"with a password", []string{"<wp:post_password><![CDATA[secret]]></wp:post_password>"}, wire.Protected, "It was password-protected in WordPress."},
		{"in a state of a plug-in", []string{"<wp:status>pitch</wp:status>"}, wire.Draft, "Its status in WordPress was “pitch”."},
		{"in no state", []string{"<wp:status></wp:status>"}, wire.Draft, "The export does not say whether it was published in WordPress."},
		{"published in the year 0", []string{"<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>0000-11-30 00:00:00</wp:post_date>"}, wire.Draft,
			"It was published in WordPress, and the export does not say when."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := one(t, post(17, "The council voted.", test.more...))
			got := wire.Withheld{}
			if c.Withheld != nil {
				got = *c.Withheld
			}
			want := wire.Withheld{As: test.as, Reason: test.reason}
			if test.as != "" {
				want.By = "wxr import"
			}
			if got != want || c.Story.Published.IsZero() != (test.as != "") || strings.Contains(c.Story.Body.Text(), "secret") {
				t.Errorf("got %+v, published %v", got, c.Story.Published)
			}
		})
	}
}

func TestWhatIsNoStoryIsCounted(t *testing.T) {
	comment := "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[</item> Great!]]></wp:comment_content><wp:commentmeta><wp:meta_key>a</wp:meta_key></wp:commentmeta></wp:comment>"
	kind := func(k string) string { return "<wp:post_type>" + k + "</wp:post_type>" }
	r := readAll(t, Options{}, []byte(export(
		post(1, "The council voted.", comment, comment), post(2, "About us.", kind("page")), post(3, "About us.", kind("page"), comment),
		post(4, "Old.", kind("revision")), post(5, "", kind("nav_menu_item")), post(6, "Soup.", kind("recipe")), post(7, "x", "<wp:status>trash</wp:status>"), post(8, "x", "<wp:status>auto-draft</wp:status>"),
		post(9, `<!-- wp:block {"ref":10} /-->`), post(10, "Call <b>us</b>.", kind("wp_block")), post(11, "Unused.", kind("wp_block")), post(12, "body{}", kind("custom_css")),
		attachment(20, 1, "2013/09/quay.jpg"), attachment(21, 0, "2013/09/none.jpg"), post(13, `<img class="wp-image-20" src="https://www.haneul.example/news/wp-content/uploads/2013/09/quay-300x200.jpg">`))))
	var says []string
	report := wire.Report{}
	for i := range r.asides {
		says = append(says, r.asides[i].Error())
	}
	want := []string{
		"2 comments left out: the paper prints none.", "1 page left out: pages are not stories.", "1 comment left out: the paper prints none.", "1 page left out: pages are not stories.",
		"1 revision left out: the paper takes the last version.", "1 menu entry left out: the paper makes its own menu.", "1 entry of the kind “recipe” left out: only posts are stories.",
		"1 post in the trash left out.", "1 empty draft that WordPress made by itself left out.", "1 entry of the kind “custom_css” left out: only posts are stories.",
		"1 attachment looked up for stories that show them.", "1 attachment left out: no story shows them.", "1 reusable block set in the stories that use them.", "1 reusable block left out: no story uses them.",
	}
	if diff := cmp.Diff(want, says); diff != "" {
		t.Error(diff)
	}
	if len(r.stories) != 3 || r.stories[1].Story.Body.Text() != "Call us." || report.Refused != 0 {
		t.Errorf("%d stories, refused %q", len(r.stories), r.refused)
	}
}

func TestHeadlines(t *testing.T) {
	long := strings.Repeat("river ", 40)
	tests := []struct {
		name, title, content string
		want, refused        string
	}{
		{"given", "Ferry stays", "Text.", "Ferry stays", ""},
		{"none: the first words", "", "The council voted. " + long, "The council voted. river river river river river river river river river river…", ""},
		{"none: a short text", "", "The council voted.", "The council voted.", ""},
		{"neither", "", "<img src='x.jpg'>", "", "has neither a headline nor text to make one of."},
		{"20,000 characters", strings.Repeat("river ", 3500), "Text.", "", "The headline is longer than 400 characters."},
		{"100,000 characters", strings.Repeat("river ", 20000), "Text.", "", "its field “title” is longer than 64 kB."},
		{"script", "<script>alert(1)</script>Ferry <img src=x onerror=alert(1)>stays", "Text.", "Ferry stays", ""},
		{"control characters", "Ferry\x00 st\x08ays \u202e!", "Text.", "Ferry stays !", ""},
		{"no text", "Ferry stays", "<p>&nbsp;</p>", "", "“Ferry stays” holds neither text nor a picture that could be printed."},
		{"nested without end", "Ferry stays", strings.Repeat("<div>", 2000), "", "its text is nested too deeply."},
		{"blocks without end", "Ferry stays", strings.Repeat("<p>a</p>", 3000), "", "has more parts than a story."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := readAll(t, Options{}, []byte(export(post(17, test.content, "<title><![CDATA["+test.title+"]]></title>"))))
			if test.refused != "" {
				if len(r.refused) != 1 || !strings.Contains(r.refused[0], test.refused) || !strings.HasPrefix(r.refused[0], "a.xml, line 19: ") {
					t.Errorf("refused %q", r.refused)
				}
				return
			}
			if len(r.stories) != 1 || r.stories[0].Story.Headline != test.want {
				t.Fatalf("%d stories, refused %q, got %q", len(r.stories), r.refused, r.stories[0].Story.Headline)
			}
			if made := test.title == ""; made != (len(r.stories[0].Notices) == 1) {
				t.Errorf("notices %q", r.stories[0].Notices)
			}
		})
	}
}

func TestDecks(t *testing.T) {
	for excerpt, want := range map[string]string{
		"A night of talks":                 "A night of talks",
		"<p>A <b>night</b> of talks</p>":   "A night of talks",
		"The council voted on [&hellip;]":  "",
		"The council voted on Monday…":     "",
		strings.Repeat("talks ", 400):      "",
		"<script>alert(1)</script>A night": "A night",
	} {
		c := one(t, post(17, "The council voted on Monday.", "<excerpt:encoded><![CDATA["+excerpt+"]]></excerpt:encoded>"))
		if c.Story.Deck != want {
			t.Errorf("%.40q: got %q", excerpt, c.Story.Deck)
		}
	}
}

func TestDepartments(t *testing.T) {
	tests := []struct {
		name           string
		terms          []string
		above, section string
		topics         []string
	}{
		{"none", nil, "", "", nil},
		{"none that is real", []string{in("category", "uncategorized", "Uncategorized")}, "", "", nil},
		{"the first", []string{in("category", "uncategorized", "Uncategorized"), in("category", "city", "City"), in("category", "arts", "Arts &amp; Culture")}, "", "City", []string{"Arts & Culture"}},
		{"a part", []string{in("category", "river-arts", "River Arts")}, "Arts & Culture", "River Arts", nil},
		{"a department and its part", []string{in("category", "arts", "Arts &amp; Culture"), in("category", "river-arts", "River Arts")}, "Arts & Culture", "River Arts", nil},
		{"a part of a part", []string{in("category", "songs", "Songs")}, "Arts & Culture", "River Arts", []string{"Songs"}},
		{"the one that was chosen as first", []string{in("category", "city", "City"), in("category", "arts", "Arts &amp; Culture"), metaField("_yoast_wpseo_primary_category", "3")}, "", "Arts & Culture", []string{"City"}},
		{"one that the head does not name", []string{in("category", "obits", "Obituaries")}, "", "Obituaries", nil},
		{"parents in a ring", []string{in("category", "round", "Round")}, "Robin", "Round", nil},
		{"as in the oldest exports", []string{"<category><![CDATA[City]]></category>", in("category", "city", "City"), in("tag", "han", "Han"), "<category><![CDATA[Han]]></category>"}, "", "City", []string{"Han"}},
		{"as in RSS", []string{"<category>City Hall</category>"}, "", "City Hall", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := one(t, post(17, "The council voted.", test.terms...))
			if c.Department != test.above || c.Section != test.section {
				t.Errorf("got %q, %q", c.Department, c.Section)
			}
			if diff := cmp.Diff(test.topics, c.Topics); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBylines(t *testing.T) {
	tests := []struct {
		name string
		more string
		want []string
	}{
		{"an author", "", []string{"Oh Ha-neul"}},
		{"known by first and last name", "<dc:creator>min</dc:creator>", []string{"Da-on Min"}},
		{"an account of a machine", "<dc:creator>admin</dc:creator>", nil},
		{"an address for mail", "<dc:creator>x@haneul.example</dc:creator>", nil},
		{"an account that the head does not name", "<dc:creator>seobada</dc:creator>", []string{"seobada"}},
		{"several, by the plug-in for that", in("author", "cap-ohn", "ohn") + in("author", "cap-min", "min") + in("author", "cap-guest-seo", "Seo Bada"), []string{"Oh Ha-neul", "Da-on Min", "Seo Bada"}},
		{"with a slip of the pen", "<dc:creator>><![CDATA[ohn]]></dc:creator>", []string{"Oh Ha-neul"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, one(t, post(17, "The council voted.", test.more)).Bylines); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDates(t *testing.T) {
	dates := func(local, gmt string) string {
		return "<wp:post_date>" + local + "</wp:post_date><wp:post_date_gmt>" + gmt + "</wp:post_date_gmt>"
	}
	seoul, newYork := time.FixedZone("KST", 9*60*60), mustZone(t, "America/New_York")
	tests := []struct {
		name   string
		zone   *time.Location
		date   string
		others string
		want   string
	}{
		{"in UTC", seoul, dates("2013-09-02 16:00:00", "2013-09-02 07:00:00"), "", "2013-09-02T07:00:00Z"},
		{"local, in the paper's zone", seoul, dates("2013-09-02 16:00:00", "0000-00-00 00:00:00"), "", "2013-09-02T07:00:00Z"},
		{"local, where the others say the zone", seoul, dates("2013-09-02 16:00:00", "0000-00-00 00:00:00"), dates("2013-09-02 08:00:00", "2013-09-02 10:00:00"), "2013-09-02T18:00:00Z"},
		{"local, in the paper's zone with summer time", newYork, dates("2013-12-02 16:00:00", "0000-00-00 00:00:00"), dates("2013-09-02 08:00:00", "2013-09-02 12:00:00"), "2013-12-02T21:00:00Z"},
		{"as RSS has it", seoul, dates("", "") + "<pubDate>Mon, 02 Sep 2013 07:00:00 +0000</pubDate>", "", "2013-09-02T07:00:00Z"},
		{"before the Republic", seoul, dates("1883-10-31 00:00:00", "1883-10-30 15:00:00"), "", "1883-10-30T15:00:00Z"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			items := []string{post(17, "The council voted.", test.date)}
			if test.others != "" {
				items = append(items, post(18, "A page.", test.others, "<wp:post_type>page</wp:post_type>"))
			}
			r := readAll(t, Options{Zone: test.zone}, []byte(export(items...)))
			if len(r.stories) != 1 || r.stories[0].Story.Published.UTC().Format(time.RFC3339) != test.want {
				t.Errorf("got %v", r.stories[0].Story.Published)
			}
		})
	}
}

func mustZone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Skipf("the machine knows no time zones: %v", err)
	}
	return zone
}

func TestOldPaths(t *testing.T) {
	for link, want := range map[string][]ilbo.Path{
		"https://www.haneul.example/news/2013/09/%EB%82%98%EB%A3%BB%EB%B0%B0/": {"/news/2013/09/나룻배/", "/news/?p=17"},
		"https://www.haneul.example/news/?p=17":                                {"/news/?p=17"},
		"https://www.haneul.example/news/?cat=3&amp;#038;p=17":                 {"/news/?cat=3&p=17", "/news/?p=17"},
		"/blog/ferry.html":    {"/blog/ferry.html", "/news/?p=17"},
		"":                    {"/news/?p=17"},
		"javascript:alert(1)": {"/news/?p=17"},
	} {
		if diff := cmp.Diff(want, one(t, post(17, "The council voted.", "<link>"+link+"</link>")).OldPaths); diff != "" {
			t.Errorf("%s: %s", link, diff)
		}
	}
}

// TestOldPages reads where posts were listed.
func TestOldPages(t *testing.T) {
	const seoul = "<wp:post_date>2013-09-03 01:00:00</wp:post_date><wp:post_date_gmt>2013-09-02 16:00:00</wp:post_date_gmt>"
	tests := []struct {
		name string
		more string
		want string // a page a line: address, what lists it, its name, its feed
	}{
		{"a section", in("category", "city", "City"), "category/city/ section; ?cat=6 section; category/city/feed/ section feed.xml"},
		{"a part of a department", in("category", "river-arts", "River Arts"), "category/arts/ department; ?cat=3 department; category/arts/feed/ department feed.xml; " +
			"category/arts/river-arts/ section; ?cat=4 section; category/arts/river-arts/feed/ section feed.xml"},
		{"a part of a part", in("category", "songs", "Songs"), "category/arts/ department; category/arts/river-arts/ section; category/arts/river-arts/songs/ topic Songs; ?cat=5 topic Songs"},
		{"another category", in("category", "city", "City") + in("category", "arts", "Arts &amp; Culture"), "category/city/ section; category/arts/ topic Arts & Culture; category/arts/feed/ topic Arts & Culture feed.xml"},
		{"a category that is none", in("category", "uncategorized", "Uncategorized"), "-category/uncategorized/"},
		{"in Korean", in("category", "%ec%82%ac%ed%9a%8c", "사회") + in("post_tag", "%ED%95%9C%EA%B0%95", "한강"), "category/사회/ section; tag/한강/ topic 한강; tag/한강/feed/ topic 한강 feed.xml"},
		{"a tag", in("post_tag", "han-river", "Han River"), "tag/han-river/ topic Han River; ?tag=han-river topic Han River; tag/han-river/feed/ topic Han River feed.xml"},
		{"an author", "", "author/ohn/ journalist Oh Ha-neul; ?author=2 journalist Oh Ha-neul; author/ohn/feed/ journalist Oh Ha-neul feed.xml"},
		{"an author's account", "<dc:creator>Seo.Bada Kim</dc:creator>", "author/seo-bada-kim/ journalist Seo.Bada Kim"},
		{"authors of the plug-in", in("author", "cap-guest-seo", "Seo Bada"), "author/guest-seo/ journalist Seo Bada; -author/ohn/"},
		{"an account of a machine", "<dc:creator>admin</dc:creator>", "-author/admin/"},
		{"the site's feeds", "", "feed/ paper feed.xml; feed/atom/ paper atom.xml; ?feed=rss2 paper feed.xml; ?feed=atom paper atom.xml"},
		{"dates", "", "2013/ archive; 2013/09/ archive 2013/09; 2013/09/02/ archive 2013/09/02; ?m=2013 archive; ?m=201309 archive 2013/09; ?m=20130902 archive 2013/09/02"},
		{"a date that is another day here", seoul, "2013/ archive; 2013/09/ archive 2013/09; 2013/09/03/ near 2013/09/02; ?m=20130903 near 2013/09/02; -2013/09/02/"},
		{"no date", "<wp:post_date>0000-00-00 00:00:00</wp:post_date>", "-0000/; -0000/00/"},
		{"addresses that lead away", in("post_tag", "../../x", "X") + in("post_tag", "a//b", "Y") + in("post_tag", "a%3Fb", "Z") + in("post_tag", "", "W") + in("post_tag", "%", "V"),
			"-tag/../../x/; -tag/a//b/; -tag/a?b/; -tag//; -tag/%/"},
	}
	listings := []string{"paper", "near", "archive", "journalist", "topic", "department", "section"}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := map[string]bool{}
			for _, p := range one(t, post(17, "The council voted.", test.more)).OldPages {
				address := strings.TrimPrefix(string(p.Path), "/news/")
				line := strings.Join(strings.Fields(strings.Join([]string{address, listings[p.Of], p.Name, p.Feed}, " ")), " ")
				got[line], got["-"+address] = true, true
			}
			for _, line := range strings.Split(test.want, "; ") {
				if got[line] == strings.HasPrefix(line, "-") {
					t.Errorf("%s: got %v", line, got)
				}
			}
		})
	}
}

// TestPagesOfPicturesLeadToTheirStory reads attachments that stand anywhere in
// a file, with pretty addresses and without.
func TestPagesOfPicturesLeadToTheirStory(t *testing.T) {
	r := readAll(t, Options{}, []byte(export(attachment(20, 17, "2013/09/quay.jpg", "<link>https://haneul.example/news/2013/09/ferry-stays/%EB%B6%80%EB%91%90/</link>"),
		post(17, "The council voted."), attachment(21, 17, "2013/09/pier.jpg"), attachment(22, 18, "2013/09/other.jpg"))))
	want := []ilbo.Path{"/news/2013/09/ferry-stays/", "/news/?p=17", "/news/2013/09/ferry-stays/부두/", "/news/?attachment_id=20", "/news/?attachment_id=21"}
	if diff := cmp.Diff(want, r.stories[0].OldPaths); diff != "" {
		t.Error(diff)
	}
}

func TestLanguageIsToldByTheScript(t *testing.T) {
	items := export(post(1, "나룻배는 십 년 더 다닌다.", "<title>나룻배 십 년 더</title>"), post(2, "The ferry runs for ten more years."))
	for _, test := range []struct {
		languages []ilbo.Language
		want      []ilbo.Language
	}{
		{[]ilbo.Language{ilbo.English, ilbo.Korean}, []ilbo.Language{ilbo.Korean, ilbo.English}},
		{[]ilbo.Language{ilbo.English}, []ilbo.Language{ilbo.English, ilbo.English}},
	} {
		r := readAll(t, Options{Languages: test.languages}, []byte(items))
		if len(r.stories) != 2 || r.stories[0].Story.Language != test.want[0] || r.stories[1].Story.Language != test.want[1] {
			t.Errorf("%v: %d stories", test.languages, len(r.stories))
		}
	}
}

func TestFilesOfOneSiteAndOfAnother(t *testing.T) {
	// The picture stands in another part of the same export; the other site has
	// entries of the same numbers.
	first := export(post(1, "The council voted.", metaField("_thumbnail_id", "20")))
	second := export(attachment(20, 1, "2013/09/quay.jpg"))
	other := strings.ReplaceAll(export(post(1, "The other council voted.", metaField("_thumbnail_id", "20"))), "haneul.example", "bada.example")
	r := readAll(t, Options{}, []byte(first), []byte(second), []byte(other))
	if len(r.stories) != 2 || len(r.refused) != 0 || r.stories[0].Story.Foreign != "wxr:haneul.example/news:1" || r.stories[1].Story.Foreign != "wxr:bada.example/news:1" {
		t.Fatalf("%d stories, refused %q", len(r.stories), r.refused)
	}
	if got := r.stories[0].Enclosed; len(got) != 1 || bytesOf(t, &got[0]) != "quay" {
		t.Errorf("got %+v", got)
	}
	if got := r.stories[1]; len(got.Enclosed) != 0 || len(got.Notices) != 1 || !strings.Contains(got.Notices[0], "number 20, is not in the export") {
		t.Errorf("got %+v, %q", got.Enclosed, got.Notices)
	}
}

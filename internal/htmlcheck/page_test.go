package htmlcheck_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"ilbo.press/internal/htmlcheck"
)

// A recorder is a test that notes what failed.
type recorder struct{ said []string }

func (r *recorder) Helper() {}
func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}
func (r *recorder) Fatalf(format string, args ...any) { r.Errorf("fatal: "+format, args...) }

const document = `<!doctype html><title>T</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"H"}</script>
<p class="a">One  <b>two</b>
three<script>four</script></p><p id="b">five &amp; six</p><a href="/x" title="">x</a>`

func TestAssertionsHold(t *testing.T) {
	p := htmlcheck.Parse(t, document)
	p.Text("p.a", "One two three")
	p.Text("#b", "five & six")
	p.Attr("a", "href", "/x")
	p.Attr("a", "title", "")
	p.None("iframe")
	p.Some("p", 2)
	if diff := cmp.Diff([]string{"One two three", "five & six"}, p.Texts("p")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"/x"}, p.Attrs("a, p", "href")); diff != "" {
		t.Error(diff)
	}
	if got := p.LD("NewsArticle")["headline"]; got != "H" {
		t.Errorf("the headline of the JSON-LD is %v", got)
	}
}

func TestAssertionsFail(t *testing.T) {
	for name, c := range map[string]struct {
		assert func(*htmlcheck.Page)
		say    string
	}{
		"two of one":       {func(p *htmlcheck.Page) { p.One("p") }, "p is there 2 times"},
		"none of one":      {func(p *htmlcheck.Page) { p.One("h1") }, "h1 is there 0 times"},
		"wrong number":     {func(p *htmlcheck.Page) { p.Some("p", 3) }, "want 3"},
		"one too many":     {func(p *htmlcheck.Page) { p.None("a[href]") }, `<a href="/x" title="">`},
		"other text":       {func(p *htmlcheck.Page) { p.Text("#b", "five") }, `says "five & six"`},
		"text of nothing":  {func(p *htmlcheck.Page) { p.Text("h1", "") }, "h1 is there 0 times"},
		"other attribute":  {func(p *htmlcheck.Page) { p.Attr("a", "href", "/y") }, `want "/y"`},
		"absent attribute": {func(p *htmlcheck.Page) { p.Attr("#b", "lang", "") }, "false"},
		"absent JSON-LD":   {func(p *htmlcheck.Page) { p.LD("Person") }, "0 times"},
		"no selector":      {func(p *htmlcheck.Page) { p.All("[[") }, "is no selector"},
	} {
		r := &recorder{}
		c.assert(htmlcheck.Parse(r, document))
		if len(r.said) != 1 || !strings.Contains(r.said[0], c.say) {
			t.Errorf("%s: said %q, want one sentence with %q", name, r.said, c.say)
		}
	}
}

func TestBrokenJSONLDFails(t *testing.T) {
	r := &recorder{}
	htmlcheck.Parse(r, `<script type="application/ld+json">{"@type":</script>`).LD("Person")
	if len(r.said) != 2 || !strings.Contains(r.said[0], "cannot be read") {
		t.Errorf("said %q", r.said)
	}
}

func TestSafeFindsWhatRuns(t *testing.T) {
	ours := func(n *html.Node) bool { src, _ := htmlcheck.AttrOf(n, "src"); return src == "/ours.js" }
	for document, safe := range map[string]bool{
		`<p>&lt;script&gt;</p><a href="https://a.example">a</a><script src="/ours.js"></script>`: true,
		`<a href="mailto:a@b.example">x</a><a href="#javascript:">x</a><p title="onclick=x">`:    true,
		`<script>x</script>`:                              false,
		`<script src="/theirs.js"></script>`:              false,
		`<iframe src="/"></iframe>`:                       false,
		`<p onclick="x">`:                                 false,
		`<p style="color:red">`:                           false,
		`<svg onload=x></svg>`:                            false,
		`<a href="javascript:x">x</a>`:                    false,
		`<a href=" &#1;jAva&#10;script:x">x</a>`:          false,
		`<form action="data:text/html,x"></form>`:         false,
		`<base href="//evil.example">`:                    false,
		`<meta http-equiv=refresh content="0;url=x">`:     false,
		`<svg><a xlink:href="javascript:x">x</a></svg>`:   false,
		`<svg><set attributeName=onmouseover to=x></svg>`: false,
	} {
		r := &recorder{}
		htmlcheck.Parse(r, document).Safe(ours)
		if got := len(r.said) == 0; got != safe {
			t.Errorf("%s: safe %v, want %v: %q", document, got, safe, r.said)
		}
	}
}

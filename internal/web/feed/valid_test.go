package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/testroom"
)

func wellFormed(body []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(body)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestHostileTextStaysText puts every naughty string wherever a person can type.
func TestHostileTextStaysText(t *testing.T) {
	raw, err := os.ReadFile(testroom.File(t, "fixtures/security/naughty-strings/blns.json"))
	if err != nil {
		t.Skip("the naughty strings are not beside this checkout")
	}
	var naughty []string
	if err := json.Unmarshal(raw, &naughty); err != nil {
		t.Fatal(err)
	}
	naughty = append(naughty, "]]>", "</script><script>alert(1)</script>", "<!--", "\u2028", "\x00\x01\x1f\ufffe", "&#x0;")
	var all []string
	for some := range slices.Chunk(naughty, 40) {
		all = append(all, strings.Join(some, " "))
	}
	for i, text := range all {
		s := story(1, "x", 0, paragraph(text), ilbo.Block{Kind: ilbo.Subhead, Text: ilbo.Plain(text)},
			ilbo.Block{Kind: ilbo.TableKind, Title: text, Table: &ilbo.Table{Rows: [][]string{{text}}, Source: text}})
		s.Headline, s.Deck, s.Language, s.Dateline.Place, s.Source = text, text, ilbo.English, text, text
		s.Bylines = []ilbo.Byline{{Name: text}}
		s.Lead = &ilbo.Figure{Picture: "aa", Width: 640, Height: 480, Alt: text, Caption: text, Credit: text}
		s.Corrections = []ilbo.Correction{{Text: text, At: now}}
		for name, p := range everything(t, feedOf(&shelf{stories: []*ilbo.Story{s}})) {
			switch filepath.Ext(name) {
			case ".rss", ".atom", ".sitemap", ".news", ".siteindex", ".opensearch":
				if err := wellFormed(p.Body); err != nil {
					t.Errorf("strings %d in %s: %v", i*40, name, err)
				}
			case ".json":
				if !json.Valid(p.Body) {
					t.Errorf("strings %d in %s: no JSON", i*40, name)
				}
				if bytes.ContainsAny(p.Body, "<>\u2028\u2029") {
					t.Errorf("strings %d in %s: characters that end a script stand bare", i*40, name)
				}
			}
		}
	}
}

func TestAtomIsValid(t *testing.T) {
	jing(t, testroom.File(t, "fixtures/schema/atom/atom.rnc"), ".atom", "-c")
}

func jing(t *testing.T, schema, ext string, flags ...string) {
	t.Helper()
	if _, err := exec.LookPath("jing"); err != nil {
		t.Skip("jing, which judges Atom, is not installed")
	}
	args := append(flags, schema)
	if files := written(t, ext); len(files) > 0 {
		judge(t, exec.Command("jing", append(args, files...)...))
	}
}

// extensions declare, in the order that Google documents them, the elements
// that sitemaps carry beside the protocol's own, whose schema asks to know them.
var extensions = map[string]string{
	"http://www.google.com/schemas/sitemap-image/1.1": `<xs:element name="image"><xs:complexType><xs:sequence>
		<xs:element name="loc" type="xs:anyURI"/></xs:sequence></xs:complexType></xs:element>`,
	"http://www.google.com/schemas/sitemap-news/0.9": `<xs:element name="news"><xs:complexType><xs:sequence>
		<xs:element name="publication"><xs:complexType><xs:sequence><xs:element name="name" type="xs:string"/>
		<xs:element name="language"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[a-z]{2,3}"/></xs:restriction></xs:simpleType></xs:element>
		</xs:sequence></xs:complexType></xs:element>
		<xs:element name="publication_date" type="xs:dateTime"/><xs:element name="title" type="xs:string"/>
		</xs:sequence></xs:complexType></xs:element>`,
	"http://www.w3.org/1999/xhtml": `<xs:element name="link"><xs:complexType><xs:attribute name="rel" fixed="alternate" use="required"/>
		<xs:attribute name="hreflang" type="xs:language" use="required"/><xs:attribute name="href" type="xs:anyURI" use="required"/></xs:complexType></xs:element>`,
}

// extended writes a schema of sitemaps with their extensions.
func extended(t *testing.T, schema string) string {
	t.Helper()
	const open, close = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"`, `</xs:schema>`
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all := open + `><xs:import namespace="` + sitemapNS + `" schemaLocation="` + schema + `"/>`
	for ns, elements := range extensions {
		name := filepath.Base(filepath.Dir(ns)) + ".xsd"
		write(name, open+` targetNamespace="`+ns+`">`+elements+close)
		all += `<xs:import namespace="` + ns + `" schemaLocation="` + name + `"/>`
	}
	write("all.xsd", all+close)
	return filepath.Join(dir, "all.xsd")
}

func TestSitemapsAreValid(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint, which judges sitemaps, is not installed")
	}
	schemas := testroom.File(t, "fixtures/schema/sitemap")
	sitemaps := extended(t, filepath.Join(schemas, "sitemap.xsd"))
	for ext, schema := range map[string]string{".sitemap": sitemaps, ".news": sitemaps, ".siteindex": filepath.Join(schemas, "siteindex.xsd")} {
		args := []string{"--nonet", "--noout", "--schema", schema}
		judge(t, exec.Command("xmllint", append(args, written(t, ext)...)...))
	}
}

func judge(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", filepath.Base(c.Path), err, out)
	}
}

// written puts the pages with that ending in files.
func written(t *testing.T, ext string) []string {
	t.Helper()
	dir := t.TempDir()
	var files []string
	for name, p := range everything(t, feedOf(sample())) {
		if filepath.Ext(name) == ext {
			file := filepath.Join(dir, name)
			if err := os.WriteFile(file, p.Body, 0o644); err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	if len(files) == 0 {
		t.Fatalf("no page ends in %s", ext)
	}
	return files
}

// FuzzCopyHTML reads copy as a browser does: whatever a writer typed, it holds
// the elements and addresses that this package writes and nothing else.
func FuzzCopyHTML(f *testing.F) {
	f.Add("text", "/world", "caption")
	f.Add("<script>alert(1)</script>", "javascript:alert(1)", `"><img src=x onerror=alert(1)>`)
	f.Add("\x00</p>", "https://a.example/?a=1&b=\"", "<!--")
	allowed := strings.Fields("a p h2 h3 strong em small img figure figcaption blockquote footer ul li aside table caption tbody tr td")
	f.Fuzz(func(t *testing.T, text, href, caption string) {
		s := story(1, "x", 0,
			ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Inline{{Text: text, Href: href, Strong: true}, {Text: caption, Em: true}}},
			ilbo.Block{Kind: ilbo.Quote, Text: ilbo.Plain(text), By: caption},
			ilbo.Block{Kind: ilbo.PictureKind, Figures: []ilbo.Figure{{Picture: "aa", Width: 640, Height: 480, Alt: text, Caption: caption, Credit: text}}},
			ilbo.Block{Kind: ilbo.TableKind, Title: caption, Table: &ilbo.Table{Rows: [][]string{{text}}}})
		for z := html.NewTokenizer(strings.NewReader(copyHTML(s, base))); z.Next() != html.ErrorToken; {
			token := z.Token()
			if token.Type == html.CommentToken || token.Type == html.DoctypeToken {
				t.Fatalf("a %v in the copy of %q, %q, %q", token.Type, text, href, caption)
			}
			if token.Type == html.StartTagToken && !slices.Contains(allowed, token.Data) {
				t.Fatalf("<%s> in the copy of %q, %q, %q", token.Data, text, href, caption)
			}
			for _, a := range token.Attr {
				if !slices.Contains([]string{"href", "src", "alt", "width", "height"}, a.Key) || a.Key == "href" && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript") {
					t.Fatalf("%s=%q in the copy of %q, %q, %q", a.Key, a.Val, text, href, caption)
				}
			}
		}
	})
}

package stencil

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"testing"
)

// A sheet is a view with something of every kind that templates show.
type sheet struct {
	*head
	Text  string
	Name  named
	Said  spoken
	Count int
	Large bool
	Code  template.HTML
	Data  template.JS
	One   *sheet
	Many  []sheet
	Words []string
	Any   any
}

type head struct{ Title string }

type named string

type spoken string

func (s spoken) String() string { return "said: " + string(s) }

func (s sheet) Shout() string { return strings.ToUpper(s.Text) }

// everywhere shows a text in each context that can be compiled.
const everywhere = `<!doctype html><title>{{.Text}}</title><script>{{.Data}}</script>
<p title="{{.Text}}" id='{{.Name}}'>{{.Text}} {{.Name}} {{.Title}} {{.Count}} {{.Code}}</p>
<a href="{{.Text}}">a</a><a href="/{{.Text}}">b</a><a href="/x?q={{.Text}}&amp;n={{.Count}}">c</a><a href="{{.Title}}feed.xml">d</a>
<a href="{{if .Large}}{{.Text}}{{else}}{{.Name}}/install#here{{end}}">e</a><img srcset="{{.Text}}" width="{{.Count}}">
<textarea>{{.Text}}</textarea>`

// both sets a view twice, so that the second is set by what was compiled, and
// gives that with what html/template writes.
func both(t *testing.T, text string, view any) (got, want string, compiled error) {
	t.Helper()
	read, again := template.Must(template.New("page").Parse(text)), template.Must(template.New("page").Parse(text))
	own := New(given(read), "page")
	var out, plain bytes.Buffer
	for range 2 {
		out.Reset()
		out.WriteString("before ")
		if err := own.Execute(&out, view); err != nil {
			t.Fatal(err)
		}
	}
	if err := again.ExecuteTemplate(&plain, "page", view); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(out.String(), "before "), plain.String(), own.Compiled(reflect.TypeOf(view))
}

func TestEveryContextIsEscapedAsHTMLTemplateDoes(t *testing.T) {
	for _, text := range []string{
		"", "plain", `"><script>alert(1)</script>`, "javascript:alert(1)", "JavaScript:alert(1)", "java/script:x", "data:text/html,x", "mailto:a@b.example", "https://x.example/a b?c=d&e='f'#g",
		"//x.example/?a=[b]", "%41%zz%4", "a\x00b", "\xff\xfe", "한강 & 바다", "\u202e\ufdd0\uffff", "+1", "a.jpg 320w, javascript:x 2x, /b c.jpg 640w,, é.jpg é", "\v\f\t x",
	} {
		got, want, compiled := both(t, everywhere, sheet{head: &head{text}, Text: text, Name: named(text), Count: -len(text), Large: len(text)%2 == 0, Code: "<b>&</b>", Data: `"x"`})
		if compiled != nil {
			t.Fatal(compiled)
		}
		if got != want {
			t.Errorf("%q is set as\n%s\nand html/template writes\n%s", text, got, want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, text := range []string{`'"<>&+`, "javascript:x", "a.jpg 1x, b.jpg", "%2", "\x00\xf0\x9f"} {
		f.Add(text, 3)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		got, want, compiled := both(t, everywhere, sheet{head: &head{text}, Text: text, Name: named(text), Count: n, Large: n > 0})
		if compiled != nil || got != want {
			t.Errorf("%q is set as\n%s\nand html/template writes\n%s", text, got, want)
		}
	})
}

func TestTemplatesDoWhatTheySay(t *testing.T) {
	small := sheet{head: &head{"small"}, Text: "s", Count: 1}
	view := sheet{head: &head{"t"}, Text: "x", Name: "n", Count: 2, One: &small, Many: []sheet{small, {Text: "other", One: &small, Many: []sheet{small}}}, Words: []string{"a", "b", "c"}}
	for _, text := range []string{
		`{{if .Text}}1{{end}}{{if .Large}}2{{else if .Count}}3{{else}}4{{end}}{{if not .Large}}5{{end}}{{if .One}}6{{end}}{{if .Many}}7{{end}}`,
		`{{if or .Large .Words}}1{{end}}{{if or .Large .Code}}2{{else}}3{{end}}{{if and .Text .Count}}4{{end}}{{if and .Text .Large}}5{{end}}`,
		`{{if eq .Name "n"}}1{{end}}{{if eq .Count 2}}2{{else}}3{{end}}{{if eq .Text "y"}}4{{end}}`,
		`{{with .One}}{{.Text}}{{$.Text}}{{.Title}}{{else}}none{{end}}{{with .Code}}some{{else}}none{{end}}{{with .One}}{{with .Text}}{{.}}{{end}}{{end}}`,
		`{{range .Words}}{{.}}{{$.Text}},{{end}}{{range $i, $w := .Words}}{{if $i}}, {{end}}{{$i}}{{$w}}{{.}}{{end}}{{range $w := .Words}}{{$w}}{{end}}`,
		`{{range .Many}}{{.Text}}{{range .Many}}{{.Text}}{{$.Text}}{{else}}none{{end}}{{with .One}}{{.Text}}{{end}}{{end}}`,
		`{{range $i, $s := .Many}}{{range $i, $w := $.Words}}{{$i}}{{$s.Text}}{{end}}{{$i}}{{end}}`,
		`{{define "tree"}}<i>{{.Text}}{{range .Many}}{{template "tree" .}}{{end}}{{$.Count}}</i>{{end}}{{template "tree" .}}{{with .One}}{{template "leaf" .}}{{end}}{{define "leaf"}}{{.Title}}{{end}}`,
		`{{- /* a comment */ -}}  {{.Text}}  {{- .Text -}}  x`,
	} {
		got, want, compiled := both(t, text, view)
		if compiled != nil {
			t.Errorf("%s: %v", text, compiled)
		}
		if got != want {
			t.Errorf("%s is set as %q, and html/template writes %q", text, got, want)
		}
	}
}

func TestWhatIsNotCompiledIsLeftToHTMLTemplate(t *testing.T) {
	view := sheet{head: &head{"t"}, Text: "x&", Said: "s", Code: "<b>", Words: []string{"a"}, Any: "any"}
	for _, text := range []string{
		`{{.Shout}}`, `{{.Said}}`, `{{printf "%q" .Text}}`, `{{len .Words}}`, `{{.Any}}`, `{{if gt .Count 1}}1{{end}}`, `{{range .Words}}{{break}}{{end}}`,
		`{{$x := .Text}}{{$x}}`, `<p title="{{.Code}}">`, `<script>{{.Text}}</script>`, `<p style="color:{{.Text}}">`, `<p title={{.Text}}>`, `{{index .Words 0}}`, `{{.Large}}`,
		`{{define "x"}}{{.}}{{end}}<p title="{{template "x" .Text}}">`, `{{with $x := .Text}}{{$x}}{{end}}`, `{{if eq .Text .Title}}{{end}}`, `{{"text"}}`,
	} {
		got, want, compiled := both(t, text, view)
		if compiled == nil {
			t.Errorf("%s was compiled", text)
		}
		if got != want {
			t.Errorf("%s is set as %q, and html/template writes %q", text, got, want)
		}
	}
}

func TestAViewThatCannotBeShownIsHTMLTemplatesError(t *testing.T) {
	own := New(given(template.Must(template.New("page").Parse(`<p>{{.Text}}</p>{{.One.Text}}`))), "page")
	var out bytes.Buffer
	if err := own.Execute(&out, sheet{One: &sheet{Text: "deep"}}); err != nil {
		t.Fatal(err)
	}
	err := own.Execute(&out, sheet{Text: "none"})
	if err == nil || !strings.Contains(err.Error(), "nil pointer evaluating") {
		t.Errorf("got the error %v", err)
	}
	if own.Compiled(reflect.TypeFor[sheet]()) != nil {
		t.Error("it was not compiled")
	}
}

func TestManySetTheSameTemplate(t *testing.T) {
	own := New(given(template.Must(template.New("page").Parse(`{{range .Words}}{{.}}{{end}}{{.Count}}`))), "page")
	t.Run("at once", func(t *testing.T) {
		for i := range 8 {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				for range 100 {
					var out bytes.Buffer
					if err := own.Execute(&out, sheet{Words: []string{"a", "b"}, Count: i}); err != nil || out.String() != fmt.Sprint("ab", i) {
						t.Fatalf("%d: got %q, %v", i, out.String(), err)
					}
				}
			})
		}
	})
}

// BenchmarkExecute sets a list of sixty, by what was compiled and by
// html/template.
func BenchmarkExecute(b *testing.B) {
	const text = `{{range .Many}}<article><p>{{.Text}}</p>{{if eq .Count 2}}<h2>{{else}}<h3>{{end}}<a href="{{.Title}}">{{.Text}}</a>{{with .One}}<img src="{{.Title}}" srcset="{{.Text}}">{{end}}</article>{{end}}`
	view := sheet{}
	for range 60 {
		view.Many = append(view.Many, sheet{head: &head{"/national/2026/11/29/a-bridge"}, Text: "Council votes for a bridge & more", One: &sheet{head: &head{"/pictures/1.jpg"}, Text: "/pictures/1.jpg 320w, /pictures/2.jpg 640w"}})
	}
	read := template.Must(template.New("page").Parse(text))
	for name, execute := range map[string]func(*bytes.Buffer, any) error{
		"compiled":      New(given(read), "page").Execute,
		"html template": func(out *bytes.Buffer, view any) error { return read.Execute(out, view) },
	} {
		b.Run(name, func(b *testing.B) {
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := execute(&out, view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func given(t *template.Template) func() (*template.Template, error) {
	return func() (*template.Template, error) { return t, nil }
}

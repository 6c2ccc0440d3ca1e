package site

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"ilbo.press/internal/web/ui"
)

// opens is how a template's file begins: the name of its first template, what
// that is, and what it receives.
var opens = regexp.MustCompile(`^\{\{- /\* (\S+) [\s\S]*? (?:It|They) receives? ([\s\S]+)$`)

// goType finds a type in a template's comment: site.StoryPage, []search.Part.
var goType = regexp.MustCompile(`\b(site|search|ilbo)\.([A-Z]\w*)`)

// folders are where the types of views live, from this package.
var folders = map[string]string{"site": ".", "search": "../../search", "ilbo": "../../.."}

func TestEveryTemplateNamesTheTypeItReceives(t *testing.T) {
	types := map[string]map[string]bool{}
	for name, folder := range folders {
		types[name] = typesIn(t, folder)
	}
	pages := map[string]bool{}
	for _, name := range pageFiles {
		pages[name] = true
	}
	seen := 0
	for _, files := range []fs.FS{Files, ui.Files} {
		names, err := fs.Glob(files, "*/*.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			seen++
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			comment, _, _ := strings.Cut(string(text), "*/")
			m := opens.FindStringSubmatch(comment)
			if m == nil {
				t.Errorf("%s does not open with a comment that says what it receives: %.120q", name, text)
				continue
			}
			if !pages[name] && !strings.Contains(string(text), `{{define "`+m[1]+`"`) {
				t.Errorf("%s opens with the name %s, which it does not define", name, m[1])
			}
			found := goType.FindAllStringSubmatch(m[2], -1)
			if len(found) == 0 {
				t.Errorf("%s receives %q, which names no type", name, m[2])
			}
			for _, f := range found {
				if !types[f[1]][f[2]] {
					t.Errorf("%s receives %s.%s, and there is no such type", name, f[1], f[2])
				}
			}
		}
	}
	if seen < 20 {
		t.Fatalf("only %d templates were found", seen)
	}
}

// typesIn are the names of the types that a folder's package declares.
func typesIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	files, err := fs.Glob(os.DirFS(folder), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path.Join(folder, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				for _, spec := range g.Specs {
					types[spec.(*ast.TypeSpec).Name.Name] = true
				}
			}
		}
	}
	return types
}

func TestEveryPageHasItsTemplate(t *testing.T) {
	pages, err := parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	for page, name := range pageFiles {
		tmpl, err := pages[page]()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if tmpl.Lookup("frame") == nil || tmpl.Lookup("main") == nil {
			t.Errorf("%s has no frame, or its file %s defines no main", page, name)
		}
	}
	used := map[string]bool{}
	for _, name := range pageFiles {
		used[name] = true
	}
	names, err := fs.Glob(Files, "*/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !used[name] {
			t.Errorf("%s is the template of no page", name)
		}
	}
}

// TestTemplatesHoldNothingInline: the policy would block it, and text in an
// attribute of an event would be code.
func TestTemplatesHoldNothingInline(t *testing.T) {
	inline := regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+=|<style|="javascript:|<script>[^{]`)
	for _, files := range []fs.FS{Files, ui.Files} {
		names, err := fs.Glob(files, "*/*.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range inline.FindAllString(string(text), -1) {
				t.Errorf("%s holds %q", name, m)
			}
		}
	}
}

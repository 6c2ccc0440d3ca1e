package bundle

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ilbo.press/internal/testroom"
)

// TestCommittedScriptsAreFresh fails when somebody changed a source and did not
// bundle it.
func TestCommittedScriptsAreFresh(t *testing.T) {
	const web = "../.."
	if _, err := os.Stat(filepath.Join(web, Libraries, "@tiptap/pm")); err != nil {
		testroom.Need(t, testroom.Missing("@tiptap/pm"))
	}
	for _, face := range Faces {
		scripts, err := Build(web, face.Entries)
		if err != nil {
			t.Fatal(err)
		}
		if err := Stale(filepath.Join(web, face.Output), scripts); err != nil {
			t.Error(err)
		}
	}
}

// mostKeepScript is what the button that keeps words may add to a lesson, in bytes.
const mostKeepScript = 3_000

func TestTheButtonThatKeepsWordsIsSmall(t *testing.T) {
	scripts, err := Build("../..", []string{"site/lesson/keep.ts"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(scripts["keep.js"]); n > mostKeepScript {
		t.Errorf("it is %d bytes, at most %d", n, mostKeepScript)
	}
}

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestEntryBecomesOneScript(t *testing.T) {
	root := folder(t, map[string]string{
		"ui/share/share.island.ts": "export function share(e: HTMLElement): void { e.title = 'Schöne Grüße'; }",
		"site/site.ts":             "import { share } from '../ui/share/share.island';\nconst longName: HTMLElement = document.body;\nshare(longName);",
	})
	scripts, err := Build(root, []string{"site/site.ts"})
	if err != nil {
		t.Fatal(err)
	}
	got := string(scripts["site.js"])
	if !strings.HasPrefix(got, Mark) || !strings.Contains(got, "Schöne Grüße") || strings.Contains(got, "longName") || strings.Contains(got, "import") {
		t.Errorf("script is %s", got)
	}
	again, err := Build(root, []string{"site/site.ts"})
	if err != nil || !bytes.Equal(again["site.js"], scripts["site.js"]) {
		t.Errorf("a second build differs: %v", err)
	}
}

func TestLicencesOfLibrariesGoOutWithTheScript(t *testing.T) {
	house := folder(t, map[string]string{
		".tools/node_modules/@ink/well/package.json": `{"name": "@ink/well", "main": "well.js"}`,
		".tools/node_modules/@ink/well/well.js":      "export const ink = () => document.title;\nexport const blot = 1;",
		".tools/node_modules/@ink/well/LICENSE":      "Copyright Ink Well */",
		".tools/node_modules/unused/package.json":    `{"name": "unused", "main": "unused.js", "sideEffects": false}`,
		".tools/node_modules/unused/unused.js":       "export const unused = 1;",
		".tools/node_modules/lawless/package.json":   `{"name": "lawless", "main": "lawless.js"}`,
		".tools/node_modules/lawless/lawless.js":     "export const lawless = () => document.body;",
		"internal/web/newsroom/editor.ts":            "import { ink } from '@ink/well';\nimport { unused } from 'unused';\nink();",
		"internal/web/newsroom/lawless.ts":           "import { lawless } from 'lawless';\nlawless();",
	})
	web := filepath.Join(house, "internal/web")
	scripts, err := Build(web, []string{"newsroom/editor.ts"})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(scripts["editor.js"]); !strings.HasSuffix(got, "/*! @ink/well\n\nCopyright Ink Well * /\n*/\n") {
		t.Errorf("script is %s", got)
	}
	if _, err := Build(web, []string{"newsroom/lawless.ts"}); err == nil || !strings.Contains(err.Error(), "lawless has no licence") {
		t.Errorf("a library without a licence: %v", err)
	}
}

func TestBuildSaysWhatIsWrongAndWhere(t *testing.T) {
	tests := []struct {
		name, source, want string
	}{
		{"syntax", "let = ;;(", "site/site.ts:1"},
		{"lost island", "import '../ui/lost/lost.island';", "Could not resolve"},
		{"two of one name", "", "two entries make site.js"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := folder(t, map[string]string{"site/site.ts": test.source, "desk/site.ts": ""})
			entries := []string{"site/site.ts"}
			if test.source == "" {
				entries = append(entries, "desk/site.ts")
			}
			if _, err := Build(root, entries); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestStaleFindsEveryDifference(t *testing.T) {
	scripts := map[string][]byte{"site.js": []byte(Mark + "1"), "sw.js": []byte(Mark + "2")}
	tests := []struct {
		name   string
		change func(dir string) error
		want   string
	}{
		{"fresh", func(string) error { return nil }, ""},
		{"changed", func(dir string) error { return os.WriteFile(filepath.Join(dir, "site.js"), []byte(Mark), 0o644) }, "site.js is stale"},
		{"missing", func(dir string) error { return os.Remove(filepath.Join(dir, "sw.js")) }, "sw.js is stale"},
		{"left over", func(dir string) error { return os.WriteFile(filepath.Join(dir, "old.js"), []byte(Mark), 0o644) }, "old.js has no entry"},
		{"by hand", func(dir string) error { return os.WriteFile(filepath.Join(dir, "own.js"), []byte("1"), 0o644) }, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "dist")
			if err := Write(dir, scripts); err != nil {
				t.Fatal(err)
			}
			if err := test.change(dir); err != nil {
				t.Fatal(err)
			}
			err := Stale(dir, scripts)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if err := Write(dir, scripts); err != nil {
				t.Fatal(err)
			}
			if err := Stale(dir, scripts); err != nil {
				t.Errorf("after writing again: %v", err)
			}
		})
	}
}

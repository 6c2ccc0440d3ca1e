package floors_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "ilbo.press"

// rooms says on which floor each room of internal is. A new room is entered
// here, or the test fails.
var rooms = map[string]int{
	"imaging": 1, "inflection": 1, "network": 1, "surrogate": 1, "typeset": 1,
	"desk": 2, "front": 2, "picture": 2, "wire": 2, "search": 2, "account": 2, "archive": 2, "circulation": 2, "mailing": 2, "press": 2, "lesson": 2,
	"store": 3, "blob": 3, "purge": 3, "fetch": 3, "crawler": 3, "smtp": 3, "maildir": 3, "payment": 3, "push": 3,
	"web": 4,
}

// Rooms that serve tests, measurements and the demo, and may look anywhere
// that main may; nothing but main and tests imports them.
var outside = []string{"testpaper", "testroom", "testpostgres", "testbucket", "testvarnish", "testchromium", "teststripe", "testmail", "testpasskey", "testpush", "testpress", "htmlcheck", "floors", "bench"}

// forbidden is what a floor may not import of the standard library.
var forbidden = map[int][]string{
	0: {"net/http", "database/sql", "os", "html/template", "io/fs"},
	2: {"net/http", "database/sql", "html/template"},
	4: {"database/sql"},
}

// An arrow is one import of one file.
type arrow struct{ file, from, to string }

func TestArrowsPointDown(t *testing.T) {
	arrows := imports(t, root(t))
	if len(arrows) < 200 {
		t.Fatalf("only %d imports were found: the test reads the wrong folder", len(arrows))
	}
	for _, a := range arrows {
		if why := wrong(a); why != "" {
			t.Errorf("%s imports %s: %s", a.file, a.to, why)
		}
	}
}

func TestEveryRoomHasAFloor(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join(root(t), "internal"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, ok := rooms[e.Name()]; !ok && !slices.Contains(outside, e.Name()) {
			t.Errorf("internal/%s is on no floor: enter it in the table of this test", e.Name())
		}
	}
}

// TestRulesCatchWrongArrows shows that the rules can fail.
func TestRulesCatchWrongArrows(t *testing.T) {
	for name, a := range map[string]arrow{
		"root imports a department":          {"story.go", "", "internal/desk"},
		"root imports a third party":         {"story.go", "", "example.com/x"},
		"root imports net/http":              {"story.go", "", "net/http"},
		"a tool imports a noun":              {"a.go", "internal/imaging", ""},
		"a department imports another":       {"a.go", "internal/desk", "internal/front"},
		"a department imports the store":     {"a.go", "internal/desk", "internal/store"},
		"an adapter imports a department":    {"a.go", "internal/store", "internal/desk"},
		"an adapter imports another":         {"a.go", "internal/store", "internal/blob"},
		"the web imports the store":          {"a.go", "internal/web/site", "internal/store"},
		"the web imports main":               {"a.go", "internal/web", "cmd/ilbo"},
		"a department imports the test room": {"a.go", "internal/desk", "internal/testpaper"},
	} {
		if wrong(a) == "" {
			t.Errorf("%s: nothing was said", name)
		}
	}
}

// wrong says why an arrow may not be, or nothing.
func wrong(a arrow) string {
	if strings.HasSuffix(a.file, "_test.go") && floor(a.from) >= 2 {
		return "" // tests of the upper floors use the real thing
	}
	from, to := floor(a.from), floor(a.to)
	switch {
	case from < 0:
		return ""
	case slices.Contains(forbidden[from], a.to):
		return "this floor may not reach that"
	case to == -2: // standard library
		return ""
	case to == -3:
		if from == 0 {
			return "the ground imports the standard library only"
		}
		return ""
	case to == -1:
		if from < 5 && !strings.HasSuffix(a.file, "_test.go") {
			return "only main and tests go there"
		}
		return ""
	case from == 1 && to == 0:
		return "a tool knows no newspaper nouns"
	case from == to && room(a.from) == room(a.to):
		return ""
	case from == 4 && to == 3:
		return "the web never sees an adapter"
	case from == 3 && to == 2:
		return "an adapter never sees a department"
	case from <= to:
		return "arrows point down"
	}
	return ""
}

// floor is a package's floor; -1 for rooms outside the house, -2 for the
// standard library, -3 for other modules.
func floor(pkg string) int {
	switch {
	case pkg == "":
		return 0
	case strings.HasPrefix(pkg, "cmd/"):
		return 5
	case !strings.HasPrefix(pkg, "internal/"):
		if first, _, _ := strings.Cut(pkg, "/"); strings.Contains(first, ".") {
			return -3
		}
		return -2
	}
	if n, ok := rooms[room(pkg)]; ok {
		return n
	}
	return -1
}

func room(pkg string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(pkg, "internal/"), "/")
	return name
}

// imports reads every Go file below dir. Packages of this module are named by
// their folder, the root by the empty string.
func imports(t *testing.T, dir string) []arrow {
	t.Helper()
	var arrows []arrow
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != dir || d.Name() == "testdata" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		from := path.Dir(rel)
		if from == "." {
			from = ""
		}
		for _, spec := range file.Imports {
			to, _ := strconv.Unquote(spec.Path.Value)
			if to == module {
				to = ""
			} else {
				to = strings.TrimPrefix(to, module+"/")
			}
			arrows = append(arrows, arrow{rel, from, to})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return arrows
}

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above this folder")
		}
		dir = filepath.Dir(dir)
	}
}

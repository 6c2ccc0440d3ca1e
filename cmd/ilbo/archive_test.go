package main

import (
	"context"
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press/internal/testpostgres"
)

// The sample newspaper moves from its file to a database server, and what is
// exported there is what was exported here.
func TestSampleMovesFromAFileToAServer(t *testing.T) {
	t.Parallel()
	server := testpostgres.Database(t)
	dir := t.TempDir()
	sample, moved, here, there := filepath.Join(dir, "sample"), filepath.Join(dir, "moved"), filepath.Join(dir, "here"), filepath.Join(dir, "there")
	c := addConfigFlags(flag.NewFlagSet("demo", flag.ContinueOnError), true)
	c.data = sample
	if _, err := makeDemo(context.Background(), c, shell{out: io.Discard, err: io.Discard, env: noEnv}); err != nil {
		t.Fatal(err)
	}
	ilboHere(t, "export", here, "--data", sample)
	ilboHere(t, "init", "--data", moved, "--title", "Moved", "--database", server)
	ilboHere(t, "import", "archive", here, "--data", moved)
	ilboHere(t, "export", there, "--data", moved)
	ilboHere(t, "check", "--data", moved)
	first, then := exported(t, here), exported(t, there)
	// The audit log goes on there with the import itself.
	more, is := strings.CutPrefix(then["audit.ndjson"], first["audit.ndjson"])
	if !is || strings.Count(more, "\n") != 1 || !strings.Contains(more, `"deed":"import"`) {
		t.Errorf("the audit log goes on with %s", more)
	}
	for _, files := range []map[string]string{first, then} {
		delete(files, "audit.ndjson")
		delete(files, "manifest.json") // which has the sums of all others
	}
	if diff := cmp.Diff(first, then); diff != "" {
		t.Errorf("the archives (-here +there):\n%s", diff)
	}
	if len(first["stories.ndjson"]) < 100_000 {
		t.Errorf("the sample's stories are %d bytes", len(first["stories.ndjson"]))
	}
}

// exported are an archive's files, the manifest without its moment.
func exported(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = regexp.MustCompile(`"made": "[^"]*"`).ReplaceAllString(string(text), "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

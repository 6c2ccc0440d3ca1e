package main

import (
	"context"
	"database/sql"
	"flag"
	"io"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/ncruces/go-sqlite3/driver"

	"ilbo.press"
)

// A count that is kept and is not so is told, with how it is made anew; that it
// is, in whatever zone the paper is set to.
func TestCheckTellsOfWrongCounts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := addConfigFlags(flag.NewFlagSet("demo", flag.ContinueOnError), true)
	c.data = dir
	if _, err := makeDemo(context.Background(), c, shell{out: io.Discard, err: io.Discard, env: noEnv}); err != nil {
		t.Fatal(err)
	}
	do := func(text string) {
		t.Helper()
		db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(filepath.Join(dir, databaseName)))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	checked := func(args ...string) error {
		return check(context.Background(), shell{out: io.Discard, err: io.Discard, env: noEnv}, append([]string{"--data", dir}, args...))
	}
	if err := checked(); err != nil {
		t.Fatal(err)
	}
	do(`UPDATE months SET stories = stories + 1 WHERE list = 'language:en'`)
	if say := ilbo.SayOf(checked()); !strings.HasSuffix(say, "run ilbo check --recount.") {
		t.Errorf("a check says %q", say)
	}
	if err := checked("--recount"); err != nil {
		t.Error(err)
	}
	do(`UPDATE listings SET teaser = replace(teaser, 'national', 'business')`)
	if say := ilbo.SayOf(checked()); !strings.HasSuffix(say, "run ilbo check --recount.") {
		t.Errorf("a check of lists that show something else says %q", say)
	}
	if err := checked("--recount"); err != nil {
		t.Error(err)
	}
	do(`UPDATE calendar SET zone = 'America/New_York'`) // as if the settings had changed since
	if err := checked(); err != nil {
		t.Error(err)
	}
}

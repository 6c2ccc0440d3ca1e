package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/store"
)

func note(headline string) *ilbo.Story {
	at := time.Date(2026, 5, 12, 3, 0, 0, 0, time.UTC)
	slug := ilbo.MakeSlug(headline)
	return &ilbo.Story{Language: ilbo.English, Section: "national", Headline: headline, Slug: slug, Published: at,
		Path: ilbo.StoryPath("", "national", at, time.UTC, slug), Body: ilbo.Body{{Kind: ilbo.Paragraph, Text: ilbo.Plain("Text.")}}}
}

func TestFileIsOpenedAgainWithWhatItHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "100% of #it?.db")
	first, err := store.Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := note("Bridge")
	if err := first.PutStory(t.Context(), s, ilbo.Event{Verb: ilbo.Published}); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file is not where it was asked for: %v", err)
	}
	again := openAt(t, path)
	if _, err := again.StoryAt(t.Context(), s.Path); err != nil {
		t.Error(err)
	}
	if n, err := again.Pending(t.Context()); err != nil || n != 2 {
		t.Errorf("%d jobs (%v), want the 2 that nobody did", n, err)
	}
}

func TestFileThatIsNoDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "paper.db")
	text := bytes.Repeat([]byte("This is a letter to the editor. "), 400)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(t.Context(), path, nil)
	if say := ilbo.SayOf(err); !strings.Contains(say, "is no database") {
		t.Errorf("got %v, want a sentence", err)
	}
	if kept, _ := os.ReadFile(path); !bytes.Equal(kept, text) {
		t.Error("the file was changed")
	}
	if _, err := store.Open(t.Context(), filepath.Join(path, "below", "paper.db"), nil); err == nil {
		t.Error("a file below a file was opened")
	}
}

// Another process writes stories into the file that this one has open, and is
// killed in the midst of it: what it acknowledged is there, whole.
func TestFileSurvivesAKilledWriterBesideOthers(t *testing.T) {
	if path := os.Getenv("ILBO_STORE_TEST_FILE"); path != "" {
		writeUntilKilled(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "paper.db")
	s := openAt(t, path)
	cmd := exec.Command(os.Args[0], "-test.run=^TestFileSurvivesAKilledWriterBesideOthers$")
	cmd.Env = append(os.Environ(), "ILBO_STORE_TEST_FILE="+path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged := 0
	buffer := make([]byte, 1)
	for acknowledged < 40 {
		if _, err := out.Read(buffer); err != nil {
			t.Fatalf("the other process ended after %d stories: %v", acknowledged, err)
		}
		acknowledged++
		if err := s.PutStory(t.Context(), note(fmt.Sprintf("Ours %d", acknowledged)), ilbo.Event{Verb: ilbo.Published}); err != nil {
			t.Fatalf("writing beside another process: %v", err)
		}
	}
	if err := errors.Join(cmd.Process.Kill()); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()

	for _, s := range []*store.Store{s, openAt(t, path)} {
		stories, err := s.EachStory(t.Context(), 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		theirs := 0
		for _, story := range stories {
			if strings.HasPrefix(story.Headline, "Theirs") {
				theirs++
			}
		}
		if theirs < 40 {
			t.Errorf("%d stories of the killed process are there, and 40 were acknowledged", theirs)
		}
		jobs, err := s.Pending(t.Context())
		if err != nil || jobs != 2*len(stories) {
			t.Errorf("%d jobs for %d stories (%v)", jobs, len(stories), err)
		}
	}
}

func writeUntilKilled(t *testing.T, path string) {
	s, err := store.Open(t.Context(), path, nil)
	if err != nil {
		os.Exit(3)
	}
	for i := range 100_000 {
		if err := s.PutStory(context.Background(), note(fmt.Sprintf("Theirs %d", i)), ilbo.Event{Verb: ilbo.Published}); err != nil {
			os.Exit(4)
		}
		os.Stdout.Write([]byte{'.'})
	}
}

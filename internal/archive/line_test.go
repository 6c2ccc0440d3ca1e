package archive

import (
	"bytes"
	"encoding/json"
	"maps"
	"testing"
)

// What is read of a line is what is written of it again.
func FuzzStoryLineIsReadAsWritten(f *testing.F) {
	for _, seed := range []string{
		`{"id":1,"language":"en","section":"national","headline":"Bridge","filed":"2026-05-12T03:00:00.001Z"}`,
		`{"id":2,"records":[{"kind":"hold","by":"lee","at":"2026-05-12T03:00:00Z","ended":"2026-05-12T04:00:00Z","ended_by":"park"},{"kind":"kill","notice":"Gone."}]}`,
		`{"id":3,"corrections":[{"kind":"clarification","text":"More."}],"body":[{"kind":"paragraph","text":[{"text":"<b>","strong":true}]}]}`,
		`{"id":-1,"lead":{"picture":"x","width":-1,"height":9}}`, `null`, `[]`, `{"body":[{"blocks":[{"blocks":[]}]}]}`, `{"published":"0001-01-01T00:00:00Z"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		first, err := parseLine[storyLine](text)
		if err != nil {
			return
		}
		checkStory(first) // says something or nothing
		write := func(l storyLine) []byte {
			var b bytes.Buffer
			if err := json.NewEncoder(&b).Encode(lineOfDossier(l.dossier())); err != nil {
				t.Skip("a year that no line can name")
			}
			return b.Bytes()
		}
		written := write(first)
		second, err := parseLine[storyLine](written)
		if err != nil {
			t.Fatalf("%s is not read: %v", written, err)
		}
		if again := write(second); !bytes.Equal(written, again) {
			t.Errorf("%s became %s", written, again)
		}
	})
}

func FuzzManifestNamesNoFileOutside(f *testing.F) {
	for _, seed := range []string{
		`{"format":"ilbo archive","version":1,"files":[{"name":"stories.ndjson"}]}`,
		`{"format":"ilbo archive","version":1,"files":[{"name":"../secret"}]}`,
		`{"format":"ilbo archive","version":1,"files":[{"name":"media/pictures/00/0000000000000000000000000000000a"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := parseManifest(text)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if !known(file.Name) || bytes.Contains([]byte(file.Name), []byte("..")) {
				t.Errorf("a file %q was taken", file.Name)
			}
		}
	})
}

func TestOnlyNamesOfArchivesAreKnown(t *testing.T) {
	got := map[string]bool{}
	want := map[string]bool{
		"stories.ndjson": true, "staff.ndjson": true, "media/pictures/0a/0a000000000000000000000000000000": true,
		"media/films/0a/0a000000000000000000000000000000": true, "media/films/0b/0a000000000000000000000000000000": false,
		"manifest.json": false, "": false, "..": false, "../stories.ndjson": false, "media/pictures/0a/../x": false, "/stories.ndjson": false,
		"media/pictures/0A/0A000000000000000000000000000000": false, "readers.ndjson": false, ".ndjson": false,
	}
	for name := range want {
		got[name] = known(name)
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

package site

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"ilbo.press"
)

func TestAPaperPutsItsOwnTemplateInPlace(t *testing.T) {
	own := fstest.MapFS{"nameplate/nameplate.html": {Data: []byte(`{{define "nameplate"}}<p>Our own {{.PaperTitle}}</p>{{end}}`)}}
	pages, err := parse(own)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	view := OfflinePage{&Frame{W: &english, PaperTitle: "Post", Lang: ilbo.English}}
	offline, err := pages["offline"]()
	if err != nil {
		t.Fatal(err)
	}
	if err := offline.ExecuteTemplate(&b, "frame", view); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "<p>Our own Post</p>") || strings.Contains(b.String(), "nameplate__bar") {
		t.Error("the page shows another nameplate")
	}
}

func TestABrokenTemplateIsNamed(t *testing.T) {
	_, err := parse(fstest.MapFS{"story/story.html": {Data: []byte("{{define \"main\"}}\n{{.Nothing")}})
	if !errors.Is(err, ilbo.Invalid) || !strings.Contains(ilbo.SayOf(err), "story/story.html") {
		t.Errorf("got %v, want a sentence that names the file", err)
	}
}

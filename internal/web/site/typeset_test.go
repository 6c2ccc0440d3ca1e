package site_test

import (
	"net/url"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/web"
)

func TestEveryPageIsSetAsHTMLTemplateWritesIt(t *testing.T) {
	p := newPaper(t)
	killed := p.publish(hostileStory())
	bad := hostileStory()
	bad.Corrections = []ilbo.Correction{{Kind: ilbo.CorrectionOfFact, By: "rahim", At: p.now, Text: hostile}}
	p.publish(bad)
	err := p.desk.Kill(t.Context(), editor("An Editor"), killed.ID, hostile, hostile)
	if err != nil {
		t.Fatal(err)
	}
	p.index()
	p.now = p.now.Add(time.Minute)
	comparison := p.site.Compare(t)
	p.everything()
	for _, path := range []string{"/offline", string(killed.Path), "/search?q=" + url.QueryEscape(hostile), "/search?q=alert", "/search?q=the&section=national", "/ko/search?q=%EB%B6%81%ED%95%9C", "/search?q=nothingofthesort"} {
		p.get(path)
	}
	if _, err := p.site.Enclose(t.Context(), web.Enclosed{Language: ilbo.Korean, Path: "/account", Title: hostile, Style: "/a.css", Script: "/a.js", Main: "<p>Inside.</p>"}); err != nil {
		t.Fatal(err)
	}
	for page, err := range comparison.Uncompiled() {
		t.Errorf("%s is not set by what was compiled: %v", page, err)
	}
}

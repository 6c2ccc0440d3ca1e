package site_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/web"
)

func TestEveryPageIsSetAsHTMLTemplateWritesIt(t *testing.T) {
	gate := gatehouse(0)
	p := newPaperBehind(t, gate)
	gate.Gifts = &circulation.Gifts{Store: p.store, Clock: gate.Clock}
	killed := p.publish(hostileStory())
	bad := hostileStory()
	bad.Corrections = []ilbo.Correction{{Kind: ilbo.CorrectionOfFact, By: "rahim", At: p.now, Text: hostile}}
	bad = p.publish(bad)
	err := p.desk.Kill(t.Context(), editor("An Editor"), killed.ID, hostile, hostile)
	if err != nil {
		t.Fatal(err)
	}
	p.index()
	p.now = p.now.Add(time.Minute)
	comparison := p.site.Compare(t)
	locked := p.publish(secretStory(ilbo.Metered, ilbo.English, 1, p.now))
	for _, session := range []string{"subscriber", "reader"} {
		for _, r := range []*http.Request{httptest.NewRequest("GET", string(locked.Path), nil), httptest.NewRequest("POST", "/gift", strings.NewReader(fmt.Sprintf("story=%d", locked.ID)))} {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.AddCookie(&http.Cookie{Name: "__Host-ilbo-reader", Value: session})
			p.ask(r)
		}
	}
	p.everything()
	for _, path := range []string{"/offline", string(killed.Path), "/search?q=" + url.QueryEscape(hostile), "/search?q=alert", "/search?q=the&section=national", "/ko/search?q=%EB%B6%81%ED%95%9C", "/search?q=nothingofthesort"} {
		p.get(path)
	}
	p.edition(1, bad, locked, killed)
	for _, path := range []string{"/epaper", editionHome, editionHome + "/2", editionHome + "/search?q=" + url.QueryEscape(hostile), editionHome + "/search?q=alert"} {
		p.asks(path, "")
		p.asks(path, "reader")
	}
	taught := p.taught(ilbo.Metered, nil)
	for range 2 {
		p.weekly(false, taught)
	}
	for _, path := range []string{"/weekly", "/weekly/issues", "/weekly/issues/1", "/ko/weekly/issues/2"} {
		p.asks(path, "")
		p.asks(path, "weekly")
	}
	if _, err := p.site.Enclose(t.Context(), web.Enclosed{Language: ilbo.English, Path: "/account", Title: hostile, Style: "/assets/a.css", Script: "/assets/a.js", Main: "<p>inside</p>"}); err != nil {
		t.Fatal(err)
	}
	for page, err := range comparison.Uncompiled() {
		t.Errorf("%s is not set by what was compiled: %v", page, err)
	}
}

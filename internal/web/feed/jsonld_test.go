package feed

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
)

func read(t *testing.T, js template.JS) map[string]any {
	t.Helper()
	var n map[string]any
	if err := json.Unmarshal([]byte(js), &n); err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return n
}

func TestNewsArticle(t *testing.T) {
	sh := sample()
	n := read(t, NewsArticle(paper(), sh.stories[0], "Law & Crime", base, sh.stories[1].Teaser()))
	for field, want := range map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry & crew return", "description": "All <aboard> are well",
		"url": base + "/national/2026/11/14/ferry-and-crew-return", "inLanguage": "en", "articleSection": "Law & Crime",
		"datePublished": "2026-11-14T08:59:00+09:00", "dateModified": "2026-11-14T09:59:00+09:00", "isAccessibleForFree": true, "hasPart": nil,
		"author": []any{
			map[string]any{"@type": "Person", "name": "Yoon Seri", "url": base + "/by/yoon-seri"},
			map[string]any{"@type": "Person", "name": "A Guest"},
		},
		"correction": []any{map[string]any{
			"@type": "CorrectionComment", "name": "Correction", "text": "The ferry has two engines, not three.",
			"datePublished": "2026-11-14T09:59:00+09:00", "inLanguage": "en",
		}},
		"workTranslation": []any{map[string]any{
			"@type": "NewsArticle", "@id": base + "/ko/national/2026/11/13/yeogaekseon-doraoda#story", "inLanguage": "ko", "headline": "여객선 돌아오다",
		}},
	} {
		if diff := cmp.Diff(want, n[field]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", field, diff)
		}
	}
	film := n["video"].([]any)[0].(map[string]any)
	if film["duration"] != "PT2M5S" || film["contentUrl"] != base+"/films/feed0000feed0000.webm" {
		t.Errorf("film %v", film)
	}
	if list := n["image"].([]any); len(list) != 4 || list[0].(map[string]any)["creditText"] != "Han Jiwoo" {
		t.Errorf("pictures %v, want 4 with their credit", list)
	}
}

func TestNewsArticleOfLockedStorySaysSo(t *testing.T) {
	n := read(t, NewsArticle(paper(), sample().stories[2], "Law & Crime", base))
	want := map[string]any{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".story__body"}
	if diff := cmp.Diff(want, n["hasPart"]); diff != "" || n["isAccessibleForFree"] != false {
		t.Errorf("hasPart (-want +got):\n%sfree %v", diff, n["isAccessibleForFree"])
	}
	card := n["image"].([]any)[0].(map[string]any)["url"].(string)
	if !strings.HasPrefix(card, base+"/cards/3-") {
		t.Errorf("picture %s, want the card", card)
	}
}

func TestNoTextEndsTheScript(t *testing.T) {
	s := story(1, "</script><img src=x onerror=alert(1)><!--", 0, paragraph("x"))
	page := template.Must(template.New("").Parse(`<script type="application/ld+json">{{.}}</script>`))
	for _, js := range []template.JS{
		NewsArticle(paper(), s, "</script>", base), Breadcrumbs(base, []Crumb{{"</script>", "/"}}),
		Person(ilbo.Journalist{ID: "x", Name: ilbo.Words{"en": "</script>"}}, "en", base, paper()), WebSite(paper(), "en", base),
	} {
		var b bytes.Buffer
		if err := page.Execute(&b, js); err != nil {
			t.Fatal(err)
		}
		inside := strings.TrimSuffix(strings.TrimPrefix(b.String(), `<script type="application/ld+json">`), "</script>")
		if strings.ContainsAny(inside, "<>") || !json.Valid([]byte(inside)) {
			t.Errorf("the script holds %s", inside)
		}
	}
}

func TestBreadcrumbs(t *testing.T) {
	n := read(t, Breadcrumbs(base, []Crumb{{"Home", "/"}, {"Sports", "/sports"}}))
	want := []any{
		map[string]any{"@type": "ListItem", "position": 1.0, "name": "Home", "item": base + "/"},
		map[string]any{"@type": "ListItem", "position": 2.0, "name": "Sports", "item": base + "/sports"},
	}
	if diff := cmp.Diff(want, n["itemListElement"]); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "PT0S", 59*time.Second + 600*time.Millisecond: "PT1M0S", 125 * time.Second: "PT2M5S", time.Hour + time.Second: "PT1H0M1S",
	} {
		if got := duration(d); got != want {
			t.Errorf("duration(%v) = %s, want %s", d, got, want)
		}
	}
}

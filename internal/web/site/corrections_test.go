package site_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"ilbo.press"
)

func TestCorrectionsAreListed(t *testing.T) {
	p := newPaper(t)
	p.fill(70)
	list, err := p.store.EachStory(context.Background(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range list {
		if !strings.HasPrefix(s.Headline, "Story ") {
			continue
		}
		n++
		at := p.desk.At(p.now.Add(-time.Duration(n) * time.Minute))
		if err := at.Correct(context.Background(), editor("lee"), s.ID, ilbo.CorrectionOfFact, fmt.Sprintf("It was <b>%d</b>.", n)); err != nil {
			t.Fatal(err)
		}
	}
	page := p.read("/corrections")
	page.Some(".notice", 60)
	page.None(".notice__text b")
	if got := page.Attrs(".notice__story a", "href")[0]; !strings.HasSuffix(got, "#corrections") {
		t.Errorf("a correction leads to %s", got)
	}
	earlier := p.read(page.Attrs(".leaf--foot a[rel=next]", "href")[0])
	if rest := len(earlier.All(".notice")); rest < 10 || rest > 20 {
		t.Errorf("the second page has %d", rest)
	}
	earlier.Attr("meta[name=robots]", "content", "noindex")
	earlier.Attr(".leaf--foot a", "href", "/corrections")
	p.read("/ko/corrections").Text("h1", "바로잡습니다")
	p.read("/").Some(`.foot a[href="/corrections"]`, 1)
}

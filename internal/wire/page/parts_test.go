package page

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestDates(t *testing.T) {
	at := time.Date(2023, 4, 6, 16, 22, 0, 0, seoul)
	day := time.Date(2023, 4, 6, 0, 0, 0, 0, seoul)
	tests := []struct {
		line string
		want time.Time
	}{
		{"2023-04-06 16:22", at},
		{"National2023-04-06 16:22", at},
		{"입력 2023.04.06 16:22", at},
		{"입력 : 2023.04.06. 오후 4:22", at},
		{"기사입력 2023/04/06 16:22:00", at},
		{"2023년 4월 6일 오후 4시 22분", at},
		{"2023년 4월 6일 (목) 16:22", at},
		{"2023. 4. 6. 16:22", at},
		{"Published : April 6, 2023 - 16:22", at},
		{"Posted : April 6, 2023 4:22 p.m.", at},
		{"Thu, 06 Apr 2023 16:22:00 +0900", at},
		{"Apr. 6, 2023 at 4:22 PM KST", at},
		{"16:22, April 6, 2023", at},
		{"2023-04-06T07:22:00Z", at},
		{"2023-04-06T07:22:00.000+00:00", at},
		{"2023-04-06T16:22", at},
		{"6 April 2023", day},
		{"20230406", day},
		{"2023-04-31", time.Time{}},
		{"2023-13-01", time.Time{}},
		{"Room 204, 12-04", time.Time{}},
		{"", time.Time{}},
	}
	for _, test := range tests {
		if got := readDate(test.line, seoul); !got.Equal(test.want) {
			t.Errorf("%q: got %v, want %v", test.line, got, test.want)
		}
	}
}

func TestBylines(t *testing.T) {
	tests := []struct {
		line string
		want []string
	}{
		{"By Oh Ha-neul", []string{"Oh Ha-neul"}},
		{"By Oh Ha-neul, staff reporter", []string{"Oh Ha-neul"}},
		{"BY OH HANEUL", []string{"Oh Haneul"}},
		{"오하늘 기자", []string{"오하늘"}},
		{"오하늘·민다온 기자 haneul@daily.example", []string{"오하늘", "민다온"}},
		{"[하늘=하늘일보] 오하늘 기자", []string{"오하늘"}},
		{"글 오하늘 기자, 사진 민다온 기자", []string{"오하늘", "민다온"}},
		{"오하늘 선임기자", []string{"오하늘"}},
		{"Oh Ha-neul haneul@daily.example", []string{"Oh Ha-neul"}},
		{"By Monday the ferry had been mended, and people came to see it. They stayed.", nil},
		{"오하늘 기자가 나루를 찾아가 보았다.", nil},
		{opening, nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, readByline(test.line)); diff != "" {
			t.Errorf("%q: %s", test.line, diff)
		}
	}
}

func TestBrokenJSONLD(t *testing.T) {
	tests := []struct{ name, script, headline string }{
		{"in CDATA", `<![CDATA[{"@type":"NewsArticle","headline":"A"}]]>`, "A"},
		{"in a commented CDATA", "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"A\"}\n//]]>", "A"},
		{"with a raw line break and a comma too many", "{\"@type\":\"Article\",\"headline\":\"A\nB\",}", "A B"},
		{"in an array, behind another thing", `[{"@type":"WebSite","name":"S"},{"@type":"https://schema.org/OpinionNewsArticle","headline":"A"}]`, "A"},
		{"below a page", `{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"A"}}`, "A"},
		{"cut off", `{"@type":"Article","headline":"A"`, ""},
		{"a recipe", `{"@type":"Recipe","headline":"A"}`, ""},
		{"nested for ever", strings.Repeat(`{"@graph":[`, 400), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(`<script type="application/ld+json">` + test.script + `</script>`))
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := readLinked(doc); got.headline != test.headline {
				t.Errorf("got %q, want %q", got.headline, test.headline)
			}
		})
	}
}

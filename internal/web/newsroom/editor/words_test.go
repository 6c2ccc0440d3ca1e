package editor_test

import (
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/web/newsroom"
)

func TestEveryWordIsSaidInBothLanguages(t *testing.T) {
	source, err := os.ReadFile("words.ts")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(source), "names = [")
	list, _, _ := strings.Cut(rest, "]")
	var names []string
	for _, m := range regexp.MustCompile(`"(\w+)"`).FindAllStringSubmatch(list, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	places := regexp.MustCompile(`%[ds]`)
	in := map[ilbo.Language]map[string]string{}
	for _, l := range []ilbo.Language{ilbo.English, ilbo.Korean} {
		words := map[string]string{}
		if err := json.Unmarshal([]byte(newsroom.BodyWords(l)), &words); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(names, slices.Sorted(maps.Keys(words))); diff != "" {
			t.Errorf("%s: the script and the page name different words (-script +page):\n%s", l, diff)
		}
		in[l] = words
	}
	for name, english := range in[ilbo.English] {
		korean := in[ilbo.Korean][name]
		if english == "" || korean == "" {
			t.Errorf("%s is empty: %q, %q", name, english, korean)
		}
		if len(places.FindAllString(english, -1)) != len(places.FindAllString(korean, -1)) {
			t.Errorf("%s has other places: %q, %q", name, english, korean)
		}
	}
}

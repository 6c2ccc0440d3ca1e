package lesson_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

func TestAListOfWordsIsReadAndItsBadLinesAreNamed(t *testing.T) {
	var refused []string
	lists, err := lesson.ReadWords(strings.NewReader("\uFEFF# The paper's own list\n\npier,b2,noun\r\nlook  after\tB1\tverb\n부두\tTOPIK5\n시장,3급,noun\nPIER,C1,noun\npier,A1,verb\n"+
		"no level\nship,Z9\nship,TOPIK 1\n배,A1\n,A1\nship,A2,article\n\xff,A1\n"+strings.Repeat("x", 81)+",A1\n"+strings.Repeat("y", 1_001)+",A1"), func(r lesson.RefusedLine) {
		refused = append(refused, fmt.Sprintf("%d %s", r.Line, r))
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[ilbo.Language][]ilbo.ListedWord{
		ilbo.English: {{Language: "en", Word: "pier", Level: "B2", Speech: "noun"}, {Language: "en", Word: "look after", Level: "B1", Speech: "verb"}, {Language: "en", Word: "pier", Level: "A1", Speech: "verb"}},
		ilbo.Korean:  {{Language: "ko", Word: "부두", Level: "TOPIK 5"}, {Language: "ko", Word: "시장", Level: "TOPIK 3", Speech: "noun"}},
	}
	if d := cmp.Diff(want, lists); d != "" {
		t.Errorf("the lists (-want +got):\n%s", d)
	}
	wantRefused := []string{"7 it is in the list twice", "9 it has no level behind a tab or a comma", "10 “Z9” is no level: A1 to C2, or TOPIK 1 to TOPIK 6", "11 its word is of another language than its level",
		"12 its word is of another language than its level", "13 it has no word", "14 there is no part of speech “article”", "15 it is too long, or no UTF-8 text", "16 its word is longer than 80 characters", "17 it is too long, or no UTF-8 text"}
	if d := cmp.Diff(wantRefused, refused); d != "" {
		t.Errorf("refused (-want +got):\n%s", d)
	}
	if _, err := lesson.ReadWords(strings.NewReader(strings.Repeat("#\n", lesson.MaxList/2+1)), func(lesson.RefusedLine) {}); !errors.Is(err, ilbo.Invalid) {
		t.Errorf("a list that is too long: %v", err)
	}
}

func FuzzReadWords(f *testing.F) {
	for _, s := range []string{"", "pier,B2,noun", "부두\tTOPIK 5", ",,,", "\t\t", "\uFEFF", "#", "a,b1\na,b1", "x,3급", "\xff\xfe,A1", "a\x00b,A1", "가,TOPIK 1,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		lists, err := lesson.ReadWords(strings.NewReader(text), func(r lesson.RefusedLine) {
			if r.Line < 1 || r.Line > lines || r.Flaw == "" || strings.Contains(string(r.Flaw), "%s") && r.Given == "" && !strings.Contains(r.String(), "“”") {
				t.Fatalf("line %d of %d is refused: %q", r.Line, lines, r)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		for l, words := range lists {
			for _, w := range words {
				if w.Language != l || w.Word == "" || w.Word != ilbo.Clean(w.Word) || !slices.Contains(ilbo.Levels(l), w.Level) {
					t.Fatalf("%+v is a word of %s", w, l)
				}
			}
		}
	})
}

func TestListsOfWordsAreReplacedAndLogged(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	lists := map[ilbo.Language][]ilbo.ListedWord{ilbo.English: {{Word: "pier", Level: "B2"}, {Word: "Pier", Level: "C1"}}}
	for range 2 {
		if err := r.LoadWords(ctx, rahim, lists); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := r.Listed(ctx, ilbo.English); err != nil || n["B2"] != 1 || len(n) != 1 {
		t.Errorf("the paper knows %v, %v", n, err)
	}
	if got := r.deeds(t); len(got) != 2 || got[0] != "words: words of en by their level: 1" {
		t.Errorf("the log says %q", got)
	}
}

package lesson_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/lesson"
)

// remarks are what is remarked on translations of sentences.
func remarks(pairs ...string) []string {
	var sentences []string
	l := &ilbo.Lesson{Story: 1, Learned: ilbo.English, Explained: ilbo.Korean, Level: "B1"}
	for i := 0; i < len(pairs); i += 2 {
		sentences = append(sentences, pairs[i])
		if pairs[i+1] != "" {
			l.Renderings = append(l.Renderings, ilbo.Rendering{Passage: ilbo.Passage{Run: i / 2, Sentence: pairs[i]}, Text: pairs[i+1]})
		}
	}
	var b ilbo.Body
	for _, s := range sentences {
		b = append(b, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(s)})
	}
	sheet := lesson.Sheet{Lesson: l, Setting: l.On(b)}
	var all []string
	for _, r := range sheet.Remarks() {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%d %s %s", r.Sentence, r.Kind, strings.Join(r.Numbers, " "))))
	}
	return all
}

func TestTranslationsAreLookedThrough(t *testing.T) {
	plain := []string{"The ferry left the pier.", "나룻배가 부두를 떠났다.", "Nobody on it waved back.", "아무도 손을 흔들지 않았다.", "The rain fell on the sea.", "비가 바다에 내렸다 그날.", "An old man read a paper.", "노인이 신문을 읽고 있었다."}
	for name, c := range map[string]struct {
		pair []string
		want string
	}{
		"nothing":                    {[]string{"All was well on the boat.", "배는 모두 무사했다고 했다."}, ""},
		"missing":                    {[]string{"All was well on the boat.", ""}, "4 missing"},
		"much longer":                {[]string{"All was well on the boat.", strings.Repeat("배는 모두 무사했다고 했다. ", 4)}, "4 long"},
		"much shorter":               {[]string{"All was well on the boat, they said that night.", "무사"}, "4 short"},
		"a figure that differs":      {[]string{"It sold 300 tickets by noon.", "정오까지 표 30장을 팔았다고."}, "4 numbers 300 30"},
		"commas":                     {[]string{"It sold 1,300 tickets by noon.", "정오까지 표 1300장을 팔았다."}, ""},
		"만 and thousands":            {[]string{"It sold 35,000 tickets by noon.", "정오까지 표 3만 5000장을 팔았다."}, ""},
		"million":                    {[]string{"It cost 2.5 million won then.", "그때 250만 원이 들었다고 했다."}, ""},
		"a word for a number":        {[]string{"It sold ten tickets by noon.", "정오까지 표 10장을 팔았다고."}, ""},
		"a Korean word for a number": {[]string{"It sold 2 tickets by noon.", "정오까지 표 두 장을 팔았다고."}, ""},
		"a month":                    {[]string{"It opened again in November.", "11월에 다시 문을 열었다고 했다."}, ""},
	} {
		got := strings.Join(remarks(append(plain[:8:8], c.pair...)...), "; ")
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestARemarkThatWasLeftIsMadeNoMore(t *testing.T) {
	r, ctx := newRoom(t), context.Background()
	sheet, err := r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Level: "B1", Rendering: &ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "아무도 7번 손을 흔들지 않았다."}})
	if err != nil || len(sheet.Remarks()) != 2 {
		t.Fatalf("remarked is %+v, %v", sheet.Remarks(), err)
	}
	sum := sheet.Lesson.Renderings[0].Sum()
	if sheet, err = r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Fine: sum}); err != nil || len(sheet.Remarks()) != 1 {
		t.Errorf("left, remarked is %+v, %v", sheet.Remarks(), err)
	}
	if sheet, err = r.Mend(ctx, rahim, r.story.ID, lesson.Edit{Was: sum, Rendering: &ilbo.Rendering{Passage: ilbo.Passage{Sentence: second}, Text: "아무도 8번 손을 흔들지 않았다."}}); err != nil || len(sheet.Remarks()) != 2 {
		t.Errorf("written anew, remarked is %+v, %v", sheet.Remarks(), err)
	}
}

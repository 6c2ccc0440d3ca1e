package lesson_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"ilbo.press"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/testpaper"
)

// sound tells what is wrong with a quiz whatever it is of.
func sound(set *ilbo.Setting, q *lesson.Quiz) (wrong []string) {
	tell := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, m := range q.Matches {
		if len(m.Glosses) < 2 || len(m.Shown) != len(m.Glosses) || slices.IsSorted(m.Shown) {
			tell("a match of %v shows %v", m.Glosses, m.Shown)
		}
		seen := map[string]bool{}
		for i, g := range m.Glosses {
			gloss := set.Glosses[g]
			if seen[gloss.Headword] || seen["= "+gloss.Meaning] || !slices.Contains(m.Shown, i) {
				tell("a match asks for %s twice, or not at all", gloss.Headword)
			}
			seen[gloss.Headword], seen["= "+gloss.Meaning] = true, true
		}
	}
	sentences := map[string]bool{}
	for _, g := range q.Gaps {
		gloss := set.Glosses[g.Gloss]
		text := set.Sentences[gloss.Sentence].Text
		if sentences[text] {
			tell("two gaps are in one sentence: %s", text)
		}
		sentences[text] = true
		low := make([]string, len(g.Choices))
		for i, c := range g.Choices {
			low[i] = strings.ToLower(c)
			if beside := strings.ToLower(g.Before + " " + g.After); strings.Contains(beside, low[i]) {
				tell("%q can be read beside the gap: %q, %q", c, g.Before, g.After)
			}
		}
		slices.Sort(low)
		if len(low) < 2 || len(slices.Compact(low)) != len(g.Choices) {
			tell("%q choices are %q", gloss.Words, g.Choices)
		}
		if g.Right < 0 || g.Right >= len(g.Choices) || !strings.EqualFold(g.Choices[g.Right], gloss.Words) {
			tell("of %q the right one is %d, and the word %q", g.Choices, g.Right, gloss.Words)
		}
	}
	for _, o := range q.Orders {
		text := set.Sentences[o.Sentence].Text
		if got := strings.Join(o.Pieces, " ") + o.End; !strings.EqualFold(got, strings.Join(strings.Fields(text), " ")) {
			tell("the pieces make %q of %q", got, text)
		}
		shown := make([]string, len(o.Shown))
		for i, p := range o.Shown {
			shown[i] = o.Pieces[p]
		}
		if slices.Equal(shown, o.Pieces) {
			tell("%q is in order already", shown)
		}
		places := slices.Clone(o.Shown)
		slices.Sort(places)
		for i := range places {
			if places[i] != i || len(places) != len(o.Pieces) {
				tell("%q shows the pieces %v", text, o.Shown)
			}
		}
	}
	return wrong
}

// written makes a lesson on a text of one paragraph a line, with a gloss on each word
// that stands in brackets.
func written(learned ilbo.Language, text string, speech func(n int) ilbo.PartOfSpeech) (*ilbo.Lesson, ilbo.Body) {
	l := &ilbo.Lesson{Story: 7, Learned: learned, Explained: ilbo.Korean, Level: ilbo.Levels(learned)[0]}
	if learned == ilbo.Korean {
		l.Explained = ilbo.English
	}
	var body ilbo.Body
	for run, line := range strings.Split(text, "\n") {
		plain := strings.NewReplacer("[", "", "]", "").Replace(line)
		body = append(body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(plain)})
		at := 0
		for part := range strings.SplitSeq(line, "[") {
			word, rest, marked := strings.Cut(part, "]")
			if !marked {
				at += len([]rune(part))
				continue
			}
			n := len(l.Glosses)
			for _, s := range ilbo.Sentences(plain, learned) {
				if s.From <= at && at < s.To {
					l.Glosses = append(l.Glosses, ilbo.Gloss{
						Passage:  ilbo.Passage{Run: run, Sentence: string([]rune(plain)[s.From:s.To]), From: at - s.From, Words: word},
						Headword: strings.ToLower(word), Speech: speech(n), Meaning: fmt.Sprintf("%d번 뜻", n),
					})
				}
			}
			at += len([]rune(word)) + len([]rune(rest))
		}
	}
	return l, body
}

func nouns(int) ilbo.PartOfSpeech { return ilbo.SpeechNoun }

func ask(l *ilbo.Lesson, body ilbo.Body) (*lesson.Quiz, *ilbo.Setting) {
	set := l.On(body)
	return lesson.Ask(l.Story, l.Learned, set), set
}

func TestTheSamplesQuizzesAreSound(t *testing.T) {
	paper, err := testpaper.Load(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range paper.Stories {
		if s.Lesson == nil {
			continue
		}
		n++
		q, set := ask(s.Lesson, s.Body)
		for _, wrong := range sound(set, q) {
			t.Errorf("%s: %s", s.Name, wrong)
		}
		if len(q.Matches) == 0 || len(q.Gaps) < 3 || len(q.Orders) < 2 {
			t.Errorf("%s is asked for by %d matches, %d gaps, %d orders", s.Name, len(q.Matches), len(q.Gaps), len(q.Orders))
		}
		if again, _ := ask(s.Lesson, s.Body); !reflect.DeepEqual(q, again) {
			t.Errorf("%s is asked for otherwise another time", s.Name)
		}
		for _, g := range q.Gaps {
			t.Logf("%s | %s____%s | %q → %d", s.Name, g.Before, g.After, g.Choices, g.Right)
		}
		for _, m := range q.Matches {
			var words []string
			for _, i := range m.Glosses {
				words = append(words, set.Glosses[i].Headword+" = "+set.Glosses[i].Meaning)
			}
			t.Logf("%s | %q", s.Name, words)
		}
		for _, o := range q.Orders {
			t.Logf("%s | %q %v", s.Name, o.Pieces, o.Shown)
		}
	}
	if n != 8 {
		t.Errorf("the sample has %d lessons", n)
	}
}

// TestQuizzesOfAnyStoryAreSound makes stories of few and many words at random, in both
// languages, with and without punctuation, with words that come again.
func TestQuizzesOfAnyStoryAreSound(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	stems := map[ilbo.Language][]string{
		ilbo.English: {"ferry", "Pier", "walked", "walking", "a", "an", "the", "old", "boats", "boat", "Naru", "don’t", "of", "in", "slowly", "slow", "“quiet”", "ten", "2,500", "it"},
		ilbo.Korean:  {"배가", "배를", "떠났다", "떠나고", "시장", "시장에", "옛", "부두", "부두에서", "천천히", "열", "시에", "책값", "이라며", "모두", "그", "“네”라고", "했습니다", "2500", "한"},
	}
	for range 3000 {
		learned := []ilbo.Language{ilbo.English, ilbo.Korean}[random.IntN(2)]
		var lines []string
		for range 1 + random.IntN(6) {
			var words []string
			for range 1 + random.IntN(14) {
				w := stems[learned][random.IntN(len(stems[learned]))]
				if random.IntN(4) == 0 {
					w = "[" + w + "]"
				}
				words = append(words, w)
			}
			line := strings.Join(words, " ")
			if random.IntN(3) > 0 {
				line += "."
			}
			lines = append(lines, line)
		}
		text := strings.Join(lines, "\n")
		l, body := written(learned, text, func(int) ilbo.PartOfSpeech {
			return ilbo.PartsOfSpeech[random.IntN(len(ilbo.PartsOfSpeech))]
		})
		for i := range l.Glosses {
			l.Glosses[i].Meaning = fmt.Sprintf("%d번 뜻", random.IntN(30))
		}
		q, set := ask(l, body)
		if wrong := sound(set, q); len(wrong) > 0 {
			t.Fatalf("%s\n%s", text, strings.Join(wrong, "\n"))
		}
	}
}

func TestAskingForOneWordOrNone(t *testing.T) {
	l, body := written(ilbo.English, "The council built a [ferry] for the islands.\nNobody there had wanted bridges.", nouns)
	q, _ := ask(l, body)
	if len(q.Matches) != 0 || len(q.Gaps) != 1 || len(q.Gaps[0].Choices) != 4 {
		t.Errorf("one word is asked for by %+v", q)
	}
	l.Glosses = nil
	if q, _ := ask(l, body); len(q.Gaps) != 0 || len(q.Matches) != 0 || len(q.Orders) == 0 {
		t.Errorf("sentences alone are asked for by %+v", q)
	}
	if q, _ := ask(l, nil); !q.Empty() {
		t.Errorf("nothing is asked for by %+v", q)
	}
}

func TestFiveHundredWordsAreAskedForAsFewAre(t *testing.T) {
	var lines []string
	for i := range ilbo.MaxGlosses / 50 {
		var words []string
		for k := range 50 {
			words = append(words, fmt.Sprintf("[w%c%c%c]", 'a'+i, 'a'+k/26, 'a'+k%26))
		}
		lines = append(lines, strings.Join(words, " ")) // without punctuation
	}
	l, body := written(ilbo.English, strings.Join(lines, "\n"), nouns)
	if len(l.Glosses) != ilbo.MaxGlosses {
		t.Fatalf("there are %d glosses", len(l.Glosses))
	}
	q, set := ask(l, body)
	for _, wrong := range sound(set, q) {
		t.Error(wrong)
	}
	if len(q.Matches) != 2 || len(q.Gaps) != 5 {
		t.Errorf("there are %d matches and %d gaps", len(q.Matches), len(q.Gaps))
	}
	for _, g := range q.Gaps {
		if n := len([]rune(g.Before + g.After)); n > 340 {
			t.Errorf("%d characters stand beside a gap", n)
		}
	}
}

// TestNoGapGivesItselfAway has sentences whose article, particle, capital or ending would
// tell the right word.
func TestNoGapGivesItselfAway(t *testing.T) {
	for name, c := range map[string]struct {
		learned       ilbo.Language
		text          string
		speech        func(int) ilbo.PartOfSpeech
		before, after string // of the first gap
		choices       []string
	}{
		"an article": {ilbo.English, "She lent an [umbrella] to the boy.\nThe [book] was old and the [ticket] new, said the [clerk].", nouns, "She lent a(n) ", " to the boy.", []string{"book", "clerk", "ticket", "umbrella"}},
		"a capital":  {ilbo.English, "[Passengers] ran up the stairs.\nThe [trains] left with the [drivers] and the [letters] at ten.", nouns, "", " ran up the stairs.", []string{"drivers", "letters", "passengers", "trains"}},
		"particles":  {ilbo.Korean, "그 사람은 [골목]을 지나갔다.\n[쪽지]와 [봉투] 그리고 [책값] 모두 있었다.", nouns, "그 사람은 ", "을(를) 지나갔다.", []string{"골목", "봉투", "쪽지", "책값"}},
		"a copula":   {ilbo.Korean, "그것은 모두 [인사]라며 웃었다.\n[골목] 앞에 [봉투] 그리고 [책값] 있었다.", nouns, "그것은 모두 ", "(이)라며 웃었다.", []string{"골목", "봉투", "인사", "책값"}},
		"inflection": {ilbo.English, "The city [changed] one number.\nThey [released] it, [lifted] it, [ruined] it, [found] the [running] and [taken] [cats].",
			func(int) ilbo.PartOfSpeech { return ilbo.SpeechVerb }, "The city ", " one number.", nil},
	} {
		l, body := written(c.learned, c.text, c.speech)
		for i := range l.Glosses {
			if base, ok := strings.CutSuffix(l.Glosses[i].Headword, "ed"); ok {
				l.Glosses[i].Headword = base
			}
			for _, cut := range []string{"ning", "s"} {
				if name != "an article" && c.learned == ilbo.English {
					l.Glosses[i].Headword = strings.TrimSuffix(l.Glosses[i].Headword, cut)
				}
			}
		}
		q, _ := ask(l, body)
		if len(q.Gaps) == 0 {
			t.Errorf("%s: nothing is asked", name)
			continue
		}
		g := q.Gaps[0]
		got := slices.Sorted(slices.Values(g.Choices))
		if g.Before != c.before || g.After != c.after || c.choices != nil && !slices.Equal(got, c.choices) {
			t.Errorf("%s: %q____%q: %q", name, g.Before, g.After, got)
		}
		if name == "inflection" && slices.ContainsFunc(got, func(s string) bool { return !strings.HasSuffix(s, "ed") }) {
			t.Errorf("%s: the choices are %q", name, got)
		}
	}
}

// TestASentencesOrderIsNotWrittenOnIt has sentences that tell it.
func TestASentencesOrderIsNotWrittenOnIt(t *testing.T) {
	for text, want := range map[string][]string{
		"The boat came back late.":            {"the", "boat", "came", "back", "late"},
		"Naru had no boat left.":              {"Naru", "had", "no", "boat", "left"},
		"“No,” she said, “not today at all.”": nil,
		"It was late (very late) that night.": nil,
		"Too short it is":                     {"Too", "short", "it", "is"},
		"Two words":                           nil,
		"no no no no no":                      nil,
		"The driver didn’t see the old dog.":  {"the", "driver", "didn’t", "see", "the", "old", "dog"},
		"When they came home, nobody who lived in it was in the house at ten.": {"when they came home,", "nobody", "who lived", "in it was", "in the house", "at ten"},
	} {
		_, body := written(ilbo.English, text, nouns)
		q, _ := ask(&ilbo.Lesson{Learned: ilbo.English, Explained: ilbo.Korean}, body)
		var got []string
		if len(q.Orders) > 0 {
			got = q.Orders[0].Pieces
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestAQuizHoldsNothingThatIsNotThere(t *testing.T) {
	l, body := written(ilbo.English, "The [ferry] left the [pier] at ten with the [crew].\nA [secret] stood behind the [lock].", nouns)
	q, set := ask(l, body[:1])
	if text := fmt.Sprintf("%+v", q); strings.Contains(text, "secret") || strings.Contains(text, "lock") || q.Empty() {
		t.Errorf("the opening's quiz is %s", text)
	}
	if len(set.Glosses) != 3 {
		t.Errorf("the opening has %d glosses", len(set.Glosses))
	}
}

func BenchmarkAsk(b *testing.B) {
	var lines []string
	for i := range 500 {
		lines = append(lines, fmt.Sprintf("The number of [word%c%c%c] was found in this old sentence of the story.", 'a'+i%26, 'a'+i/26%26, 'a'+i%7))
	}
	l, body := written(ilbo.English, strings.Join(lines, "\n"), nouns)
	set := l.On(body)
	for b.Loop() {
		lesson.Ask(1, ilbo.English, set)
	}
}

package lesson

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ilbo.press"
	"ilbo.press/internal/inflection"
)

// A Suggestion is a word of a story that its readers may not know.
type Suggestion struct {
	Sentence int // of the setting
	From     int // characters into the sentence
	Words    string
	Headword string
	Speech   ilbo.PartOfSpeech
	Level    ilbo.Level // by the list; empty: it is in none
	Stories  int        // that hold it, where it is rare in the archive
	Known    bool       // the glossary has it
}

// When a word is rare: where fewer stories hold it than one in so many, and never more
// than that. Of an archive of fewer stories nothing can be told.
const (
	rareIn      = 200
	rareAtMost  = 20
	sizeTells   = 400
	sizeCounted = rareIn * rareAtMost
	mostOffered = 60
)

// Suggest gives the words of a story that are above its level: by the list of words, or,
// where that has them not, because the archive hardly has them. Names, numbers and what
// is explained already are not suggested. They come in the order of the story.
func (d *Desk) Suggest(ctx context.Context, sheet *Sheet) ([]Suggestion, error) {
	l, level := sheet.Lesson.Learned, sheet.Lesson.Level
	if level == "" {
		level = Beginning(l)
	}
	words := wordsOf(sheet.Setting, l)
	var keys []string
	seen := map[string]bool{}
	for i := range words {
		for _, f := range words[i].forms {
			if key := ilbo.WordKey(f.Word); !seen[key] {
				seen[key] = true
				keys = append(keys, key)
			}
		}
	}
	listed, err := d.store.ListedWords(ctx, l, keys)
	if err != nil {
		return nil, err
	}
	levels := map[string][]ilbo.ListedWord{}
	for _, w := range listed {
		levels[w.Word] = append(levels[w.Word], w)
	}
	explained := explainedIn(sheet.Lesson)
	var list []Suggestion
	var unlisted []int // of words
	for i := range words {
		w := &words[i]
		known := func(f inflection.Form) bool { return explained[ilbo.WordKey(f.Word)] }
		if explained[ilbo.WordKey(w.text)] || slices.ContainsFunc(w.forms, known) {
			continue
		}
		at := slices.IndexFunc(w.forms, func(f inflection.Form) bool { return levels[ilbo.WordKey(f.Word)] != nil })
		switch {
		case at >= 0:
			f := w.forms[at]
			if easiest := easiestOf(levels[ilbo.WordKey(f.Word)]); easiest.Level.Above(level) {
				speech := easiest.Speech
				if speech == "" {
					speech = speechOf(f, l)
				}
				list = append(list, Suggestion{Sentence: w.sentence, From: w.from, Words: w.stem(f, l), Headword: f.Word, Speech: speech, Level: easiest.Level})
			}
		case !w.name:
			unlisted = append(unlisted, i)
		}
	}
	rare, err := d.rare(ctx, l, words, unlisted)
	if err != nil {
		return nil, err
	}
	return d.offer(ctx, sheet, append(list, rare...))
}

// Beginning is the level that a lesson begins with where nobody says another: the third.
func Beginning(l ilbo.Language) ilbo.Level { return ilbo.Levels(l)[2] }

// offer gives each word once, in the order of the story, and says which the glossary has.
func (d *Desk) offer(ctx context.Context, sheet *Sheet, list []Suggestion) ([]Suggestion, error) {
	slices.SortFunc(list, func(a, b Suggestion) int {
		if a.Sentence != b.Sentence {
			return a.Sentence - b.Sentence
		}
		return a.From - b.From
	})
	offered := map[string]bool{}
	set := sheet.Setting
	list = slices.DeleteFunc(list, func(s Suggestion) bool {
		from := set.Sentences[s.Sentence].At.From + s.From
		to := from + utf8.RuneCountInString(s.Words)
		if slices.ContainsFunc(set.Glosses, func(g ilbo.SetGloss) bool { return g.Sentence == s.Sentence && g.At.From < to && from < g.At.To }) {
			return true // it is part of what is explained
		}
		key := ilbo.WordKey(s.Headword)
		defer func() { offered[key] = true }()
		return offered[key]
	})
	list = list[:min(len(list), mostOffered)]
	var keys []string
	for _, s := range list {
		keys = append(keys, ilbo.WordKey(s.Headword))
	}
	found, err := d.store.Explained(ctx, sheet.Lesson.Learned, sheet.Lesson.Explained, keys, 4*mostOffered)
	if err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Known = slices.ContainsFunc(found, func(e ilbo.GlossaryEntry) bool { return ilbo.WordKey(e.Headword) == keys[i] })
	}
	return list, nil
}

// rare are those of some words that the archive hardly has.
func (d *Desk) rare(ctx context.Context, l ilbo.Language, words []storyWord, which []int) ([]Suggestion, error) {
	if d.archive == nil || len(which) == 0 {
		return nil, nil
	}
	size, err := d.archive.Size(ctx, sizeCounted)
	if err != nil || size < sizeTells {
		return nil, err
	}
	few := max(1, size/rareIn)
	var asked []string
	for _, i := range which {
		asked = append(asked, words[i].counted(l))
	}
	held, err := d.archive.Held(ctx, l, asked, few+1)
	if err != nil {
		return nil, err
	}
	var list []Suggestion
	for k, i := range which {
		if w := &words[i]; held[k] <= few {
			f := w.forms[0]
			list = append(list, Suggestion{Sentence: w.sentence, From: w.from, Words: w.stem(f, l), Headword: f.Word, Speech: speechOf(f, l), Stories: held[k]})
		}
	}
	return list, nil
}

// A storyWord is a word of a story, where it is first met.
type storyWord struct {
	place
	forms []inflection.Form
	name  bool // it is one, or may be: nothing but a list proves that it is none
}

// stem are the words to explain: of a noun with its particle, the noun.
func (w *storyWord) stem(f inflection.Form, l ilbo.Language) string {
	if l == ilbo.Korean && f.Kind == inflection.Noun && strings.HasPrefix(w.text, f.Word) {
		return f.Word
	}
	return w.text
}

// counted is what is counted of a word in the archive. The index knows English endings
// itself; of a Korean verb it has what does not change.
func (w *storyWord) counted(l ilbo.Language) string {
	f := w.forms[0]
	if l != ilbo.Korean {
		return w.text
	}
	if f.Kind == inflection.Noun {
		return f.Word
	}
	a, b := []rune(w.text), []rune(f.Word)
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	if n < 2 {
		n = min(2, len(a))
	}
	return string(a[:n])
}

// wordsOf are the words of a story, each once: without numbers, words of a letter or
// two, and those that every text has.
func wordsOf(set *ilbo.Setting, l ilbo.Language) []storyWord {
	var list []storyWord
	at := map[string]int{}
	names := map[string]bool{}
	for n := range set.Sentences {
		all := placesOf(set.Sentences[n].Text, n)
		for i, p := range all {
			key := strings.ToLower(p.text)
			if skipped(p.text, key, l) {
				continue
			}
			name := l == ilbo.English && capital(p.text) || l == ilbo.Korean && koreanName(all, i)
			if name && (l == ilbo.Korean || !p.first) {
				names[key] = true
			}
			if k, met := at[key]; met {
				if list[k].name && !name {
					list[k].name = false // somewhere it is written small
				}
				continue
			}
			at[key] = len(list)
			list = append(list, storyWord{p, formsOf(p.text, l), name})
		}
	}
	for i := range list {
		list[i].name = list[i].name || names[strings.ToLower(list[i].text)]
	}
	return list
}

func skipped(word, key string, l ilbo.Language) bool {
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return true
	}
	hangul := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
	if hangul != (l == ilbo.Korean) || utf8.RuneCountInString(word) < 2 {
		return true
	}
	if l == ilbo.Korean {
		return common[word]
	}
	return len(key) < 3 || common[key] || strings.ToUpper(word) == word
}

// common are words of grammar, which no learner looks up in a story.
var common = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`the and for that this with from they them their there then than have has had was were are been being not but you your our his her its who whom whose what when where which why how
		will would can could shall should may might must all any each every some such into onto over under about after before again once only just also very more most much many other another same own
		she him himself herself itself themselves because while until since though although both either neither nor out off too here down one two three four five six seven eight nine ten said says
		그리고 그러나 하지만 그래서 그런데 그는 그가 그의 그를 그녀는 그들은 이는 이것은 이를 우리는 우리가 나는 내가 저는 제가 또는 또한 및 등은 등을 등이 것은 것이 것을 것도 수는 수도 있다 없다 있는 없는 있었다 없었다 이다 했다 한다 하는 된다 됐다 되는 때문에 대해 위해 통해 따라 함께 다시 모두 매우 아주 더욱 가장 이번 지난 오늘 어제 내일 한다고 말했다`) {
		m[w] = true
	}
	return m
}()

// titles stand behind the names of people.
var titles = strings.Fields("씨 군 양 의원 대표 장관 차관 총리 대통령 시장 지사 군수 구청장 교수 박사 기자 감독 선수 코치 회장 사장 위원장 위원 소장 팀장 국장 과장 이사 작가 화백 배우 가수 판사 검사 변호사 선장 이장 관장 원장 교장 선생 선생님 할머니 할아버지")

const surnames = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"

// koreanName reports whether a word is somebody's name, by the title behind it, or a
// place's, by how it ends.
func koreanName(all []place, i int) bool {
	r := []rune(all[i].text)
	if len(r) >= 2 && len(r) <= 4 && i+1 < len(all) && strings.ContainsRune(surnames, r[0]) {
		next := all[i+1].text
		for _, t := range titles {
			if rest, ok := strings.CutPrefix(next, t); ok && len([]rune(rest)) <= 3 {
				return true
			}
		}
	}
	noun := []rune(string(r[:inflection.Stem(r)]))
	return len(noun) >= 3 && strings.ContainsRune("시군구읍면동", noun[len(noun)-1])
}

// explainedIn are the keys of all that a lesson explains.
func explainedIn(l *ilbo.Lesson) map[string]bool {
	m := map[string]bool{}
	for i := range l.Glosses {
		m[ilbo.WordKey(l.Glosses[i].Headword)] = true
		m[ilbo.WordKey(l.Glosses[i].Words)] = true
	}
	return m
}

// easiestOf is the word of a list that learners meet first.
func easiestOf(list []ilbo.ListedWord) ilbo.ListedWord {
	easiest := list[0]
	for _, w := range list[1:] {
		if easiest.Level.Above(w.Level) {
			easiest = w
		}
	}
	return easiest
}

package search_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"ilbo.press"
	"ilbo.press/internal/search"
	"ilbo.press/internal/store"
	"ilbo.press/internal/testpostgres"
)

var now = time.Date(2026, 11, 14, 9, 0, 0, 0, time.UTC)

// A shelf is stories in memory, by the store's rule of visibility.
type shelf map[ilbo.StoryID]*ilbo.Story

func (sh shelf) TeasersByID(_ context.Context, ids []ilbo.StoryID, now time.Time) ([]ilbo.Teaser, error) {
	var list []ilbo.Teaser
	for _, id := range ids {
		if s := sh[id]; s != nil && s.Visible(now) {
			list = append(list, s.Teaser())
		}
	}
	return list, nil
}

func (sh shelf) Bodies(_ context.Context, ids []ilbo.StoryID) (map[ilbo.StoryID]ilbo.Body, error) {
	bodies := map[ilbo.StoryID]ilbo.Body{}
	for _, id := range ids {
		if s := sh[id]; s != nil {
			bodies[id] = s.Body
		}
	}
	return bodies, nil
}

func (sh shelf) Sections(context.Context) ([]ilbo.Section, error) {
	return ilbo.StandardSections(), nil
}

func (sh shelf) TopicNames(_ context.Context, ids []ilbo.TopicID) (map[ilbo.TopicID]ilbo.Words, error) {
	names := map[ilbo.TopicID]ilbo.Words{}
	if slices.Contains(ids, "han-river") {
		names["han-river"] = ilbo.Words{ilbo.English: "Han River", ilbo.Korean: "한강"}
	}
	return names, nil
}

// unending is a context of those who ask hundreds of times: for each question within one
// that may end, database/sql begins a goroutine, and the race detector a record of it.
func unending(t testing.TB) context.Context { return context.WithoutCancel(t.Context()) }

func story(id ilbo.StoryID, headline, body string) *ilbo.Story {
	s := &ilbo.Story{
		ID: id, Language: ilbo.GuessLanguage(headline), Section: "national/law", Headline: headline, Published: now.Add(-time.Hour * time.Duration(id)),
	}
	for line := range strings.SplitSeq(body, "\n") {
		s.Body = append(s.Body, ilbo.Block{Kind: ilbo.Paragraph, Text: ilbo.Plain(line)})
	}
	return s
}

// An opener opens a search desk on a real index that holds these stories.
type opener func(t testing.TB, stories ...*ilbo.Story) (*search.Search, shelf, *store.Store)

// engines are the indexes that a desk must find the same in.
var engines = map[string]opener{
	"SQLite": func(t testing.TB, stories ...*ilbo.Story) (*search.Search, shelf, *store.Store) {
		return desk(t, filepath.Join(t.TempDir(), "paper.db"), stories)
	},
	"PostgreSQL": func(t testing.TB, stories ...*ilbo.Story) (*search.Search, shelf, *store.Store) {
		return desk(t, testpostgres.Database(t), stories)
	},
}

func onBoth(t *testing.T, test func(t *testing.T, desk opener)) {
	for name, open := range engines {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

func desk(t testing.TB, address string, stories []*ilbo.Story) (*search.Search, shelf, *store.Store) {
	t.Helper()
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	sh := shelf{}
	for _, s := range stories {
		sh[s.ID] = s
	}
	d := search.New(db, sh, time.UTC)
	if err := d.Index(t.Context(), stories, now); err != nil {
		t.Fatal(err)
	}
	return d, sh, db
}

func find(t testing.TB, d *search.Search, q search.Query) search.Results {
	t.Helper()
	r, err := d.Find(unending(t), q, now)
	if err != nil {
		t.Fatalf("Find(%+v): %v", q, err)
	}
	return r
}

func ids(r search.Results) []ilbo.StoryID {
	var list []ilbo.StoryID
	for _, h := range r.Hits {
		list = append(list, h.ID)
	}
	slices.Sort(list)
	return list
}

func TestFindInBothLanguages(t *testing.T) { onBoth(t, findInBothLanguages) }

func findInBothLanguages(t *testing.T, desk opener) {
	english := story(1, "Court weighs ferry ruling", "The court in Busan heard two captains.\nThey had planned another route.")
	english.Bylines = []ilbo.Byline{{Name: "Yoon Seri"}}
	english.Topics = []ilbo.TopicID{"han-river", "sea-safety"}
	english.Dateline.Place = "BUSAN"
	korean := story(2, "대북정책 새 방향", "정부는 북한의 제안을 검토한다고 밝혔다.\nK팝스타 공연도 논의한다.")
	korean.Topics = []ilbo.TopicID{"han-river"}
	korean.Bylines = []ilbo.Byline{{Name: "윤세리"}}
	d, _, _ := desk(t, english, korean)
	for _, test := range []struct {
		text string
		want []ilbo.StoryID
	}{
		{"courts planning", []ilbo.StoryID{1}},
		{"court -ferry", nil},
		{"북한", []ilbo.StoryID{2}},
		{"북정", []ilbo.StoryID{2}},
		{"팝", []ilbo.StoryID{2}},
		{"팝스", []ilbo.StoryID{2}},
		{"k팝", []ilbo.StoryID{2}},
		{"한강", []ilbo.StoryID{2}},
		{"han river", []ilbo.StoryID{1}},
		{"sea safety", []ilbo.StoryID{1}},
		{"busan", []ilbo.StoryID{1}},
		{"by:yoon", []ilbo.StoryID{1}},
		{"기자:윤세리", []ilbo.StoryID{2}},
		{"by:court", nil},
		{`topic:"han river"`, []ilbo.StoryID{1}},
		{"주제:한강", []ilbo.StoryID{2}},
		{"topic:court", nil},
		{"lang:ko", []ilbo.StoryID{2}},
		{"언어:en court", []ilbo.StoryID{1}},
		{"lang:ko court", nil},
		{`"heard two"`, []ilbo.StoryID{1}},
		{`"two heard"`, nil},
		{"section:national", []ilbo.StoryID{1, 2}},
		{"section:sports court", nil},
		{"from:2026-11-14", []ilbo.StoryID{1, 2}},
		{"to:2026-11-13 court", nil},
		{`" -( NEAR`, nil},
		{"", nil},
	} {
		t.Run(test.text, func(t *testing.T) {
			r := find(t, d, search.Query{Text: test.text})
			if diff := cmp.Diff(test.want, ids(r)); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			if r.Total != len(test.want) {
				t.Errorf("total %d, want %d", r.Total, len(test.want))
			}
		})
	}
}

func TestFindMarksWhatItFound(t *testing.T) { onBoth(t, findMarksWhatItFound) }

func findMarksWhatItFound(t *testing.T, desk opener) {
	d, _, _ := desk(t, story(1, "대북정책 새 방향", "첫 줄이다.\n정부는 북한의 제안을 검토한다."))
	r := find(t, d, search.Query{Text: "북한 정책", Language: ilbo.Korean})
	want := []search.Part{{Text: "대북"}, {Text: "정책", Hit: true}, {Text: " 새 방향"}}
	if diff := cmp.Diff(want, r.Hits[0].Headline); diff != "" {
		t.Errorf("headline (-want +got):\n%s", diff)
	}
	want = []search.Part{{Text: "정부는 "}, {Text: "북한", Hit: true}, {Text: "의 제안을 검토한다."}}
	if diff := cmp.Diff(want, r.Hits[0].Snippet); diff != "" {
		t.Errorf("snippet (-want +got):\n%s", diff)
	}
}

func TestFindQuotesNothingLockedButTheFirstParagraph(t *testing.T) {
	onBoth(t, findQuotesNothingLockedButTheFirstParagraph)
}

func findQuotesNothingLockedButTheFirstParagraph(t *testing.T, desk opener) {
	s := story(1, "Court weighs ferry ruling", "The court heard two captains.\nThe secret route was planned.")
	s.Access = ilbo.Subscribers
	d, _, _ := desk(t, s)
	r := find(t, d, search.Query{Text: "secret"})
	if len(r.Hits) != 1 {
		t.Fatalf("%d hits, want 1", len(r.Hits))
	}
	if got := fmt.Sprint(r.Hits[0].Snippet); strings.Contains(got, "secret") {
		t.Errorf("the snippet %s quotes locked copy", got)
	}
}

func TestFindNeverShowsOrCountsInvisibleStories(t *testing.T) {
	onBoth(t, findNeverShowsOrCountsInvisibleStories)
}

func findNeverShowsOrCountsInvisibleStories(t *testing.T, desk opener) {
	shown, killed, held, embargoed := story(1, "flood one", "x"), story(2, "flood two", "x"), story(3, "flood three", "x"), story(4, "flood four", "x")
	embargoed.Embargo = &ilbo.Embargo{Until: now.Add(time.Hour)}
	d, sh, db := desk(t, shown, killed, held, embargoed)
	if _, err := db.FindEntries(t.Context(), ilbo.IndexLookup{Now: now.Add(2 * time.Hour), Limit: 9}); err != nil {
		t.Fatal(err)
	}
	// Until its follower has run, the index still holds what was killed and held.
	killed.Kill, held.Hold = &ilbo.Kill{At: now}, &ilbo.Hold{At: now}
	check := func(when string) {
		t.Helper()
		if r := find(t, d, search.Query{Text: "flood"}); r.Total != 1 || !slices.Equal(ids(r), []ilbo.StoryID{1}) {
			t.Errorf("%s: found %v of %d, want story 1 of 1", when, ids(r), r.Total)
		}
	}
	check("before the index follows")
	for _, s := range sh {
		if err := d.Index(t.Context(), []*ilbo.Story{s}, now); err != nil {
			t.Fatal(err)
		}
	}
	check("after")
	hits, err := db.FindEntries(t.Context(), ilbo.IndexLookup{Now: now.AddDate(1, 0, 0), Limit: 9})
	if err != nil || !slices.Equal(hits.Stories, []ilbo.StoryID{1}) {
		t.Errorf("the index holds %v (%v), want story 1 alone", hits.Stories, err)
	}
	held.Hold = nil
	if err := d.Index(t.Context(), []*ilbo.Story{held}, now); err != nil {
		t.Fatal(err)
	}
	if err := d.Index(t.Context(), []*ilbo.Story{embargoed}, embargoed.Embargo.Until); err != nil {
		t.Fatal(err)
	}
	r, err := d.Find(t.Context(), search.Query{Text: "flood"}, embargoed.Embargo.Until)
	if err != nil || !slices.Equal(ids(r), []ilbo.StoryID{1, 3, 4}) {
		t.Errorf("after release and lift: found %v (%v), want 1, 3, 4", ids(r), err)
	}
}

func TestFindLeafsThroughPages(t *testing.T) { onBoth(t, findLeafsThroughPages) }

func findLeafsThroughPages(t *testing.T, desk opener) {
	var stories []*ilbo.Story
	for i := range 45 {
		stories = append(stories, story(ilbo.StoryID(i+1), "flood", "x"))
	}
	d, _, _ := desk(t, stories...)
	seen := map[ilbo.StoryID]bool{}
	for page, want := range map[int]int{1: 20, 2: 20, 3: 5, 4: 0, 9999: 0} {
		r := find(t, d, search.Query{Text: "flood", Page: page})
		if len(r.Hits) != want || r.Total != 45 {
			t.Errorf("page %d has %d of %d, want %d of 45", page, len(r.Hits), r.Total, want)
		}
		for _, id := range ids(r) {
			seen[id] = true
		}
	}
	if len(seen) != 45 {
		t.Errorf("the pages hold %d stories, want 45", len(seen))
	}
}

// TestEveryKoreanSubstringIsFound searches real sentences for stretches of
// their own words: whoever types part of a word finds the story.
func TestEveryKoreanSubstringIsFound(t *testing.T) { onBoth(t, everyKoreanSubstringIsFound) }

func everyKoreanSubstringIsFound(t *testing.T, desk opener) {
	sentences := koreanSentences(t)
	var stories []*ilbo.Story
	for i, s := range sentences {
		stories = append(stories, story(ilbo.StoryID(i+1), "문장", s))
	}
	d, sh, _ := desk(t, stories...)
	tried := map[string]bool{}
	for i := 0; i < len(sentences); i += 7 {
		for word := range strings.FieldsSeq(sentences[i]) {
			for _, part := range substrings(word) {
				if tried[part] || len(tried) > 1500 {
					continue
				}
				tried[part] = true
				checkSubstring(t, d, sh, part)
			}
		}
	}
	for _, word := range []string{"북한", "미국", "한국", "정부", "대통령", "서울", "경제", "중국"} {
		checkSubstring(t, d, sh, word)
	}
	if len(tried) < 1000 {
		t.Errorf("only %d substrings were tried", len(tried))
	}
}

// substrings are the middle, the head and the tail of a Hangul word.
func substrings(word string) []string {
	r := []rune(word)
	if len(r) < 3 || strings.ContainsFunc(word, func(r rune) bool { return r < 0xAC00 || r > 0xD7A3 }) {
		return nil
	}
	return []string{string(r[:2]), string(r[1:]), string(r[1:3])}
}

func checkSubstring(t *testing.T, d *search.Search, sh shelf, part string) {
	t.Helper()
	want := 0
	for _, s := range sh {
		if strings.Contains(s.Body[0].Text.String(), part) {
			want++
		}
	}
	r := find(t, d, search.Query{Text: `"` + part + `"`, PerPage: 100})
	if r.Total != want {
		t.Errorf("%s is found in %d sentences, want %d", part, r.Total, want)
	}
	for _, h := range r.Hits {
		marked := 0
		for _, p := range h.Snippet {
			if p.Hit && strings.Contains(p.Text, part) {
				marked++
			}
		}
		if marked == 0 {
			t.Errorf("%s is not marked in %v", part, h.Snippet)
		}
	}
}

func koreanSentences(t *testing.T) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(shared(t), "fixtures/text/ko-ud-gsd/ko_gsd-ud-test.conllu"))
	if err != nil {
		t.Skip("the Korean sentences are not beside this checkout")
	}
	defer f.Close()
	var list []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if s, ok := strings.CutPrefix(lines.Text(), "# text = "); ok && utf8.ValidString(s) {
			list = append(list, s)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// shared finds the folder of fixtures beside the checkout.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for parent := filepath.Dir(dir); parent != dir; dir, parent = parent, filepath.Dir(parent) {
		if info, err := os.Stat(filepath.Join(parent, "shared", "fixtures")); err == nil && info.IsDir() {
			return filepath.Join(parent, "shared")
		}
	}
	t.Skip("there is no folder of shared fixtures beside this checkout")
	return ""
}

func BenchmarkFind(b *testing.B) {
	var stories []*ilbo.Story
	for i := range 3000 {
		stories = append(stories, story(ilbo.StoryID(i+1), fmt.Sprintf("정부 발표 %d", i),
			strings.Repeat(fmt.Sprintf("북한의 제안 %d건을 정부가 검토했다고 밝혔다.\nThe court heard witness %d.\n", i%50, i%97), 8)))
	}
	for name, open := range engines {
		d, _, _ := open(b, stories...)
		for _, q := range []string{"북한", "북한에서", "북한 witness", `"제안 7"`} {
			b.Run(name+"/"+q, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if r := find(b, d, search.Query{Text: q}); r.Total == 0 {
						b.Fatal("nothing found")
					}
				}
			})
		}
	}
}

// TestSpacesDoNotHideKoreanWords finds words written together, apart and with
// particles by any of these.
func TestSpacesDoNotHideKoreanWords(t *testing.T) { onBoth(t, spacesDoNotHideKoreanWords) }

func spacesDoNotHideKoreanWords(t *testing.T, desk opener) {
	together, apart := story(1, "회담", "한미동맹의 앞날을 윤세리 기자가 물었다."), story(2, "회담", "한미 동맹은 그대로라고 윤 세리가 답했다.")
	other := story(3, "회담", "한미가 만났고 동맹을 말했다.")
	d, _, _ := desk(t, together, apart, other)
	for text, want := range map[string][]ilbo.StoryID{
		"한미동맹": {1, 2}, "한미 동맹": {1, 2, 3}, `"한미동맹"`: {1}, `"한미 동맹"`: {2}, "윤세리": {1, 2}, "한미동맹 -윤세리": nil, "-한미동맹 회담": {3},
	} {
		if diff := cmp.Diff(want, ids(find(t, d, search.Query{Text: text}))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	for _, h := range find(t, d, search.Query{Text: "한미동맹"}).Hits {
		if want := map[ilbo.StoryID]string{1: "한미동맹", 2: "한미 동맹"}[h.ID]; !slices.Contains(h.Snippet, search.Part{Text: want, Hit: true}) {
			t.Errorf("story %d: %q is not marked in %v", h.ID, want, h.Snippet)
		}
	}
}

// TestParticlesDoNotHideNouns finds a noun by any particle: a headline before a
// body, and of both first what has the particle that was typed, on whichever
// page.
func TestParticlesDoNotHideNouns(t *testing.T) { onBoth(t, particlesDoNotHideNouns) }

func particlesDoNotHideNouns(t *testing.T, desk opener) {
	d, _, _ := desk(t,
		story(1, "고양 시민의 날", "시장이 고양을 소개했다."),
		story(2, "고양에 첫눈", "고양은 하얗다."),
		story(3, "골목의 밤", "고양이 한 마리가 울었다."),
		story(4, "동물 병원", "고양이가 아프다."),
		story(5, "국회에서 온 편지", "법안이다."),
		story(6, "국회의 밤", "고양을 다룬 법안이다."),
		story(7, "고양이의 날", "잔치가 열렸다."),
	)
	inOrder := func(text string, page int) (list []ilbo.StoryID) {
		r := find(t, d, search.Query{Text: text, Page: page, PerPage: 2})
		for _, h := range r.Hits {
			list = append(list, h.ID)
		}
		return list
	}
	for page, want := range map[int][]ilbo.StoryID{1: {7, 1}, 2: {2, 3}, 3: {4, 6}, 4: nil} {
		if diff := cmp.Diff(want, inOrder("고양이", page)); diff != "" {
			t.Errorf("page %d of 고양이 (-want +got):\n%s", page, diff)
		}
	}
	for text, want := range map[string][]ilbo.StoryID{
		"국회는": {5, 6}, "국회에서는": {5, 6}, "국회의": {6, 5}, `"국회의"`: {6}, "고양이의": {7, 3}, "고양과 국회에는": {6}, "국회 -고양을": {5}, "국회 -고양": {5}, "국회 -고양이": {5, 6},
	} {
		if diff := cmp.Diff(want, inOrder(text, 1)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	if r := find(t, d, search.Query{Text: "고양이", PerPage: 2}); r.Total != 6 || r.More {
		t.Errorf("고양이 is found %d times, more: %v; want 6", r.Total, r.More)
	}
}

func TestTheOtherKeyboardIsMeant(t *testing.T) { onBoth(t, theOtherKeyboardIsMeant) }

func theOtherKeyboardIsMeant(t *testing.T, desk opener) {
	d, _, _ := desk(t, story(1, "한강 밤배", "첫 출항"), story(2, "Ferry news", "It left."))
	for text, want := range map[string]string{"gksrkd": "한강", "ㅜㄷㅈㄴ": "news", "rkdskarn": "", "없는말": "", "한강": "", "ferry": "", "": ""} {
		if got := find(t, d, search.Query{Text: text}).Instead; got != want {
			t.Errorf("instead of %q: %q, want %q", text, got, want)
		}
	}
}

func TestFindHanjaByHowItIsRead(t *testing.T) { onBoth(t, findHanja) }

func findHanja(t *testing.T, desk opener) {
	d, _, _ := desk(t,
		story(1, "北韓 核실험 강행", "韓美同盟은 굳건하다고 밝혔다."),
		story(2, "북한 핵실험 강행", "한미 동맹은 굳건하다고 밝혔다."),
		story(3, "美 국무장관 訪韓", "文 대통령과 李씨가 만났다. 對北 제재를 논의했다."),
		story(4, "中 외교부 “與野 합의 존중”", "換率과 勞動 시간을 물었다."),
		story(5, "東京の夜と北韓", "日本の首相が話した。"),
		story(6, "國樂 공연과 娛樂", "金大中 전 대통령의 女性 정책."),
	)
	for q, want := range map[string][]ilbo.StoryID{
		"북한":       {1, 2, 3},
		"北韓":       {1, 2, 3, 5},
		"北韓의":      {1, 2, 3, 5},
		"핵실험":      {1, 2},
		"核實驗":      {1, 2},
		"한미동맹":     {1, 2},
		"韓美同盟":     {1, 2},
		"미국 국무장관":  {3},
		"미 국무장관":   {3},
		"美 국무장관":   {3},
		"방한":       {3},
		"문 대통령":    {3},
		`"문 대통령과"`: {3},
		"이씨":       {3},
		"대북":       {3},
		"대북제재":     {3},
		"對北":       {3},
		"중국 외교부":   {4},
		"여야":       {4},
		"야당":       {4},
		"환율":       {4},
		"換率":       {4},
		"노동":       {4},
		"동경":       {},
		"東京":       {5},
		"日本の首相":    {5},
		"국악":       {6},
		"오락":       {6},
		"김대중":      {6},
		"여성":       {6},
		`"北韓"`:     {1, 5},
		"북한 -北韓":   {2, 3},
		"북한 -핵실험":  {3},
		"한국 -국무장관": {},
		"夜":        {5},
		"언어:ko 국무": {3},
	} {
		r := find(t, d, search.Query{Text: q})
		if got := ids(r); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", q, got, want)
		}
	}
}

func TestFindWhatSomeWriteApart(t *testing.T) { onBoth(t, findWrittenApart) }

func findWrittenApart(t *testing.T, desk opener) {
	d, _, _ := desk(t,
		story(1, "국가보안법 개정", "한미동맹"), story(2, "국가 보안 법 개정", "한 미 동맹"), story(3, "국가 보안법 개정", "한미 동맹"),
		story(4, "An email arrives", "They cooperate on-line."), story(5, "An e-mail arrives", "They co-operate online."),
	)
	for q, want := range map[string][]ilbo.StoryID{
		"국가보안법": {1, 2, 3}, "국가 보안 법": {1, 2, 3}, "국가 보안법": {1, 3},
		"한미동맹": {1, 2, 3}, "한 미 동맹": {1, 2, 3}, "한미 동맹": {1, 3},
		"email": {4, 5}, "e-mail": {4, 5}, "emails": {4, 5}, "E-Mails": {4, 5},
		"cooperate": {4, 5}, "co-operates": {4, 5}, "online": {4, 5}, "on-line": {4, 5},
		`"e-mail"`: {5},
	} {
		if got := ids(find(t, d, search.Query{Text: q})); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", q, got, want)
		}
	}
}

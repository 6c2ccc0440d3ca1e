package store

import (
	"testing"
	"time"

	"ilbo.press"
)

func TestCheckFindsWhatTheVocabularyCountsWrong(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		var entries []ilbo.IndexEntry
		for i := range 200 { // more than one statement takes
			entries = append(entries, ilbo.IndexEntry{
				Story: ilbo.StoryID(i + 1), Language: ilbo.Korean, Published: indexedAt, PublicFrom: indexedAt.Add(time.Duration(i)),
				Headwords: []ilbo.Headword{{Text: "한강", Typed: "^gksrkd"}, {Text: string(rune('가'+i)) + "강", Typed: "^x"}},
			})
		}
		s.must(t, s.PutEntries(t.Context(), entries))
		for _, test := range []struct {
			damage string
			wrong  int
		}{
			{`UPDATE vocabulary SET newest = 0`, 0},
			{`UPDATE vocabulary SET stories = stories + 1 WHERE text = '한강'`, 1},
			{`DELETE FROM vocabulary WHERE text = '가강'`, 2},
			{`DELETE FROM vocabulary_stories WHERE story = 200`, 4}, // its own word, and the story
			{`DELETE FROM search_entries WHERE story = 100`, 5},
		} {
			_, err := s.write.Exec(test.damage)
			s.must(t, err)
			wrong, err := s.CheckVocabulary(t.Context())
			s.must(t, err)
			if wrong != test.wrong {
				t.Errorf("after %s: %d are wrong, want %d", test.damage, wrong, test.wrong)
			}
		}
	})
}

// TestWordsAreOfTheLevelOfTheirStories lets words gain and lose stories, a few and
// many at a time.
func TestWordsAreOfTheLevelOfTheirStories(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		entry := func(id, words int) ilbo.IndexEntry {
			e := ilbo.IndexEntry{Story: ilbo.StoryID(id), Language: ilbo.English, Published: indexedAt, PublicFrom: indexedAt}
			for i := range words {
				word := string(rune('a' + i))
				e.Headwords = append(e.Headwords, ilbo.Headword{Text: word, Typed: word + "x"})
			}
			return e
		}
		right := func() {
			t.Helper()
			rows, err := s.read.Query(`SELECT text, stories, level FROM vocabulary`)
			s.must(t, err)
			defer rows.Close()
			for rows.Next() {
				var text string
				var stories, level int
				s.must(t, rows.Scan(&text, &stories, &level))
				if want := levelOf(stories); level != want {
					t.Errorf("%s, of %d stories, is of level %d, want %d", text, stories, level, want)
				}
			}
			s.must(t, rows.Err())
		}
		for id := 1; id <= 20; id++ {
			s.must(t, s.PutEntries(t.Context(), []ilbo.IndexEntry{entry(id, id%5)}))
			right()
		}
		var many []ilbo.IndexEntry
		for id := 15; id <= 300; id++ {
			many = append(many, entry(id, id%7))
		}
		s.must(t, s.PutEntries(t.Context(), many))
		right()
		for i := range many {
			many[i] = entry(int(many[i].Story), i%2)
		}
		s.must(t, s.PutEntries(t.Context(), many[:200]))
		right()
		s.must(t, s.RemoveEntries(t.Context(), 1, 2, 3, 4, 5, 290, 291, 292, 293, 294))
		right()
	})
}

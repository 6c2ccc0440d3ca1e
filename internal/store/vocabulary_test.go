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

func TestLevelsAreTheSameInSQL(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for _, n := range []int{-1, 0, 1, 2, 3, 4, 15, 16, 63, 64, 1_023, 1_024, 65_535, 65_536, 1 << 30} {
			var got int
			s.must(t, s.read.QueryRow(s.dialect.bind(`SELECT `+levelSQL(`CAST(n AS BIGINT)`)+` FROM (SELECT CAST(? AS BIGINT) AS n) AS one`), n).Scan(&got))
			if want := levelOf(n); got != want {
				t.Errorf("%d stories are of level %d, in SQL of %d", n, want, got)
			}
		}
	})
}

package storetest

import (
	"testing"
	"time"

	"ilbo.press"
)

// lessonOn is a lesson on the stories of these tests.
func lessonOn(id ilbo.StoryID, level ilbo.Level) *ilbo.Lesson {
	const sentence = "The council met on Tuesday."
	return &ilbo.Lesson{
		Story: id, Learned: ilbo.English, Explained: ilbo.Korean, Level: level, Copy: []string{sentence}, By: "seo", At: noon,
		Glosses: []ilbo.Gloss{{
			Passage: ilbo.Passage{Sentence: sentence, From: 4, Words: "council"}, Headword: "council", Speech: ilbo.SpeechNoun, Said: "ˈkaʊnsl", Meaning: "의회",
			Note: "שלום 👩‍👩‍👧", Example: "The city council voted.", ExampleMeaning: "시의회가 표결했다.",
		}},
		Renderings: []ilbo.Rendering{{Passage: ilbo.Passage{Sentence: sentence}, Text: "의회가 화요일에 열렸다."}},
		Grammar:    []ilbo.GrammarNote{{Title: "on + 요일", Text: "요일 앞에는 on을 씁니다."}},
	}
}

var lessons = map[string]func(*testing.T, *paper){
	"a lesson is read back, replaced and dropped": func(t *testing.T, p *paper) {
		s := p.put(story("Council", time.Hour))
		_, err := p.Lesson(p.ctx, s.ID)
		p.refuses(err, ilbo.NotFound)
		l := lessonOn(s.ID, "B1")
		p.must(l.Check())
		p.must(p.PutLesson(p.ctx, l))
		got, err := p.Lesson(p.ctx, s.ID)
		p.must(err)
		p.same("lesson", got, l)
		l.Level, l.Glosses, l.Grammar, l.By = "B2", nil, nil, "han"
		p.must(p.PutLesson(p.ctx, l, ilbo.Event{Verb: ilbo.Updated, Story: s.ID, Keys: s.Keys()}))
		got, err = p.Lesson(p.ctx, s.ID)
		p.must(err)
		p.same("replaced", got, l)
		for range 2 {
			p.must(p.DropLesson(p.ctx, s.ID))
		}
		_, err = p.Lesson(p.ctx, s.ID)
		p.refuses(err, ilbo.NotFound)
	},
	"lessons that nobody may see are in no list": func(t *testing.T, p *paper) {
		ids := p.fill(6, func(i int, s *ilbo.Story) {
			s.Section = []ilbo.SectionID{"weekly", "weekly/annotated", "weekly-other", "weekly", "weekly", "weekly"}[i]
			if i == 4 {
				s.Language = ilbo.Korean
			}
		})
		for _, id := range ids[:5] {
			p.must(p.PutLesson(p.ctx, lessonOn(id, "B1")))
		}
		held, err := p.Story(p.ctx, ids[3])
		p.must(err)
		held.Hold = &ilbo.Hold{By: "lee", At: noon, Reason: "a call"}
		p.must(p.PutStory(p.ctx, held))
		weekly := ilbo.Selection{Language: ilbo.English, Section: "weekly", Lessons: true}
		p.same("list", p.list(weekly), []string{"Story 0", "Story 1"})
		weekly.Limit = 1
		p.same("first", p.list(weekly), []string{"Story 0"})
		counts, err := p.LessonCounts(p.ctx, ilbo.English, "weekly", noon)
		p.must(err)
		p.same("counts", counts, map[ilbo.Level]int{"B1": 2})
		counts, err = p.LessonCounts(p.ctx, ilbo.English, "weekly/annotated", noon)
		p.must(err)
		p.same("of a part", counts, map[ilbo.Level]int{"B1": 1})
		counts, err = p.LessonCounts(p.ctx, ilbo.Korean, "national", noon)
		p.must(err)
		p.same("of none", counts, map[ilbo.Level]int{})
	},
	"lessons are listed by level, from place to place": func(t *testing.T, p *paper) {
		ids := p.fill(7, func(i int, s *ilbo.Story) { s.Section = "weekly" })
		for i, id := range ids[:6] {
			p.must(p.PutLesson(p.ctx, lessonOn(id, []ilbo.Level{"B1", "A2"}[i%2])))
		}
		level := ilbo.Selection{Language: ilbo.English, Section: "weekly", Level: "B1"}
		p.same("level", p.list(level), []string{"Story 0", "Story 2", "Story 4"})
		level.Limit = 1
		all, err := p.Teasers(p.ctx, level, noon)
		p.must(err)
		level.Before = all[0].Cursor()
		p.same("the one before", p.list(level), []string{"Story 2"})
		level.Before, level.Oldest = ilbo.Cursor{}, true
		p.same("oldest", p.list(level), []string{"Story 4"})
		p.same("another level", p.list(ilbo.Selection{Language: ilbo.English, Section: "weekly", Level: "C1"}), []string{})
		p.same("in both languages", p.list(ilbo.Selection{Level: "A2"}), []string{"Story 1", "Story 3", "Story 5"})
		marks, err := p.LessonMarks(p.ctx, []ilbo.StoryID{ids[6], ids[1], ids[0]})
		p.must(err)
		p.same("marks", marks, map[ilbo.StoryID]ilbo.LessonMark{ids[0]: {Story: ids[0], Level: "B1", Glosses: 1}, ids[1]: {Story: ids[1], Level: "A2", Glosses: 1}})
		marks, err = p.LessonMarks(p.ctx, nil)
		p.must(err)
		p.same("marks of nothing", marks, map[ilbo.StoryID]ilbo.LessonMark{})
	},
	"lessons go from paper to paper": func(t *testing.T, p *paper) {
		s := p.put(story("Council", time.Hour))
		l := lessonOn(s.ID, "B1")
		p.must(p.PutLesson(p.ctx, l))
		var row ilbo.Row
		for {
			some, err := p.EachRow(p.ctx, row, 100)
			p.must(err)
			if len(some) == 0 {
				t.Fatal("no row is a lesson's")
			}
			if row = some[len(some)-1]; row.Table == "lessons" {
				break
			}
		}
		p.must(p.DropLesson(p.ctx, s.ID))
		p.must(p.PutRow(p.ctx, row))
		got, err := p.Lesson(p.ctx, s.ID)
		p.must(err)
		p.same("lesson", got, l)
	},
	"a lesson that is worked at waits beside the one that readers have": func(t *testing.T, p *paper) {
		s := p.put(story("Council", time.Hour))
		_, err := p.WorkingLesson(p.ctx, s.ID)
		p.refuses(err, ilbo.NotFound)
		public, working := lessonOn(s.ID, "B1"), lessonOn(s.ID, "C1")
		p.must(p.PutLesson(p.ctx, public))
		got, err := p.WorkingLesson(p.ctx, s.ID)
		p.must(err)
		p.same("without one", got, public)
		working.Glosses[0].Meaning = "평의회"
		for range 2 {
			p.must(p.PutWorkingLesson(p.ctx, working))
		}
		got, err = p.WorkingLesson(p.ctx, s.ID)
		p.must(err)
		p.same("working", got, working)
		got, err = p.Lesson(p.ctx, s.ID)
		p.must(err)
		p.same("as readers have it", got, public)
		p.must(p.PutLesson(p.ctx, working))
		got, err = p.Lesson(p.ctx, s.ID)
		p.must(err)
		p.same("published", got, working)
		p.must(p.PutWorkingLesson(p.ctx, public))
		p.must(p.DropLesson(p.ctx, s.ID))
		_, err = p.WorkingLesson(p.ctx, s.ID)
		p.refuses(err, ilbo.NotFound)
	},
	"the glossary has what lessons explain, the newest first": func(t *testing.T, p *paper) {
		var ids []ilbo.StoryID
		for i, meaning := range []string{"의회", "시의회", "의회"} {
			s := p.put(story("Council "+meaning+string(rune('a'+i)), time.Hour))
			l := lessonOn(s.ID, "B1")
			l.Glosses[0].Meaning, l.Glosses[0].Headword, l.At = meaning, "Council", noon.Add(time.Duration(i)*time.Hour)
			p.must(p.PutLesson(p.ctx, l))
			p.must(p.PutLesson(p.ctx, l))
			ids = append(ids, s.ID)
		}
		of := func(list []ilbo.GlossaryEntry, err error) (all []string) {
			p.must(err)
			for _, e := range list {
				all = append(all, e.Headword+" "+e.Meaning)
			}
			return all
		}
		ask := func(words ...string) []string { return of(p.Explained(p.ctx, ilbo.English, ilbo.Korean, words, 9)) }
		p.same("by headword", ask("council", "none"), []string{"Council 의회", "Council 시의회", "Council 의회"})
		p.same("none", ask("counc"), []string(nil))
		p.same("no words", ask(), []string(nil))
		other, err := p.Explained(p.ctx, ilbo.Korean, ilbo.English, []string{"council"}, 9)
		p.same("other languages", of(other, err), []string(nil))

		list, err := p.Glossary(p.ctx, ilbo.GlossaryQuery{Learned: ilbo.English, Explained: ilbo.Korean, Begins: "COUN", Limit: 2})
		p.same("first page", of(list, err), []string{"Council 시의회", "Council 의회"})
		rest, err := p.Glossary(p.ctx, ilbo.GlossaryQuery{Learned: ilbo.English, Explained: ilbo.Korean, Begins: "COUN", Limit: 2, After: list[1].Place()})
		p.same("second page", of(rest, err), []string{"Council 의회"})
		if list[1].Story == rest[0].Story {
			t.Error("one entry is on two pages")
		}

		l := lessonOn(ids[2], "B1")
		l.Glosses = nil
		p.must(p.PutLesson(p.ctx, l))
		p.must(p.DropLesson(p.ctx, ids[0]))
		p.same("taken out", ask("council"), []string{"Council 시의회"})
	},
	"a list of words is replaced as a whole": func(t *testing.T, p *paper) {
		var many []ilbo.ListedWord
		for i := range 250 {
			many = append(many, ilbo.ListedWord{Language: ilbo.English, Word: "word" + string(rune('a'+i/26)) + string(rune('a'+i%26)), Level: "B2", Speech: ilbo.SpeechNoun})
		}
		p.must(p.ReplaceListedWords(p.ctx, ilbo.Korean, []ilbo.ListedWord{{Language: ilbo.Korean, Word: "부두", Level: "TOPIK 5"}}))
		for range 2 {
			p.must(p.ReplaceListedWords(p.ctx, ilbo.English, many))
		}
		got, err := p.ListedWords(p.ctx, ilbo.English, []string{"wordac", "none", "부두", "wordaa"})
		p.must(err)
		p.same("found", got, []ilbo.ListedWord{many[0], many[2]})
		p.must(p.ReplaceListedWords(p.ctx, ilbo.English, many[:3]))
		count, err := p.CountListedWords(p.ctx, ilbo.English)
		p.must(err)
		p.same("counted", count, map[ilbo.Level]int{"B2": 3})
		count, err = p.CountListedWords(p.ctx, ilbo.Korean)
		p.must(err)
		p.same("the other language's", count, map[ilbo.Level]int{"TOPIK 5": 1})
	},
	"how a lesson stood is kept": func(t *testing.T, p *paper) {
		s := p.put(story("Council", time.Hour))
		first := ilbo.LessonPrint{Story: s.ID, At: noon, By: "seo", Sentences: 12, Rendered: 9, Detached: 2}
		second := ilbo.LessonPrint{Story: s.ID, At: noon.Add(time.Hour), By: "han", Sentences: 12, Rendered: 12}
		for _, one := range []ilbo.LessonPrint{second, first, first} {
			p.must(p.AddLessonPrint(p.ctx, one))
		}
		got, err := p.LessonPrints(p.ctx, s.ID)
		p.must(err)
		p.same("prints", got, []ilbo.LessonPrint{first, second})
	},
}

package main

import (
	"context"
	"time"

	"ilbo.press"
	"ilbo.press/internal/testpaper"
)

// A sampleIssue is what is written of an issue of the sample.
type sampleIssue struct {
	course      ilbo.SectionID
	title, word string
	stories     int // how many of the course's lessons it has, the oldest first
	sample      bool
}

// sampleIssues are the issues of the sample, the first one first.
var sampleIssues = []sampleIssue{
	{course: "weekly", stories: 2, sample: true, title: "배추값과 예순한 해 만의 정정",
		word: "해설판 첫 호를 냅니다. 한 주 동안 영문판에 실린 기사 가운데 소리 내어 읽기 좋은 두 편을 골라, 낱말과 문장을 우리말로 풀었습니다.\n\n모르는 낱말은 먼저 짐작해 보고 여백을 보십시오. 짐작이 맞으면 그 낱말은 이미 여러분의 것입니다."},
	{course: "weekly", stories: 2, title: "우산 도서관과 2분의 기다림",
		word: "이번 호의 두 기사는 작은 배려를 다룹니다. 빌려준 것보다 많은 우산이 돌아오는 도서관과, 마지막 손님을 2분 더 기다리는 버스입니다.\n\n영어로 수와 시간을 말하는 법이 두 기사에 골고루 나옵니다. 번역을 펴기 전에 한 번 소리 내어 읽어 보십시오."},
	{course: "learning-korean", stories: 4, sample: true, title: "Four small errands in Korean",
		word: "This is the first issue for readers who learn Korean. A convenience store at night, a bus in the wrong direction, a bookshop with notes on its shelves, and a promise to eat together that nobody means quite as it sounds.\n\nRead each story aloud once before you look at the margin. The endings tell you who is speaking to whom; the notes tell you why."},
}

// gatherSample makes and publishes the sample's issues of the weekly.
func (h *house) gatherSample(ctx context.Context) error {
	weekly, err := h.weeklyDesk(nil)
	if err != nil {
		return err
	}
	editor := ilbo.Staff{Login: testpaper.EditorLogin, Role: ilbo.ChiefEditor}
	used := map[ilbo.SectionID]int{}
	for _, s := range sampleIssues {
		c, _ := ilbo.CourseOf(s.course)
		found, err := h.store.Teasers(ctx, ilbo.Selection{Language: c.Learned, Section: c.Section, Lessons: true, Oldest: true, Limit: 100}, h.clock())
		if err != nil {
			return err
		}
		from := used[s.course]
		if from+s.stories > len(found) {
			return &ilbo.Error{Kind: ilbo.Internal, Say: "The sample has fewer lessons than its issues want."}
		}
		i := ilbo.Issue{Course: s.course, Title: s.title}
		var last time.Time
		for _, t := range found[from : from+s.stories] {
			i.Stories, last = append(i.Stories, t.ID), t.Published
		}
		used[s.course] = from + s.stories
		day := last.In(h.conf.Paper.Zone)
		i.Date = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
		made, err := weekly.Begin(ctx, editor, i)
		if err != nil {
			return err
		}
		made.Stories, made.Word, made.Sample = i.Stories, ilbo.Paragraphs(s.word), s.sample
		if made, err = weekly.Write(ctx, editor, made); err != nil {
			return err
		}
		if err := weekly.Publish(ctx, editor, made.ID, made.Revision, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

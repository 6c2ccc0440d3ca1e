package main

import (
	"context"
	"time"

	"ilbo.press"
)

// sampleNewsletters are what readers of the sample may take by e-mail.
func sampleNewsletters() []ilbo.Newsletter {
	return []ilbo.Newsletter{
		{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "The Morning", ilbo.Korean: "영문 아침"}, About: ilbo.Words{ilbo.English: "What the day brings, before it begins.", ilbo.Korean: "하루를 시작하기 전에 영어로 읽습니다."}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 10, Opens: true},
		{Language: ilbo.Korean, Name: ilbo.Words{ilbo.English: "The Korean morning", ilbo.Korean: "아침 편지"}, About: ilbo.Words{ilbo.English: "What the day brings, in Korean.", ilbo.Korean: "하루를 시작하기 전에 읽습니다."}, Front: ilbo.Home, Days: ilbo.Everyday, Hour: 7, Stories: 10},
		{Language: ilbo.English, Name: ilbo.Words{ilbo.English: "Korean for the week", ilbo.Korean: "한국어 한 주"}, About: ilbo.Words{ilbo.English: "Lessons and stories for learners, on Saturdays.", ilbo.Korean: "토요일마다 한국어를 배우는 이들에게 갑니다."}, Front: "learning-korean", Days: ilbo.On(time.Saturday), Hour: 9, Stories: 8},
		{Language: ilbo.Korean, Name: ilbo.Words{ilbo.English: "The annotated weekly", ilbo.Korean: "해설판 편지"}, About: ilbo.Words{ilbo.English: "Each issue of the annotated weekly: its stories, and some of their words.", ilbo.Korean: "해설판이 나올 때마다 기사와 낱말 몇 개를 미리 보내 드립니다."}, Days: ilbo.On(time.Saturday), Hour: 9, Stories: 8},
	}
}

// mailSample has the sample's newsletters appear.
func (h *house) mailSample(ctx context.Context) error {
	return h.store.Together(ctx, func(ctx context.Context) error {
		for _, n := range sampleNewsletters() {
			n.By, n.Made = publisherLogin, h.clock()
			if err := n.Check(); err != nil {
				return err
			}
			if _, err := h.store.PutNewsletter(ctx, n); err != nil {
				return err
			}
		}
		return nil
	})
}

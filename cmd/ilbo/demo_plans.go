package main

import (
	"context"

	"ilbo.press"
)

// publisherLogin is who sells in the sample, with the editor's password.
const publisherLogin = "publisher"

// samplePlans are what the sample sells.
func samplePlans() []ilbo.Plan {
	won := func(amount, cents int64) []ilbo.Money {
		return []ilbo.Money{{Amount: amount, Currency: ilbo.Won}, {Amount: cents, Currency: ilbo.Dollar}}
	}
	month, year := ilbo.Term{N: 1, Unit: ilbo.Months}, ilbo.Term{N: 1, Unit: ilbo.Years}
	return []ilbo.Plan{
		{Name: ilbo.Words{ilbo.English: "Digital", ilbo.Korean: "디지털"}, Say: ilbo.Words{ilbo.English: "Every story on every screen.", ilbo.Korean: "모든 기사를 모든 화면에서 읽습니다."}, Gives: ilbo.ToStories, Term: month, Prices: won(9_900, 990), Tax: 1000, Trial: 14},
		{Name: ilbo.Words{ilbo.English: "Digital and e-paper", ilbo.Korean: "디지털과 전자 지면"}, Say: ilbo.Words{ilbo.English: "The day’s pages as well, to leaf through.", ilbo.Korean: "그날의 지면도 넘겨 보며 읽습니다."}, Gives: ilbo.ToStories | ilbo.ToEPaper | ilbo.ToWeekly, Term: month, Prices: won(14_900, 1_490), Tax: 1000, Trial: 14},
		{Name: ilbo.Words{ilbo.English: "A year of digital", ilbo.Korean: "디지털 1년"}, Say: ilbo.Words{ilbo.English: "Twelve months for the price of ten.", ilbo.Korean: "열 달 값으로 열두 달을 읽습니다."}, Gives: ilbo.ToStories, Term: year, Prices: won(99_000, 9_900), Tax: 1000},
		{Name: ilbo.Words{ilbo.English: "Students", ilbo.Korean: "학생"}, Say: ilbo.Words{ilbo.English: "Everything, at half the price.", ilbo.Korean: "모든 것을 반값에 읽습니다."}, Gives: ilbo.ToStories | ilbo.ToEPaper | ilbo.ToWeekly, Term: month, Prices: won(4_900, 490), Tax: 1000, Domains: []string{"ac.kr", "edu"}},
		{Name: ilbo.Words{ilbo.English: "Day pass", ilbo.Korean: "일일권"}, Say: ilbo.Words{ilbo.English: "One day, and nothing to cancel.", ilbo.Korean: "하루만 읽고, 해지할 것이 없습니다."}, Gives: ilbo.ToStories, Term: ilbo.Term{N: 1, Unit: ilbo.Days}, Once: true, Prices: won(1_000, 100), Tax: 1000},
		{Name: ilbo.Words{ilbo.English: "The annotated weekly", ilbo.Korean: "해설판"}, Say: ilbo.Words{ilbo.English: "Each week’s lessons with all their words, on the site, by letter and as a PDF.", ilbo.Korean: "한 주의 학습 기사를 낱말 풀이와 함께 사이트와 편지, PDF로 읽습니다."}, Gives: ilbo.ToWeekly, Term: month, Prices: won(3_900, 390), Tax: 1000, Trial: 14},
	}
}

// sellSample puts the sample's plans on sale.
func (h *house) sellSample(ctx context.Context) error {
	return h.store.Together(ctx, func(ctx context.Context) error {
		for i, p := range samplePlans() {
			p.Order = i + 1
			if err := p.Check(); err != nil {
				return err
			}
			if err := h.store.PutPlan(ctx, &p); err != nil {
				return err
			}
		}
		return nil
	})
}

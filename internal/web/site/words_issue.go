package site

import "ilbo.press"

// IssueWords are what the pages of the weekly say beside its issues.
type IssueWords struct {
	Names                                                   map[ilbo.SectionID]string
	Issue, Shelf, ShelfSay, Current, Contents, Word, Signed string
	Level, Words, Read, Locked, Vocabulary, VocabularySay   string
	OpeningSay, PDF, PDFSay, Previous, Next, All, Earlier   string
	Newer, WallHeading, WallSay, Sample, Stories, OneStory  string
	StoryWall, Gone, Headword, Meaning, In, Feed            string
}

var issueWords = map[ilbo.Language]*IssueWords{
	ilbo.English: {
		Names: map[ilbo.SectionID]string{"weekly": "The annotated weekly", "learning-korean": "Learning Korean, the weekly"},
		Issue: "No. %d", Shelf: "All issues", ShelfSay: "The lessons of a week gathered, with all their words.", Current: "The current issue", Contents: "In this issue", Word: "From the editor", Signed: "The editor",
		Level: "Level", Words: "%d words explained", Read: "Read the lesson", Locked: "for subscribers", Vocabulary: "All words of this issue", VocabularySay: "%d words, in the order of the alphabet. Each leads to its place in the story.",
		OpeningSay: "These are the words of the openings. Subscribers get those of all stories.", PDF: "PDF", PDFSay: "Print it, or read it on a tablet: glosses stand in the margin.", Previous: "Earlier issue", Next: "Later issue", All: "All issues", Earlier: "Earlier issues",
		Newer: "Newest issues", WallHeading: "The weekly is for those who subscribe to it", WallSay: "Subscribers read all its stories with their explanations, have the whole list of words, and print it as a PDF.", Sample: "A free issue", Stories: "%d stories", OneStory: "1 story",
		StoryWall: "This story is in the annotated weekly, which is sold by itself as well.", Gone: "This issue was withdrawn.", Headword: "Word", Meaning: "Meaning", In: "Story", Feed: "Feed of issues",
	},
	ilbo.Korean: {
		Names: map[ilbo.SectionID]string{"weekly": "해설판", "learning-korean": "한국어 배우기 주간판"},
		Issue: "제%d호", Shelf: "지난 호 모두 보기", ShelfSay: "한 주의 학습 기사를 낱말 풀이와 함께 모았습니다.", Current: "이번 호", Contents: "이번 호 차례", Word: "편집자의 말", Signed: "편집자",
		Level: "수준", Words: "낱말 풀이 %d개", Read: "학습 기사 읽기", Locked: "구독자용", Vocabulary: "이번 호 낱말", VocabularySay: "낱말 %d개를 자모·알파벳 차례로 모았습니다. 누르면 기사 속 자리로 갑니다.",
		OpeningSay: "기사 첫머리에 나온 낱말입니다. 구독하면 모든 낱말을 볼 수 있습니다.", PDF: "PDF", PDFSay: "낱말 풀이를 여백에 실었습니다. 인쇄하거나 태블릿으로 읽기 좋습니다.", Previous: "이전 호", Next: "다음 호", All: "모든 호", Earlier: "이전 호 보기",
		Newer: "최근 호 보기", WallHeading: "해설판 구독자를 위한 호입니다", WallSay: "구독하면 모든 기사를 풀이와 함께 읽고, 낱말 목록 전체와 PDF를 받을 수 있습니다.", Sample: "무료로 보는 호", Stories: "기사 %d건", OneStory: "기사 1건",
		StoryWall: "해설판에 실린 기사입니다. 해설판만 따로 구독할 수도 있습니다.", Gone: "거두어들인 호입니다.", Headword: "낱말", Meaning: "뜻", In: "기사", Feed: "새 호 피드",
	},
}

package newsroom

import "maps"

// planSentences are the sentences about plans and notes: see sentence.go.
var planSentences = map[string]string{
	"What is settled is the note, not an answer to it.":                                         "해결하는 것은 메모이지 답이 아닙니다.",
	"The story has as many notes as it may have: talk about it.":                                "메모가 너무 많습니다. 만나서 이야기하십시오.",
	"The note is on no story.":                                                                  "어느 기사의 메모인지 알 수 없습니다.",
	"The note has no words.":                                                                    "메모에 적은 말이 없습니다.",
	"The note is longer than %d characters.":                                                    "메모가 %s자보다 깁니다.",
	"The passage is longer than %d characters: choose fewer words.":                             "고른 대목이 %s자보다 깁니다. 조금만 골라 주십시오.",
	"The note holds characters that cannot be printed.":                                         "메모에 쓸 수 없는 글자가 있습니다.",
	"The story has no such block.":                                                              "기사에 그런 대목이 없습니다.",
	"A reply is on the passage of the note that it answers.":                                    "답은 메모와 같은 대목에 답니다.",
	"The assignment has no working title.":                                                      "가제가 없습니다.",
	"The working title is longer than %d characters.":                                           "가제가 %s자보다 깁니다.",
	"What it is about is longer than %d characters.":                                            "내용이 %s자보다 깁니다.",
	"The assignment holds characters that cannot be printed.":                                   "쓸 수 없는 글자가 있습니다.",
	"A story wants no picture, a picture or a photographer, not %s.":                            "사진은 없음, 사진, 사진기자 가운데 하나입니다.",
	"More than %d people are named.":                                                            "맡은 사람이 %s명을 넘습니다.",
	"The assignment does not say when it is due.":                                               "마감이 없습니다.",
	"An assignment is of the years %d to %d.":                                                   "취재 계획의 날짜는 %s년에서 %s년 사이입니다.",
	"The length is 0 to %d.":                                                                    "분량은 0에서 %s까지입니다.",
	"The length is a number.":                                                                   "분량은 수로 적습니다.",
	"A day is written as 2026-05-12.":                                                           "날짜는 2026-05-12처럼 적습니다.",
	"An assignment is moved by %d days at most.":                                                "한 번에 %s일까지 옮길 수 있습니다.",
	"Somebody else has changed the assignment meanwhile: look at it again.":                     "그사이 다른 사람이 이 계획을 고쳤습니다. 다시 살펴 주십시오.",
	"The assignment was dropped: take it up again first.":                                       "접은 계획입니다. 먼저 다시 하기를 누르십시오.",
	"Name who does it.":                                                                         "맡을 사람을 정해 주십시오.",
	"The paper does not appear in that language (%s).":                                          "이 신문은 그 언어(%s)로 나오지 않습니다.",
	"Nobody in the newsroom signs in as %s.":                                                    "편집국에 아이디가 %s인 사람은 없습니다.",
	"%s is named twice.":                                                                        "%s을(를) 두 번 적었습니다.",
	"You may propose what you would do yourself: others are named by an editor of the section.": "스스로 맡을 것만 제안할 수 있습니다. 다른 사람은 섹션의 데스크가 정합니다.",
	"The assignment is for an editor of its section to change.":                                 "계획을 고치는 것은 그 섹션 데스크의 일입니다.",
	"What is proposed is for an editor of its section to accept.":                               "제안을 받아들이는 것은 그 섹션 데스크의 일입니다.",
	"Whoever does it, or an editor of its section, says that it is done.":                       "끝났다고 하는 것은 맡은 사람이나 그 섹션 데스크의 일입니다.",
	"The assignment is for an editor of its section to drop.":                                   "계획을 접는 것은 그 섹션 데스크의 일입니다.",
	"The assignment is for an editor of its section to take up again.":                          "접은 계획을 다시 하는 것은 그 섹션 데스크의 일입니다.",
	"The story is begun by who is named for it, or by an editor of its section.":                "기사는 맡은 사람이나 그 섹션의 데스크가 시작합니다.",
	"The newsroom is starting or stopping. Try again in a moment.":                              "편집국을 열거나 닫는 중입니다. 잠시 뒤에 다시 하십시오.",
	"The newsroom is open in too many windows of yours: close some.":                            "편집국을 너무 많은 창에 열어 두셨습니다. 몇 개를 닫아 주십시오.",
	"A page listens to %d things at most.":                                                      "한 쪽에서 %s가지까지 들을 수 있습니다.",
	"That is not yours to listen to.":                                                           "맡으신 일이 아닙니다.",
	"The connection is over.":                                                                   "연결이 끝났습니다.",
}

func init() { maps.Copy(koreanSentences, planSentences) }

package newsroom

import "ilbo.press/internal/lesson"

// issueWords are what the pages of the weekly say.
type issueWords struct {
	Title, Say, Number, Making, Ahead, Out, Withdrawn, Begin, BeginSay, None            string
	Day, DaySay, Heading, Word, WordSay, Sample, SampleSay, Letter, LetterSay, NoLetter string
	Stories, StoriesSay, NoStories, StorySay, Up, Down, TakeOut, Take, Drag, Save       string
	Moved, Offers, OffersSay, OfferSay, NoOffers, Fresh, In                             string
	Look, AsSubscriber, AsStranger, AsLetter, AsPDF, Doubtful, Seen                     string
	Publish, Now, Later, At, PublishSay, PublishGo, Blocked, Mailed, WhereOut           string
	Withdraw, WithdrawSay, Recall, Reason, Crossed                                      string
	Doubts                                                                              map[lesson.DoubtKind]string
}

var issueEnglish = issueWords{
	Title: "Weekly", Say: "Lessons of a week, gathered: on the site, by letter and as a PDF with its glosses in the margin.", Number: "No. %d", Making: "being made", Ahead: "to be published at %s by %s", Out: "published at %s by %s", Withdrawn: "withdrawn at %s by %s",
	Begin: "Begin an issue", BeginSay: "It gets the next number.", None: "No issue yet.",
	Day: "Date on its cover", DaySay: "The lessons of the seven days to it are offered first.", Heading: "Title", Word: "The editor’s word", WordSay: "Blank lines part paragraphs.", Sample: "A sample, free to everybody", SampleSay: "Strangers read what of its stories is not locked, with all words, and get the PDF where nothing is.",
	Letter: "Carried by", LetterSay: "Once, to all who take that newsletter, when the issue is published. Newsletters that are put together by hand are offered.", NoLetter: "no newsletter",
	Stories: "In the issue", StoriesSay: "Drag stories by their handle, or move them with the buttons.", NoStories: "No story yet: take some from below.", StorySay: "%s, %d words, %d sentences", Up: "Move up", Down: "Move down", TakeOut: "Take out", Take: "Take in", Drag: "Drag", Save: "Save",
	Moved: "%s is number %s of %s.", Offers: "Lessons to take", OffersSay: "Those of the week that no issue has come first.", OfferSay: "%s · %s, %d words", NoOffers: "There is no other lesson.", Fresh: "of this week", In: "in no. %d",
	Look: "Look at it", AsSubscriber: "As subscribers read it", AsStranger: "As strangers read it", AsLetter: "As a letter", AsPDF: "PDF", Doubtful: "Not finished", Seen: "I have seen what is not finished",
	Publish: "Publish", Now: "now", Later: "at", At: "Day and time", PublishSay: "Readers see it, its PDF is made and its newsletter sends it: once, and behind this page.", PublishGo: "Publish", Blocked: "It cannot be published yet: see what is not finished.", Mailed: "Carried by the mailing of %s.", WhereOut: "Readers find it at",
	Withdraw: "Withdraw the issue", WithdrawSay: "It disappears from the site at once, with its PDF. Letters that are out stay out; its stories stay where they are.", Recall: "Do not publish it then", Reason: "Why", Crossed: "Somebody else has changed this issue meanwhile. Here is what you made: look at theirs before you save.",
	Doubts: map[lesson.DoubtKind]string{
		lesson.DoubtHidden: "it is not published: take it out, or publish it first.", lesson.DoubtPlain: "it has no lesson any more: take it out.", lesson.DoubtHalf: "%d sentences are not translated.", lesson.DoubtDetached: "%d words lost their place.",
		lesson.DoubtStale: "%d translations are of sentences that were changed.", lesson.DoubtRights: "the rights in %d of its pictures end within a month.", lesson.DoubtLocked: "it is locked, and this is a sample: strangers read its opening, and do not get the PDF.",
	},
}

var issueKorean = issueWords{
	Title: "해설판", Say: "한 주의 학습 기사를 모아 사이트와 편지, 여백에 낱말 풀이를 단 PDF로 냅니다.", Number: "제%d호", Making: "만드는 중", Ahead: "%s 발행 예정 (%s)", Out: "%s 발행 (%s)", Withdrawn: "%s 거둠 (%s)",
	Begin: "새 호 만들기", BeginSay: "다음 호수를 받습니다.", None: "아직 호가 없습니다.",
	Day: "표지 날짜", DaySay: "그날까지 이레 동안 나온 학습 기사를 먼저 보여 줍니다.", Heading: "제목", Word: "편집자의 말", WordSay: "빈 줄로 문단을 나눕니다.", Sample: "누구나 무료로 보는 호", SampleSay: "잠기지 않은 기사는 누구나 낱말까지 모두 보고, 잠긴 기사가 없으면 PDF도 받습니다.",
	Letter: "실어 보낼 뉴스레터", LetterSay: "발행할 때 그 뉴스레터를 받는 모두에게 한 번 보냅니다. 손으로 만드는 뉴스레터만 고를 수 있습니다.", NoLetter: "보내지 않음",
	Stories: "이번 호 기사", StoriesSay: "손잡이를 끌거나 단추로 차례를 바꿉니다.", NoStories: "아직 기사가 없습니다. 아래에서 고르십시오.", StorySay: "%s, 낱말 %d개, %d문장", Up: "위로", Down: "아래로", TakeOut: "빼기", Take: "넣기", Drag: "끌기", Save: "저장",
	Moved: "%s: %[3]s건 가운데 %[2]s번째입니다.", Offers: "넣을 수 있는 학습 기사", OffersSay: "아직 어느 호에도 실리지 않은 이번 주 기사가 먼저 나옵니다.", OfferSay: "%s · %s, 낱말 %d개", NoOffers: "다른 학습 기사가 없습니다.", Fresh: "이번 주", In: "제%d호에 실림",
	Look: "미리 보기", AsSubscriber: "구독자가 보는 화면", AsStranger: "누구나 보는 화면", AsLetter: "편지", AsPDF: "PDF", Doubtful: "덜 된 것", Seen: "덜 된 것을 확인했습니다",
	Publish: "발행", Now: "지금", Later: "다음 때에", At: "날짜와 시각", PublishSay: "독자에게 보이고, PDF를 만들고, 뉴스레터로 보냅니다. 모두 한 번씩, 이 화면 뒤에서 이루어집니다.", PublishGo: "발행하기", Blocked: "아직 발행할 수 없습니다. 덜 된 것을 살펴 주십시오.", Mailed: "%s 발송분에 실렸습니다.", WhereOut: "독자가 보는 주소",
	Withdraw: "이 호 거두기", WithdrawSay: "사이트와 PDF에서 바로 사라집니다. 나간 편지는 되돌릴 수 없고, 기사는 제자리에 남습니다.", Recall: "그때 발행하지 않기", Reason: "까닭", Crossed: "그사이 다른 사람이 이 호를 고쳤습니다. 저장하기 전에 그쪽 것을 먼저 보십시오.",
	Doubts: map[lesson.DoubtKind]string{
		lesson.DoubtHidden: "나가지 않은 기사입니다. 빼거나 먼저 내보내십시오.", lesson.DoubtPlain: "학습 기사가 아니게 되었습니다. 빼 주십시오.", lesson.DoubtHalf: "%d문장이 번역되지 않았습니다.", lesson.DoubtDetached: "낱말 %d개가 제자리를 잃었습니다.",
		lesson.DoubtStale: "번역 %d개가 바뀐 문장의 것입니다.", lesson.DoubtRights: "한 달 안에 사진 %d장의 사용 기한이 끝납니다.", lesson.DoubtLocked: "잠긴 기사인데 무료로 보는 호입니다. 누구나 첫머리만 보고, PDF는 받지 못합니다.",
	},
}

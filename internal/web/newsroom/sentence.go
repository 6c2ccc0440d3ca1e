package newsroom

import (
	"regexp"
	"strings"
	"sync"
)

// Departments say what is wrong in English, for whoever calls them. The newsroom's
// screens say it in Korean as well: a sentence of theirs is found by the form that
// it was made from, and what stood in its places is put into the Korean one, in
// the same order.

// koreanSentences are the forms of sentences, as the departments write them, and
// what they are in Korean.
var koreanSentences = map[string]string{
	"Issues of the weekly are for the editors of its section.":                                                 "해설판은 그 섹션을 맡은 사람이 만듭니다.",
	"“%s” is no story of this course.":                                                                         "‘%s’은(는) 이 과정의 기사가 아닙니다.",
	"“%s” is not prepared as a lesson yet.":                                                                    "‘%s’은(는) 아직 학습 기사로 만들지 않았습니다.",
	"“%s” is not published: it cannot stand in an issue.":                                                      "‘%s’은(는) 나가지 않은 기사라 실을 수 없습니다.",
	"The issue has no story yet that readers may see.":                                                         "아직 독자가 볼 수 있는 기사가 없습니다.",
	"A story of the issue is not published: take it out first.":                                                "나가지 않은 기사가 있습니다. 먼저 빼 주십시오.",
	"%s has changed this issue meanwhile: look at it before you save yours.":                                   "그사이 %s님이 이 호를 고쳤습니다. 먼저 보신 뒤에 저장하십시오.",
	"The issue is changed faster than it is printed. Try again in a minute.":                                   "인쇄하는 사이 내용이 자꾸 바뀝니다. 조금 뒤에 다시 해 주십시오.",
	"The issue is being printed. Come back in a minute.":                                                       "인쇄하고 있습니다. 조금 뒤에 다시 와 주십시오.",
	"Something is written for each of the newsletter's next days.":                                             "이 뉴스레터의 다음 날들에 이미 쓴 글이 있습니다.",
	"The form cannot be read.":                                                                                 "양식을 읽을 수 없습니다.",
	"Say the day and the time when it is to be published.":                                                     "발행할 날짜와 시각을 적어 주십시오.",
	"An issue is published within a year.":                                                                     "한 해 안의 때를 적어 주십시오.",
	"Tick that you have seen what is not finished.":                                                            "덜 된 것을 확인했다는 칸에 표시해 주십시오.",
	"%s teaches no language: an issue belongs to a course.":                                                    "%s은(는) 언어를 가르치는 섹션이 아닙니다.",
	"An issue has the date of its week.":                                                                       "표지 날짜를 적어 주십시오.",
	"An issue has a title.":                                                                                    "제목을 적어 주십시오.",
	"An issue has at most %d stories.":                                                                         "한 호에는 기사를 %s건까지 싣습니다.",
	"The issue: %s.":                                                                                           "이 호를 저장할 수 없습니다. %s",
	"A story stands in an issue once.":                                                                         "같은 기사를 두 번 실을 수 없습니다.",
	"An editor's word is paragraphs and nothing else.":                                                         "편집자의 말은 문단으로만 씁니다.",
	"An editor's word has at most %d characters.":                                                              "편집자의 말은 %s자까지 씁니다.",
	"Say why the issue is withdrawn, in at most %d characters.":                                                "거두는 까닭을 %s자 안으로 적어 주십시오.",
	"There is no such page.":                                                                                   "그런 면이 없습니다.",
	"A story has one to six columns.":                                                                          "기사는 한 단에서 여섯 단까지입니다.",
	"That story is in another language.":                                                                       "다른 언어의 기사입니다.",
	"There is no story of that day to print.":                                                                  "그날 지면에 실을 기사가 없습니다.",
	"That headline is longer than a headline may be.":                                                          "제목이 너무 깁니다.",
	"That story is another section's: ask whoever decides there.":                                              "다른 섹션의 기사입니다. 그 섹션을 맡은 데스크에 부탁하십시오.",
	"Editions are closed by those who decide for the whole paper.":                                             "마감은 신문 전체를 맡은 사람이 합니다.",
	"These pages have been set again since: load the board again.":                                             "그 사이 지면을 다시 짰습니다. 쪽을 새로 여십시오.",
	"The edition of %s cannot be made yet: nothing of that day is published.":                                  "%s 신문은 아직 만들 수 없습니다. 그날 나간 기사가 없습니다.",
	"Newsletters are for the publisher and chief editors.":                                                     "뉴스레터는 발행인과 편집국장이 맡습니다.",
	"A newsletter is in one of the paper's languages.":                                                         "신문이 쓰는 언어 가운데 하나를 고르십시오.",
	"A newsletter has a name of at most %d characters, in its own language at least.":                          "뉴스레터 이름을 %s자 안으로, 적어도 기사와 같은 언어로 적어 주십시오.",
	"What a newsletter brings is said in at most %d characters.":                                               "소개를 %s자 안으로 적어 주십시오.",
	"A newsletter brings the stories of a front, of a journalist, or those that are chosen by hand.":           "화면이나 기자의 기사, 또는 손으로 고른 기사를 담습니다.",
	"A newsletter appears on at least one day of the week.":                                                    "적어도 하루는 고르십시오.",
	"A newsletter is sent from an hour between 0 and 23.":                                                      "시각은 0시에서 23시 사이입니다.",
	"A newsletter brings between 1 and %d stories.":                                                            "기사는 하나에서 %s건까지 담습니다.",
	"The newsletter appears no more.":                                                                          "끝난 뉴스레터입니다.",
	"A mailing is of a day like 2026-11-29.":                                                                   "날짜는 2026-11-29처럼 적습니다.",
	"The subject or the note is too long.":                                                                     "제목이나 글이 너무 깁니다.",
	"A mailing brings at most %d stories.":                                                                     "한 번에 기사 %s건까지 담습니다.",
	"There is nothing in this mailing yet: choose stories or write a note.":                                    "아직 담긴 것이 없습니다. 기사를 고르거나 글을 적어 주십시오.",
	"Another mailing is the next by now: look at it first.":                                                    "그사이 다음 발송분이 바뀌었습니다. 먼저 살펴 주십시오.",
	"Mail programs show no films: put the address of a story with the film in its place.":                      "편지에는 영상이 보이지 않습니다. 영상이 든 기사의 주소를 넣어 주십시오.",
	"The letter is too long: mail programs cut off what is longer than 30,000 bytes of text.":                  "편지가 너무 깁니다. 글이 3만 바이트를 넘으면 메일 프로그램에서 잘립니다.",
	"A letter shows at most 40 pictures.":                                                                      "편지에는 사진을 40장까지 넣습니다.",
	"A letter has at most 30 stories between its paragraphs.":                                                  "편지에는 기사를 30건까지 넣습니다.",
	"%s has written this letter meanwhile: look at it before you save yours.":                                  "그사이 %s님이 이 편지를 썼습니다. 먼저 보신 뒤에 저장하십시오.",
	"Choose at least one newsletter.":                                                                          "뉴스레터를 하나 이상 고르십시오.",
	"This link has run out. Ask for another letter.":                                                           "기한이 지난 링크입니다. 편지를 다시 신청해 주십시오.",
	"Choose what the newsletter is composed from.":                                                             "담을 기사를 고르십시오.",
	"Readers see no story “%s”: name it by its number or its address.":                                         "독자가 볼 수 있는 기사 ‘%s’이(가) 없습니다. 번호나 주소로 적어 주십시오.",
	"Tick that it is to be sent to all of them now.":                                                           "지금 모두에게 보낸다는 칸에 표시해 주십시오.",
	"That day's letters are on their way already.":                                                             "그날 편지는 이미 나가고 있습니다.",
	"That is no e-mail address: one is written like name@example.com.":                                         "전자우편 주소가 아닙니다. name@example.com처럼 적어 주십시오.",
	"That is no price in %s.":                                                                                  "%s 가격이 아닙니다. 숫자로 적으십시오.",
	"%q is no network: one is written like 192.0.2.0/24.":                                                      "%s은(는) 네트워크가 아닙니다. 192.0.2.0/24처럼 적으십시오.",
	"Nobody of that address has an account.":                                                                   "그 주소로 만든 계정이 없습니다.",
	"Say the last day of the contract.":                                                                        "계약의 마지막 날을 적으십시오.",
	"%q is no e-mail address.":                                                                                 "%s은(는) 전자우편 주소가 아닙니다.",
	"The tax is in percent, such as 10.":                                                                       "세금은 10처럼 퍼센트로 적으십시오.",
	"Say the last day as 2026-12-31.":                                                                          "마지막 날을 2026-12-31처럼 적으십시오.",
	"Say the day on which the money came, today or before.":                                                    "입금된 날을 오늘이나 그 전으로 적으십시오.",
	"That is no amount of money.":                                                                              "금액이 아닙니다.",
	"A contract ends on a day to come.":                                                                        "계약은 앞으로 올 날에 끝납니다.",
	"Make 1 to %d vouchers, each for 1 to %d terms and 1 to %d readers.":                                       "구독권은 한 번에 1장에서 %s장까지, 저마다 1에서 %s 기간, 1명에서 %s명까지 만듭니다.",
	"That is not yours to do: ask a chief editor.":                                                             "맡으신 일이 아닙니다. 편집국장에게 부탁하십시오.",
	"That is not yours to do in this section: ask whoever decides there, or a chief editor.":                   "이 섹션에서는 맡으신 일이 아닙니다. 그 섹션의 데스크나 편집국장에게 부탁하십시오.",
	"That is not yours to do: ask a chief editor or an administrator.":                                         "맡으신 일이 아닙니다. 편집국장이나 관리자에게 부탁하십시오.",
	"Somebody else has changed the story meanwhile. Your text is kept: compare the two and put them together.": "그사이 다른 사람이 기사를 고쳤습니다. 쓰신 글은 남아 있으니 둘을 견주어 합쳐 주십시오.",
	"Somebody else is writing in the story.":                                                                   "다른 사람이 이 기사를 쓰고 있습니다.",
	"No address is free for the story: give it another slug.":                                                  "비어 있는 주소가 없습니다. 다른 슬러그를 정해 주십시오.",
	"The public has seen the story: update or kill it.":                                                        "독자가 이미 본 기사입니다. 고쳐 내보내거나 내려 주십시오.",
	"The story has been changed since you looked: look again before you publish.":                              "보신 뒤에 기사가 바뀌었습니다. 다시 보고 내보내 주십시오.",
	"The story has been filed already: revise it.":                                                             "이미 송고한 기사입니다. 고쳐 주십시오.",
	"The story is held: release it first.":                                                                     "보류된 기사입니다. 보류부터 풀어 주십시오.",
	"The story is not published: mend its copy.":                                                               "아직 나가지 않은 기사입니다. 본문을 고치십시오.",
	"The story is not published: publish it.":                                                                  "아직 나가지 않은 기사입니다. 먼저 내보내십시오.",
	"The story is published, or will be: update it, or take it back first.":                                    "나갔거나 나갈 기사입니다. 고쳐 내보내거나 예약을 먼저 취소하십시오.",
	"The story is spiked.":                                                                                     "버린 기사입니다.",
	"The story is spiked: revive it first.":                                                                    "버린 기사입니다. 먼저 되살리십시오.",
	"The story was killed and is not published again: file a new one.":                                         "내린 기사는 다시 내보내지 않습니다. 새로 써 주십시오.",
	"The story was killed and is not revised.":                                                                 "내린 기사는 고치지 않습니다.",
	"The story was killed and is not updated.":                                                                 "내린 기사는 고쳐 내보내지 않습니다.",
	"The story was killed and is not written on.":                                                              "내린 기사는 더 쓰지 않습니다.",
	"The story was killed.":                                                                                    "내린 기사입니다.",
	"The story was never published: spike it.":                                                                 "나간 적이 없는 기사입니다. 내리지 말고 버리십시오.",
	"The story was published: kill it.":                                                                        "나간 기사입니다. 버리지 말고 내리십시오.",
	"A %s needs a text that readers see.":                                                                      "독자에게 알리는 말을 적어 주십시오.",
	"A notice is a correction, a clarification or a retraction, not “%.40s”.":                                  "알림은 정정, 설명, 철회 가운데 하나입니다.",
	"A record needs the name of who makes it.":                                                                 "누가 했는지 이름이 있어야 합니다.",
	"A story is a draft, filed, edited or ready, not “%.40s”.":                                                 "기사의 단계는 초고, 송고, 편집됨, 준비됨 가운데 하나입니다.",
	"A story is the work of one to %d people.":                                                                 "쓴 사람은 한 명에서 %s명까지입니다.",
	"A window has a name of at most %d bytes.":                                                                 "창 이름이 너무 깁니다.",
	"An embargo ends at a moment to come.":                                                                     "엠바고는 앞으로 올 때에 끝나야 합니다.",
	"Nobody's name was given for this change of a story.":                                                      "누가 고치는지 이름이 없습니다.",
	"Say why the story goes back.":                                                                             "왜 돌려보내는지 적어 주십시오.",
	"The paper appears in one language.":                                                                       "이 신문은 한 언어로만 나옵니다.",
	"The paper does not appear in the story's language (%s).":                                                  "이 신문은 그 언어(%s)로 나오지 않습니다.",
	"The reason is longer than %d bytes.":                                                                      "까닭이 너무 깁니다. %s바이트까지 적을 수 있습니다.",
	"The slug “%.80s” is not made of small letters, digits and single hyphens.":                                "슬러그 ‘%s’에는 영문 소문자, 숫자, 붙임표 하나씩만 쓸 수 있습니다.",
	"To kill a story takes a reason for the newsroom and a notice for readers.":                                "내리려면 편집국에 남길 까닭과 독자에게 알리는 말이 있어야 합니다.",
	"The rights of the picture “%.80s” run out before readers would see it: take another one.":                 "사진 ‘%s’의 사용 기한이 독자가 보기 전에 끝납니다. 다른 사진을 쓰십시오.",
	"A byline is no name.":                                                                                     "기자 이름이 이름답지 않습니다.",
	"A line of the story's furniture is longer than %d characters.":                                            "기사 정보 한 칸이 %s자보다 깁니다.",
	"A story is in English (en) or Korean (ko), not in %s.":                                                    "기사는 영어나 한국어로 씁니다.",
	"A story is of the years %d to %d.":                                                                        "기사의 날짜는 %s년에서 %s년 사이입니다.",
	"Access is free, metered or subscribers, not %s.":                                                          "읽을 수 있는 사람은 누구나, 무료 횟수까지, 구독자 가운데 하나입니다.",
	"Block %d (%s): %v.":                                                                                       "%s번째 덩이를 쓸 수 없습니다(%s). 비었거나 빠진 것이 없는지 살펴 주십시오.",
	"The dateline or the source is longer than a headline.":                                                    "발신지나 출처가 제목보다 깁니다.",
	"The headline is longer than %d characters.":                                                               "제목이 %s자보다 깁니다.",
	"The kicker or the deck is longer than a paragraph.":                                                       "어깨제목이나 부제가 한 문단보다 깁니다.",
	"The story has more than %d blocks or %d pictures.":                                                        "기사의 덩이가 %s개, 사진이 %s장을 넘습니다.",
	"The story has more than %d blocks.":                                                                       "기사의 덩이가 %s개를 넘습니다.",
	"The story has more than %d bylines or %d topics.":                                                         "기자가 %s명, 주제가 %s개를 넘습니다.",
	"The story has more than %d bylines.":                                                                      "기자가 %s명을 넘습니다.",
	"The story has more than %d pictures.":                                                                     "사진이 %s장을 넘습니다.",
	"The story has more than %d topics.":                                                                       "주제가 %s개를 넘습니다.",
	"The story has no headline.":                                                                               "제목이 없습니다.",
	"The story holds bytes that are not UTF-8 text.":                                                           "글자가 아닌 것이 들어 있습니다.",
	"The story holds control characters, or bytes that are not text.":                                          "글자가 아닌 것이 들어 있습니다.",
	"The story holds control characters.":                                                                      "보이지 않는 제어 문자가 들어 있습니다.",
	"The story's text is longer than %d bytes.":                                                                "본문이 %s바이트보다 깁니다.",
	"A passkey is sent by the page's script.":                                                                  "패스키는 쪽의 스크립트가 보냅니다.",
	"The answer of the browser cannot be read.":                                                                "브라우저의 답을 읽을 수 없습니다.",
	"The page did not say which version is meant: open the story again.":                                       "어느 판인지 알 수 없습니다. 기사를 다시 열어 주십시오.",
	"The page did not say which window it is in.":                                                              "어느 창인지 알 수 없습니다. 쪽을 다시 열어 주십시오.",
	"The story that the page sent cannot be read.":                                                             "보낸 기사를 읽을 수 없습니다.",
	"What the page sent cannot be read, or is too long.":                                                       "보낸 것을 읽을 수 없거나 너무 깁니다.",
	"What was sent cannot be read.":                                                                            "보낸 것을 읽을 수 없습니다.",
	"A moment is written as 2026-11-30 18:00, in the paper's time, and not %.40q.":                             "때는 2026-11-30 18:00처럼 신문 시각으로 적습니다. %s은(는) 읽을 수 없습니다.",
	"Nobody in the newsroom is called %.60q.":                                                                  "편집국에 %s 님은 없습니다.",
	"You have been signed out: sign in again.":                                                                 "로그아웃되었습니다. 다시 로그인하십시오.",
	"A section's name in addresses is made of small letters, digits and hyphens: %s.":                          "섹션 이름에는 영문 소문자, 숫자, 붙임표만 쓸 수 있습니다.",
	"Somebody is writing in the story.":                                                                        "누가 이 기사를 쓰고 있습니다.",
	"A story is scheduled on its own page, with a date.":                                                       "예약은 기사 화면에서 때를 정해 합니다.",
	"A view needs a name.":                                                                                     "보기에 이름을 붙여 주십시오.",
	"You keep as many views as there may be: take one away first.":                                             "보기가 너무 많습니다. 하나를 먼저 없애십시오.",
	"The name of a view has at most %d characters.":                                                            "보기 이름은 %s자까지입니다.",
	"The list is narrowed by too much to be kept.":                                                             "좁힌 조건이 너무 길어 간직할 수 없습니다.",
	"A list of the newsroom holds 1 to %d stories, not %d.":                                                    "목록에는 한 번에 %s건까지 보입니다.",
	"The list cannot be read.":                                                                                 "목록을 읽을 수 없습니다.",
	"The move cannot be read.":                                                                                 "어디로 옮길지 읽을 수 없습니다.",

	"That is not yours to do: ask somebody of the picture desk.":         "맡으신 일이 아닙니다. 사진부에 부탁하십시오.",
	"The picture desk has too much to do. Please try again in a minute.": "사진부가 몹시 바쁩니다. 1분 뒤에 다시 하십시오.",
	"There is no such %s.":                                                                      "그런 것이 없습니다.",
	"There is no file of %s %s.":                                                                "파일이 없습니다.",
	"A text of a picture has at most %d characters.":                                            "사진에 적는 글은 한 칸에 %s자까지입니다.",
	"Rights end in the years 1900 to 2200, or never.":                                           "사용 기한은 1900년에서 2200년 사이이거나 없습니다.",
	"There is no shape of that name.":                                                           "그런 모양은 없습니다.",
	"That is the same file again.":                                                              "같은 파일입니다.",
	"The picture was replaced already.":                                                         "이미 교체한 사진입니다.",
	"The rights in the new picture have run out: it takes nothing's place.":                     "새 사진의 사용 기한이 지나 교체할 수 없습니다.",
	"The picture is printed by more than %d stories: file the new one, and use it from now on.": "이 사진이 실린 기사가 %s건이 넘습니다. 새 사진을 올려 이제부터 쓰십시오.",
	"A crop lies within its picture.":                                                           "자르는 자리는 사진 안에 있어야 합니다.",
	"A crop is at least a %dth of the picture wide and high.":                                   "너무 작게 잘랐습니다.",
	"The point to keep in sight lies within the picture.":                                       "꼭 보여야 할 곳은 사진 안에 있어야 합니다.",
	"The day is written as 2026-12-31.":                                                         "날짜는 2026-12-31처럼 적습니다.",
	"The point to keep in sight is two numbers from 0 to 100.":                                  "꼭 보여야 할 곳은 0에서 100까지의 두 수로 적습니다.",
	"The form did not arrive whole. Go back, and send it again.":                                "양식이 다 오지 않았습니다. 뒤로 가서 다시 보내 주십시오.",
	"Files are sent as a form with parts.":                                                      "파일은 파일 양식으로 보내야 합니다.",
	"At most 10 files are sent at once.":                                                        "파일은 한 번에 열 개까지 보냅니다.",
	"The lesson is of no story.":                                                                "어느 기사의 해설인지 알 수 없습니다.",
	"A lesson explains one language in another.":                                                "해설은 한 언어를 다른 언어로 풀이합니다.",
	"%s is no level of that language.":                                                          "%s은(는) 그 언어의 수준이 아닙니다.",
	"The lesson has more than %d glosses.":                                                      "낱말 풀이가 %s개를 넘습니다.",
	"The lesson has more than %d translated sentences.":                                         "번역한 문장이 %s개를 넘습니다.",
	"The lesson has more than %d notes on grammar.":                                             "문법 설명이 %s개를 넘습니다.",
	"Gloss %d (%s): %s.":                                                                        "%s번째 풀이(%s): %s.",
	"Translation %d (%s): %s.":                                                                  "%s번째 번역(%s): %s.",
	"Grammar note %d: %s.":                                                                      "%s번째 문법 설명: %s.",
	"The glosses on %s and on %s overlap: each word has one explanation.":                       "%s 풀이와 %s 풀이가 겹칩니다. 한 낱말에는 풀이가 하나입니다.",
	"“%s” does not stand in the story as the gloss on it says.":                                 "‘%s’이(가) 풀이에 적힌 자리에 없습니다.",
	"No sentence of the story is “%s”, or it is translated twice.":                              "‘%s’은(는) 기사에 없는 문장이거나 두 번 번역한 문장입니다.",
	"Somebody else has changed the lesson since you opened it: open it again beside this page, and bring over what is yours.": "그 사이 다른 사람이 해설을 고쳤습니다. 해설을 새 창에서 열어 쓴 것을 옮겨 주십시오.",
	"Somebody else has changed that meanwhile: what they wrote is shown now. Bring over what is yours.":                       "그 사이 다른 사람이 고쳤습니다. 지금은 그 사람이 쓴 것이 보입니다. 쓴 것을 옮겨 주십시오.",
	"Those are too many words to be one that is explained.":                                                                   "한 번에 풀이하기에는 너무 깁니다.",
	"The list is longer than %d bytes.":                                                                                       "목록이 %s바이트를 넘습니다.",
	"The list has more than %d words.":                                                                                        "목록의 낱말이 %s개를 넘습니다.",
	"The lesson of this story is not yours to change: ask its editor.":                                                        "이 기사의 해설은 맡으신 일이 아닙니다. 담당 데스크에게 부탁하십시오.",
	"its %s is longer than %d characters":                                                                                     "%s이(가) %s자보다 깁니다",
	"its %s holds bytes that are not UTF-8 text":                                                                              "%s에 글자가 아닌 것이 들어 있습니다",
	"its %s holds characters that are not seen, or that turn the text round":                                                  "%s에 보이지 않거나 글의 방향을 바꾸는 글자가 들어 있습니다",
	"it is on no words, or on white space beside them":                                                                        "풀이할 말이 없거나 빈칸이 붙어 있습니다",
	"it has no headword":                              "표제어가 없습니다",
	"it does not say what the word means":             "뜻이 없습니다",
	"there is no part of speech %s":                   "%s이라는 품사는 없습니다",
	"its sound has not the syllables of its headword": "소리와 표제어의 음절 수가 다릅니다",
	"the story has no such place":                     "기사에 그런 자리가 없습니다",
	"it is in no sentence":                            "문장 안에 있지 않습니다",
	"it ends behind its sentence":                     "문장 밖으로 나갑니다",
	"its words do not stand where it is":              "그 문장에 그런 말이 없습니다",
	"it begins or ends within a character":            "글자 한가운데에서 시작하거나 끝납니다",
	"it is empty":                                     "비어 있습니다",
	"it has no title or no text":                      "제목이나 설명이 없습니다",
	"words":                                           "문장에 나온 말",
	"headword":                                        "표제어",
	"sound":                                           "소리",
	"pronunciation":                                   "발음",
	"meaning":                                         "뜻",
	"note":                                            "덧붙임",
	"example":                                         "예문",
	"translated example":                              "예문 번역",
	"text":                                            "글",
	"title":                                           "제목",
	"The file did not arrive whole. Please send it again.": "파일이 다 오지 않았습니다. 다시 보내 주십시오.",
}

// A sentenceForm finds what stands in the places of a sentence.
type sentenceForm struct {
	pattern *regexp.Regexp
	korean  string
}

var place = regexp.MustCompile(`%[.0-9]*[a-z]`)

// forms are the sentences with places.
var forms = sync.OnceValue(func() []sentenceForm {
	var list []sentenceForm
	for english, korean := range koreanSentences {
		if !place.MatchString(english) {
			continue
		}
		var pattern strings.Builder
		at := 0
		for _, span := range place.FindAllStringIndex(english, -1) {
			pattern.WriteString(regexp.QuoteMeta(english[at:span[0]]) + `(.*)`)
			at = span[1]
		}
		pattern.WriteString(regexp.QuoteMeta(english[at:]))
		list = append(list, sentenceForm{regexp.MustCompile(`(?s)^` + pattern.String() + `$`), korean})
	}
	return list
})

// inKorean is a department's sentence in Korean, empty where it is none of those.
func inKorean(sentence string) string {
	if korean := koreanSentences[sentence]; korean != "" {
		return korean
	}
	for _, f := range forms() {
		if found := f.pattern.FindStringSubmatch(sentence); found != nil {
			korean := f.korean
			for _, value := range found[1:] {
				if part := inKorean(value); part != "" { // why a part of it is wrong
					value = part
				}
				korean = strings.Replace(korean, "%s", value, 1)
			}
			return korean
		}
	}
	return ""
}

package newsroom

import (
	"fmt"

	"ilbo.press"
	"ilbo.press/internal/wire/basket"
)

// wireWords are what the pages of the wire say.
type wireWords struct {
	Wire, Sources, Everything, Look, LookFor, Views, New, NewCopy, Show                          string
	Language, Urgency, UpTo, Any, Untaken, Narrow, Clear, Nothing, NothingYet, Earlier, Keys     string
	Source, Section, Words, Pictures, Embargo, Cancelled, Withheld, WriteThru, Taken, Urgent     string
	Told                                                                                         map[ilbo.TidingKind]string
	Heard, Story, ForYou                                                                         string
	Filters, FilterNew, FilterSay, FilterName, AnyWords, AllWords, NoWords, WordsSay, OfSources  string
	Languages, LanguagesSay, ForSection, Drop, DropSure, Save, Change, AllSections               string
	EmbargoSay, CancelledSay, WithheldSay, TakenBy, TakeToDesk, TakeSay, TakeAgain, TakeAgainSay string
	Opens, By, Note, Rights, Link, Received, Made, Version, Running, ForeignName, Subjects       string
	PictureHere, PictureThere, Fetch, History, First, Form, NoChange, EmbargoUntil               string
	Fields                                                                                       map[string]string
	SourcesSay, AddFeed, AddFolder, FeedSay, FolderSay, Name, Address, Folder, FolderHint        string
	Credit, CreditSay, OfLanguage, LanguageGuess, Minutes, Header, HeaderSay, Secret, SecretKept string
	LookNow, Pause, GoOn, Remove, RemoveSure, Polled, Succeeded, Due, Never, NoSources           string
	SectionGuess, Slug                                                                           string
	PausedSay, NotYetSay, WellSay, BroughtSay, UnchangedSay, LookedSay, WaitingSay, ServerSaid   string
	Statuses                                                                                     map[ilbo.TakeStatus]string
	Troubles                                                                                     map[ilbo.Trouble]string
	Reasons                                                                                      map[basket.Reason]string
	Tongues                                                                                      map[string]string
}

var englishWire = wireWords{
	Wire: "Wire", Sources: "Sources", Everything: "Everything", Look: "Look for", LookFor: "Words", Views: "Views", New: "new in a day, and not taken", NewCopy: "New copy has come.", Show: "Show it",
	Language: "Language", Urgency: "Urgency", UpTo: "up to %s", Any: "Any", Untaken: "Not taken yet", Narrow: "Show", Clear: "Show everything", Nothing: "Nothing in the basket is like that.",
	NothingYet: "The basket is empty. Copy comes from the sources of the wire.", Earlier: "Earlier", Keys: "j and k go down and up, Enter opens, t takes to the desk.",
	Source: "Source", Section: "Section", Words: "%d words", Pictures: "pictures: %d", Embargo: "Embargo until %s", Cancelled: "Cancelled", Withheld: "Withheld", WriteThru: "Write-through %d", Taken: "Story %s", Urgent: "Urgent, %d",
	Told: map[ilbo.TidingKind]string{
		ilbo.TakeReplaced: "A write-through has come of “%s”, which you took to the desk.", ilbo.TakeCancelled: "The agency has cancelled or withholds “%s”, which you took to the desk. It may not be printed.",
		ilbo.TakeEmbargoed: "“%s”, which you took to the desk, is under another embargo now.",
	},
	Heard: "Seen", Story: "story %s", ForYou: "For you",
	Filters: "Filters", FilterNew: "A new filter", FilterSay: "A filter is a view of the basket that everybody sees, with its own count.", FilterName: "Name", AnyWords: "One of these words", AllWords: "All of these words", NoWords: "None of these words",
	WordsSay: "Words or phrases, with commas between.", OfSources: "Of these sources alone", Languages: "Languages", LanguagesSay: "Such as ko, en; empty for all.", ForSection: "For the section", Drop: "Take the filter away", DropSure: "Yes, take “%s” away", Save: "Save", Change: "Change", AllSections: "All sections",
	EmbargoSay: "Embargo until %s. A story that is made of it cannot be seen before.", CancelledSay: "The agency has cancelled this copy. It may not be printed.", WithheldSay: "The agency withholds this copy. It may not be printed for now.",
	TakenBy: "Taken to the desk by %s on %s.", TakeToDesk: "Take to the desk", TakeSay: "A draft is made of it, with its source named.", TakeAgain: "Take it again", TakeAgainSay: "A story was made of it already. Taking it again makes another one.",
	Opens: "Read where it is from", By: "By", Note: "To editors", Rights: "Terms of use", Link: "Address", Received: "Received", Made: "Made", Version: "Version", Running: "Part of", ForeignName: "Agency’s number", Subjects: "Subjects",
	PictureHere: "It is here, and goes with the story.", PictureThere: "It is at %s, and was not fetched.", Fetch: "Fetch the picture", History: "Versions", First: "First version", Form: "Its form changed, not its words.", NoChange: "The words are the same.", EmbargoUntil: "embargo until %s",
	Fields: map[string]string{
		"headline": "Headline", "kicker": "Kicker", "deck": "Deck", "bylines": "Byline", "byline": "Byline", "dateline": "Dateline", "source": "Source", "paragraph": "Paragraph", "subhead": "Subhead", "quote": "Quote", "pullquote": "Pull quote", "list": "List", "table": "Table", "embed": "Embed", "factbox": "Fact box",
	},
	SourcesSay: "Where agency copy comes from. Each is looked at by itself; what it brings lies in the basket.", AddFeed: "Add an address", AddFolder: "Add a watched folder",
	FeedSay: "RSS, Atom, JSON Feed, ninjs, NewsML-G2 or NITF: the format is told by what comes.", FolderSay: "Files that an agency’s program puts there are taken when they are written to their end; then they lie in its folder done, or, with the reason, in refused.",
	Name: "Name", Address: "Address", Folder: "Folder", FolderHint: "Below the wire’s folder, such as agency/text.", Credit: "Named as the source", CreditSay: "Empty: as the copy says, or the name above.", OfLanguage: "Language", LanguageGuess: "Such as ko, of copy that does not say; empty: it is guessed.",
	Minutes: "Minutes between two looks", Header: "Header that lets in", HeaderSay: "Such as Authorization. Empty: none is needed.", Secret: "Its value", SecretKept: "It is kept and not shown. Leave this empty to keep it.",
	SectionGuess: "As the copy says", Slug: "Slug",
	LookNow: "Look now", Pause: "Pause", GoOn: "Go on", Remove: "Remove", RemoveSure: "Yes, remove %s and what nobody took of it", Polled: "Last looked", Succeeded: "last well", Due: "next", Never: "never", NoSources: "There are no sources yet.",
	PausedSay: "Paused.", NotYetSay: "Not looked at yet.", WellSay: "All is well.", BroughtSay: "%d takes and write-throughs so far", UnchangedSay: "It was reached, and nothing is new there.",
	LookedSay: "It was looked at: %d pieces of copy, %d of them new, %d write-throughs, %d refused.", WaitingSay: "%d files may still be written: they are taken at the next look.", ServerSaid: "(%s)",
	Statuses: map[ilbo.TakeStatus]string{ilbo.Usable: "usable", ilbo.Withheld: "withheld", ilbo.Cancelled: "cancelled"},
	Troubles: map[ilbo.Trouble]string{
		ilbo.NotReached: "The address cannot be reached.", ilbo.TooSlow: "There was no answer in time.", ilbo.NotThere: "There is nothing at that place.", ilbo.NotLetIn: "The newsroom is not let in there.", ilbo.AskedTooMuch: "The server asks to be left alone for a while.",
		ilbo.ServerTrouble: "The server is in trouble.", ilbo.TooLarge: "What comes is too large.", ilbo.TooFar: "The address leads on and on.", ilbo.OffLimits: "The address is one of this machine or of its own network, which the settings do not allow.",
		ilbo.NoCopy: "What comes is in no format of news that is known.", ilbo.BadEntries: "Some of what came was refused.",
	},
	Reasons: map[basket.Reason]string{
		basket.NotYours: "That is not yours to do: ask a chief editor or an administrator.", basket.TakenAlready: "A story was made of this take already: look at it first, or take the copy again as another story.",
		basket.CalledOff: "The agency has cancelled this copy: it may not be printed.", basket.KeptBack: "The agency withholds this copy: it may not be printed for now.", basket.NoWords: "There is no text to make a story of.",
		basket.NoSection: "Choose a section that the paper has.", basket.BadAddress: "The address begins with https:// or http://, and has no password in it.", basket.BadFolder: "Name the folder by its path below the wire’s folder, such as agency/text; done, refused and hidden ones are not watched.",
		basket.BadName: "Give it a name of at most 100 characters.", basket.BadEvery: "An address is looked at every minute at most, a folder every five seconds (0.1 minutes), and each once a day at least.",
		basket.BadHeader: "What lets in is the name of a header and its value, in plain characters. Where the address changes to another site, give the value anew.", basket.BusyElsewhere: "It is being looked at just now. Wait a moment.", basket.NotFetched: "What came is no picture that the paper prints.",
	},
	Tongues: map[string]string{"en": "English", "ko": "Korean", "ja": "Japanese", "zh": "Chinese", "de": "German", "fr": "French", "es": "Spanish", "sv": "Swedish", "nb": "Norwegian", "ru": "Russian", "ar": "Arabic", "pt": "Portuguese", "it": "Italian"},
}

var koreanWire = wireWords{
	Wire: "통신", Sources: "공급처", Everything: "전체", Look: "찾기", LookFor: "낱말", Views: "보기", New: "하루 안에 들어와 아직 쓰지 않은 것", NewCopy: "새 기사가 들어왔습니다.", Show: "보기",
	Language: "언어", Urgency: "긴급도", UpTo: "%s 이내", Any: "전부", Untaken: "아직 쓰지 않은 것", Narrow: "보기", Clear: "전체 보기", Nothing: "그런 기사가 없습니다.",
	NothingYet: "바구니가 비어 있습니다. 기사는 통신 공급처에서 들어옵니다.", Earlier: "이전", Keys: "j와 k로 오르내리고, Enter로 열고, t로 데스크에 넘깁니다.",
	Source: "공급처", Section: "섹션", Words: "%d단어", Pictures: "사진 %d장", Embargo: "엠바고 %s까지", Cancelled: "취소됨", Withheld: "보류됨", WriteThru: "대체 %d보", Taken: "기사 %s", Urgent: "긴급 %d",
	Told: map[ilbo.TidingKind]string{
		ilbo.TakeReplaced: "데스크로 가져가신 “%s”의 대체 기사가 들어왔습니다.", ilbo.TakeCancelled: "데스크로 가져가신 “%s”을(를) 통신사가 취소하거나 보류했습니다. 실을 수 없습니다.", ilbo.TakeEmbargoed: "데스크로 가져가신 “%s”의 엠바고가 바뀌었습니다.",
	},
	Heard: "확인", Story: "기사 %s", ForYou: "알림",
	Filters: "필터", FilterNew: "새 필터", FilterSay: "필터는 모두가 함께 보는 바구니의 한 갈래이며, 따로 셉니다.", FilterName: "이름", AnyWords: "이 낱말 가운데 하나", AllWords: "이 낱말 모두", NoWords: "이 낱말이 없는 것",
	WordsSay: "낱말이나 구절을 쉼표로 나눕니다.", OfSources: "이 공급처만", Languages: "언어", LanguagesSay: "ko, en처럼 적습니다. 비우면 전부입니다.", ForSection: "담당 섹션", Drop: "필터 없애기", DropSure: "예, “%s”을(를) 없앱니다", Save: "저장", Change: "바꾸기", AllSections: "모든 섹션",
	EmbargoSay: "%s까지 엠바고입니다. 이 기사로 만든 글은 그 전에 보이지 않습니다.", CancelledSay: "통신사가 취소한 기사입니다. 실을 수 없습니다.", WithheldSay: "통신사가 보류한 기사입니다. 지금은 실을 수 없습니다.",
	TakenBy: "%s 님이 %s에 데스크로 가져갔습니다.", TakeToDesk: "데스크로 가져가기", TakeSay: "출처를 밝힌 초고가 만들어집니다.", TakeAgain: "다시 가져가기", TakeAgainSay: "이미 이 기사로 만든 글이 있습니다. 다시 가져가면 하나 더 만들어집니다.",
	Opens: "원문 보기", By: "글", Note: "편집자에게", Rights: "이용 조건", Link: "주소", Received: "받은 때", Made: "작성", Version: "판", Running: "이어지는 기사", ForeignName: "통신사 번호", Subjects: "주제",
	PictureHere: "받아 두었으며 기사와 함께 갑니다.", PictureThere: "%s에 있으며 받지 않았습니다.", Fetch: "사진 받기", History: "판 내력", First: "첫 판", Form: "글은 그대로이고 꼴만 바뀌었습니다.", NoChange: "글은 그대로입니다.", EmbargoUntil: "엠바고 %s까지",
	Fields: map[string]string{
		"headline": "제목", "kicker": "어깨제목", "deck": "부제", "bylines": "필자", "byline": "필자", "dateline": "발신지", "source": "출처", "paragraph": "문단", "subhead": "중간 제목", "quote": "인용", "pullquote": "발췌", "list": "목록", "table": "표", "embed": "외부 자료", "factbox": "상자 기사",
	},
	SourcesSay: "통신 기사가 들어오는 곳입니다. 저마다 따로 살피며, 들어온 기사는 바구니에 놓입니다.", AddFeed: "주소 추가", AddFolder: "살필 폴더 추가",
	FeedSay: "RSS, Atom, JSON Feed, ninjs, NewsML-G2, NITF. 형식은 들어온 내용으로 압니다.", FolderSay: "통신사 프로그램이 넣은 파일을 다 쓰인 뒤에 가져옵니다. 가져온 파일은 done 폴더로, 받지 못한 파일은 까닭과 함께 refused 폴더로 옮깁니다.",
	Name: "이름", Address: "주소", Folder: "폴더", FolderHint: "통신 폴더 아래 경로. 예: agency/text", Credit: "밝힐 출처", CreditSay: "비우면 기사에 적힌 대로, 또는 위의 이름으로 밝힙니다.", OfLanguage: "언어", LanguageGuess: "언어가 적히지 않은 기사의 언어. 예: ko. 비우면 짐작합니다.",
	Minutes: "살피는 간격(분)", Header: "인증 헤더", HeaderSay: "예: Authorization. 필요 없으면 비웁니다.", Secret: "헤더 값", SecretKept: "저장되어 있으며 보이지 않습니다. 그대로 두려면 비워 두십시오.",
	SectionGuess: "기사에 따라", Slug: "슬러그",
	LookNow: "지금 살피기", Pause: "멈추기", GoOn: "다시 시작", Remove: "없애기", RemoveSure: "예, %s와(과) 아무도 쓰지 않은 기사를 없앱니다", Polled: "마지막으로 살핌", Succeeded: "마지막 성공", Due: "다음", Never: "없음", NoSources: "아직 공급처가 없습니다.",
	PausedSay: "멈춤.", NotYetSay: "아직 살피지 않았습니다.", WellSay: "이상 없습니다.", BroughtSay: "지금까지 %d건", UnchangedSay: "연결되었고 새 기사는 없습니다.",
	LookedSay: "살폈습니다. 기사 %d건 가운데 새 기사 %d건, 대체 %d건, 거절 %d건.", WaitingSay: "아직 쓰이는 중일 수 있는 파일 %d개는 다음에 가져옵니다.", ServerSaid: "(%s)",
	Statuses: map[ilbo.TakeStatus]string{ilbo.Usable: "사용 가능", ilbo.Withheld: "보류", ilbo.Cancelled: "취소"},
	Troubles: map[ilbo.Trouble]string{
		ilbo.NotReached: "주소에 연결되지 않습니다.", ilbo.TooSlow: "제때 답이 없었습니다.", ilbo.NotThere: "그곳에 아무것도 없습니다.", ilbo.NotLetIn: "들어갈 수 없습니다. 인증을 살펴 주십시오.", ilbo.AskedTooMuch: "서버가 잠시 쉬어 달라고 합니다.",
		ilbo.ServerTrouble: "서버에 탈이 났습니다.", ilbo.TooLarge: "내용이 너무 큽니다.", ilbo.TooFar: "주소가 끝없이 이어집니다.", ilbo.OffLimits: "이 기계나 내부망의 주소이며, 설정이 허락하지 않습니다.",
		ilbo.NoCopy: "알 수 있는 뉴스 형식이 아닙니다.", ilbo.BadEntries: "일부를 받지 못했습니다.",
	},
	Reasons: map[basket.Reason]string{
		basket.NotYours: "맡으신 일이 아닙니다. 편집국장이나 관리자에게 부탁하십시오.", basket.TakenAlready: "이미 이 기사로 만든 글이 있습니다. 먼저 살펴보시거나, 다른 글로 다시 가져가십시오.",
		basket.CalledOff: "통신사가 취소한 기사라 실을 수 없습니다.", basket.KeptBack: "통신사가 보류한 기사라 지금은 실을 수 없습니다.", basket.NoWords: "글로 만들 내용이 없습니다.",
		basket.NoSection: "신문에 있는 섹션을 고르십시오.", basket.BadAddress: "주소는 https:// 또는 http://로 시작하며 비밀번호를 담지 않습니다.", basket.BadFolder: "폴더는 통신 폴더 아래 경로로 적습니다. 예: agency/text. done, refused, 숨은 폴더는 살피지 않습니다.",
		basket.BadName: "이름을 100자 안으로 적어 주십시오.", basket.BadEvery: "주소는 1분, 폴더는 5초(0.1분)보다 자주 살피지 않으며, 적어도 하루에 한 번 살핍니다.",
		basket.BadHeader: "헤더 이름과 값을 일반 문자로 적습니다. 다른 사이트의 주소로 바꿀 때는 값을 다시 적어 주십시오.", basket.BusyElsewhere: "지금 살피는 중입니다. 잠시 기다려 주십시오.", basket.NotFetched: "신문에 실을 수 있는 사진이 아닙니다.",
	},
	Tongues: map[string]string{"en": "영어", "ko": "한국어", "ja": "일본어", "zh": "중국어", "de": "독일어", "fr": "프랑스어", "es": "스페인어", "sv": "스웨덴어", "nb": "노르웨이어", "ru": "러시아어", "ar": "아랍어", "pt": "포르투갈어", "it": "이탈리아어"},
}

// language names a language by its tag; one without a name here is its tag.
func (w *wireWords) language(tag string) string {
	if name := w.Tongues[tag]; name != "" {
		return name
	}
	return tag
}

// trouble says why nothing comes from a source, in English with what the error
// itself said.
func (w *wireWords) trouble(t ilbo.Trouble, detail string, all *Words) string {
	say := w.Troubles[t]
	if say == "" {
		say = string(t)
	}
	if detail != "" && detail != say && (all == &english || t == ilbo.BadEntries || t == ilbo.NoCopy || t == ilbo.ServerTrouble) {
		say += " " + fmt.Sprintf(w.ServerSaid, detail)
	}
	return say
}

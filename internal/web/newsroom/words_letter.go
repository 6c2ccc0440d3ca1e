package newsroom

// letterWords are what the page says on which a letter is written.
type letterWords struct {
	Body, Say, Write, Words, Back, Story, StoryHint, AddStory, NoScript, NoStory, Over string
	Script                                                                             map[string]string // what its script says
}

var englishLetter = letterWords{
	Body: "The letter in blocks", Say: "Headings, quotes, lists and pictures, with stories between them: a paragraph that is nothing but the address of a story of ours stands for it.",
	Write: "Write the letter", Words: "It has %d words.", Back: "To the mailing", Story: "A story, by number or address", StoryHint: "/national/2026/11/29/…", AddStory: "Add the story",
	NoScript: "Writing in blocks needs JavaScript. The note and the stories on the mailing’s page do without.",
	NoStory:  "Readers see no such story.", Over: "Its letters are on their way: nothing can be changed any more.",
	Script: map[string]string{
		"saved": "Saved", "writing": "Not saved yet", "away": "The newsroom does not answer. What you write is kept in this browser, and sent as soon as it does.", "refused": "Not saved: %s",
		"crossed": "%s has written this letter meanwhile. Nothing of yours is lost: it is in this page, and kept in this browser.", "join": "Put mine below theirs",
		"joined": "Both stand here now: take out what is there twice.", "restored": "What you wrote before is here again.", "out": "You have been signed out. What you write is kept in this browser: sign in again in another window.",
	},
}

var koreanLetter = letterWords{
	Body: "블록으로 쓰는 편지", Say: "소제목과 인용, 목록, 사진 사이에 기사를 넣습니다. 기사 주소만 있는 문단은 그 기사로 바뀝니다.",
	Write: "편지 쓰기", Words: "지금 %d단어입니다.", Back: "발송분으로", Story: "기사 번호나 주소", StoryHint: "/national/2026/11/29/…", AddStory: "기사 넣기",
	NoScript: "블록으로 쓰려면 자바스크립트를 켜야 합니다. 발송분 화면의 글과 기사는 없이도 쓸 수 있습니다.",
	NoStory:  "독자가 볼 수 있는 그런 기사가 없습니다.", Over: "편지가 가고 있어 더는 바꿀 수 없습니다.",
	Script: map[string]string{
		"saved": "저장됨", "writing": "아직 저장하지 않음", "away": "편집국에 연결되지 않습니다. 쓰신 것은 이 브라우저에 있으며, 연결되면 바로 보냅니다.", "refused": "저장하지 못함: %s",
		"crossed": "그사이 %s님이 이 편지를 썼습니다. 쓰신 것은 이 화면과 브라우저에 그대로 있습니다.", "join": "내 글을 그 아래에 붙이기",
		"joined": "두 글이 함께 있습니다. 겹치는 것을 지우십시오.", "restored": "전에 쓰신 것을 되살렸습니다.", "out": "로그아웃되었습니다. 쓰신 것은 이 브라우저에 있습니다. 다른 창에서 다시 로그인하십시오.",
	},
}

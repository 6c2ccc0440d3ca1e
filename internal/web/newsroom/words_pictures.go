package newsroom

import (
	"ilbo.press"
	"ilbo.press/internal/picture"
)

// picturesWords are what the library of pictures says.
type picturesWords struct {
	Title, One, Say, Search, SearchGo, All, Mine, Ending, Bare, Nothing, More, Unnamed string
	Drop, DropSay, Choose, File, Send, FiledAll, NoFile, Uploaded                      string
	Replaced, Ended, EndsOn, NoCaption, NoAlt, Taken, Portrait, NewPicture             string
	Caption, CaptionSay, Alt, AltSay, Credit, Place, Keywords, KeywordsSay             string
	Rights, RightsSay, Holder, Usage, Until, UntilSay, Note, NoteSay                   string
	Focus, FocusSay, FocusX, FocusY, FocusMark, FocusClear                             string
	Crops, CropsSay, ByHand, Size, Left, Top, Save, Described, NotYours                string
	Uses, NoUses, MoreUses, Replace, ReplaceSay, ReplaceGo, ReplacedIn, DraftsLeft     string

	Shapes   map[ilbo.Shape]string
	States   map[ilbo.State]string
	Refusals map[picture.Refusal]string
}

var englishPictures = picturesWords{
	Title: "Pictures", One: "Picture", Say: "Everything on file, the newest first.", Search: "Caption, credit, place, keyword or file name", SearchGo: "Search",
	All: "All", Mine: "Filed by me", Ending: "Rights running out", Bare: "Without caption or alternative text", Nothing: "There is no such picture.", More: "Older pictures", Unnamed: "A picture without a name",
	Drop: "File pictures", DropSay: "JPEG, PNG, WebP, AVIF or GIF, up to 60 MB each. Drop them here, or paste them.", Choose: "Files", File: "File", Send: "File them",
	FiledAll: "The pictures are on file. Describe them: stories need a caption and an alternative text.", NoFile: "Choose a file first.", Uploaded: "On file: describe it",
	Replaced: "Replaced", Ended: "Rights have run out", EndsOn: "Rights end after", NoCaption: "No caption", NoAlt: "No alternative text", Taken: "taken", Portrait: "portrait", NewPicture: "to the picture that took its place",
	Caption: "Caption", CaptionSay: "What the picture shows, who is in it, where and when.", Alt: "Alternative text", AltSay: "For those who do not see it: what they would see.",
	Credit: "Credit", Place: "Place", Keywords: "Keywords", KeywordsSay: "with commas between",
	Rights: "Rights", RightsSay: "Those of the picture desk set them.", Holder: "Holder", Usage: "What we may do with it", Until: "Last day it may be used", UntilSay: "From the next day on, no story can be published with it, and those that were no longer show it. Empty: no end.",
	Note: "Note for the newsroom", NoteSay: "never published",
	Focus: "What must stay in sight", FocusSay: "Click the picture, or move the mark with the arrow keys. Wherever the picture is cut, this stays.", FocusX: "From the left, in hundredths", FocusY: "From the top, in hundredths", FocusMark: "Mark of what must stay in sight", FocusClear: "Take the mark away",
	Crops: "How it is cut", CropsSay: "Around the mark, or by hand.", ByHand: "Cut by hand", Size: "Size", Left: "From the left", Top: "From the top", Save: "Save", Described: "Saved.", NotYours: "You can look at this picture; those who filed it and the picture desk describe it.",
	Uses: "Where it is used", NoUses: "Nowhere yet.", MoreUses: "And in more stories than these.", Replace: "Replace", ReplaceSay: "Another file takes its place in every published story, at once. The old one is kept; drafts stay as they are.", ReplaceGo: "Replace it",
	ReplacedIn: "Replaced: %d published stories print the new file.", DraftsLeft: "%d unpublished stories print the old one still.",
	Shapes: map[ilbo.Shape]string{ilbo.ShapeTeaser: "Fronts and lists, 3:2", ilbo.ShapeFilm: "Films, 16:9", ilbo.ShapeWall: "Wall of photographs, 4:5", ilbo.ShapeSquare: "Small teasers, square", ilbo.ShapeCard: "Shared on other sites"},
	States: map[ilbo.State]string{ilbo.State(ilbo.StageDraft): "unpublished", ilbo.StateHeld: "held", ilbo.StateEmbargoed: "under embargo", ilbo.StateScheduled: "scheduled", ilbo.StatePublished: "published", ilbo.StateKilled: "killed", ilbo.StateSpiked: "spiked"},
	Refusals: map[picture.Refusal]string{
		picture.Unread: "This picture could not be read.", picture.TooLarge: "This picture is too large: at most 60 MB and 100 megapixels are taken, 24 of AVIF.",
		picture.NoFormat: "This file is not a picture that can be used: JPEG, PNG, WebP, AVIF and GIF are.",
		picture.HEIC:     "This is a HEIC picture, as iPhones make them. Please send it as JPEG: the Photos app exports it so, and an iPhone takes JPEG under Settings, Camera, Formats, Most Compatible.",
		picture.Damaged:  "This picture is damaged or was cut short on its way. Please send it again.", picture.Slow: "This picture takes too long to read. Please save it as JPEG, and send that.",
	},
}

var koreanPictures = picturesWords{
	Title: "사진", One: "사진", Say: "보관한 모든 사진, 새 사진부터.", Search: "설명, 촬영자, 장소, 주제어, 파일 이름", SearchGo: "찾기",
	All: "전체", Mine: "내가 올린 사진", Ending: "사용 기한 임박", Bare: "설명이나 대체 텍스트 없음", Nothing: "그런 사진이 없습니다.", More: "이전 사진", Unnamed: "이름 없는 사진",
	Drop: "사진 올리기", DropSay: "JPEG, PNG, WebP, AVIF, GIF, 하나에 60MB까지. 여기에 끌어다 놓거나 붙여 넣으십시오.", Choose: "파일", File: "파일", Send: "올리기",
	FiledAll: "사진을 올렸습니다. 기사에 쓰려면 설명과 대체 텍스트를 적어 주십시오.", NoFile: "먼저 파일을 고르십시오.", Uploaded: "올렸습니다. 설명을 적으십시오",
	Replaced: "교체됨", Ended: "사용 기한 지남", EndsOn: "마지막 사용일", NoCaption: "설명 없음", NoAlt: "대체 텍스트 없음", Taken: "촬영", Portrait: "프로필 사진", NewPicture: "대신하는 사진으로",
	Caption: "사진 설명", CaptionSay: "무엇이 보이는지, 누구인지, 언제 어디인지.", Alt: "대체 텍스트", AltSay: "사진을 보지 못하는 독자를 위해, 보이는 것을 그대로.",
	Credit: "촬영·제공", Place: "장소", Keywords: "주제어", KeywordsSay: "쉼표로 나눕니다",
	Rights: "사용 권한", RightsSay: "사진부가 정합니다.", Holder: "저작권자", Usage: "사용 조건", Until: "마지막 사용일", UntilSay: "다음 날부터 이 사진으로 기사를 낼 수 없고, 이미 나간 기사에서도 보이지 않습니다. 비우면 기한이 없습니다.",
	Note: "편집국 메모", NoteSay: "공개되지 않습니다",
	Focus: "꼭 보여야 할 곳", FocusSay: "사진을 누르거나 화살표 키로 표시를 옮기십시오. 어떻게 잘려도 이곳은 남습니다.", FocusX: "왼쪽에서, 백분율", FocusY: "위에서, 백분율", FocusMark: "꼭 보여야 할 곳의 표시", FocusClear: "표시 없애기",
	Crops: "잘리는 모양", CropsSay: "표시를 중심으로, 또는 손으로.", ByHand: "손으로 자르기", Size: "크기", Left: "왼쪽에서", Top: "위에서", Save: "저장", Described: "저장했습니다.", NotYours: "이 사진은 볼 수만 있습니다. 올린 사람과 사진부가 고칩니다.",
	Uses: "쓰인 곳", NoUses: "아직 없습니다.", MoreUses: "이 밖에도 더 있습니다.", Replace: "교체", ReplaceSay: "나간 기사마다 바로 새 파일로 바뀝니다. 옛 파일은 보관하고, 내지 않은 원고는 그대로 둡니다.", ReplaceGo: "바꾸기",
	ReplacedIn: "교체했습니다. 나간 기사 %d건에 새 파일이 실립니다.", DraftsLeft: "내지 않은 원고 %d건에는 옛 사진이 남아 있습니다.",
	Shapes: map[ilbo.Shape]string{ilbo.ShapeTeaser: "첫 화면과 목록, 3:2", ilbo.ShapeFilm: "영상, 16:9", ilbo.ShapeWall: "사진 벽, 4:5", ilbo.ShapeSquare: "작은 기사, 정사각형", ilbo.ShapeCard: "다른 사이트에 공유할 때"},
	States: map[ilbo.State]string{ilbo.State(ilbo.StageDraft): "내지 않음", ilbo.StateHeld: "보류", ilbo.StateEmbargoed: "엠바고", ilbo.StateScheduled: "예약", ilbo.StatePublished: "게재", ilbo.StateKilled: "내림", ilbo.StateSpiked: "버림"},
	Refusals: map[picture.Refusal]string{
		picture.Unread: "사진을 읽지 못했습니다.", picture.TooLarge: "사진이 너무 큽니다. 60MB, 1억 화소(AVIF는 2천4백만 화소)까지 받습니다.",
		picture.NoFormat: "쓸 수 있는 사진 파일이 아닙니다. JPEG, PNG, WebP, AVIF, GIF를 받습니다.",
		picture.HEIC:     "아이폰의 HEIC 사진입니다. JPEG로 보내 주십시오. 사진 앱에서 JPEG로 내보내거나, 아이폰의 설정, 카메라, 포맷에서 높은 호환성을 고르면 됩니다.",
		picture.Damaged:  "사진이 손상되었거나 오는 길에 끊겼습니다. 다시 보내 주십시오.", picture.Slow: "사진을 읽는 데 너무 오래 걸립니다. JPEG로 저장해 보내 주십시오.",
	},
}

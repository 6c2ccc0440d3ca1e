package newsroom

import (
	"encoding/json"

	"ilbo.press"
)

// bodyWords are what the editor of a story's body says. The page hands them to
// its script as JSON: editor/words.ts names the same fields.
type bodyWords struct {
	Body, BodySay, Start, Toolbar                                                                           string
	GroupHistory, GroupMarks, GroupKinds, GroupInsert, GroupBlock, GroupTools, GroupTable                   string
	Undo, Redo, Strong, Em, Link, Paragraph                                                                 string
	Subhead, Quote, PullQuote, List, Ordered, Insert, Picture, Upload, Gallery, Table, FactBox, Embed       string
	SubheadSay, QuoteSay, PullQuoteSay, ListSay, OrderedSay, PictureSay, UploadSay, GallerySay              string
	TableSay, FactBoxSay, EmbedSay                                                                          string
	Up, Down, Remove, Moved, Removed, Inserted                                                              string
	FindReplace, Find, ReplaceWith, MatchCase, WholeWord, Replace, ReplaceAll, Previous, Next, Close        string
	FoundOf, Replaced, NothingFound                                                                         string
	Typography, TypographyOn, TypographyOff, NoBreak, Explain                                               string
	RowAbove, RowBelow, DropRow, ColumnBefore, ColumnAfter, DropColumn, HeadRow, NumericColumn              string
	FieldTitle, FieldCaption, FieldCredit, FieldAlt, FieldSource, FieldEmbed, FieldBy                       string
	LacksBoth, LacksCaption, LacksAlt, Film, FilmSay                                                        string
	Uploading, Uploaded, NoUpload, NoPicture, UploadFailed, TryAgain, Drop, TooLong, PicturesLeft           string
	Address, AddressSay, BadAddress, SetLink, DropLink, EmbedAddress, EmbedHint, BadEmbed, SetEmbed, Length string
}

var englishBody = bodyWords{
	Body: "Copy", BodySay: "Type / at the beginning of a line for pictures, quotes, tables and more. Alt with the up or down arrow moves a block. To leave the text by keyboard, press Escape, then Tab.",
	Start: "Write, or type / for pictures, quotes, tables and more", Toolbar: "Copy",
	GroupHistory: "History", GroupMarks: "Marks", GroupKinds: "Kind of paragraph", GroupInsert: "Insert", GroupBlock: "Block", GroupTools: "Tools", GroupTable: "Table",
	Undo: "Undo", Redo: "Redo", Strong: "Bold", Em: "Italic", Link: "Link", Paragraph: "Paragraph",
	Subhead: "Subhead", Quote: "Quote", PullQuote: "Pull quote", List: "List", Ordered: "Numbered list", Insert: "Insert", Picture: "Picture on file", Upload: "New picture",
	Gallery: "Gallery", Table: "Table", FactBox: "Fact box", Embed: "Embed",
	SubheadSay: "A line between parts", QuoteSay: "Somebody’s words, set apart", PullQuoteSay: "The sentence to stop at, in large type", ListSay: "Points, one below the other",
	OrderedSay: "Steps or ranks", PictureSay: "From the picture desk", UploadSay: "From this device", GallerySay: "Several pictures as a wall", TableSay: "Rows and columns",
	FactBoxSay: "What one needs to know, beside the story", EmbedSay: "A film from YouTube or Vimeo",
	Up: "Move up", Down: "Move down", Remove: "Delete the block", Moved: "Moved.", Removed: "Deleted. Undo brings it back.", Inserted: "%s inserted.",
	FindReplace: "Find and replace", Find: "Find", ReplaceWith: "Replace with", MatchCase: "Capitals matter", WholeWord: "Whole words", Replace: "Replace", ReplaceAll: "Replace all",
	Previous: "Previous", Next: "Next", Close: "Close", FoundOf: "%d of %d", Replaced: "%d replaced.", NothingFound: "Nothing found",
	Typography: "Set quotes and dashes while typing", TypographyOn: "Quotes and dashes are set while you type.", TypographyOff: "Quotes and dashes stay as you type them.", NoBreak: "Space that does not break", Explain: "Explain for learners",
	RowAbove: "Row above", RowBelow: "Row below", DropRow: "Delete the row", ColumnBefore: "Column before", ColumnAfter: "Column after", DropColumn: "Delete the column",
	HeadRow: "First row is the head", NumericColumn: "Column of figures",
	FieldTitle: "Title", FieldCaption: "Caption", FieldCredit: "Credit", FieldAlt: "Alternative text", FieldSource: "Source", FieldEmbed: "What it shows", FieldBy: "Who said it",
	LacksBoth: "Caption and alternative text are missing", LacksCaption: "The caption is missing", LacksAlt: "The alternative text is missing",
	Film: "Film, %s", FilmSay: "A film is cut and captioned on its own page.",
	Uploading: "Pictures under way: %d.", Uploaded: "%s has come.", NoUpload: "Pictures cannot be taken in here: choose one on file.", NoPicture: "That is no picture that can be printed: take a JPEG, PNG, WebP, AVIF or HEIC.",
	UploadFailed: "The picture did not get through. Try again.", TryAgain: "Try again", Drop: "Leave it out", TooLong: "That is too long to paste at once: take it in parts.",
	PicturesLeft: "Pictures of other sites were not taken along: %d. Save them and drop the files here, if you may print them.",
	Address:      "Address", AddressSay: "A web address, one for mail, or a path on this site such as /national.", BadAddress: "That address cannot stand in a story: it begins with https://, with a / on this site, or is one for mail.",
	SetLink: "Set the link", DropLink: "Take the link away", EmbedAddress: "Address of the film", EmbedHint: "Copy it from the address bar on YouTube or Vimeo.",
	BadEmbed: "Only films of YouTube and Vimeo can be embedded: copy the address of the film’s page.", SetEmbed: "Embed", Length: "%s words · %s characters · %d min read",
}

var koreanBody = bodyWords{
	Body: "본문", BodySay: "줄 첫머리에서 /를 누르면 사진, 인용, 표 등을 넣습니다. Alt와 위아래 화살표로 블록을 옮깁니다. 키보드로 본문을 나가려면 Esc를 누른 뒤 Tab을 누릅니다.",
	Start: "기사를 쓰거나, /를 눌러 사진·인용·표 등을 넣으세요", Toolbar: "본문 도구",
	GroupHistory: "되돌리기", GroupMarks: "글자", GroupKinds: "문단 종류", GroupInsert: "넣기", GroupBlock: "블록", GroupTools: "도구", GroupTable: "표",
	Undo: "실행 취소", Redo: "다시 실행", Strong: "굵게", Em: "기울임", Link: "링크", Paragraph: "문단",
	Subhead: "소제목", Quote: "인용", PullQuote: "발췌", List: "목록", Ordered: "번호 목록", Insert: "넣기", Picture: "보관 사진", Upload: "새 사진",
	Gallery: "화보", Table: "표", FactBox: "정보 상자", Embed: "동영상 퍼오기",
	SubheadSay: "단락 사이의 제목 줄", QuoteSay: "따로 세운 누군가의 말", PullQuoteSay: "눈길을 멈추게 할 한 문장, 큰 글씨로", ListSay: "한 줄에 하나씩",
	OrderedSay: "순서나 순위", PictureSay: "사진부에 있는 사진", UploadSay: "이 기기에 있는 사진", GallerySay: "여러 장을 한자리에", TableSay: "행과 열",
	FactBoxSay: "기사 곁에 두는 알아둘 것", EmbedSay: "유튜브나 비메오의 영상",
	Up: "위로 옮기기", Down: "아래로 옮기기", Remove: "블록 지우기", Moved: "옮겼습니다.", Removed: "지웠습니다. 실행 취소로 되살립니다.", Inserted: "넣었습니다: %s",
	FindReplace: "찾아 바꾸기", Find: "찾기", ReplaceWith: "바꿀 말", MatchCase: "대소문자 구분", WholeWord: "온전한 단어만", Replace: "바꾸기", ReplaceAll: "모두 바꾸기",
	Previous: "이전", Next: "다음", Close: "닫기", FoundOf: "%d / %d", Replaced: "%d곳을 바꿨습니다.", NothingFound: "찾는 것이 없습니다",
	Typography: "입력하면서 따옴표와 줄표 다듬기", TypographyOn: "입력하는 대로 따옴표와 줄표를 다듬습니다.", TypographyOff: "따옴표와 줄표를 입력한 그대로 둡니다.", NoBreak: "줄 바꿈 없는 빈칸", Explain: "학습자용 풀이",
	RowAbove: "위에 행 넣기", RowBelow: "아래에 행 넣기", DropRow: "행 지우기", ColumnBefore: "앞에 열 넣기", ColumnAfter: "뒤에 열 넣기", DropColumn: "열 지우기",
	HeadRow: "첫 행은 머리글", NumericColumn: "숫자 열",
	FieldTitle: "제목", FieldCaption: "사진 설명", FieldCredit: "제공", FieldAlt: "대체 텍스트", FieldSource: "출처", FieldEmbed: "무엇을 보여주는가", FieldBy: "누구의 말인가",
	LacksBoth: "사진 설명과 대체 텍스트가 없습니다", LacksCaption: "사진 설명이 없습니다", LacksAlt: "대체 텍스트가 없습니다",
	Film: "영상, %s", FilmSay: "영상의 편집과 자막은 영상 페이지에서 합니다.",
	Uploading: "사진 %d장을 올리는 중입니다.", Uploaded: "올렸습니다: %s", NoUpload: "여기서는 사진을 올릴 수 없습니다. 보관 사진에서 고르세요.", NoPicture: "실을 수 있는 사진이 아닙니다. JPEG, PNG, WebP, AVIF, HEIC 파일을 쓰세요.",
	UploadFailed: "사진이 올라가지 못했습니다. 다시 해 보세요.", TryAgain: "다시 시도", Drop: "빼기", TooLong: "한 번에 붙이기에는 너무 깁니다. 나누어 붙이세요.",
	PicturesLeft: "다른 사이트의 사진 %d장은 가져오지 않았습니다. 실어도 되는 사진이면 저장해서 파일을 여기에 놓으세요.",
	Address:      "주소", AddressSay: "웹 주소, 메일 주소, 또는 /national 같은 이 사이트의 경로.", BadAddress: "기사에 넣을 수 없는 주소입니다. https://로 시작하거나, 이 사이트의 /로 시작하거나, 메일 주소여야 합니다.",
	SetLink: "링크 걸기", DropLink: "링크 없애기", EmbedAddress: "영상 주소", EmbedHint: "유튜브나 비메오의 주소창에서 복사하세요.",
	BadEmbed: "유튜브와 비메오의 영상만 넣을 수 있습니다. 영상 페이지의 주소를 복사하세요.", SetEmbed: "넣기", Length: "%s단어 · %s자 · 읽는 데 %d분",
}

// BodyWords are what the editor of a story's body says in a language, as the JSON
// that its script is opened with.
func BodyWords(l ilbo.Language) string {
	text, err := json.Marshal(wordsIn(l).Body)
	if err != nil {
		panic(err) // unreachable: they are strings
	}
	return string(text)
}

// names are what blocks are called in the slash menu beside their own name, in
// both languages whichever the screen is in.

export const names = {
  Subhead: ["subhead", "heading", "소제목", "중간 제목"],
  Quote: ["quote", "quotation", "인용", "인용문"],
  PullQuote: ["pull quote", "발췌", "강조 인용"],
  List: ["list", "bullets", "목록", "글머리"],
  Ordered: ["numbered list", "ordered list", "번호 목록", "순서"],
  Picture: ["picture", "photo", "image", "사진", "그림"],
  Upload: ["upload", "new picture", "올리기", "사진 올리기"],
  Gallery: ["gallery", "essay", "화보", "사진 모음"],
  Table: ["table", "표"],
  FactBox: ["fact box", "box", "상자", "정보 상자"],
  Embed: ["embed", "video", "youtube", "vimeo", "동영상", "퍼오기"],
};

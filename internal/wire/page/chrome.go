package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"ilbo.press"
	"ilbo.press/internal/wire"
	"ilbo.press/internal/wire/body"
	"ilbo.press/internal/wire/dom"
)

// shareWords name the buttons that pass a story on.
var shareWords = words(`facebook twitter x kakao kakaotalk mail email e-mail link share button copy print url line whatsapp instagram
	band linkedin pinterest reddit telegram messenger bluesky threads tweet via on by to icon linkurl copyurl scrap bookmark save
	페이스북 트위터 카카오톡 카카오 카카오스토리 밴드 공유 공유하기 링크 복사 복사하기 인쇄 인쇄하기 프린트 메일 이메일 스크랩 네이버 블로그 라인 보내기 기사 주소 버튼 sns`)

// chromeLines are whole lines that belong to the page and not to the story.
var chromeLines = lines(`close|search|settings|menu|all menu|open menu|home|login|log in|sign in|sign up|log out|register|my account|subscribe|subscribe now|
	e-paper|epaper|newsletter|newsletters|iphone|android|iphone android|print|listen|bookmark|save|advertisement|advertisements|ad|ads|sponsored|promoted|
	skip to content|skip to main content|back to top|top|next|previous|prev|view all|see all|more|read more|show more|load more|loading|loading...|
	comments|leave a comment|follow|follow us|dark mode|light mode|language|english|korean|korea times weekly|image|photo|enlarge|play|video player|story continues below advertisement|continue reading the main story|
	닫기|검색|전체메뉴|전체 메뉴|메뉴|설정|로그인|로그아웃|회원가입|마이페이지|구독|구독하기|홈|광고|인쇄|스크랩|댓글|더보기|목록|이전|다음|좋아요|듣기|
	본문 듣기|기사 듣기|요약|ai 요약|본문 바로가기|메뉴 바로가기|지면보기|앱 다운로드|이미지 크게 보기|사진 확대|한국어|영어|맨 위로|위로|기사 읽어주기|다크모드|라이트모드`)

// endLines begin what stands below a story.
var endLines = lines(`related stories|related articles|related news|related|related topics|most read|most popular|most viewed|recommended|recommended stories|recommended for you|
	latest news|latest stories|top stories|top news|you may also like|you might also like|trending|trending now|editor's picks|editors' picks|comments|
	more stories|read next|up next|what to read next|popular|popular stories|more on this story|share this story|share this article|around the web|
	관련기사|관련 기사|관련뉴스|관련 뉴스|많이 본 뉴스|많이 본 기사|많이본 뉴스|많이본 기사|인기기사|인기 기사|인기뉴스|인기 뉴스|추천기사|추천 기사|추천뉴스|추천 뉴스|
	주요뉴스|주요 뉴스|최신뉴스|최신 뉴스|최신기사|최신 기사|실시간 뉴스|오늘의 주요뉴스|오늘의 뉴스|댓글|함께 보면 좋은 기사|이 시각 주요뉴스|기자의 다른 기사`)

var (
	endStart   = regexp.MustCompile(`(?i)^(?:more (?:from|in|on) |also read|read also|see also|recommended by|the views expressed|sign up (?:for|to) |powered by |follow .{2,30} on (?:facebook|twitter|x)\b|\d+ comments?$|댓글\s*\d+|.{2,12}기자의? (?:다른|최신) ?기사|이 기사를 (?:추천|공유)|저작권자|copyrights? |©|ⓒ|<저작권자|\[저작권자)`)
	rights     = regexp.MustCompile(`(?i)all rights reserved|무단\s*(?:전재|복제|배포)|재배포\s*금지`)
	settings   = regexp.MustCompile(`(?i)font[- ]?size|text[- ]size|글자\s*크기|글씨\s*크기|폰트\s*크기|글자\s*(?:크게|작게)|화면\s*설정`)
	sizes      = regexp.MustCompile(`^[ⓕ가Aa+\-−0-9\s]{1,24}$`)
	protected  = regexp.MustCompile(`(?i)\[email\s*protected\]`)
	onlyTag    = regexp.MustCompile(`^(?:#[^\s#]+\s*)+$`)
	tagList    = regexp.MustCompile(`(?i)^(?:tags?|keywords?|topics?|태그|키워드|주제어)\s*[:：]\s*(.{2,300})$`)
	koreanTail = regexp.MustCompile(`[다요까죠음함됨]["'”’)\]]*$`)
)

// chrome is what stands around stories, for the setter of bodies.
var chrome = body.Chrome{Box: isWidget, Line: isChrome, Ends: isParagraph}

// isWidget holds for the boxes that pages put between a story's paragraphs.
func isWidget(n *html.Node) bool {
	if n.Data == "a" || n.Data == "p" || n.Data == "figure" || n.Data == "img" {
		return false
	}
	return dom.Classed(n, "share", "social", "related", "newsletter", "advert", "ad-slot", "adsbygoogle", "promo", "recommend", "most-read", "breadcrumb", "comments", "copyright", "sns_", "article_relation")
}

func words(s string) []string { return strings.Fields(s) }

func lines(s string) map[string]bool {
	set := map[string]bool{}
	for _, line := range strings.Split(s, "|") {
		set[strings.TrimSpace(line)] = true
	}
	return set
}

// isChrome holds for a line of menus, settings, share buttons and the like.
func isChrome(line string) bool {
	low := strings.ToLower(line)
	return chromeLines[low] || isShare(line) || isSetting(line) || rights.MatchString(line) && !isLong(line) ||
		protected.MatchString(line) && utf8.RuneCountInString(line) < 60
}

// isShare holds for a row of share buttons.
func isShare(line string) bool {
	if len(line) > 400 {
		return false
	}
	known, all := 0, 0
	for _, w := range strings.FieldsFunc(splitCamel(line), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		all++
		if slices.Contains(shareWords, strings.ToLower(w)) {
			known++
		}
	}
	return all > 0 && known*10 >= all*7 && (known > 1 || all == 1)
}

// splitCamel parts words that a page's script ran together: "buttonMail".
func splitCamel(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		if unicode.IsUpper(r) && unicode.IsLower(last) || unicode.Is(unicode.Hangul, r) != unicode.Is(unicode.Hangul, last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// isSetting holds for the row that sets the size of letters.
func isSetting(line string) bool {
	return utf8.RuneCountInString(line) < 60 && settings.MatchString(line) || sizes.MatchString(line)
}

// isEnd holds for the line that begins what stands below a story.
func isEnd(line string) bool {
	if utf8.RuneCountInString(line) > 120 && !rights.MatchString(line) {
		return false
	}
	low := strings.ToLower(strings.TrimRight(line, " :>»▶"))
	return endLines[low] || endStart.MatchString(line) && !isLong(line) || rights.MatchString(line)
}

// isLong holds for lines that only running text is as long as.
func isLong(line string) bool {
	n := utf8.RuneCountInString(line)
	if ilbo.GuessLanguage(line) == ilbo.Korean {
		return n >= 70
	}
	return n >= 160
}

// isParagraph holds for running text: a finished sentence of some length, or a
// line so long that it can be nothing else.
func isParagraph(line string) bool {
	n := utf8.RuneCountInString(line)
	if ilbo.GuessLanguage(line) == ilbo.Korean {
		return n >= 12 && body.EndsSentence(line) || n >= 20 && koreanTail.MatchString(line) || n >= 60
	}
	fields := len(strings.Fields(line))
	return fields >= 4 && n >= 20 && body.EndsSentence(line) || fields >= 18 && n >= 100
}

// isSpoken holds for a short sentence, which running text may have but which
// does not begin it: "He agreed."
func isSpoken(line string) bool {
	return body.EndsSentence(line) && len(strings.Fields(line)) >= 2 && !strings.HasSuffix(line, "...") && !strings.HasSuffix(line, "…")
}

// isSection gives the section that a line names, and false where it names none.
func isSection(line string, sections []ilbo.Section) (ilbo.SectionID, bool) {
	if utf8.RuneCountInString(line) > 40 {
		return "", false
	}
	return wire.FindSection(line, sections)
}

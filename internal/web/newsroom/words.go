package newsroom

import (
	"errors"

	"ilbo.press"
	"ilbo.press/internal/account"
	"ilbo.press/internal/circulation"
	"ilbo.press/internal/front"
	"ilbo.press/internal/lesson"
	"ilbo.press/internal/mailing"
	"ilbo.press/internal/mailing/alert"
	"ilbo.press/internal/picture"
	"ilbo.press/internal/wire/basket"
)

// Words are what the newsroom's pages say, in one language. A field that has no
// Korean does not compile.
type Words struct {
	Language, Newsroom, Skip                                                                string
	SignIn, SignInSay, Login, Password, Enters, WithPasskey, Or, Forgot                     string
	SignOut, Account, Staff, Log, Problem, Back                                             string
	Enter, InvitedSay, ResetSay, NewPassword, PasswordSay, EnterGo                          string
	LanguageLabel, Save, OldPassword, ChangePassword, ChangePasswordSay                     string
	Passkeys, PasskeysSay, NoPasskeysHere, AddPasskey, PasskeyName, Added, Used, Never      string
	Drop, Sessions, SessionsSay, Here, EndSession, EndOthers, ByPassword, ByPasskey         string
	SomeBrowser, LastSeen, Address                                                          string
	Name, Role, Sections, SectionsSay, Invite, InviteSay, InviteGo, Invited, Until, By      string
	LinkSay, LinkCopy, LinkCopied, Reset, Leave, LeaveSure, LeftOn, People, Change, Since   string
	When, Who, What, On, Where, Detail, From, To, Narrow, Earlier, NoLines, LogSay, Anybody string

	Story         StoryWords
	Lineup        lineupWords
	Notifications notificationsWords
	Notes         notesWords
	Fronts        frontsWords
	Press         pressWords
	Alerts        alertWords

	Body   bodyWords
	Wire   wireWords
	Mail   mailWords
	Sell   sellWords
	Lists  listsWords
	Lesson lessonWords
	Issue  issueWords

	Reading  readingWords
	Passages passageWords

	Roles   map[ilbo.Role]string
	Deeds   map[ilbo.Deed]string
	Done    map[string]string         // by the name in the address
	Reasons map[account.Reason]string // why somebody is not let in
	Kinds   map[ilbo.Kind]string      // what went wrong, where nothing says it better

	Pictures picturesWords
}

var english = Words{
	Story:    storyEnglish,
	Body:     englishBody,
	Mail:     englishMail,
	Pictures: englishPictures,
	Lists:    listsEnglish,
	Reading:  readingEnglish,
	Passages: passagesEnglish,
	Language: "English", Newsroom: "Newsroom", Skip: "Skip to the page",
	SignIn: "Sign in", SignInSay: "For those who make the paper.", Login: "Sign-in name", Password: "Password", Enters: "Sign in",
	WithPasskey: "Sign in with a passkey", Or: "or", Forgot: "Forgot the password? A chief editor or an administrator can give you a link to choose another.",
	SignOut: "Sign out", Account: "My account", Staff: "Staff", Log: "Audit log", Problem: "That did not work", Back: "Back to the newsroom",
	Enter: "Choose a password", InvitedSay: "%s, welcome to the newsroom of %s. You will sign in as %s.", ResetSay: "Choose a new password for %s. Everywhere else you will be signed out.",
	NewPassword: "New password", PasswordSay: "At least ten characters. A few words that only you put together are good.", EnterGo: "Enter the newsroom",
	LanguageLabel: "Language of these pages", Save: "Save", OldPassword: "Present password", ChangePassword: "Change the password",
	ChangePasswordSay: "Every other session of yours ends with it.",
	Passkeys:          "Passkeys", PasskeysSay: "A passkey signs you in by the finger, the face or the code of your device, and nobody can guess it or fish for it.",
	NoPasskeysHere: "Passkeys need an address with a name: open the newsroom at localhost, or at the paper’s own domain.", AddPasskey: "Add a passkey of this device",
	PasskeyName: "Name", Added: "added", Used: "last used", Never: "not used yet", Drop: "Take away",
	Sessions: "Where you are signed in", SessionsSay: "End what you do not know, and change the password.", Here: "this browser", EndSession: "End", EndOthers: "End all others",
	ByPassword: "by password", ByPasskey: "by passkey", SomeBrowser: "An unknown browser", LastSeen: "last seen", Address: "from",
	Name: "Name", Role: "Role", Sections: "Sections", SectionsSay: "of a section editor", Invite: "Invite somebody",
	InviteSay: "You get a link to send to them. It works once, for seven days.", InviteGo: "Make the link", Invited: "Invited", Until: "until", By: "by",
	LinkSay: "The link for %s. It is shown this once: send it to nobody else.", LinkCopy: "Copy the link", LinkCopied: "Copied", Reset: "Link for a new password",
	Leave: "Leaves the newsroom", LeaveSure: "Yes, %s leaves", LeftOn: "left on", People: "In the newsroom", Change: "Change", Since: "since",
	When: "When", Who: "Who", What: "What", On: "On what", Where: "From where", Detail: "Details", From: "From", To: "To", Narrow: "Show", Earlier: "Earlier",
	NoLines: "The log says nothing of that.", LogSay: "Who did what. Lines are never changed; each is sealed with the one before it.", Anybody: "Nobody signed in",
	Lineup: lineupEnglish, Notifications: notificationsEnglish, Notes: notesEnglish,
	Wire:   englishWire,
	Sell:   englishSell,
	Lesson: lessonEnglish,
	Issue:  issueEnglish,
	Fronts: frontsEnglish, Press: pressEnglish, Alerts: alertsEnglish,
	Roles: map[ilbo.Role]string{
		ilbo.Contributor: "Contributor", ilbo.Reporter: "Reporter", ilbo.Photographer: "Photographer", ilbo.CopyEditor: "Copy editor", ilbo.SectionEditor: "Section editor",
		ilbo.ChiefEditor: "Chief editor", ilbo.Publisher: "Publisher", ilbo.Administrator: "Administrator",
	},
	Deeds: map[ilbo.Deed]string{
		ilbo.DeedPublish: "published", ilbo.DeedRevise: "revised", ilbo.DeedHold: "held", ilbo.DeedRelease: "released", ilbo.DeedEmbargo: "set an embargo", ilbo.DeedLift: "lifted an embargo",
		ilbo.DeedCorrect: "corrected", ilbo.DeedKill: "killed", ilbo.DeedSpike: "spiked", ilbo.DeedRevive: "revived", ilbo.DeedFile: "filed", ilbo.DeedBegin: "began", ilbo.DeedHandOver: "moved on", ilbo.DeedUpdate: "updated", ilbo.DeedRecall: "took back", ilbo.DeedShare: "named the writers", ilbo.DeedTakeOver: "took over", ilbo.DeedImport: "imported",
		ilbo.DeedStaffAdd: "let in", ilbo.DeedPassword: "gave a password", ilbo.DeedSignIn: "signed in", ilbo.DeedRefused: "sign-in refused", ilbo.DeedSignOut: "signed out",
		ilbo.DeedEndSession: "ended a session", ilbo.DeedPasskeyAdd: "added a passkey", ilbo.DeedPasskeyDrop: "took a passkey away", ilbo.DeedInvite: "invited", ilbo.DeedReset: "gave a link",
		ilbo.DeedStaffChange: "changed a role", ilbo.DeedStaffLeave: "saw out",
		ilbo.DeedPropose: "proposed", ilbo.DeedAssign: "assigned", ilbo.DeedReplan: "changed the plan", ilbo.DeedAccept: "accepted", ilbo.DeedTakeUp: "took up", ilbo.DeedFinish: "finished", ilbo.DeedDrop: "dropped",
		ilbo.DeedResume: "took up again", ilbo.DeedNote: "wrote a note", ilbo.DeedResolve: "settled a note", ilbo.DeedUnresolve: "opened a note again",
		ilbo.DeedWireTake: "took from the wire", ilbo.DeedWireReplace: "write-through", ilbo.DeedWireCancel: "cancelled by its agency", ilbo.DeedWireSource: "changed a source", ilbo.DeedWireFilter: "changed a filter",
		ilbo.DeedPictureFile: "filed a picture", ilbo.DeedPictureDescribe: "described a picture", ilbo.DeedPictureRights: "set rights", ilbo.DeedPictureReplace: "replaced a picture",
		ilbo.DeedArrange: "published a front", ilbo.DeedRearrange: "brought a front back", ilbo.DeedWeigh: "weighed", ilbo.DeedBanner: "put a banner up", ilbo.DeedBannerDown: "took a banner down",
		ilbo.DeedAlert: "queued an alert", ilbo.DeedAlertBack: "took an alert back",
		ilbo.DeedEdition: "printed an edition", ilbo.DeedWish: "placed a story in print", ilbo.DeedIssue: "made or changed an issue of the weekly", ilbo.DeedIssueOut: "published an issue of the weekly", ilbo.DeedIssueBack: "withdrew an issue of the weekly", ilbo.DeedNewsletter: "made or changed a newsletter", ilbo.DeedNewsletterEnd: "ended a newsletter", ilbo.DeedMailing: "wrote to a mailing", ilbo.DeedMailingNow: "sent a mailing at once", ilbo.DeedMailingStop: "stopped a mailing",
		ilbo.DeedLesson: "changed a lesson", ilbo.DeedLessonDrop: "took a lesson away", ilbo.DeedWords: "loaded a list of words",
		ilbo.DeedPlan: "put a plan on sale, or changed it", ilbo.DeedContract: "made or changed a contract", ilbo.DeedEnd: "ended a subscription", ilbo.DeedPaid: "marked as paid", ilbo.DeedVoid: "took an invoice back", ilbo.DeedRefund: "refunded", ilbo.DeedVoucher: "made vouchers",
	},
	Done: map[string]string{
		"wish": "Noted. The pages are set again.", "closed": "The edition is closed, and is being printed. Readers have it in a minute or two.",
		"issue": "Saved.", "issue-out": "Published, or waiting for its moment.", "issue-back": "Taken back.",
		"lesson": "Kept: learners read it.", "lesson-dropped": "The lesson is taken away.",
		"password": "Your password is changed, and every other session has ended.", "language": "The newsroom speaks English to you.", "ended": "Ended.", "passkey": "The passkey is added. Next time, sign in with it.",
		"dropped": "The passkey is taken away.", "changed": "Changed.", "hand-over": "Moved on.", "publish": "Published, or waiting for its moment.", "update": "Readers have the changes.", "recall": "Taken off the schedule.", "hold": "Held.", "release": "Released.", "embargo": "The embargo stands.",
		"lift": "The embargo is lifted.", "spike": "Spiked. It is kept, and can be revived.", "revive": "It is a draft again.", "correct": "Readers see the notice.", "kill": "Withdrawn everywhere.", "share": "The writers are named.", "translate": "Here is your draft of the translation.",
		"restored": "Restored as the newest version.", "merged": "Put together as the newest version.", "look-again": "Somebody saved meanwhile: look again.", "left": "They have left, and are signed out everywhere.",
		"words": "The list of words by level is loaded.", "planned": "It is in the lineup.", "replanned": "The assignment is changed.", "accepted": "Accepted: whoever does it is told.", "finished": "Done.", "resumed": "It is in the lineup again.", "read": "Marked as read.",
		"dropped-plan": "Dropped. It can be taken up again.", "moved": "Moved.", "noted": "The note is added.", "resolved": "Settled.", "unresolved": "It is open again.",
		"taken": "It is at the desk.", "fetched": "The picture is here.", "filter": "The filter is saved.", "filter-dropped": "The filter is taken away.", "source": "Saved.", "source-dropped": "The source is removed.",
		"front": "The front is published.", "front-again": "The earlier front is published again.", "banner": "The banner is up.", "down": "The banner is down.", "queued": "The alert is queued. You can take it back until it goes.", "alert-back": "The alert is taken back.",
		"title": "Saved.", "title-ended": "The newsletter appears no more.", "mailing": "Saved for this mailing.", "tried": "A test is on its way to you.", "mailing-now": "It is being sent.", "mailing-stopped": "Stopped: no more letters of it are handed over.",
	},
	Reasons: map[account.Reason]string{
		account.Refused: "That name and that password do not belong together. Mind capital letters and the keyboard’s language.", account.TooManyTries: "Too many wrong passwords were tried from here. Wait a minute, or use a passkey.",
		account.Over: "That is over: the link was used or is too old, or you were signed out.", account.BadPassword: "A password has at least ten characters.",
		account.BadPasskey: "The passkey could not be used. Try again, or sign in with a password.", account.TooLate: "That took too long. Try again.", account.NoPasskeys: "Passkeys need an address with a name, such as localhost.",
		account.NotYours: "That is not yours to do: ask a chief editor or an administrator.", account.YourOwn: "Nobody does that to themselves: ask somebody else who may.", account.TooManyKeys: "There are as many as there may be: take one away first.",
	},
	Kinds: map[ilbo.Kind]string{
		ilbo.NotFound: "There is no such page or person here.", ilbo.Invalid: "That cannot be taken as it is. Look at what was typed.", ilbo.Forbidden: "That is not yours to do: ask a chief editor or an administrator.",
		ilbo.Conflict: "That name is taken, or somebody was faster. Look again.", ilbo.Gone: "That is over.", ilbo.Busy: "The paper is busy. Try again in a moment.",
		ilbo.Internal: "Something broke on our side, and was written down. Try again.", ilbo.Embargoed: "That is under embargo.",
	},
}

var korean = Words{
	Story:    storyKorean,
	Body:     koreanBody,
	Mail:     koreanMail,
	Pictures: koreanPictures,
	Lists:    listsKorean,
	Reading:  readingKorean,
	Passages: passagesKorean,
	Language: "한국어", Newsroom: "편집국", Skip: "본문으로 가기",
	SignIn: "로그인", SignInSay: "신문을 만드는 사람들의 자리입니다.", Login: "아이디", Password: "비밀번호", Enters: "로그인",
	WithPasskey: "패스키로 로그인", Or: "또는", Forgot: "비밀번호를 잊으셨나요? 편집국장이나 관리자가 새로 정할 수 있는 주소를 만들어 드립니다.",
	SignOut: "로그아웃", Account: "내 계정", Staff: "구성원", Log: "감사 기록", Problem: "처리하지 못했습니다", Back: "편집국으로",
	Enter: "비밀번호 정하기", InvitedSay: "%s 님, %s 편집국에 오신 것을 환영합니다. 아이디는 %s입니다.", ResetSay: "%s의 새 비밀번호를 정해 주십시오. 다른 곳에서는 모두 로그아웃됩니다.",
	NewPassword: "새 비밀번호", PasswordSay: "열 자 이상. 나만 떠올릴 낱말 몇 개를 이어 쓰면 좋습니다.", EnterGo: "편집국에 들어가기",
	LanguageLabel: "화면 언어", Save: "저장", OldPassword: "지금 비밀번호", ChangePassword: "비밀번호 바꾸기",
	ChangePasswordSay: "바꾸면 다른 곳에서는 모두 로그아웃됩니다.",
	Passkeys:          "패스키", PasskeysSay: "기기의 지문, 얼굴, 암호로 로그인합니다. 남이 알아맞히거나 속여 빼낼 수 없습니다.",
	NoPasskeysHere: "패스키는 이름이 있는 주소에서만 쓸 수 있습니다. localhost나 신문의 도메인으로 편집국을 여십시오.", AddPasskey: "이 기기의 패스키 추가",
	PasskeyName: "이름", Added: "추가", Used: "마지막 사용", Never: "아직 쓰지 않음", Drop: "없애기",
	Sessions: "로그인한 곳", SessionsSay: "모르는 곳이 있으면 끝내고 비밀번호를 바꾸십시오.", Here: "이 브라우저", EndSession: "끝내기", EndOthers: "다른 곳 모두 끝내기",
	ByPassword: "비밀번호로", ByPasskey: "패스키로", SomeBrowser: "알 수 없는 브라우저", LastSeen: "마지막 접속", Address: "주소",
	Name: "이름", Role: "직책", Sections: "섹션", SectionsSay: "데스크가 맡는 섹션", Invite: "초대하기",
	InviteSay: "보낼 주소가 만들어집니다. 이레 동안 한 번만 쓸 수 있습니다.", InviteGo: "주소 만들기", Invited: "초대한 사람", Until: "기한", By: "초대:",
	LinkSay: "%s 님에게 보낼 주소입니다. 지금 한 번만 보이니 다른 사람에게 보내지 마십시오.", LinkCopy: "주소 복사", LinkCopied: "복사했습니다", Reset: "새 비밀번호 주소",
	Leave: "편집국을 떠남", LeaveSure: "예, %s 님이 떠납니다", LeftOn: "떠난 날", People: "편집국 사람들", Change: "바꾸기", Since: "들어온 날",
	When: "때", Who: "누가", What: "무엇을", On: "대상", Where: "어디서", Detail: "내용", From: "부터", To: "까지", Narrow: "보기", Earlier: "이전",
	NoLines: "그런 기록이 없습니다.", LogSay: "누가 무엇을 했는지 남깁니다. 한 줄도 고칠 수 없고, 줄마다 앞줄과 함께 봉인됩니다.", Anybody: "로그인하지 않음",
	Lineup: lineupKorean, Notifications: notificationsKorean, Notes: notesKorean,
	Wire:   koreanWire,
	Sell:   koreanSell,
	Lesson: lessonKorean,
	Issue:  issueKorean,
	Fronts: frontsKorean, Press: pressKorean, Alerts: alertsKorean,
	Roles: map[ilbo.Role]string{
		ilbo.Contributor: "필자", ilbo.Reporter: "기자", ilbo.Photographer: "사진기자", ilbo.CopyEditor: "교열기자", ilbo.SectionEditor: "데스크", ilbo.ChiefEditor: "편집국장",
		ilbo.Publisher: "발행인", ilbo.Administrator: "관리자",
	},
	Deeds: map[ilbo.Deed]string{
		ilbo.DeedPublish: "내보냄", ilbo.DeedRevise: "고침", ilbo.DeedHold: "보류", ilbo.DeedRelease: "보류 해제", ilbo.DeedEmbargo: "엠바고 설정", ilbo.DeedLift: "엠바고 해제",
		ilbo.DeedCorrect: "바로잡음", ilbo.DeedKill: "내림", ilbo.DeedSpike: "버림", ilbo.DeedRevive: "되살림", ilbo.DeedFile: "송고", ilbo.DeedBegin: "기사 시작", ilbo.DeedHandOver: "단계 이동", ilbo.DeedUpdate: "고쳐 내보냄", ilbo.DeedRecall: "예약 취소", ilbo.DeedShare: "필자 지정", ilbo.DeedTakeOver: "이어받음", ilbo.DeedImport: "들여옴",
		ilbo.DeedStaffAdd: "들어옴", ilbo.DeedPassword: "비밀번호 변경", ilbo.DeedSignIn: "로그인", ilbo.DeedRefused: "로그인 거절", ilbo.DeedSignOut: "로그아웃",
		ilbo.DeedEndSession: "접속 끝냄", ilbo.DeedPasskeyAdd: "패스키 추가", ilbo.DeedPasskeyDrop: "패스키 없앰", ilbo.DeedInvite: "초대", ilbo.DeedReset: "새 비밀번호 주소",
		ilbo.DeedStaffChange: "직책 변경", ilbo.DeedStaffLeave: "내보냄(사람)",
		ilbo.DeedPropose: "제안", ilbo.DeedAssign: "배정", ilbo.DeedReplan: "계획 변경", ilbo.DeedAccept: "받아들임", ilbo.DeedTakeUp: "맡아 시작", ilbo.DeedFinish: "끝냄", ilbo.DeedDrop: "접음",
		ilbo.DeedResume: "다시 함", ilbo.DeedNote: "메모", ilbo.DeedResolve: "메모 해결", ilbo.DeedUnresolve: "메모 다시 엶",
		ilbo.DeedWireTake: "통신 기사 가져감", ilbo.DeedWireReplace: "대체 기사", ilbo.DeedWireCancel: "통신사 취소", ilbo.DeedWireSource: "공급처 변경", ilbo.DeedWireFilter: "필터 변경",
		ilbo.DeedPictureFile: "사진 올림", ilbo.DeedPictureDescribe: "사진 설명", ilbo.DeedPictureRights: "사진 권한", ilbo.DeedPictureReplace: "사진 교체",
		ilbo.DeedArrange: "화면 내보냄", ilbo.DeedRearrange: "화면 되살림", ilbo.DeedWeigh: "무게 정함", ilbo.DeedBanner: "속보 띠 닮", ilbo.DeedBannerDown: "속보 띠 내림",
		ilbo.DeedAlert: "알림 보냄", ilbo.DeedAlertBack: "알림 되돌림",
		ilbo.DeedEdition: "지면 인쇄", ilbo.DeedWish: "지면에 기사 배치", ilbo.DeedIssue: "해설판 만들기·고치기", ilbo.DeedIssueOut: "해설판 발행", ilbo.DeedIssueBack: "해설판 거둠", ilbo.DeedNewsletter: "뉴스레터 만들기·고치기", ilbo.DeedNewsletterEnd: "뉴스레터 끝냄", ilbo.DeedMailing: "발송분에 글 씀", ilbo.DeedMailingNow: "발송분 바로 보냄", ilbo.DeedMailingStop: "발송 멈춤",
		ilbo.DeedLesson: "해설 고침", ilbo.DeedLessonDrop: "해설 없앰", ilbo.DeedWords: "낱말 목록 넣음",
		ilbo.DeedPlan: "상품 판매 또는 수정", ilbo.DeedContract: "계약 작성 또는 수정", ilbo.DeedEnd: "구독 종료", ilbo.DeedPaid: "납부 확인", ilbo.DeedVoid: "청구서 취소", ilbo.DeedRefund: "환불", ilbo.DeedVoucher: "구독권 발행",
	},
	Done: map[string]string{
		"wish": "적어 두고 지면을 다시 짰습니다.", "closed": "마감했습니다. 지금 인쇄하고 있으며, 1~2분 뒤 독자가 볼 수 있습니다.",
		"issue": "저장했습니다.", "issue-out": "발행했거나 때를 기다립니다.", "issue-back": "거두었습니다.",
		"lesson": "저장했습니다. 독자에게 보입니다.", "lesson-dropped": "해설을 없앴습니다.",
		"password": "비밀번호를 바꾸었고, 다른 곳에서는 모두 로그아웃되었습니다.", "language": "이제 한국어로 보입니다.", "ended": "끝냈습니다.", "passkey": "패스키를 추가했습니다. 다음부터 이것으로 로그인하십시오.",
		"dropped": "패스키를 없앴습니다.", "changed": "바꾸었습니다.", "hand-over": "넘겼습니다.", "publish": "내보냈거나 때를 기다립니다.", "update": "고친 것이 나갔습니다.", "recall": "예약을 취소했습니다.", "hold": "보류했습니다.", "release": "보류를 풀었습니다.", "embargo": "엠바고를 걸었습니다.",
		"lift": "엠바고를 풀었습니다.", "spike": "버렸습니다. 남아 있어 되살릴 수 있습니다.", "revive": "다시 초고입니다.", "correct": "독자에게 알렸습니다.", "kill": "모든 곳에서 내렸습니다.", "share": "쓴 사람을 정했습니다.", "translate": "번역할 초고입니다.",
		"restored": "가장 새로운 판으로 되돌렸습니다.", "merged": "합쳐 새 판으로 저장했습니다.", "look-again": "그사이 누가 저장했습니다. 다시 살펴 주십시오.", "left": "떠났고, 모든 곳에서 로그아웃되었습니다.",
		"words": "수준별 낱말 목록을 넣었습니다.", "planned": "계획에 넣었습니다.", "replanned": "계획을 고쳤습니다.", "accepted": "받아들였고, 맡은 사람에게 알렸습니다.", "finished": "끝냈습니다.", "resumed": "다시 계획에 넣었습니다.", "read": "읽음으로 했습니다.",
		"dropped-plan": "접었습니다. 다시 할 수 있습니다.", "moved": "옮겼습니다.", "noted": "메모를 남겼습니다.", "resolved": "해결되었습니다.", "unresolved": "다시 열었습니다.",
		"taken": "데스크로 가져갔습니다.", "fetched": "사진을 받았습니다.", "filter": "필터를 저장했습니다.", "filter-dropped": "필터를 없앴습니다.", "source": "저장했습니다.", "source-dropped": "공급처를 없앴습니다.",
		"front": "화면을 내보냈습니다.", "front-again": "이전 화면을 다시 내보냈습니다.", "banner": "띠를 달았습니다.", "down": "띠를 내렸습니다.", "queued": "알림을 대기열에 넣었습니다. 나가기 전에는 되돌릴 수 있습니다.", "alert-back": "알림을 되돌렸습니다.",
		"title": "저장했습니다.", "title-ended": "뉴스레터를 끝냈습니다.", "mailing": "이 발송분에 저장했습니다.", "tried": "시험 편지가 가고 있습니다.", "mailing-now": "보내고 있습니다.", "mailing-stopped": "멈추었습니다. 더는 보내지 않습니다.",
	},
	Reasons: map[account.Reason]string{
		account.Refused: "아이디와 비밀번호가 맞지 않습니다. 대소문자와 한영 전환을 살펴 주십시오.", account.TooManyTries: "이곳에서 틀린 비밀번호가 너무 많이 들어왔습니다. 1분 뒤에 다시 하거나 패스키를 쓰십시오.",
		account.Over: "이미 끝난 주소이거나 로그아웃되었습니다.", account.BadPassword: "비밀번호는 열 자 이상이어야 합니다.",
		account.BadPasskey: "패스키를 쓰지 못했습니다. 다시 하거나 비밀번호로 로그인하십시오.", account.TooLate: "시간이 너무 지났습니다. 다시 해 주십시오.", account.NoPasskeys: "패스키는 localhost처럼 이름이 있는 주소에서만 쓸 수 있습니다.",
		account.NotYours: "맡으신 일이 아닙니다. 편집국장이나 관리자에게 부탁하십시오.", account.YourOwn: "스스로에게는 할 수 없습니다. 권한이 있는 다른 사람에게 부탁하십시오.", account.TooManyKeys: "더 늘릴 수 없습니다. 하나를 먼저 없애십시오.",
	},
	Kinds: map[ilbo.Kind]string{
		ilbo.NotFound: "그런 쪽이나 사람이 없습니다.", ilbo.Invalid: "그대로는 받을 수 없습니다. 적은 내용을 살펴 주십시오.", ilbo.Forbidden: "맡으신 일이 아닙니다. 편집국장이나 관리자에게 부탁하십시오.",
		ilbo.Conflict: "이미 쓰는 이름이거나 다른 사람이 먼저 바꾸었습니다. 다시 살펴 주십시오.", ilbo.Gone: "이미 끝났습니다.", ilbo.Busy: "지금은 바쁩니다. 잠시 뒤에 다시 하십시오.",
		ilbo.Internal: "저희 쪽에서 탈이 나 기록해 두었습니다. 다시 해 주십시오.", ilbo.Embargoed: "엠바고가 걸려 있습니다.",
	},
}

func wordsIn(l ilbo.Language) *Words {
	if l == ilbo.Korean {
		return &korean
	}
	return &english
}

// said is what was just done, by its name in the address.
func (w *Words) said(name string) string {
	for _, done := range []map[string]string{w.Lists.Done, w.Sell.Done} {
		if say := done[name]; say != "" {
			return say
		}
	}
	return w.Done[name]
}

// deed names what was done; a name that is newer than the words is its own.
func (w *Words) deed(d ilbo.Deed) string {
	if name := w.Deeds[d]; name != "" {
		return name
	}
	return string(d)
}

// wrong says what went wrong: the reason where there is one, or else the sentence
// of the error itself.
func (w *Words) wrong(err error) string {
	var reason account.Reason
	if errors.As(err, &reason) && w.Reasons[reason] != "" {
		return w.Reasons[reason]
	}
	var why basket.Reason
	if errors.Is(err, lesson.Crossed) {
		return w.Issue.Crossed
	}
	if errors.Is(err, mailing.Crossed) {
		return w.Mail.Crossed
	}
	if errors.As(err, &why) && w.Wire.Reasons[why] != "" {
		return w.Wire.Reasons[why]
	}
	var unsold circulation.Reason
	if errors.As(err, &unsold) && w.Sell.Reasons[unsold] != "" {
		return w.Sell.Reasons[unsold]
	}
	var fault ilbo.Fault
	if errors.As(err, &fault) && w.Sell.Faults[fault] != "" {
		return w.Sell.Faults[fault]
	}
	var trouble ilbo.Trouble
	if errors.As(err, &trouble) && w.Wire.Troubles[trouble] != "" {
		return w.Wire.Troubles[trouble]
	}
	var refusal picture.Refusal
	if errors.As(err, &refusal) && w.Pictures.Refusals[refusal] != "" {
		return w.Pictures.Refusals[refusal]
	}
	var about alert.Reason
	if errors.As(err, &about) && w.Alerts.Reasons[about] != "" {
		return w.Alerts.Reasons[about]
	}
	var clash front.Reason
	if errors.As(err, &clash) && w.Fronts.Reasons[clash] != "" {
		return w.Fronts.Reasons[clash]
	}
	kind := ilbo.KindOf(err)
	if say := ilbo.SayOf(err); say != "" && kind != ilbo.Internal {
		if w == &english {
			return say
		}
		if korean := inKorean(say); korean != "" {
			return korean
		}
	}
	return w.Kinds[kind]
}

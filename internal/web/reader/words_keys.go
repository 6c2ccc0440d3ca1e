package reader

// keyWords are what the room says about passkeys.
type keyWords struct {
	Title, Say, Name, NameHint, Add, Added, Used, Never, Drop string
	With, Or, NoScript, Unable, Stale                         string
}

var englishKeys = keyWords{
	Title: "Passkeys", Say: "A passkey signs you in by the finger, the face or the code of your device, without a letter.",
	Name: "What to call it", NameHint: "My phone", Add: "Add a passkey", Added: "added", Used: "last used", Never: "not used yet", Drop: "Take away",
	With: "Sign in with a passkey", Or: "or", NoScript: "Passkeys need JavaScript, which is off here. The link by letter works without it.",
	Unable: "This browser knows no passkeys. The link by letter works everywhere.",
	Stale:  "You signed in a while ago. Before you add a passkey, sign in once more: we send you a link that leads back here.",
}

var koreanKeys = keyWords{
	Title: "패스키", Say: "편지 없이 기기의 지문이나 얼굴, 잠금 번호로 로그인합니다.",
	Name: "이름", NameHint: "내 휴대전화", Add: "패스키 추가", Added: "추가", Used: "마지막 사용", Never: "아직 쓰지 않음", Drop: "지우기",
	With: "패스키로 로그인", Or: "또는", NoScript: "패스키를 쓰려면 자바스크립트를 켜야 합니다. 편지로 받는 링크는 그대로 쓸 수 있습니다.",
	Unable: "이 브라우저에서는 패스키를 쓸 수 없습니다. 편지로 받는 링크는 어디에서나 쓸 수 있습니다.",
	Stale:  "로그인한 지 오래되었습니다. 패스키를 추가하려면 다시 로그인하십시오. 이 화면으로 돌아오는 링크를 보내 드립니다.",
}

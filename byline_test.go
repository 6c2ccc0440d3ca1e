package ilbo

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestBylinesAsPapersPrintThem(t *testing.T) {
	for line, want := range map[string]string{
		"by Lee Hyo-jin": "Lee Hyo-jin", "BY LEE HYO-JIN": "LEE HYO-JIN", "  By\u00a0Lee   Hyo-jin \n": "Lee Hyo-jin", "Byron Andrews": "Byron Andrews", "Sandy Anderson": "Sandy Anderson",
		"By Lee Hyo-jin (hyo@paper.example)": "Lee Hyo-jin", "Lee Hyo-jin hyo@paper.example and Kim Da-on da@paper.example": "Lee Hyo-jin|Kim Da-on", "hyo@paper.example": "",
		"A One; B Two, C Three & D Four": "A One|B Two|C Three|D Four", "이미나 특파원": "이미나", "이미나·박도현ㆍ한서윤 기자": "이미나|박도현|한서윤", "이미나 및 박도현 기자": "이미나|박도현",
		"이미나 기자 mina@paper.example": "이미나", "글·사진 이미나 기자": "이미나", "기자": "기자", ", , ;": "", "[이미나 기자]": "이미나", "Jean-Luc d’Arc": "Jean-Luc d’Arc",
	} {
		var names []string
		for _, b := range ReadBylines(line) {
			if b.Journalist != "" {
				t.Errorf("%q: a printed line knows no journalist, got %q", line, b.Journalist)
			}
			names = append(names, b.Name)
		}
		if got := strings.Join(names, "|"); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
}

func FuzzReadBylines(f *testing.F) {
	for _, s := range []string{"By A and B", "이미나·박도현 기자", "a@b", "\x00", "\xff, x", "By By By", "(((", "기자 기자"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		for _, b := range ReadBylines(line) {
			if b.Name == "" || b.Name != Clean(b.Name) || !utf8.ValidString(b.Name) || strings.Contains(b.Name, "@") || strings.ContainsRune(b.Name, 0) {
				t.Errorf("%q gives the name %q", line, b.Name)
			}
		}
	})
}

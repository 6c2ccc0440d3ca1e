package inflection

import (
	"strings"
	"testing"
)

// TestDictionaryForms says what the likeliest word is, and what has to be among the
// others.
func TestDictionaryForms(t *testing.T) {
	for _, c := range []struct {
		find func(string) []Form
		list string // word:first or word~among
	}{
		{English, `ferries:ferry piers:pier buses:bus watches:watch knives:knife children:child women:woman people:person stopped:stop running:run walked:walk hoped:hope taking:take
			changed:change used:use decided:decide created:create visited:visit opened:open passed:pass missed:miss tried:try agreed:agree went:go bought:buy broke:break was:be
			news:news series:series bus:bus during:during morning:morning Seoul's:seoul workers':worker heavier~heavy biggest~big larger~large judges:judge prices:price shoes~shoe
			realized:realize produced:produce saved:save boarded:board waiting:wait pier:pier this:this leaves~leaf ship:ship`},
		{Korean, `국회에서는:국회 시민들에게:시민 부두를:부두 발표했다:발표하다 발표했다~발표 갔습니다:가다 먹었다:먹다 마셨다:마시다 도왔다:돕다 몰랐다:모르다 썼다:쓰다 봤다:보다 배웠습니다:배우다
			됐다:되다 떠났다:떠나다 기다렸다~기다리다 걸었다~걷다 걸었다~걸다 지었다~짓다 갑니다:가다 삽니다~살다 고마운~고맙다 먹는~먹다 사는~살다 가는~가다 아름다운~아름답다
			걸으면~걷다 읽으며:읽다 먹지만:먹다 추워서~춥다 해서~하다 컸다~크다 바빴다~바쁘다 있다:있다 있었다:있다 좋은~좋다 작은~작다 배:배 먹다:먹다 않습니다:않다 떠납니다~떠나다 열린다:열리다 살았다:살다 보냈다:보내다`},
	} {
		for entry := range strings.FieldsSeq(c.list) {
			word, want, first := strings.Cut(entry, ":")
			if !first {
				word, want, _ = strings.Cut(entry, "~")
			}
			got := c.find(word)
			found := false
			for i, f := range got {
				found = found || f.Word == want && (i == 0 || !first)
			}
			if !found {
				t.Errorf("%s is of %+v, want %s", word, got, want)
			}
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, s := range []string{"", "s", "'s", "ed", "ing", "ies", "다", "습니다", "ㅆ", "한강이", "갔다", "\xff", "es", "몰라", "아"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		for _, find := range []func(string) []Form{English, Korean} {
			list := find(word)
			if word != "" && len(list) == 0 || len(list) > 60 {
				t.Fatalf("%q has %d forms", word, len(list))
			}
		}
	})
}

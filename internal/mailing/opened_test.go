package mailing_test

import (
	"regexp"
	"strings"
	"testing"
)

var picture = regexp.MustCompile(`<img src="https://daily\.example/newsletters/opened/([^"]*)"`)

// TestLettersOfAMailingHaveOnePicture looks whether two readers could be told apart
// by what counts opens, and whether it is there at all where nobody turned it on.
func TestLettersOfAMailingHaveOnePicture(t *testing.T) {
	for _, on := range []bool{false, true} {
		r := newRoom(t)
		id := r.morning(t)
		n, err := r.store.Newsletter(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		n.Opens = on
		if _, err := r.Make(t.Context(), publisher, n); err != nil {
			t.Fatal(err)
		}
		r.take(t, id, "minji@example.com", "Asia/Seoul")
		r.take(t, id, "hana@example.com", "Asia/Seoul")
		r.nextMorning()
		r.tick(t)
		names := map[string]int{}
		for _, to := range []string{"minji@example.com", "hana@example.com"} {
			html := r.taken[to][0].HTML
			for _, m := range picture.FindAllStringSubmatch(html, -1) {
				names[m[1]]++
			}
			if strings.Contains(html, "<img") != on || strings.Contains(html, "not by whom") != on {
				t.Errorf("counted %v: the letter is\n%s", on, html)
			}
		}
		if !on {
			if len(names) > 0 {
				t.Errorf("nobody turned it on: %v", names)
			}
			continue
		}
		if len(names) != 1 {
			t.Fatalf("the letters have %d pictures", len(names))
		}
		for name, n := range names {
			mailing, ok := r.OpenedMailing(name)
			if !ok || mailing == 0 || n != 2 {
				t.Errorf("%s is mailing %d (%v) in %d letters", name, mailing, ok, n)
			}
			for _, forged := range []string{"", "x", strings.Replace(name, "1-", "2-", 1), "2.gif", "1.gif", "01" + name[1:], strings.TrimSuffix(name, ".gif"), name + ".gif", name[:len(name)-5] + ".gif"} {
				if _, ok := r.OpenedMailing(forged); ok {
					t.Errorf("%q is taken for a picture of the paper's", forged)
				}
			}
		}
		l, err := r.Preview(t.Context(), publisher, id)
		if err != nil || strings.Contains(l.HTML, "<img") {
			t.Errorf("who looks at the proof opens it (%v)", err)
		}
	}
}

// FuzzOpenedName reads what anybody could ask for.
func FuzzOpenedName(f *testing.F) {
	for _, seed := range []string{"", "1.gif", "1-AAAAAAAAAAAA.gif", "-1-x.gif", "99999999999999999999-x.gif"} {
		f.Add(seed)
	}
	r := newRoom(f)
	f.Fuzz(func(t *testing.T, name string) {
		if id, ok := r.OpenedMailing(name); ok && id <= 0 {
			t.Errorf("%q is mailing %d", name, id)
		}
	})
}

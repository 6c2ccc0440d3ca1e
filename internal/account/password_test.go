package account

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"ilbo.press"
)

func TestDigestMatchesItsPasswordAlone(t *testing.T) {
	const word = "한강을 건너는 배"
	d, err := Digest(word + " 2026")
	if err != nil {
		t.Fatal(err)
	}
	if !Matches(d, word+" 2026") {
		t.Error("the password does not match its own digest")
	}
	for _, wrong := range []string{"", word, word + " 2027", strings.Repeat("x", longest+1)} {
		if Matches(d, wrong) {
			t.Errorf("%q matches", wrong)
		}
	}
	again, _ := Digest(word + " 2026")
	if again == d {
		t.Error("two digests of one password are equal: there is no salt")
	}
}

func TestDigestRefusesShortAndEndlessPasswords(t *testing.T) {
	for _, word := range []string{"", "short", strings.Repeat("x", longest+1)} {
		if _, err := Digest(word); !errors.Is(err, ilbo.Invalid) {
			t.Errorf("%d bytes: got %v, want Invalid", len(word), err)
		}
	}
}

func TestBrokenDigestsMatchNothing(t *testing.T) {
	good, _ := Digest("a long enough one")
	for _, d := range []string{"", "$", "plain", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "m=65536", "m=99999999", 1), good[:len(good)-4]} {
		if Matches(d, "a long enough one") {
			t.Errorf("%q matches", d)
		}
	}
}

func TestNewPasswordIsTypableAndNew(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z2-9]{4}(-[a-z2-9]{4}){3}$`)
	seen := map[string]bool{}
	for range 200 {
		p := NewPassword()
		if !shape.MatchString(p) || strings.ContainsAny(p, "ilo01") || seen[p] {
			t.Fatalf("got %q", p)
		}
		seen[p] = true
	}
}

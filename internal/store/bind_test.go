package store

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func TestPlaceholdersAreNumbered(t *testing.T) {
	for given, want := range map[string]string{
		``:                                 ``,
		`SELECT 1`:                         `SELECT 1`,
		`a = ? AND b IN (?, ?)`:            `a = $1 AND b IN ($2, $3)`,
		`a = '?' AND b = ?`:                `a = '?' AND b = $1`,
		`a = 'it''s ?' AND b = ?`:          `a = 'it''s ?' AND b = $1`,
		`"odd?" = ? AND "a""?" = ?`:        `"odd?" = $1 AND "a""?" = $2`,
		"a = ? -- why?\nAND b = ?":         "a = $1 -- why?\nAND b = $2",
		`a = ? -- why?`:                    `a = $1 -- why?`,
		`a = '? never closed`:              `a = '? never closed`,
		`a - ? - ?`:                        `a - $1 - $2`,
		strings.Repeat("?", 11) + "한글 = ?": "$1$2$3$4$5$6$7$8$9$10$11한글 = $12",
	} {
		if got := numbered(given); got != want {
			t.Errorf("numbered(%q) = %q, want %q", given, got, want)
		}
	}
}

func FuzzPlaceholdersAreNumbered(f *testing.F) {
	for _, seed := range []string{`a = ? AND b = '?'`, `"?" = ? -- ?`, `''?''`, "--?\n?", `'`, `한 = ?`} {
		f.Add(seed)
	}
	number := regexp.MustCompile(`\$\d+`)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "$") {
			t.Skip("the text has what the numbers are told by")
		}
		got := numbered(text)
		if back := number.ReplaceAllString(got, "?"); !regexp.MustCompile(`\?\d`).MatchString(text) && back != text {
			t.Errorf("%q became %q", text, got)
		}
		for i, n := range number.FindAllString(got, -1) {
			// A digit of the text that follows a number reads as part of it.
			if !strings.HasPrefix(n, fmt.Sprintf("$%d", i+1)) {
				t.Errorf("%q: placeholder %d is %s", text, i+1, n)
			}
		}
	})
}

package newsroom

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEverySentenceHasItsKorean reads the departments that the newsroom's screens
// call, and wants the Korean of each sentence that they may say to somebody.
func TestEverySentenceHasItsKorean(t *testing.T) {
	said := map[string]string{}
	for _, glob := range []string{"../../desk/*.go", "*.go", "../../../copy.go", "../../../story.go", "../../picture/*.go", "../../../crop.go", "../../../assignment.go", "../../../note.go", "../../circulation/desk.go", "../../circulation/voucher.go", "../../mailing/*.go", "../../../newsletter.go", "../../../letter_body.go", "../../lesson/*.go", "../../../lesson.go", "../../../issue.go"} {
		files, err := filepath.Glob(glob)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", glob, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(filepath.Base(name), "words") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				for _, sentence := range sentencesOf(n) {
					said[sentence] = name
				}
				return true
			})
		}
	}
	if len(said) < 40 {
		t.Fatalf("only %d sentences were found", len(said))
	}
	for sentence, name := range said {
		if koreanSentences[sentence] == "" {
			t.Errorf("%s says %q, and not in Korean: see sentence.go", filepath.Base(name), sentence)
		}
	}
	for english, korean := range koreanSentences {
		if n, m := len(place.FindAllString(english, -1)), strings.Count(korean, "%s"); m > n {
			t.Errorf("%q has %d places and %q has %d", english, n, korean, m)
		}
	}
}

// sentencesOf are those that a node says: what invalid, conflict and say are given
// first, and the Say of an error, as it is or as Sprintf makes it.
func sentencesOf(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "invalid" || f.Name == "conflict" || f.Name == "say" || f.Name == "notYours") && len(n.Args) > 0 {
			return literal(n.Args[0])
		}
	case *ast.KeyValueExpr:
		key, ok := n.Key.(*ast.Ident)
		if !ok || key.Name != "Say" {
			return nil
		}
		if call, ok := n.Value.(*ast.CallExpr); ok && len(call.Args) > 0 {
			return literal(call.Args[0])
		}
		return literal(n.Value)
	}
	return nil
}

func literal(e ast.Expr) []string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			return []string{text}
		}
	}
	return nil
}

func TestSentencesKeepWhatStoodInTheirPlaces(t *testing.T) {
	for sentence, want := range map[string]string{
		"The story has no headline.":                                              "제목이 없습니다.",
		"The headline is longer than 400 characters.":                             "제목이 400자보다 깁니다.",
		"A story is of the years 1800 to 2200.":                                   "기사의 날짜는 1800년에서 2200년 사이입니다.",
		"The slug “A b” is not made of small letters, digits and single hyphens.": "슬러그 ‘A b’에는 영문 소문자, 숫자, 붙임표 하나씩만 쓸 수 있습니다.",
		"Gloss 2 (“pier”): its note is longer than 600 characters.":               "2번째 풀이(“pier”): 덧붙임이(가) 600자보다 깁니다.",
		"Something nobody says.":                                                  "",
	} {
		if got := inKorean(sentence); got != want {
			t.Errorf("%q is %q, want %q", sentence, got, want)
		}
	}
}

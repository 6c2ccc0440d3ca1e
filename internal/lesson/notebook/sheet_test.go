package notebook_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"ilbo.press"
	"ilbo.press/internal/lesson/notebook"
)

// odd are words that files have to say with care.
func odd() []ilbo.KeptWord {
	a := pier()
	a.Headword, a.Note, a.Meaning = "#pier", "“a” \"b\"", "=1+1"
	b := ilbo.KeptWord{Learned: ilbo.Korean, Explained: ilbo.English, Headword: "-고 싶다", Meaning: "to want to, \"wish\"", Note: "@SUM(A1)\ttab", Example: "+1\nline", Speech: ilbo.SpeechGrammar}
	return []ilbo.KeptWord{a, b}
}

func TestAnkiReadsTheFile(t *testing.T) {
	var b strings.Builder
	if err := notebook.WriteAnki(&b, odd(), "https://paper.example"); err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(b.String(), "#tags column:11\n")
	if want := "#separator:tab\n#html:false\n#columns:Headword\tMeaning\tPronunciation\tPart of speech\tNote\tExample\tTranslated example\tSentence\tStory\tAddress\tTags\n"; head != want {
		t.Errorf("the head is %q", head)
	}
	in := csv.NewReader(strings.NewReader(rest)) // Anki's own reader is one of CSV, with tabs, and # for remarks
	in.Comma, in.Comment = '\t', '#'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"#pier", "=1+1", "pɪr", "noun", "“a” \"b\"", "", "", "The ferry left the old pier at ten.", "The old pier", "https://paper.example/weekly/2026/11/29/pier", "ilbo english"},
		{"-고 싶다", "to want to, \"wish\"", "", "grammar", "@SUM(A1)\ttab", "+1\nline", "", "", "", "", "ilbo korean"},
	}
	if !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("read are %q", rows)
	}
}

func TestASpreadsheetTakesNoWordForAFormula(t *testing.T) {
	var b strings.Builder
	if err := notebook.WriteCSV(&b, odd(), "https://paper.example"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Address\r\nen,#pier,'=1+1,") {
		t.Errorf("the file is %q", b.String())
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a spreadsheet would work out %q", cell)
			}
		}
	}
	if rows[2][1] != "'-고 싶다" || rows[2][2] != "to want to, \"wish\"" {
		t.Errorf("read is %q", rows[2])
	}
}

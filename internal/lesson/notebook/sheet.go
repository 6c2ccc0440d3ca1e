package notebook

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"ilbo.press"
)

// columns are those of a file of words. The first two are what a card of two sides has.
var columns = []string{"Headword", "Meaning", "Pronunciation", "Part of speech", "Note", "Example", "Translated example", "Sentence", "Story", "Address"}

// row is a word in columns, its story at the base of the paper's addresses.
func row(w *ilbo.KeptWord, base string) []string {
	address := ""
	if w.Path != "" {
		address = base + string(w.Path)
	}
	return []string{w.Headword, w.Meaning, w.Said, string(w.Speech), w.Note, w.Example, w.ExampleMeaning, w.Sentence, w.Headline, address}
}

// languageTags are the languages as tags of notes.
var languageTags = map[ilbo.Language]string{ilbo.English: "english", ilbo.Korean: "korean"}

// WriteAnki writes words as Anki reads notes from a file: its head says how, a tab parts
// fields, and one with a tab, a quotation mark or a line break in it, or a # at its
// beginning, stands in quotation marks, of which those within are doubled. Browsers
// write the same: see reader/notebook/file.ts.
func WriteAnki(out io.Writer, words []ilbo.KeptWord, base string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "#separator:tab\n#html:false\n#columns:%s\tTags\n#tags column:%d\n", strings.Join(columns, "\t"), len(columns)+1)
	for i := range words {
		for _, text := range row(&words[i], base) {
			b.WriteString(field(text) + "\t")
		}
		b.WriteString("ilbo " + languageTags[words[i].Learned] + "\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// field is a text as a file for Anki has it.
func field(text string) string {
	if strings.ContainsAny(text, "\t\"\r\n") || strings.HasPrefix(text, "#") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// WriteCSV writes words as CSV: RFC 4180, with what a program of tables would take for a
// formula made a text.
func WriteCSV(out io.Writer, words []ilbo.KeptWord, base string) error {
	w := csv.NewWriter(out)
	w.UseCRLF = true
	rows := [][]string{append([]string{"Language"}, columns...)}
	for i := range words {
		cells := append([]string{string(words[i].Learned)}, row(&words[i], base)...)
		for n := range cells {
			cells[n] = cell(cells[n])
		}
		rows = append(rows, cells)
	}
	return w.WriteAll(rows)
}

// cell is a text that no program of tables takes for a formula.
func cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

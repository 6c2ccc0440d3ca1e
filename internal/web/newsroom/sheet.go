package newsroom

import (
	"encoding/csv"
	"fmt"
	"strings"
)

// sheet answers with rows as CSV: RFC 4180.
func (v *visit) sheet(name string, rows [][]string) error {
	h := v.w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name+".csv"))
	out := csv.NewWriter(v.w)
	for _, row := range rows { // whoever asked may have gone: Flush keeps the error
		for i := range row {
			row[i] = cell(row[i])
		}
		out.Write(row)
	}
	out.Flush()
	return nil
}

// cell is a text that no program of tables takes for a formula.
func cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) && strings.Trim(text, "-0123456789") != "" {
		return "'" + text
	}
	return text
}

// grouped writes a number as people read it.
func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// change says how a number differs from the one that it is compared with, in
// percent; empty where there was nothing.
func change(now, was int) string {
	if was == 0 {
		return ""
	}
	d := (now - was) * 100 / was
	switch {
	case d > 0:
		return "+" + grouped(d) + " %"
	case d < 0:
		return "−" + grouped(-d) + " %"
	}
	return "±0 %"
}

// inPercent writes a part; a line where there is none to tell.
func inPercent(part int) string {
	if part < 0 {
		return "–"
	}
	return fmt.Sprintf("%d %%", part)
}

// partOf is one number as a part of another.
func partOf(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", float64(n)*100/float64(of))
}

// dayLabel is the part of a day that labels have: 11-29.
func dayLabel(day string) string { return day[5:] }

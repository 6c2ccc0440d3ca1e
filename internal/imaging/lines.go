package imaging

import "strings"

// breakLines sets words into lines no wider than most. It breaks between
// words only, Korean too (as CSS's word-break: keep-all does); a word that is
// wider than a line by itself is broken between letters.
func breakLines(text string, most float64, width func(string) float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && width(line+" "+word) <= most {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		parts := split(word, most, width)
		lines = append(lines, parts[:len(parts)-1]...)
		line = parts[len(parts)-1]
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// split cuts a word into parts that fit, at least one letter to each.
func split(word string, most float64, width func(string) float64) []string {
	if width(word) <= most {
		return []string{word}
	}
	var parts []string
	part := ""
	for _, r := range word {
		if part != "" && width(part+string(r)) > most {
			parts = append(parts, part)
			part = ""
		}
		part += string(r)
	}
	return append(parts, part)
}

// balance sets text in as few lines as most allows, and then as evenly as
// that number of lines lets it.
func balance(text string, most float64, width func(string) float64) []string {
	lines := breakLines(text, most, width)
	low, high := most/4, most
	for high-low > 2 {
		middle := (low + high) / 2
		if try := breakLines(text, middle, width); len(try) <= len(lines) && !cuts(text, middle, width) {
			high = middle
		} else {
			low = middle
		}
	}
	return breakLines(text, high, width)
}

// cuts reports whether a word of text would be broken at that width.
func cuts(text string, most float64, width func(string) float64) bool {
	for _, word := range strings.Fields(text) {
		if width(word) > most {
			return true
		}
	}
	return false
}

// clip keeps n lines; what is cut off leaves an ellipsis.
func clip(lines []string, n int, most float64, width func(string) float64) []string {
	if len(lines) <= n {
		return lines
	}
	last := []rune(lines[n-1])
	for len(last) > 1 && width(string(last)+"…") > most {
		last = last[:len(last)-1]
	}
	out := append([]string(nil), lines[:n]...)
	out[n-1] = strings.TrimRight(string(last), " ,.;:—-") + "…"
	return out
}

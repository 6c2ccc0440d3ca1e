package imaging

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
)

// legible is a field as it was meant. Fields of IPTC that do not name their
// character set are read as Latin letters, and those of EXIF have none; what
// people wrote there is UTF-8 or, in Korea, that of Windows (an extension of
// EUC-KR).
func legible(s string) string {
	raw, ok := rawBytes(s)
	if !ok {
		return s
	}
	if utf8.ValidString(raw) {
		return raw
	}
	if hangul, ok := fromKorean(raw); ok {
		return hangul
	}
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, c := range []byte(raw) {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// rawBytes are the bytes that a field had in its file, where some of them may be
// of another character set.
func rawBytes(s string) (string, bool) {
	if !utf8.ValidString(s) {
		return s, true
	}
	b, high := make([]byte, 0, len(s)), false
	for _, r := range s {
		if r > 0xFF {
			return "", false
		}
		high = high || r >= 0x80
		b = append(b, byte(r))
	}
	return string(b), high
}

// fromKorean reads Korean text, and refuses what is none: every character that is
// not of ASCII must be one of Korean type, and one of them a syllable.
func fromKorean(raw string) (string, bool) {
	text, err := korean.EUCKR.NewDecoder().String(raw)
	if err != nil {
		return "", false
	}
	syllables := 0
	for _, r := range text {
		switch {
		case r < 0x80:
		case r == utf8.RuneError:
			return "", false
		case r >= 0xAC00 && r <= 0xD7A3:
			syllables++
		case !unicode.Is(unicode.Han, r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r):
			return "", false
		}
	}
	return text, syllables > 0
}

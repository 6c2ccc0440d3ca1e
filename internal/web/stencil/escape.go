package stencil

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// The escapers as html/template calls them, one behind the other.
var escapers = map[string]func(out *bytes.Buffer, text string){
	"_html_template_htmlescaper":   writeText,
	"_html_template_attrescaper":   writeText,
	"_html_template_rcdataescaper": writeText,
	"_html_template_urlfilter _html_template_urlnormalizer _html_template_attrescaper": writeFiltered,
	"_html_template_urlnormalizer _html_template_attrescaper":                          writeURL,
	"_html_template_urlescaper _html_template_attrescaper":                             writePart,
	"_html_template_srcsetescaper _html_template_attrescaper":                          writeSrcset,
}

// Texts that say of themselves what they are, and the escaper that believes them.
var trusted = map[reflect.Type]string{
	reflect.TypeFor[template.HTML](): "_html_template_htmlescaper",
	reflect.TypeFor[template.JS]():   "_html_template_jsvalescaper",
}

// escaped writes a value through escapers; nil where they or its type are not
// among those that are known here.
func escaped(w *way, names []string) piece {
	chain := strings.Join(names, " ")
	if escaper := trusted[w.typ]; escaper != "" && escaper == chain {
		return func(s *setting) { s.out.WriteString(w.value(s).String()) }
	}
	write := escapers[chain]
	if write == nil || !plain(w.typ) {
		return nil
	}
	if w.typ.Kind() == reflect.String {
		return func(s *setting) { write(s.out, w.value(s).String()) }
	}
	return func(s *setting) { write(s.out, strconv.FormatInt(w.value(s).Int(), 10)) }
}

// plain reports whether values of a type are shown as the text or the whole
// number that they are.
func plain(t reflect.Type) bool {
	if t.PkgPath() == "html/template" {
		return false
	}
	for _, says := range []reflect.Type{reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[error](), reflect.TypeFor[fmt.Formatter]()} {
		if reflect.PointerTo(t).Implements(says) {
			return false
		}
	}
	switch t.Kind() {
	case reflect.String, reflect.Int, reflect.Int64:
		return true
	}
	return false
}

// entities are the characters that neither a text nor a quoted attribute holds.
var entities = [128]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// writeText writes what stands in a text or in a quoted attribute.
func writeText(out *bytes.Buffer, text string) {
	written := 0
	for i := range len(text) {
		if c := text[i]; c < 128 && entities[c] != "" {
			out.WriteString(text[written:i])
			out.WriteString(entities[c])
			written = i + 1
		}
	}
	out.WriteString(text[written:])
}

// failsafe is what html/template writes for an address that is not safe.
const failsafe = "#ZgotmplZ"

// writeFiltered writes a whole address.
func writeFiltered(out *bytes.Buffer, text string) {
	if !safe(text) {
		text = failsafe
	}
	writeURL(out, text)
}

// safe reports whether an address has no protocol, or one that only leads
// somewhere.
func safe(address string) bool {
	protocol, _, ok := strings.Cut(address, ":")
	return !ok || strings.Contains(protocol, "/") ||
		strings.EqualFold(protocol, "http") || strings.EqualFold(protocol, "https") || strings.EqualFold(protocol, "mailto")
}

// writeURL writes an address, or the rest of one, into an attribute.
func writeURL(out *bytes.Buffer, text string) { writeAddress(out, text, true) }

// writePart writes what stands in a query.
func writePart(out *bytes.Buffer, text string) { writeAddress(out, text, false) }

// reserved are the characters that part an address.
const reserved = "!#$&*+,/:;=?@[]"

// kinds of characters in an address.
var inAddress = func() (list [256]byte) {
	for c := range 128 {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.ContainsRune("-._~", rune(c)):
			list[c] = unreserved
		case strings.ContainsRune(reserved, rune(c)):
			list[c] = parting
		}
	}
	return list
}()

const (
	unreserved = iota + 1
	parting
)

func writeAddress(out *bytes.Buffer, text string, whole bool) {
	const digits = "0123456789abcdef"
	written := 0
	for i := range len(text) {
		c := text[i]
		switch {
		case inAddress[c] == unreserved, whole && c == '%' && i+2 < len(text) && hex(text[i+1]) && hex(text[i+2]):
			continue
		case whole && inAddress[c] == parting:
			if entities[c] == "" {
				continue
			}
			out.WriteString(text[written:i])
			out.WriteString(entities[c])
		default:
			out.WriteString(text[written:i])
			out.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
		written = i + 1
	}
	out.WriteString(text[written:])
}

func hex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// writeSrcset writes addresses with what is said of each, with commas between.
func writeSrcset(out *bytes.Buffer, text string) {
	for i, element := range strings.Split(text, ",") {
		if i > 0 {
			out.WriteByte(',')
		}
		rest := strings.TrimLeft(element, spaces)
		end := strings.IndexAny(rest, spaces)
		if end < 0 {
			end = len(rest)
		}
		if !safe(rest[:end]) || strings.Trim(rest[end:], spaces+alphanumeric) != "" {
			out.WriteString(failsafe)
			continue
		}
		out.WriteString(element[:len(element)-len(rest)])
		writeURL(out, rest[:end])
		out.WriteString(rest[end:])
	}
}

const (
	spaces       = "\t\n\f\r "
	alphanumeric = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

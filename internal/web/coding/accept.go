package coding

// A Coding is one content coding of HTTP. Identity, the body as it is, counts
// as one.
type Coding uint8

// The codings in use. Those after Identity stand in the order of preference
// where the reader and the sizes leave the choice open, the best last.
const (
	Identity Coding = iota
	Gzip
	Zstd
	Brotli
	Count // how many there are
)

var tokens = [Count]string{"identity", "gzip", "zstd", "br"}

// String is the coding's name in Content-Encoding.
func (c Coding) String() string { return tokens[c] }

// Accepted is what a reader takes: for each coding the weight that it gave it,
// in thousandths; zero is refused.
type Accepted [Count]uint16

// Accept reads the values of Accept-Encoding. Without the field a reader takes
// the plain body only: such readers are old or simple programs. A coding that is
// not named has the weight of "*"; identity, where neither is named, is taken
// after everything else. A weight that is not one counts as a refusal.
func Accept(values []string) Accepted {
	if len(values) == 1 {
		switch values[0] { // what nearly all readers send
		case "gzip, deflate, br, zstd":
			return Accepted{1, 1000, 1000, 1000}
		case "gzip, deflate, br":
			return Accepted{1, 1000, 0, 1000}
		case "gzip, deflate", "gzip":
			return Accepted{1, 1000, 0, 0}
		}
	}
	return parse(values)
}

// unset marks a coding that the header did not name.
const unset = 0xffff

func parse(values []string) Accepted {
	a := Accepted{unset, unset, unset, unset}
	var star uint16 = unset
	for _, v := range values {
		for len(v) > 0 {
			var element string
			element, v = cut(v)
			name, weight := member(element)
			switch {
			case name == "*":
				star = weight
			case fold(name, "x-gzip"): // RFC 9110, 8.4.1.3
				a[Gzip] = weight
			default:
				for c, token := range tokens {
					if fold(name, token) {
						a[c] = weight
					}
				}
			}
		}
	}
	for c := range a {
		if a[c] == unset {
			a[c] = absent(Coding(c), star)
		}
	}
	return a
}

// absent is the weight of a coding that was not named.
func absent(c Coding, star uint16) uint16 {
	switch {
	case star != unset:
		return star
	case c == Identity:
		return 1
	}
	return 0
}

// Best gives the coding that the reader likes most of those to be had, and
// among equals the one with the least size. Size reports a coding's length, or
// less than zero where the answer is not to be had in it. Identity is the last
// resort even of those who refuse it: a plain page is better than none.
func (a Accepted) Best(size func(Coding) int) Coding {
	best, least, weight := Identity, 0, uint16(0)
	for c := Count; c > 0; {
		c--
		if a[c] == 0 || a[c] < weight {
			continue
		}
		n := size(c)
		if n < 0 || a[c] == weight && n >= least {
			continue
		}
		best, least, weight = c, n, a[c]
	}
	return best
}

// cut takes the first element off a comma list.
func cut(list string) (first, rest string) {
	for i := range len(list) {
		if list[i] == ',' {
			return list[:i], list[i+1:]
		}
	}
	return list, ""
}

// member reads `coding;q=0.5`, with optional white space where the grammar has
// it, into the name and its weight.
func member(s string) (name string, weight uint16) {
	for i := range len(s) {
		if s[i] != ';' {
			continue
		}
		param := trim(s[i+1:])
		if len(param) < 3 || param[0]|0x20 != 'q' || param[1] != '=' {
			return trim(s[:i]), 0
		}
		return trim(s[:i]), quality(param[2:])
	}
	return trim(s), 1000
}

// quality reads a qvalue (RFC 9110, 12.4.2) in thousandths, zero for anything
// else.
func quality(s string) uint16 {
	if len(s) == 0 || len(s) > 5 || s[0] != '0' && s[0] != '1' || len(s) > 1 && s[1] != '.' {
		return 0
	}
	q, place := uint16(s[0]-'0')*1000, uint16(100)
	for i := 2; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0
		}
		q += uint16(s[i]-'0') * place
		place /= 10
	}
	if q > 1000 {
		return 0
	}
	return q
}

func trim(s string) string {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}

// fold reports whether s is lower, which is in small letters, in any case.
func fold(s, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

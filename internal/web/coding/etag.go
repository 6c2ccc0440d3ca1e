package coding

// Match reports whether the values of If-None-Match name tag, an entity tag
// with its quotes, by the weak comparison that RFC 9110, 13.1.2 asks for: W/"a"
// and "a" are the same. A lone * names everything. What follows the first
// thing that is not an entity tag is not read.
func Match(values []string, tag string) bool {
	for _, v := range values {
		if trim(v) == "*" {
			return true
		}
		for {
			one, rest, ok := entityTag(v)
			if !ok {
				break
			}
			if one == tag {
				return true
			}
			v = rest
		}
	}
	return false
}

// entityTag cuts the first entity tag off a list, without its mark of weakness.
func entityTag(s string) (tag, rest string, ok bool) {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t' || s[0] == ',') {
		s = s[1:]
	}
	if len(s) > 2 && s[0] == 'W' && s[1] == '/' {
		s = s[2:]
	}
	if len(s) < 2 || s[0] != '"' {
		return "", "", false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return s[:i+1], s[i+1:], true
		case c < 0x21 || c == 0x7f:
			return "", "", false
		}
	}
	return "", "", false
}

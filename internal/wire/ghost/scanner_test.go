package ghost

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// tree reads a value with the scanner as encoding/json would.
func tree(s *scanner) (any, error) {
	k, err := s.kind()
	if err != nil {
		return nil, err
	}
	switch k {
	case object:
		m := map[string]any{}
		return m, s.object(func(name []byte) error {
			key := string(name)
			v, err := tree(s)
			m[key] = v
			return err
		})
	case list:
		l := []any{}
		err := s.list(func() error {
			v, err := tree(s)
			l = append(l, v)
			return err
		})
		return l, err
	case text:
		out, _, err := s.text(nil, 1<<20)
		return string(out), err
	}
	lit, err := s.literal(nil)
	if err != nil {
		return nil, err
	}
	return json.RawMessage(lit), nil
}

func TestScannerReadsWhatJSONSays(t *testing.T) {
	for _, data := range []string{
		`{"a":[1,-2.5e+3,0,true,false,null,"",{}],"b":{"c":[]}}`,
		`"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud83dx\ude00\ud83d\ud83d\ude00\u0000"`,
		"[\"é \xff \u2028\"]",
		` [ { } , [ ] , "x" ] `,
	} {
		var want any
		if err := json.Unmarshal([]byte(data), &want); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		for name, s := range map[string]*scanner{
			"at once":      scanBytes([]byte(data)),
			"by byte":      newScanner(iotest.OneByteReader(strings.NewReader(data)), 64),
			"small buffer": newScanner(strings.NewReader(data), 1),
		} {
			got, err := tree(s)
			if err != nil {
				t.Fatalf("%s, %s: %v", data, name, err)
			}
			again, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			whole, err := json.Marshal(want)
			if err != nil {
				t.Fatal(err)
			}
			var a, b any
			if json.Unmarshal(again, &a) != nil || json.Unmarshal(whole, &b) != nil {
				t.Fatal("what was marshalled cannot be read")
			}
			if x, y := mustJSON(t, a), mustJSON(t, b); x != y {
				t.Errorf("%s, %s: got %s, want %s", data, name, x, y)
			}
		}
	}
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(out), "\\ufffd", "\uFFFD")
}

func TestScannerTellsThePlaceOfDamage(t *testing.T) {
	tests := []struct {
		data     string
		at, line int64
		cut      bool
		what     string
	}{
		{``, 0, 1, true, "a value is expected"},
		{"{\n\"a\" 1}", 6, 2, false, "a colon"},
		{`{"a":1 "b":2}`, 7, 1, false, "a comma or the end of the object"},
		{`{"a":1,}`, 7, 1, false, "a name"},
		{`[1,]`, 3, 1, false, "a value"},
		{`[1 2]`, 3, 1, false, "a comma or the end of the list"},
		{`{"a":"b`, 7, 1, true, "a text has no end"},
		{`["\x"]`, 3, 1, false, "backslash"},
		{`["\u12g4"]`, 6, 1, false, "hexadecimal"},
		{`[tru]`, 4, 1, false, "a value"},
		{`[01]`, 3, 1, false, "a value"},
		{`[1.]`, 3, 1, false, "a value"},
		{`[-]`, 2, 1, false, "a value"},
		{`{"a":{"b":[1`, 12, 1, true, "a comma or the end of the list"},
		{strings.Repeat("[", maxDepth+1), maxDepth, 1, false, "too deeply"},
	}
	for _, test := range tests {
		err := scanBytes([]byte(test.data)).skip()
		var d *damage
		if !errors.As(err, &d) {
			t.Errorf("%.40s: got %v", test.data, err)
			continue
		}
		if d.at != test.at || d.line != test.line || d.cut != test.cut || !strings.Contains(d.what, test.what) {
			t.Errorf("%.40s: got byte %d, line %d, cut %v, %q; want %d, %d, %v, %q", test.data, d.at, d.line, d.cut, d.what, test.at, test.line, test.cut, test.what)
		}
	}
}

func TestScannerKeepsALimitOfTexts(t *testing.T) {
	s := newScanner(io.MultiReader(strings.NewReader(`["`), strings.NewReader(strings.Repeat("é\\n", 1<<20)), strings.NewReader(`",1]`)), 100)
	n := 0
	if err := s.list(func() error {
		if n++; n == 2 {
			return s.skip()
		}
		out, long, err := s.text(nil, 10)
		if string(out) != "é\né\né\n" || !long || cap(out) > 100 {
			t.Errorf("got %q of %d bytes, long %v", out, cap(out), long)
		}
		return err
	}); err != nil || n != 2 {
		t.Errorf("%d values, %v", n, err)
	}
	out, long, err := scanBytes([]byte(`"aé"`)).text(nil, 2)
	if string(out) != "a" || !long || err != nil {
		t.Errorf("a letter was cut: %q, %v, %v", out, long, err)
	}
}

func TestScannerGivesUpOnABrokenDisk(t *testing.T) {
	broken := errors.New("disk")
	s := newScanner(io.MultiReader(strings.NewReader(`{"a":[`), iotest.ErrReader(broken)), 3)
	if err := s.skip(); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func FuzzScanner(f *testing.F) {
	for _, seed := range []string{`{"a":[1,-2.5e+3,true,null,"\ud83d\ude00\ud83d"]}`, `[{}`, `[1,]`, `{"a" 1}`, "[\"\x01\"]", `[[[[]]]]`, `-`, `"\u00zz"`} {
		f.Add([]byte(seed), uint8(7))
	}
	f.Fuzz(func(t *testing.T, data []byte, size uint8) {
		s := newScanner(bytes.NewReader(data), int(size)+1)
		err := s.skip()
		if err == nil && s.next() != 0 {
			return // more than one value: the caller looks at that
		}
		var d *damage
		if err != nil && (!errors.As(err, &d) || d.at > int64(len(data)) || d.line < 1) {
			t.Fatalf("damage without a place: %v", err)
		}
		clean := bytes.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\r' && r != '\t' {
				return -1
			}
			return r
		}, data)
		odd := bytes.ContainsFunc(data, func(r rune) bool { return r < ' ' }) // let through within texts
		switch valid := json.Valid(data); {
		case valid && err != nil && len(data) <= maxLiteral:
			t.Fatalf("refused: %v", err)
		case !valid && err == nil && !odd && len(clean) == len(data):
			t.Fatalf("let through")
		}
		if err == nil && !odd {
			var want any
			if json.Unmarshal(data, &want) != nil {
				return // a number that no float64 holds
			}
			got, err := tree(scanBytes(data))
			if err != nil {
				t.Fatal(err)
			}
			var again any
			if err := json.Unmarshal([]byte(mustJSON(t, got)), &again); err != nil {
				return
			}
			if a, b := mustJSON(t, again), mustJSON(t, want); a != b && utf8Keys(data) {
				t.Fatalf("got %s, want %s", a, b)
			}
		}
	})
}

// utf8Keys holds where names cannot be changed by being written again.
func utf8Keys(data []byte) bool { return len(data) == len(bytes.ToValidUTF8(data, nil)) }

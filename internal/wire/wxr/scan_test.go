package wxr

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFieldText(t *testing.T) {
	tests := []struct{ name, field, want string }{
		{"plain", "A &amp; B &#8217; &nbsp;&lt;", "A & B ’ \u00a0<"},
		{"CDATA", "<![CDATA[A &amp; <b>B</b>]]>", "A &amp; <b>B</b>"},
		{"CDATA with space around it", "\n <![CDATA[A]]>\n", "\n A\n"},
		{"CDATA parted as it should be", "<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"},
		{"CDATA broken by its own text", "<![CDATA[a = b[c[0]]> 1; <p>d</p> ]]>", "a = b[c[0]]> 1; <p>d</p> "},
		{"two of them", "<![CDATA[a]]> &amp; <![CDATA[b]]>", "a & b"},
		{"markup that is not escaped", "<p class=\"x\">a <br/> b</p>", "<p class=\"x\">a <br/> b</p>"},
		{"a raw ampersand", "AT&T & Co", "AT&T & Co"},
		{"an entity that nobody knows", "&lol9; &xxe;", "&lol9; &xxe;"},
		{"the end of the field within CDATA", "<![CDATA[write </title> so]]>", "write </title> so"},
		{"a comment", "a <!-- </titl> --> b", "a <!-- </titl> --> b"},
		{"nothing", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newScanner(strings.NewReader("<title>"+test.field+"</title><next>"), 64)
			begin, err := s.next()
			if err != nil {
				t.Fatal(err)
			}
			raw, err := s.field(begin, 1000)
			if err != nil {
				t.Fatal(err)
			}
			if got := text(raw, nil); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if next, err := s.next(); err != nil || next.name != "next" {
				t.Errorf("reads on at %+v, %v", next, err)
			}
		})
	}
}

func TestFieldsHaveLimits(t *testing.T) {
	for _, n := range []int{999, 1000, 1001, 100_000} {
		for _, field := range []string{strings.Repeat("a", n), strings.Repeat("<", n)} {
			s := newScanner(strings.NewReader("<title>"+field+"</title><next>"), 64)
			begin, err := s.next()
			if err != nil {
				t.Fatal(err)
			}
			raw, err := s.field(begin, 1000)
			if (n > 1000) != errors.Is(err, errLong) || n <= 1000 && string(raw) != field {
				t.Errorf("%d bytes: %v, %d bytes read", n, err, len(raw))
			}
			if cap(s.buf) > 10_000 {
				t.Errorf("%d bytes: %d are held", n, cap(s.buf))
			}
			if next, err := s.next(); err != nil || next.name != "next" {
				t.Errorf("reads on at %+v, %v", next, err)
			}
		}
	}
}

func TestTags(t *testing.T) {
	const source = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY lol "lol"><!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "a > b">]>
<!-- <item> --><rss xmlns:w="http://wordpress.org/export/1.2/" xmlns:wp='x'>
text < 3 <![CDATA[<item>]]>
<w:post_id a = "1 > 0" b='&amp;'/><b a="x><c></ rss><a/><` + "\x00" + `></w:author>`
	s := newScanner(strings.NewReader(source), 64)
	type seen struct {
		Name         string
		Close, Empty bool
		Line         int
		A, B         string
	}
	var got []seen
	for {
		tag, err := s.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if tag.name == "rss" {
			s.prefix = prefixes(tag)
		}
		got = append(got, seen{tag.name, tag.close, tag.empty, tag.line, tag.attr("a"), tag.attr("b")})
	}
	want := []seen{
		{Name: "rss", Line: 2}, {Name: "wp:post_id", Empty: true, Line: 4, A: "1 > 0", B: "&"}, {Name: "b", Line: 4}, {Name: "c", Line: 4}, {Close: true, Line: 4}, {Name: "a", Empty: true, Line: 4}, {Name: "wp:author", Close: true, Line: 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

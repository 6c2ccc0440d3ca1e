package body

import (
	"strings"
	"testing"
)

// A page can hold a thousand of these, and takes no longer for it.
func TestCaptionOfABookHasNoCredit(t *testing.T) {
	line := strings.TrimSpace(strings.Repeat("The ferry leaves. ", 1_000)) + " / Yonhap"
	if caption, credit := SplitCredit(line); caption != line || credit != "" {
		t.Errorf("got a caption of %d bytes by %q", len(caption), credit)
	}
}

func TestCaptionAndCredit(t *testing.T) {
	tests := []struct{ line, caption, credit string }{
		{"The ferry leaves the quay, Monday. Newsis", "The ferry leaves the quay, Monday.", "Newsis"},
		{"The ferry leaves the quay, Monday. AP-Yonhap", "The ferry leaves the quay, Monday.", "AP-Yonhap"},
		{"The ferry leaves the quay. / Yonhap", "The ferry leaves the quay.", "Yonhap"},
		{"The ferry leaves the quay (Yonhap)", "The ferry leaves the quay", "Yonhap"},
		{"The ferry leaves the quay. Courtesy of Haneul City", "The ferry leaves the quay.", "Courtesy of Haneul City"},
		{"The ferry leaves the quay. Photo by Min Da-on", "The ferry leaves the quay.", "Min Da-on"},
		{"The ferry leaves the quay. Photograph: Min Da-on/Reuters", "The ferry leaves the quay.", "Min Da-on/Reuters"},
		{"The ferry leaves the quay. Korea Times photo by Min Da-on", "The ferry leaves the quay.", "Korea Times photo by Min Da-on"},
		{"Image copyright AFP Image caption The ferry leaves the quay", "The ferry leaves the quay", "AFP"},
		{"배가 나루를 떠나고 있다. /연합뉴스", "배가 나루를 떠나고 있다.", "연합뉴스"},
		{"배가 나루를 떠나고 있다. 하늘시 제공", "배가 나루를 떠나고 있다.", "하늘시 제공"},
		{"배가 나루를 떠나고 있다. [사진=뉴시스]", "배가 나루를 떠나고 있다.", "뉴시스"},
		{"배가 나루를 떠나고 있다. ⓒ 뉴스1", "배가 나루를 떠나고 있다.", "뉴스1"},
		{"The envoy arrives at the U.S. House", "The envoy arrives at the U.S. House", ""},
		{"He said that it would stay. She agreed.", "He said that it would stay. She agreed.", ""},
		{"Min Da-on (left) greets the crew", "Min Da-on (left) greets the crew", ""},
		{"The council of Haneul voted on Monday to keep the old ferry running for another ten years.", "The council of Haneul voted on Monday to keep the old ferry running for another ten years.", ""},
		{"The city will pay 3.2 billion won for a new engine, and the U.S. firm that built the first one has agreed to help.", "The city will pay 3.2 billion won for a new engine, and the U.S. firm that built the first one has agreed to help.", ""},
	}
	for _, test := range tests {
		if caption, credit := SplitCredit(test.line); caption != test.caption || credit != test.credit {
			t.Errorf("%q: got %q by %q", test.line, caption, credit)
		}
	}
}

package newsroom

import "testing"

func TestEveryPageIsRead(t *testing.T) {
	pages, err := parse()
	if err != nil {
		t.Fatal(err)
	}
	for page, name := range pageFiles {
		read, err := pages[page]()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if read.Lookup("frame") == nil || read.Lookup(name) == nil {
			t.Errorf("%s: the page %s has no frame, or not its own file", name, page)
		}
	}
}

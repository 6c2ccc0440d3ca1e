package site_test

import "testing"

func TestSearchOffersWhatTheOtherKeyboardMeans(t *testing.T) {
	p := newPaper(t)
	page := p.read("/ko/search?q=gksrkd")
	page.None("article")
	const meant = "/ko/search?q=%ED%95%9C%EA%B0%95" // 한강
	page.Attr(".empty a", "href", meant)
	if found := p.read(meant).All("article mark"); len(found) == 0 {
		t.Error("what is offered finds nothing")
	}
	p.read("/ko/search?q=rkdskarnrk").None(".empty a") // 강남구가 is nowhere
}

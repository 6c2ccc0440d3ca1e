// Package htmlcheck asserts what a page of HTML holds, as tests of the site
// want it: by CSS selector over the parsed document, as a browser sees it, and
// not by comparing text.
//
//	page := htmlcheck.Parse(t, body)
//	page.Text("h1", "Night ferry makes its first crossing")
//	page.Attr("link[rel=canonical]", "href", "https://daily.example/…")
//	page.None("iframe")
//
// A failed assertion is an error of the test, which goes on. Asking for the
// attribute or the text of something that is not there is one too.
package htmlcheck

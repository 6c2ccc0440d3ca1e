// Package crawler finds out whether a crawler is who it says it is, as the search
// engines themselves advise: the name of its network address belongs to the
// engine, and that name leads back to the address. What it calls itself proves
// nothing, and is only asked first because asking is cheap.
//
//	c, err := crawler.New(crawler.Options{Names: "google, naver"})
//	c.Proven(ctx, r.UserAgent(), address)
package crawler

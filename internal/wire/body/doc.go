// Package body sets HTML as a story's body: blocks of structure, and the
// pictures that stand in them.
//
// Formats whose copy is HTML share it. It knows no site's habits: what belongs
// to a page around the story is told by [Chrome], which shapes are a gallery
// by [Options]. Markup that is no newspaper's goes and its text stays;
// scripts, styles, handlers and links to anything but the web or mail never
// come through. Nothing is fetched.
//
//	set, err := body.HTML(fragment, body.Options{Base: site, Find: body.Below(uploads)})
//	story.Body, copied.Enclosed = set.Body, set.Enclosed
package body

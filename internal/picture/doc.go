// Package picture is the picture desk: it takes pictures in, keeps their
// originals, and makes of them what pages show.
//
// An original never leaves the house. What leaves are renditions and cards,
// which are encoded anew from pixels alone, so that where, when and with what
// a photograph was taken stays on file and is not published.
//
// A picture is public while the public may see a story that uses it. The desk
// asks the store for that, and believes a yes for a second: pictures of
// a killed story are gone a second later. A no is never remembered.
//
// Pictures and films that the program draws itself are registered by their
// recipe, which costs nothing, and drawn when they are first wanted.
//
//	desk := picture.New(store, blobs, time.Now)
//	p, err := desk.Intake(ctx, file, ilbo.Picture{Credit: "Kim Da-on"})
//	r, err := desk.Rendition(ctx, p.ID, 640, picture.WebP)
//	defer r.Close()
package picture

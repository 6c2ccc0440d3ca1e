package picture

import (
	"context"
	"io"
	"iter"
	"time"

	"ilbo.press"
)

// A Store keeps what is known of pictures and films. Reading one that it does
// not have is an error of kind NotFound. Putting one again replaces it.
type Store interface {
	PutPicture(ctx context.Context, p ilbo.Picture) error
	Picture(ctx context.Context, id ilbo.PictureID) (ilbo.Picture, error)
	// EachPicture lists pictures whose ids come after one, in the order of their
	// ids, at most limit of them.
	EachPicture(ctx context.Context, after ilbo.PictureID, limit int) ([]ilbo.Picture, error)
	// PicturePublic reports whether anything that the public may see at now
	// uses the picture. It is false for pictures that are not there.
	PicturePublic(ctx context.Context, id ilbo.PictureID, now time.Time) (bool, error)

	PutFilm(ctx context.Context, f ilbo.Film) error
	Film(ctx context.Context, id ilbo.FilmID) (ilbo.Film, error)
	// FilmPublic is PicturePublic for films.
	FilmPublic(ctx context.Context, id ilbo.FilmID, now time.Time) (bool, error)
}

// An Object is a file opened for reading. Whoever got it closes it, before the
// context ends that it was got with.
type Object = interface {
	io.ReadSeekCloser
	Size() int64
	ModTime() time.Time
}

// Blobs keep files under keys: slash paths of ASCII letters, digits, dots,
// hyphens and underscores. What is under a key is whole or absent. Getting
// what is absent is an error of kind NotFound.
type Blobs interface {
	Get(ctx context.Context, key string) (Object, error)
	Put(ctx context.Context, key string, r io.Reader) error
	// List gives the keys below a folder, in the order of their bytes where the
	// place has that. An error ends it.
	List(ctx context.Context, folder string) iter.Seq2[string, error]
}

// Package avif decodes AVIF pictures, in a sandbox that can be stopped.
//
// The container is read here, in Go, so that a picture's size is known and judged
// before a pixel is decoded. The AV1 image within goes to libavif and libaom,
// which are compiled to WebAssembly: they see their own memory, of which there is
// only so much, and they end when the context does. Every picture gets a new
// instance of them.
//
// decoder.wasm.gz is lib/decode.wasm.gz of github.com/gen2brain/avif v0.4.4, as
// its Makefile.decode makes it of libavif 1.1.1, libaom 3.10.0 and libyuv. That
// module's own Go decoder bounds neither memory nor time. LICENSES has all four
// licences.
package avif

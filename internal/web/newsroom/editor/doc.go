// Package editor is the TypeScript that edits a story's body, on ProseMirror; in
// Go it has tests alone, which drive it in Chromium.
//
// The door is openBody in body.ts. A body comes in and goes out as the JSON of
// ilbo.Body, and blocks.ts makes of it the document that schema.ts describes. What
// others put on the clipboard comes in through clean.ts and nowhere else. The
// rest is a file a concern: slash, find, typography, table, figure, upload,
// toolbar, keys, count.
package editor

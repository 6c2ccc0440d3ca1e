package site

import _ "embed"

// Setup is the inline script that applies the reader's settings before the page
// is drawn. The content security policy allows it by its hash.
//
//go:embed setup.js
var Setup string

// Worker is the service worker of the installed paper. It stands at /sw.js, so
// that it may look after the whole site.
//
//go:embed dist/sw.js
var Worker []byte

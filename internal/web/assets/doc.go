// Package assets builds and serves the files that pages need: styles, scripts,
// fonts, icons.
//
// CSS is not compiled. The sheets of a bundle are put one after the other, in
// the order that the bundle declares, minified, and named by their content, so
// that browsers may keep them for ever. Scripts come ready from package bundle;
// fonts and icons are served as they are.
//
// Files are looked up in several trees, of which a later one hides the files of
// an earlier one: the program's own first, then the paper's folder, so that a
// paper changes a sheet or an icon without building the program.
//
// In a sheet, url("newsreader.woff2") with a bare file name means the asset of
// that name; it is an error where there is none.
package assets

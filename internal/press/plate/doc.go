// Package plate makes pictures of the pages of an edition: as SVG, which is sharp
// however near one goes, and as pixels.
//
// Letters are drawn by the outlines of the faces that the pages were set in, so
// that they stand where the printed ones do, in every browser, and no font is
// fetched or given away. What is read lies over them as text that is not seen:
// it can be marked, copied and searched, and screen readers know its headings,
// its languages and its order. A page is one file that refers to nothing outside
// and runs nothing; it has no style sheet, so that it may be shown in an img or
// in the page itself under the strictest policy.
//
// The same edition is the same bytes.
package plate

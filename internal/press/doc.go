// Package press makes the printed paper: it plans the pages of an edition from
// the stories of a day, lays them out and sets them.
//
// A page is columns and rows: each row one line of text. A story is a block of
// so many columns by so many rows, and a page is blocks that fill it, each beside
// or below another. What is promised of a page:
//
//   - every story of the plan stands in the edition once, whole; one that is
//     continued says where, and there says from where;
//   - no two blocks overlap, and nothing of a block reaches out of it;
//   - every column of text is filled to its last row: what is over is a house
//     filler at the foot of a column, never white paper;
//   - only stories of the front page are continued, and those that are longer
//     than a page.
//
// How: a block can be of several heights at each width, for paragraphs may be a
// line longer or shorter, headlines larger or smaller, and pictures cut higher or
// lower. All ways to put blocks beside and below each other are searched for the
// best that comes out even, in the manner of Stockmeyer's "Optimal Orientations
// of Cells in Slicing Floorplan Designs" (1983): of a run of stories the heights
// that it can have at a width are those of its two parts, added where one stands
// below the other, shared where one stands beside the other.
//
// All of it is a pure function of the stories, the sheet and the fonts.
package press

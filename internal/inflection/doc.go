// Package inflection finds what a dictionary lists a word as, by rules and short
// tables of what has none: Korean words without their particles and endings, English
// ones without theirs. It knows no dictionary: where rules find several words, it gives
// them all, the likeliest first, and whoever has a list of words takes the one that is
// in it.
package inflection

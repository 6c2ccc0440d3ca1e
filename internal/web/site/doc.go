// Package site is what readers see: fronts, stories, lists, search, and the
// pages around them, in each of the paper's languages.
//
// A page is a pure function of what the departments give. It is rendered by a
// typed view and a template of the same name, and handed to the page cache with
// the keys it was made from. Templates decide nothing: views have the answers.
package site

// Package lesson prepares stories for people who learn their language: words are
// explained, sentences translated, grammar noted, all beside the story and not in it.
//
// What a lesson says is found in the story's body whenever it is shown, by the one rule
// of that, [ilbo.Lesson.On]: a story is edited as any other, and no gloss is ever on a
// word that it was not written for. What lost its place is listed for the newsroom and
// shown to nobody else.
package lesson

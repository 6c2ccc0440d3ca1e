// Package wire takes copy in: stories that were written elsewhere become
// stories of this paper.
//
// Each format has a package below this one, which reads it and gives [Copy]:
// page for a page that a reader's browser saved, wxr for WordPress exports,
// ghost for those of Ghost, ndjson for the paper's own import format. Package
// body sets HTML as a story's body for all of them. An [Intake] then fits the
// copy to the paper (sections, topics, journalists, pictures) and hands it to
// the desk. Three rules hold for every format:
//
//   - nothing is ever fetched from a network;
//   - taking the same copy again changes nothing;
//   - an entry that cannot be taken is refused with a sentence, and the
//     others go on.
package wire

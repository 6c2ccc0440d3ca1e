// words are all that the editor says: the fields of bodyWords in words_body.go.

const names = [
  "Body", "BodySay", "Toolbar", "GroupHistory", "GroupMarks", "GroupKinds", "GroupInsert", "GroupBlock", "GroupTools", "GroupTable",
  "Undo", "Redo", "Strong", "Em", "Link", "Subhead", "Quote", "PullQuote", "List", "Ordered", "Paragraph",
  "Insert", "Picture", "Upload", "Gallery", "Table", "FactBox", "Embed", "Up", "Down", "Remove", "FindReplace", "Typography", "NoBreak", "Explain",
  "RowAbove", "RowBelow", "DropRow", "ColumnBefore", "ColumnAfter", "DropColumn", "HeadRow", "NumericColumn",
  "SubheadSay", "QuoteSay", "PullQuoteSay", "ListSay", "OrderedSay", "PictureSay", "UploadSay", "GallerySay", "TableSay", "FactBoxSay", "EmbedSay",
  "FieldTitle", "FieldCaption", "FieldCredit", "FieldAlt", "FieldSource", "FieldEmbed", "FieldBy",
  "LacksBoth", "LacksCaption", "LacksAlt", "Film", "FilmSay", "Start",
  "Uploading", "Uploaded", "NoUpload", "NoPicture", "UploadFailed", "TryAgain", "Drop",
  "TooLong", "PicturesLeft", "Inserted", "Moved", "Removed", "NothingFound", "TypographyOn", "TypographyOff",
  "Find", "ReplaceWith", "MatchCase", "WholeWord", "Replace", "ReplaceAll", "Previous", "Next", "Close", "FoundOf", "Replaced",
  "Address", "AddressSay", "BadAddress", "SetLink", "DropLink", "EmbedAddress", "EmbedHint", "BadEmbed", "SetEmbed",
  "Length",
] as const;

export type Words = Record<(typeof names)[number], string>;

// wordsOf takes the words that the page gives. One that it lacks is named, not
// left out in silence.
export function wordsOf(given: Record<string, string>): Words {
  return Object.fromEntries(names.map((name) => [name, given[name] ?? name])) as Words;
}

// file makes a file of words, in the form that the paper makes of those in an account: see
// internal/lesson/notebook/sheet.go.

import type { Word } from "../../ui/notebook/notebook";

const columns = ["Headword", "Meaning", "Pronunciation", "Part of speech", "Note", "Example", "Translated example", "Sentence", "Story", "Address"];
const texts = ["headword", "meaning", "said", "speech", "note", "example", "example_meaning", "sentence", "headline"];
const tags: Record<string, string> = { en: "english", ko: "korean" };

const row = (w: Word): string[] => [...texts.map((name) => (w[name] as string | undefined) ?? ""), w.path ? location.origin + w.path : ""];
const quoted = (text: string): string => `"${text.replace(/"/g, '""')}"`;

// field is a text as Anki reads it; cell, as a program of tables does, which takes none for a formula.
const field = (text: string): string => (/[\t"\r\n]|^#/.test(text) ? quoted(text) : text);
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]|^\s/.test(safe) ? quoted(safe) : safe;
};

export function file(kind: string, words: Word[]): Blob {
  if (kind === "anki") {
    const lines = ["#separator:tab", "#html:false", `#columns:${[...columns, "Tags"].join("\t")}`, `#tags column:${columns.length + 1}`, ...words.map((w) => [...row(w).map(field), `ilbo ${tags[w.learned]}`].join("\t"))];
    return new Blob(lines.map((line) => line + "\n"), { type: "text/plain;charset=utf-8" });
  }
  const lines = [["Language", ...columns], ...words.map((w) => [w.learned, ...row(w)])];
  return new Blob(lines.map((line) => line.map(cell).join(",") + "\r\n"), { type: "text/csv;charset=utf-8" });
}

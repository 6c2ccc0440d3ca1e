// search finds text as people mean it: a syllable written as one character or as
// its parts is the same, and so are capitals where they do not matter.

export interface Query {
  text: string;
  matchCase: boolean;
  wholeWord: boolean;
}

// matches gives the stretches of a text that are what is looked for, in the
// text's own places.
export function matches(text: string, q: Query): [from: number, to: number][] {
  const needle = fold(q.text, q.matchCase).text;
  const list: [number, number][] = [];
  if (!needle) return list;
  const hay = fold(text, q.matchCase);
  for (let i = hay.text.indexOf(needle); i >= 0; i = hay.text.indexOf(needle, i + 1)) {
    const end = i + needle.length;
    const from = hay.at(i);
    const to = hay.at(end);
    if (from === null || to === null || (q.wholeWord && !alone(hay.text, i, end))) continue;
    list.push([from, to]);
    i = end - 1;
  }
  return list;
}

interface Folded {
  text: string;
  at(i: number): number | null; // null inside a character of the text
}

// A cluster is what is one character when composed: a Hangul syllable of its
// parts, or a letter with its accents.
const cluster = /[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*|[^]\p{M}*/gu;

function fold(text: string, matchCase: boolean): Folded {
  const one = (s: string) => (matchCase ? s.normalize("NFC") : s.normalize("NFC").toLowerCase());
  const all = one(text);
  if (all.length === text.length && text.normalize("NFC") === text) return { text: all, at: (i) => i };
  const places = new Map<number, number>();
  let folded = "";
  for (const m of text.matchAll(cluster)) {
    places.set(folded.length, m.index);
    folded += one(m[0]);
  }
  places.set(folded.length, text.length);
  return { text: folded, at: (i) => places.get(i) ?? null };
}

const inWord = /[\p{L}\p{N}\p{M}_]/u;

function alone(text: string, from: number, to: number): boolean {
  const before = /.$/su.exec(text.slice(Math.max(0, from - 2), from))?.[0] ?? "";
  const after = /^./su.exec(text.slice(to, to + 2))?.[0] ?? "";
  return !inWord.test(before) && !inWord.test(after);
}

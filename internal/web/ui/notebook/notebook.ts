// notebook keeps words in this browser, for readers without an account. What stands there
// may be damaged, or somebody else's doing: each word is made anew of what can be read.

// A Recall is what the paper said of how well a word is remembered, as it said it.
export interface Recall {
  due: string;
  days?: number;
  reviews?: number;
  [more: string]: string | number | undefined;
}

export interface Word {
  learned: string;
  explained: string;
  headword: string;
  meaning: string;
  kept: string;
  recall: Recall;
  undo?: Recall;
  [text: string]: string | Recall | undefined;
}

// Why nothing could be kept. They are names of what pages say then.
export type Fault = "forbidden" | "full" | "";

const key = "ilbo-words";
const version = 1;
const most = 1_000; // words; an account has room for more
const texts = ["headword", "meaning", "said", "speech", "note", "example", "example_meaning", "sentence", "words", "path", "headline"];
const languages = ["en", "ko"];

const line = (text: unknown, most: number): string => (typeof text === "string" ? text.slice(0, most).normalize("NFC").replace(/\s+/g, " ").trim() : "");

export const keyOf = (w: Word): string => [w.learned, w.headword, w.meaning].join("\n");

// moment is a moment as the paper reads it; empty where it is none.
export function moment(of: unknown): string {
  const at = new Date(String(of));
  return at.getFullYear() > 1969 && at.getFullYear() < 9_000 ? at.toISOString() : "";
}

const recall = (of: unknown): Recall | undefined => (moment((of as Recall | undefined)?.due) ? (of as Recall) : undefined);

// word makes a word of what a form or the browser's storage holds; undefined where that
// is none. It leads to stories of the paper alone.
export function word(of: unknown): Word | undefined {
  const from = of as Record<string, unknown> | null;
  if (!from || typeof from !== "object") return;
  const now = new Date().toISOString();
  const w: Word = { learned: line(from.learned, 2), explained: line(from.explained, 2), headword: "", meaning: "", kept: moment(from.kept) || now, recall: recall(from.recall) ?? { due: now } };
  for (const name of texts) {
    const text = line(from[name], name === "sentence" ? 2_000 : 600);
    if (text) w[name] = text;
  }
  if (!/^\/(?![/\\])/.test(String(w.path ?? "/"))) delete w.path;
  const undo = recall(from.undo);
  if (undo) w.undo = undo;
  return w.headword && w.meaning && languages.includes(w.learned) && languages.includes(w.explained) && w.learned !== w.explained ? w : undefined;
}

export function load(): Word[] {
  return read().words;
}

function read(): { words: Word[]; fault: Fault } {
  let text: string | null;
  try {
    text = localStorage.getItem(key);
  } catch {
    return { words: [], fault: "forbidden" };
  }
  if (text === null) return { words: [], fault: "" };
  try {
    const kept = JSON.parse(text);
    if (kept.v > version) return { words: [], fault: "forbidden" }; // a later program's, which is left alone
    const words = new Map<string, Word>();
    for (const entry of kept.words.slice(0, most)) {
      const w = word(entry);
      if (w && !words.has(keyOf(w))) words.set(keyOf(w), w);
    }
    return { words: [...words.values()], fault: "" };
  } catch {
    try {
      localStorage.setItem(key + "-damaged", text); // for whoever can read it
    } catch {
      // There is no room to set it aside.
    }
    return { words: [], fault: "" };
  }
}

// change keeps what do makes of the words as they are now: another page may have changed
// them since.
export function change(make: (words: Word[]) => Word[]): Fault {
  const { words, fault } = read();
  if (fault) return fault;
  const changed = make(words);
  if (changed.length > most && changed.length > words.length) return "full";
  try {
    localStorage.setItem(key, JSON.stringify({ v: version, words: changed }));
    return "";
  } catch (err) {
    return /quota/i.test((err as Error).name) ? "full" : "forbidden";
  }
}

export const without = (words: Word[], gone: string): Word[] => words.filter((w) => keyOf(w) !== gone);

// The words of a count: of one, and of more.
export const count = (say: string, n: number): string => (say.split("|")[n === 1 ? 0 : 1] ?? say).replace("%d", String(n));

// taught is what the newsroom's page of a lesson is told: TeachData in teach.go. Places in
// texts are counted in characters, as Go's runes are.

export interface Gloss {
  run: number;
  sentence: string;
  from?: number;
  words?: string;
  headword: string;
  speech?: string;
  sound?: string;
  said?: string;
  meaning: string;
  note?: string;
  example?: string;
  example_meaning?: string;
}

export interface TaughtGloss extends Gloss {
  sum: string;
  n: number;
  spoken: string;
  places?: { n: number; from: number }[];
}

export interface Sentence {
  run: number;
  from: number;
  text: string;
  turned: string;
  sum: string;
  remarks?: { kind: string; say: string }[];
}

export interface Stale {
  run: number;
  sentence: string;
  text: string;
  sum: string;
}

export interface State {
  address: string;
  learned: string;
  explained: string;
  level: string;
  mayWrite: boolean;
  stands: string;
  sentences: Sentence[];
  glosses: TaughtGloss[];
  detached: TaughtGloss[];
  stale: Stale[];
  words?: Record<string, string>;
  speech?: Record<string, string>;
}

export interface Suggestion {
  n: number;
  from: number;
  words: string;
  headword: string;
  why: string;
  known: boolean;
}

// A Mark is a span of a sentence.
export interface Mark {
  n: number;
  from: number;
  to: number;
}

export const length = (text: string): number => Array.from(text).length;
export const cut = (text: string, from: number, to?: number): string => Array.from(text).slice(from, to).join("");
export const endOf = (g: Gloss): number => (g.from ?? 0) + length(g.words ?? "");
export const passage = (g: Gloss) => ({ run: g.run, sentence: g.sentence, from: g.from ?? 0, words: g.words ?? "" });

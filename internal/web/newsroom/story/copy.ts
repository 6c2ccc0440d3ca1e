// copy is what a journalist writes, as it travels: the JSON of copy.go in the root
// package, field by field.

import type { Block, Figure, Language } from "../editor/block";

export interface Copy {
  language: Language;
  section: string;
  slug?: string;
  translations?: string;
  kicker?: string;
  headline?: string;
  deck?: string;
  bylines?: Byline[] | null;
  dateline?: { place?: string };
  source?: string;
  topics?: string[] | null;
  lead?: Figure | null;
  body?: Block[] | null;
  access?: string;
  print?: { headline?: string; weight?: string; trim?: boolean };
}

export interface Byline {
  name: string;
  journalist?: string;
}

// same reports whether two copies say the same: what is empty is as good as absent.
export function same(a: Copy, b: Copy): boolean {
  return JSON.stringify(a, bare) === JSON.stringify(b, bare);
}

function bare(key: string, value: unknown): unknown {
  if (value === "" || value === null || value === false || (Array.isArray(value) && value.length === 0)) {
    return undefined;
  }
  if (key === "" || typeof value !== "object" || Array.isArray(value) || value === null) {
    return value;
  }
  const kept = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

// block is a story's copy as it travels: the JSON of body.go and picture.go in
// the root package, field by field.

export type Language = "en" | "ko";

export type Kind =
  | "paragraph"
  | "subhead"
  | "quote"
  | "pullquote"
  | "list"
  | "picture"
  | "gallery"
  | "video"
  | "table"
  | "factbox"
  | "embed";

export interface Block {
  kind: Kind;
  text?: Inline | null;
  by?: string;
  title?: string;
  items?: (Inline | null)[] | null;
  ordered?: boolean;
  figures?: Figure[] | null;
  video?: Video | null;
  table?: Table | null;
  blocks?: Block[] | null;
  embed?: Embed | null;
}

export type Inline = Span[];

export interface Span {
  text: string;
  strong?: boolean;
  em?: boolean;
  href?: string;
}

export interface Figure {
  picture: string;
  width: number;
  height: number;
  alt?: string;
  caption?: string;
  credit?: string;
}

export interface Table {
  head?: string[] | null;
  rows: string[][];
  source?: string;
  numeric?: number[] | null;
}

export interface Embed {
  provider: string;
  ref: string;
  title: string;
}

export interface Video {
  film: string;
  type: string;
  width: number;
  height: number;
  duration: number; // nanoseconds
  poster: Figure;
  cues?: { from: number; to: number; text: string }[] | null;
}

// The most that a table may hold: see body.go.
export const maxRows = 1_000;
export const maxColumns = 40;

// blank holds for what Go's strings.TrimSpace leaves nothing of.
export function blank(text: string): boolean {
  return /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/.test(text);
}

// printable is the text without the control characters that no body may hold.
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
}

export function textOf(inline: Inline | null | undefined): string {
  return (inline ?? []).map((s) => s.text).join("");
}

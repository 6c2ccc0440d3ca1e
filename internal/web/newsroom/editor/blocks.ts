// blocks turns a body into the editor's document and back. What came in goes out
// again: spans of one kind may be joined, and nothing else changes.

import type { Mark, Node, Schema } from "@tiptap/pm/model";
import { blank, printable, type Block, type Embed, type Figure, type Inline, type Span, type Table } from "./block";

// used are the fields of each kind that the document shows.
const used: Record<Block["kind"], (keyof Block)[]> = {
  paragraph: ["text"],
  subhead: ["text"],
  quote: ["text", "by"],
  pullquote: ["text", "by"],
  list: ["items", "ordered"],
  picture: ["figures"],
  gallery: ["figures", "title"],
  video: ["video"],
  table: ["table", "title"],
  factbox: ["title", "blocks"],
  embed: ["embed"],
};

// docOf is the document of a body. It ends with an empty paragraph, where one
// goes on writing.
export function docOf(schema: Schema, body: Block[]): Node {
  const blocks = nodesOf(schema, body);
  if (blocks[blocks.length - 1]?.type.name !== "paragraph") blocks.push(schema.node("paragraph"));
  return schema.node("doc", null, blocks);
}

export function nodesOf(schema: Schema, body: Block[]): Node[] {
  return body.map((b) => nodeOf(schema, b));
}

function nodeOf(schema: Schema, b: Block): Node {
  const attrs = { rest: unused(b) };
  const plain = (type: string, text = "") => schema.node(type, null, text ? schema.text(text) : []);
  const inline = (type: string, text: Inline | null | undefined, a: object | null = null) => schema.node(type, a as never, spansOf(schema, text));
  switch (b.kind) {
    case "paragraph":
    case "subhead":
      return inline(b.kind, b.text, attrs);
    case "quote":
      return schema.node("quote", attrs, [inline("quoteText", b.text), plain("quoteBy", b.by)]);
    case "pullquote":
      return schema.node("pullquote", attrs, [inline("pullText", b.text), plain("pullBy", b.by)]);
    case "list":
      return schema.node("list", { ...attrs, ordered: !!b.ordered }, (b.items ?? []).map((i) => inline("item", i)));
    case "picture":
      return figureNode(schema, "picture", b.figures![0]!, attrs);
    case "gallery":
      return schema.node("gallery", attrs, [plain("title", b.title), ...b.figures!.map((f) => figureNode(schema, "shot", f))]);
    case "video":
      return schema.node("video", { ...attrs, video: b.video });
    case "table": {
      const { head, rows, source, ...table } = b.table!;
      return schema.node("table", { ...attrs, table }, [plain("title", b.title), gridOf(schema, head ?? [], rows, table.numeric ?? []), plain("source", source)]);
    }
    case "factbox":
      return schema.node("factbox", attrs, [plain("title", b.title), ...nodesOf(schema, b.blocks!)]);
    case "embed": {
      const { title, ...embed } = b.embed!;
      return schema.node("embed", { ...attrs, embed }, plain("embedTitle", title));
    }
  }
}

export function figureNode(schema: Schema, type: "picture" | "shot", figure: Figure, attrs: object = {}): Node {
  const { caption, credit, alt, ...rest } = figure;
  const field = (name: string, text?: string) => schema.node(name, null, text ? schema.text(text) : []);
  return schema.node(type, { ...attrs, figure: rest }, [field("caption", caption), field("credit", credit), field("alt", alt)]);
}

function gridOf(schema: Schema, head: string[], rows: string[][], numeric: number[]): Node {
  const row = (cells: string[], isHead: boolean) =>
    schema.node(
      "row",
      null,
      cells.map((text, i) => schema.node("cell", { head: isHead, numeric: numeric.includes(i) }, text ? schema.text(text) : [])),
    );
  return schema.node("grid", null, [...(head.length ? [row(head, true)] : []), ...rows.map((r) => row(r, false))]);
}

function spansOf(schema: Schema, text: Inline | null | undefined): Node[] {
  return (text ?? [])
    .filter((s) => s.text)
    .map((s) => {
      const marks: Mark[] = [];
      if (s.href) marks.push(schema.mark("link", { href: s.href }));
      if (s.strong) marks.push(schema.mark("strong"));
      if (s.em) marks.push(schema.mark("em"));
      return schema.text(s.text, marks);
    });
}

function unused(b: Block): object | null {
  const kept = Object.entries(b).filter(([name]) => name !== "kind" && !used[b.kind].includes(name as keyof Block));
  return kept.length ? Object.fromEntries(kept) : null;
}

// bodyOf is the body of a document. What is empty is left out; what was typed
// around a block that has nothing in it goes out as a paragraph, for a body with
// such a block would be refused, and nothing that was typed may be lost.
export function bodyOf(doc: Node): Block[] {
  const body: Block[] = [];
  doc.forEach((node) => body.push(...blockOf(node)));
  return body;
}

function blockOf(node: Node): Block[] {
  const kind = node.type.name as Block["kind"];
  const make = (b: Partial<Block>): Block[] => [{ kind, ...b, ...(node.attrs.rest as object | null) }];
  const text = (i: number) => printable(node.child(i).textContent);
  switch (kind) {
    case "paragraph":
    case "subhead":
      return blank(node.textContent) ? [] : make({ text: inlineOf(node) });
    case "quote":
    case "pullquote":
      if (blank(text(0))) return stray(text(1));
      return make({ text: inlineOf(node.child(0)), ...filled("by", text(1)) });
    case "list":
      return make({ items: children(node).map(inlineOf), ...(node.attrs.ordered && { ordered: true }) });
    case "picture":
      return make({ figures: [figureOf(node)] });
    case "gallery":
      return node.childCount > 1 ? make({ ...filled("title", text(0)), figures: children(node).slice(1).map(figureOf) }) : stray(text(0));
    case "video":
      return make({ video: node.attrs.video as Block["video"] });
    case "table":
      return make({ ...filled("title", text(0)), table: tableOf(node) });
    case "factbox": {
      const blocks = children(node).slice(1).flatMap(blockOf);
      return blocks.length ? make({ ...filled("title", text(0)), blocks }) : stray(text(0));
    }
    case "embed":
      return make({ embed: { ...(node.attrs.embed as Embed), title: text(0) } });
  }
}

function stray(text: string): Block[] {
  return blank(text) ? [] : [{ kind: "paragraph", text: [{ text }] }];
}

function figureOf(node: Node): Figure {
  const text = (i: number) => printable(node.child(i).textContent);
  return { ...(node.attrs.figure as Figure), ...filled("caption", text(0)), ...filled("credit", text(1)), ...filled("alt", text(2)) };
}

function tableOf(node: Node): Table {
  const grid = node.child(1);
  const cells = (row: Node) => children(row).map((c) => printable(c.textContent));
  const first = grid.firstChild!;
  const headed = first.firstChild!.attrs.head as boolean;
  const { numeric: before, ...rest } = (node.attrs.table ?? {}) as { numeric?: number[] | null };
  const now = children(first).flatMap((c, i) => (c.attrs.numeric ? [i] : []));
  const same = children(first).every((c, i) => c.attrs.numeric === !!before?.includes(i));
  const numeric = same ? (before ?? []) : now;
  return {
    ...rest,
    ...(headed && { head: cells(first) }),
    rows: children(grid).slice(headed ? 1 : 0).map(cells),
    ...filled("source", printable(node.child(2).textContent)),
    ...(numeric.length && { numeric }),
  };
}

function inlineOf(node: Node): Inline {
  const spans: Span[] = [];
  node.forEach((child) => {
    const text = printable(child.text!);
    if (!text) return;
    const span: Span = { text };
    for (const mark of child.marks) {
      if (mark.type.name === "link") span.href = mark.attrs.href as string;
      else span[mark.type.name as "strong" | "em"] = true;
    }
    spans.push(span);
  });
  return spans;
}

function filled<K extends string>(name: K, text: string): Partial<Record<K, string>> {
  return text ? ({ [name]: text } as Record<K, string>) : {};
}

export function children(node: Node): Node[] {
  const list: Node[] = [];
  node.forEach((child) => list.push(child));
  return list;
}

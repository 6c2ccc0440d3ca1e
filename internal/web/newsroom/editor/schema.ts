// schema says what the editor's document may hold: exactly the blocks of
// block.ts. Every textblock holds text and nothing else, so that a place in the
// text and a place in the document are one number apart. What is typed around a
// block, a caption or a title, is text in the document as well: it is undone,
// found and composed like any other.

import { Schema, type DOMOutputSpec, type NodeSpec } from "@tiptap/pm/model";
import { safeHref } from "./href";
import type { Words } from "./words";

// rest keeps what a block holds and the editor does not know: it goes out again
// as it came in.
const rest = { rest: { default: null } };

// Fields are what is typed around a block, and their labels.
export const fields = { title: "FieldTitle", caption: "FieldCaption", credit: "FieldCredit", alt: "FieldAlt", source: "FieldSource", embedTitle: "FieldEmbed" } as const;
export type Field = keyof typeof fields;

export function schemaIn(words: Words): Schema {
  const field = (name: Field): NodeSpec => ({
    content: "text*",
    marks: "",
    whitespace: "pre",
    selectable: false,
    toDOM: (): DOMOutputSpec => ["p", { class: "slip slip--" + name, "data-label": words[fields[name]] }, 0],
  });
  const copy = (toDOM: () => DOMOutputSpec, spec: NodeSpec = {}): NodeSpec => ({ content: "text*", whitespace: "pre", selectable: false, toDOM, ...spec });
  return new Schema({
    nodes: {
      doc: { content: "block+" },
      paragraph: copy(() => ["p", 0], { group: "block boxed", attrs: rest, parseDOM: [{ tag: "p" }] }),
      subhead: copy(() => ["h2", { class: "subhead" }, 0], { group: "block", attrs: rest, defining: true, parseDOM: [{ tag: "h2" }] }),
      quote: { group: "block", content: "quoteText quoteBy", attrs: rest, isolating: true, toDOM: () => ["figure", { class: "quote" }, 0] },
      quoteText: copy(() => ["blockquote", ["p", 0]]),
      quoteBy: copy(() => ["figcaption", { "data-label": words.FieldBy }, 0], { marks: "" }),
      pullquote: { group: "block", content: "pullText pullBy", attrs: rest, isolating: true, toDOM: () => ["section", { class: "pullquote" }, 0] },
      pullText: copy(() => ["p", 0]),
      pullBy: copy(() => ["p", { class: "pullquote__by", "data-label": words.FieldBy }, 0], { marks: "" }),
      list: {
        group: "block boxed",
        content: "item+",
        attrs: { ordered: { default: false }, ...rest },
        toDOM: (node) => [node.attrs.ordered ? "ol" : "ul", { class: "list" }, 0],
        parseDOM: [{ tag: "ul" }, { tag: "ol", attrs: { ordered: true } }],
      },
      item: copy(() => ["li", 0], { defining: true, parseDOM: [{ tag: "li" }] }),
      picture: { group: "block", content: "caption credit alt", attrs: { figure: {}, ...rest }, isolating: true, toDOM: () => ["figure", 0] },
      gallery: { group: "block", content: "title shot*", attrs: rest, isolating: true, toDOM: () => ["section", { class: "wall" }, 0] },
      shot: { content: "caption credit alt", attrs: { figure: {} }, isolating: true, toDOM: () => ["figure", 0] },
      caption: field("caption"),
      credit: field("credit"),
      alt: field("alt"),
      title: field("title"),
      video: { group: "block", atom: true, attrs: { video: {}, ...rest }, toDOM: () => ["figure"] },
      table: { group: "block", content: "title grid source", attrs: { table: { default: null }, ...rest }, isolating: true, toDOM: () => ["div", { class: "table" }, 0] },
      grid: { content: "row+", isolating: true, selectable: false, toDOM: () => ["table", ["tbody", 0]] },
      row: { content: "cell+", isolating: true, selectable: false, toDOM: () => ["tr", 0] },
      cell: {
        content: "text*",
        marks: "",
        whitespace: "pre",
        isolating: true,
        selectable: false,
        attrs: { head: { default: false }, numeric: { default: false } },
        toDOM: ({ attrs }) => [attrs.head ? "th" : "td", { ...(attrs.head && { scope: "col" }), ...(attrs.numeric && { class: "number" }) }, 0],
      },
      source: field("source"),
      factbox: { group: "block", content: "title boxed+", attrs: rest, isolating: true, toDOM: () => ["section", { class: "factbox" }, 0] },
      embed: { group: "block", content: "embedTitle", attrs: { embed: {}, ...rest }, isolating: true, toDOM: () => ["figure", 0] },
      embedTitle: field("embedTitle"),
      text: {},
    },
    marks: {
      link: {
        attrs: { href: {} },
        inclusive: false,
        toDOM: (mark) => ["a", { href: mark.attrs.href as string, rel: "noopener noreferrer" }, 0],
        parseDOM: [{ tag: "a[href]", getAttrs: (e) => (safeHref(e.getAttribute("href")!) ? { href: e.getAttribute("href") } : false) }],
      },
      strong: { toDOM: () => ["strong", 0], parseDOM: [{ tag: "strong" }, { tag: "b" }] },
      em: { toDOM: () => ["em", 0], parseDOM: [{ tag: "em" }, { tag: "i" }] },
    },
  });
}

// paste takes what comes from the clipboard or is dropped. Copy of our own comes
// back as it was, once it is seen to be what an editor can hold; HTML comes
// through clean.ts and through nothing else.

import { Fragment, Slice, type Node, type Schema } from "@tiptap/pm/model";
import { Plugin, Selection, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Block, Embed, Figure } from "./block";
import { nodesOf } from "./blocks";
import { clean, cleanText, type Piece } from "./clean";
import { around, insertNodes, placeFor } from "./commands";
import { providers, validRef } from "./embed";
import { safeHref } from "./href";
import { link } from "./marks";
import { fill } from "./say";
import { picturesIn, type Uploads } from "./upload";
import type { Words } from "./words";

const own = "application/x-ilbo-copy";
const longest = 4_000_000; // characters of HTML

export function pasting(words: Words, uploads: Uploads, announce: (sentence: string, see?: boolean) => void): Plugin {
  const take = (view: EditorView, data: DataTransfer | null): boolean => {
    if (!data) return false;
    const copied = ownCopy(view.state.schema, data.getData(own));
    if (copied) {
      view.dispatch(view.state.tr.replaceSelection(copied).setMeta("paste", true).scrollIntoView());
      return true;
    }
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    const files = picturesIn(data);
    if (files.length && (!html || /^\s*(<meta[^>]*>|<html>|<body>|<!--StartFragment-->|\s)*<img[^>]*>/i.test(html))) {
      sendAt(view, files, uploads);
      return true;
    }
    if (html.length > longest || text.length > longest) {
      announce(words.TooLong, true);
      return true;
    }
    if (!html && addressOver(view, text)) return true;
    const { parent } = view.state.selection.$from;
    if (parent.type.spec.marks === "" || parent.type.name === "subhead") {
      plainly(view, text || textOf(clean(html).pieces));
      return true;
    }
    const { pieces, left } = html ? clean(html) : { pieces: cleanText(text), left: 0 };
    put(view, pieces.length || !text ? pieces : cleanText(text), uploads);
    if (left) announce(fill(words.PicturesLeft, left), true);
    return true;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        copy: (view, e) => copy(view, e, false),
        cut: (view, e) => copy(view, e, true),
        paste(view, e) {
          if (!view.editable) return false;
          e.preventDefault();
          return take(view, e.clipboardData);
        },
        drop(view, e) {
          if (!view.editable || view.dragging) return false; // what is moved within is moved by the document's own means
          e.preventDefault();
          const at = view.posAtCoords({ left: e.clientX, top: e.clientY });
          if (!at) return true;
          const files = picturesIn(e.dataTransfer);
          if (files.length) {
            const $at = view.state.doc.resolve(at.pos);
            const gallery = around($at, "gallery");
            if (gallery) uploads.start(files, gallery.pos + gallery.node.nodeSize - 1, "shot");
            else uploads.start(files, boundary(view, at.pos, e.clientY), "picture");
            return true;
          }
          view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
          view.focus();
          return take(view, e.dataTransfer);
        },
      },
      // Nothing may be parsed by any other door.
      handlePaste: () => true,
      clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, "\n\n"),
    },
  });
}

// sendAt sends files to where the caret is.
export function sendAt(view: EditorView, files: File[], uploads: Uploads): void {
  const { selection } = view.state;
  const gallery = around(selection.$from, "gallery");
  if (gallery) return uploads.start(files, gallery.pos + gallery.node.nodeSize - 1, "shot");
  uploads.start(files, beforeCaret(view), "picture");
}

// beforeCaret is the place before an empty paragraph, or after any other block.
export function beforeCaret(view: EditorView): number {
  const { selection } = view.state;
  const { $from } = selection;
  return $from.depth === 1 && !$from.parent.content.size ? $from.before(1) : placeFor(selection);
}

// boundary is the place between two blocks that is nearest to a height.
function boundary(view: EditorView, pos: number, y: number): number {
  const $pos = view.state.doc.resolve(pos);
  if (!$pos.depth) return pos;
  const dom = view.nodeDOM($pos.before(1));
  const box = dom instanceof HTMLElement ? dom.getBoundingClientRect() : null;
  return box && y < box.top + box.height / 2 ? $pos.before(1) : $pos.after(1);
}

function copy(view: EditorView, e: ClipboardEvent, cut: boolean): boolean {
  const { selection } = view.state;
  if (selection.empty || !e.clipboardData) return false;
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  e.preventDefault();
  e.clipboardData.clearData();
  e.clipboardData.setData("text/html", dom.innerHTML);
  e.clipboardData.setData("text/plain", text);
  e.clipboardData.setData(own, JSON.stringify(slice.toJSON()));
  if (cut && view.editable) view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta("uiEvent", "cut"));
  return true;
}

// ownCopy reads copy of our own. Another page can write what it likes under its
// name: it is taken only where every part of it may stand in a story.
function ownCopy(schema: Schema, json: string): Slice | null {
  if (!json || json.length > longest) return null;
  try {
    const slice = Slice.fromJSON(schema, JSON.parse(json));
    return slice.size && whole(slice.content, slice.openStart, slice.openEnd) ? slice : null;
  } catch {
    return null;
  }
}

// whole holds for content that keeps the schema, but for what is cut open at its
// edges, and that may stand in a story.
function whole(content: Fragment, openStart: number, openEnd: number): boolean {
  for (let i = 0; i < content.childCount; i++) {
    const node = content.child(i);
    const start = i === 0 ? openStart : 0;
    const end = i === content.childCount - 1 ? openEnd : 0;
    if (!start && !end) node.check();
    if (!sound(node) || !whole(node.content, Math.max(0, start - 1), Math.max(0, end - 1))) return false;
  }
  return true;
}

function sound(node: Node): boolean {
  if (node.attrs.rest) return false;
  for (const mark of node.marks) if (mark.type.name === "link" && !safeHref(String(mark.attrs.href))) return false;
  const size = (n: unknown) => typeof n === "number" && Number.isInteger(n) && n >= 0;
  const figure = (f: Figure) => /^[0-9a-f]{32}$/.test(f.picture) && size(f.width) && size(f.height);
  switch (node.type.name) {
    case "picture":
    case "shot":
      return figure(node.attrs.figure as Figure);
    case "embed": {
      const { provider, ref } = node.attrs.embed as Embed;
      return provider in providers && validRef(ref);
    }
    case "video": {
      const v = node.attrs.video as Block["video"];
      return !!v && /^[0-9a-f]{32}$/.test(v.film) && (!v.poster.picture || figure(v.poster));
    }
    case "table":
      return !node.attrs.table || typeof node.attrs.table === "object";
  }
  return true;
}

// addressOver makes a link of the selected words where an address is pasted over
// them.
function addressOver(view: EditorView, text: string): boolean {
  const { selection } = view.state;
  const address = text.trim();
  if (selection.empty || !/^https?:\/\/\S+$/i.test(address) || !safeHref(address) || !selection.$from.sameParent(selection.$to)) return false;
  return link(address)(view.state, view.dispatch);
}

// plainly puts text in a field, which has one line and no marks.
function plainly(view: EditorView, text: string): void {
  const line = cleanText(text)
    .map((p) => (p.kind === "paragraph" ? p.text![0]!.text : ""))
    .join(" ");
  const { $from, $to, from } = view.state.selection;
  const tr = view.state.tr.setMeta("paste", true);
  if ($from.sameParent($to)) tr.insertText(line);
  else tr.insertText(line, from, from);
  view.dispatch(tr.scrollIntoView());
}

function textOf(pieces: Piece[]): string {
  return pieces.map((p) => (p.kind === "image" ? "" : [p.text ?? [], ...(p.items ?? [])].map((l) => (l ?? []).map((s) => s.text).join("")).join(" "))).join("\n\n");
}

// put sets the pieces where the caret is: a few words into the line, more as
// blocks of their own.
function put(view: EditorView, pieces: Piece[], uploads: Uploads): void {
  const { schema } = view.state;
  if (!pieces.length) return;
  const blocks: Block[] = [];
  const images: { after: number; source: string }[] = [];
  for (const p of pieces) {
    if (p.kind === "image") images.push({ after: blocks.length, source: p.source });
    else blocks.push(p);
  }
  let tr = view.state.tr.setMeta("paste", true);
  const nodes = nodesOf(schema, blocks);
  if (!nodes.length) {
    tr = tr.setMeta("paste", true);
  } else if (nodes.length === 1 && nodes[0]!.type.name === "paragraph") {
    tr.replaceSelection(new Slice(Fragment.from(nodes), 1, 1));
  } else if (fits(view, nodes)) {
    tr.replaceSelection(new Slice(Fragment.from(nodes), edge(nodes[0]!), edge(nodes[nodes.length - 1]!)));
  } else {
    if (!tr.selection.empty && tr.selection instanceof TextSelection) tr.deleteSelection();
    insertNodes(tr, nodes);
    const end = tr.selection.$from.depth ? tr.selection.$from.before(1) : tr.selection.from;
    void end;
    tr.setSelection(Selection.near(tr.doc.resolve(Math.min(afterAll(tr.doc, nodes), tr.doc.content.size)), -1));
  }
  view.dispatch(tr.scrollIntoView());
  if (!images.length) return;
  const places = placesOf(view.state.doc, nodes);
  for (const image of images.reverse()) {
    const pos = image.after ? (places[image.after - 1]?.end ?? beforeCaret(view)) : (places[0]?.start ?? beforeCaret(view));
    void fileOf(image.source).then((file) => uploads.start([file], Math.min(pos, view.state.doc.content.size), "picture"));
  }
}

// fits holds where blocks go on from the line that the caret is in: into a
// paragraph with text, and only copy.
function fits(view: EditorView, nodes: Node[]): boolean {
  const { $from } = view.state.selection;
  const box = around($from, "factbox");
  const kinds = box ? ["paragraph", "list"] : ["paragraph", "subhead", "list", "quote", "pullquote", "table", "embed"];
  return $from.parent.type.name === "paragraph" && $from.parent.content.size > 0 && nodes.every((n) => kinds.includes(n.type.name));
}

function edge(node: Node): number {
  return node.type.name === "paragraph" ? 1 : 0;
}

function placesOf(doc: Node, nodes: Node[]): { start: number; end: number }[] {
  const places = new Map<Node, { start: number; end: number }>();
  doc.forEach((node, pos) => places.set(node, { start: pos, end: pos + node.nodeSize }));
  return nodes.map((n) => places.get(n)!);
}

function afterAll(doc: Node, nodes: Node[]): number {
  return placesOf(doc, nodes.slice(-1))[0]?.end ?? doc.content.size;
}

async function fileOf(source: string): Promise<File> {
  const [head = "", data = ""] = source.split(",", 2);
  const type = /^data:([^;]+)/i.exec(head)![1]!.toLowerCase();
  let bytes: Uint8Array;
  try {
    bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  } catch {
    bytes = new Uint8Array();
  }
  return new File([bytes as BlobPart], "pasted." + type.replace("image/", "").replace("jpeg", "jpg"), { type });
}

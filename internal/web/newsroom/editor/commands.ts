// commands are what can be done to a story's blocks, each undone in one step.

import { closeHistory } from "@tiptap/pm/history";
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { NodeSelection, Selection, TextSelection, type Command, type EditorState, type Transaction } from "@tiptap/pm/state";
import type { Block, Figure } from "./block";
import { children, figureNode, nodesOf } from "./blocks";

// around is the nearest node of a type that the selection is in, with its place.
export function around($pos: ResolvedPos, ...types: string[]): { node: Node; pos: number; depth: number } | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (types.includes(node.type.name)) return { node, pos: $pos.before(depth), depth };
  }
  return null;
}

// blockAt is the block of the body that the selection begins in.
export function blockAt(state: EditorState): { node: Node; pos: number; index: number } | null {
  const { $from } = state.selection;
  const node = $from.depth ? $from.node(1) : $from.nodeAfter;
  return node && { node, pos: $from.depth ? $from.before(1) : $from.pos, index: $from.index(0) };
}

// copy is where sentences are typed: paragraphs and what they can become.
export const copy = ["paragraph", "subhead", "quoteText", "pullText", "item"];

export function kindAt(state: EditorState): string {
  const { $from } = state.selection;
  const found = around($from, "paragraph", "subhead", "quote", "pullquote", "list", "picture", "gallery", "table", "factbox", "embed");
  if (found?.node.type.name === "list") return found.node.attrs.ordered ? "ordered" : "list";
  return found?.node.type.name ?? blockAt(state)?.node.type.name ?? "";
}

// become makes the selected paragraphs, subheads, quotes or items another kind,
// and, where they are of it already, paragraphs again.
export function become(kind: "paragraph" | "subhead" | "quote" | "pullquote" | "list" | "ordered"): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const box = around($from, "factbox");
    const depth = box ? box.depth + 1 : 1;
    if ($from.depth < depth || $to.depth < depth || $from.node(depth - 1) !== $to.node(depth - 1)) return false;
    if (box && !["paragraph", "list", "ordered"].includes(kind)) return false;
    const parent = $from.node(depth - 1);
    const from = $from.index(depth - 1);
    const to = $to.index(depth - 1);
    const old = children(parent).slice(from, to + 1);
    if (!old.every((n) => ["paragraph", "subhead", "quote", "pullquote", "list"].includes(n.type.name))) return false;
    if (!dispatch) return true;
    const lines = old.flatMap(linesOf);
    const now = kindAt(state);
    const target = now === kind && old.every((n) => nameOf(n) === kind) ? "paragraph" : kind;
    const start = $from.posAtIndex(from, depth - 1);
    const made = make(state, target, lines);
    const tr = closeHistory(state.tr).replaceWith(start, $from.posAtIndex(to + 1, depth - 1), made);
    // The caret stays in its line, at its letter.
    restore(tr, start, made, lineIndex($from, depth, old), $from.parentOffset);
    dispatch(tr.scrollIntoView());
    return true;
  };
}

function nameOf(node: Node): string {
  return node.type.name === "list" && node.attrs.ordered ? "ordered" : node.type.name;
}

// linesOf are the textblocks of a block, empty bylines of quotes left out.
function linesOf(node: Node): Node[] {
  if (node.isTextblock) return [node];
  return children(node).filter((n) => copy.includes(n.type.name) || n.content.size > 0);
}

function lineIndex($from: ResolvedPos, depth: number, old: Node[]): number {
  const first = old[0]!;
  return first.isTextblock ? 0 : Math.min($from.index(depth), Math.max(0, linesOf(first).length - 1));
}

function make(state: EditorState, kind: string, lines: Node[]): Node[] {
  const { nodes } = state.schema;
  const bare = (n: Node) => state.schema.text(n.textContent);
  switch (kind) {
    case "subhead":
      return lines.map((n) => nodes.subhead!.create(null, n.content.size ? bare(n) : null));
    case "quote":
    case "pullquote": {
      const [text, by] = kind === "quote" ? [nodes.quoteText!, nodes.quoteBy!] : [nodes.pullText!, nodes.pullBy!];
      const isBy = (n: Node | undefined) => n?.type.name === "quoteBy" || n?.type.name === "pullBy";
      return lines.flatMap((n, i) => {
        if (isBy(n) && i > 0) return [];
        const next = lines[i + 1];
        return [nodes[kind]!.create(null, [text.create(null, n.content), by.create(null, isBy(next) ? next!.content : null)])];
      });
    }
    case "list":
    case "ordered":
      return [
        nodes.list!.create(
          { ordered: kind === "ordered" },
          lines.map((n) => nodes.item!.create(null, n.content)),
        ),
      ];
  }
  return lines.map((n) => nodes.paragraph!.create(null, n.content));
}

function restore(tr: Transaction, start: number, made: Node[], line: number, offset: number): void {
  let seen = 0;
  let done = false;
  let pos = start;
  for (const node of made) {
    const visit = (n: Node, at: number) => {
      if (!done && n.isTextblock && copy.includes(n.type.name) && seen++ === line) {
        tr.setSelection(TextSelection.create(tr.doc, at + 1 + Math.min(offset, n.content.size)));
        done = true;
      }
    };
    visit(node, pos);
    node.descendants((n, at) => visit(n, pos + 1 + at));
    pos += node.nodeSize;
  }
}

// insert puts blocks where the caret is: in the place of an empty paragraph, else
// after the block. The caret goes to the first thing to be typed in them.
export function insert(body: Block[]): Command {
  return (state, dispatch) => {
    const nodes = nodesOf(state.schema, body);
    dispatch?.(insertNodes(closeHistory(state.tr), nodes));
    return true;
  };
}

export function insertNodes(tr: Transaction, nodes: Node[]): Transaction {
  const { $from } = tr.selection;
  const at = placeFor(tr.selection);
  const empty = $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
  const from = empty ? $from.before(1) : at;
  tr.replaceWith(from, at, nodes);
  const first = tr.doc.nodeAt(from)!;
  const inside = first.isAtom && !first.isTextblock ? NodeSelection.create(tr.doc, from) : Selection.near(tr.doc.resolve(from + 1), 1);
  return tr.setSelection(inside).scrollIntoView();
}

// placeFor is the place after the block that a selection ends in.
export function placeFor(selection: Selection): number {
  const { $to } = selection;
  return $to.depth ? $to.after(1) : $to.pos;
}

// move carries a block over its neighbour, and within a gallery a picture over
// the one beside it.
export function move(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    const { $from } = selection;
    const shot = around($from, "shot") ?? (selection instanceof NodeSelection && selection.node.type.name === "shot" ? { node: selection.node, pos: selection.from, depth: $from.depth + 1 } : null);
    const block = blockAt(state);
    const what = shot ?? block;
    if (!what) return false;
    const $pos = state.doc.resolve(what.pos);
    const parent = $pos.parent;
    const index = $pos.index();
    const other = parent.maybeChild(index + by);
    if (!other || (shot && other.type.name !== "shot")) return false;
    if (!shot && by > 0 && index + 1 === parent.childCount - 1 && other.type.name === "paragraph" && !other.content.size && what.node.type.name !== "paragraph") return false;
    if (!dispatch) return true;
    const to = by < 0 ? what.pos - other.nodeSize : what.pos + other.nodeSize;
    const tr = closeHistory(state.tr).delete(what.pos, what.pos + what.node.nodeSize).insert(to, what.node);
    const shift = to - what.pos;
    tr.setSelection(
      selection instanceof NodeSelection ? NodeSelection.create(tr.doc, selection.from + shift) : TextSelection.between(tr.doc.resolve(selection.anchor + shift), tr.doc.resolve(Math.min(selection.head, what.pos + what.node.nodeSize - 1) + shift)),
    );
    dispatch(tr.scrollIntoView());
    return true;
  };
}

// remove takes a block out of the body, or a picture out of its gallery.
export const remove: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const shot = around($from, "shot");
  const gallery = around($from, "gallery");
  const what = shot && gallery!.node.childCount > 2 ? shot : blockAt(state);
  if (!what) return false;
  if (dispatch) {
    const tr = closeHistory(state.tr).delete(what.pos, what.pos + what.node.nodeSize);
    const $at = tr.doc.resolve(Math.min(what.pos, tr.doc.content.size));
    dispatch(tr.setSelection(Selection.near($at, $at.nodeAfter ? 1 : -1)).scrollIntoView());
  }
  return true;
};

// paragraphBeside makes an empty paragraph before or after the block.
export function paragraphBeside(after: boolean): Command {
  return (state, dispatch) => {
    const block = blockAt(state);
    if (!block) return false;
    if (dispatch) {
      const pos = after ? block.pos + block.node.nodeSize : block.pos;
      const tr = state.tr.insert(pos, state.schema.nodes.paragraph!.create());
      dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView());
    }
    return true;
  };
}

// addShot puts one more picture at the end of the gallery.
export function addShot(figure: Figure): Command {
  return (state, dispatch) => {
    const gallery = around(state.selection.$from, "gallery");
    if (!gallery) return false;
    dispatch?.(state.tr.insert(gallery.pos + gallery.node.nodeSize - 1, figureNode(state.schema, "shot", figure)));
    return true;
  };
}

// commands are what can be done to a story's blocks, each undone in one step.

import { chainCommands, toggleMark } from "@tiptap/pm/commands";
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
const copy = ["paragraph", "subhead", "quoteText", "pullText", "item"];

export function kindAt(state: EditorState): string {
  const { $from } = state.selection;
  const found = around($from, "paragraph", "subhead", "quote", "pullquote", "list", "picture", "gallery", "table", "factbox", "embed");
  if (found?.node.type.name === "list") return found.node.attrs.ordered ? "ordered" : "list";
  return found?.node.type.name ?? blockAt(state)?.node.type.name ?? "";
}

// marking puts a mark on or takes it off; subheads are plain.
export function marking(name: "strong" | "em"): Command {
  return (state, dispatch) => {
    if (around(state.selection.$from, "subhead")) return false;
    return toggleMark(state.schema.marks[name]!)(state, dispatch);
  };
}

export function markActive(state: EditorState, name: string): boolean {
  const type = state.schema.marks[name]!;
  const { from, to, empty, $from } = state.selection;
  if (empty) return !!type.isInSet(state.storedMarks ?? $from.marks());
  return state.doc.rangeHasMark(from, to, type);
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

// nextField goes from one field of a block to the next, and from the last one out.
export function nextField(by: -1 | 1, leave: boolean): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const block = $from.depth && $from.node(1);
    if (!block || !["picture", "gallery", "table", "factbox", "quote", "pullquote", "embed"].includes(block.type.name) || copyInBox($from)) return false;
    const places: number[] = [];
    block.descendants((n, pos) => {
      if (n.isTextblock) places.push($from.before(1) + 1 + pos + 1);
      return !n.isTextblock;
    });
    const next = places[places.indexOf($from.start()) + by];
    if (next === undefined) return leave && by > 0 ? leaveBlock(state, dispatch) : false;
    dispatch?.(selectAll(state.tr, next).scrollIntoView());
    return true;
  };
}

function copyInBox($from: ResolvedPos): boolean {
  return !!around($from, "factbox") && copy.includes($from.parent.type.name);
}

function selectAll(tr: Transaction, start: number): Transaction {
  const $start = tr.doc.resolve(start);
  return tr.setSelection(TextSelection.create(tr.doc, start, $start.end()));
}

// leaveBlock goes to the paragraph after a block, and makes one where none is.
export const leaveBlock: Command = (state, dispatch) => {
  const block = blockAt(state)!;
  const after = block.pos + block.node.nodeSize;
  const next = state.doc.nodeAt(after);
  if (next?.type.name === "paragraph" && !next.content.size) {
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, after + 1)).scrollIntoView());
    return true;
  }
  return paragraphBeside(true)(state, dispatch);
};

// enterField is Enter where a line cannot be parted: it goes on to the next.
export const enterField: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type.spec.marks !== "" && !["quoteText", "pullText"].includes($from.parent.type.name)) return false;
  return nextField(1, true)(state, dispatch);
};

// enterItem parts an item, and ends the list at an empty one.
export const enterItem: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type.name !== "item" || !$from.sameParent($to)) return false;
  if ($from.parent.content.size) {
    dispatch?.(state.tr.deleteSelection().split(state.tr.deleteSelection().selection.from).scrollIntoView());
    return true;
  }
  return outOfList(state, dispatch);
};

// outOfList makes a paragraph of the item, and two lists of one around it.
export const outOfList: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const list = around($from, "list");
  if (!list || $from.parent.type.name !== "item") return false;
  if (dispatch) {
    const { nodes } = state.schema;
    const index = $from.index(list.depth);
    const items = children(list.node);
    const part = (some: Node[]) => (some.length ? [nodes.list!.create(list.node.attrs, some)] : []);
    const before = part(items.slice(0, index));
    const made = [...before, nodes.paragraph!.create(null, $from.parent.content), ...part(items.slice(index + 1))];
    const tr = state.tr.replaceWith(list.pos, list.pos + list.node.nodeSize, made);
    const at = list.pos + before.reduce((n, b) => n + b.nodeSize, 0) + 1;
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + $from.parentOffset)).scrollIntoView());
  }
  return true;
};

// backToParagraph is Backspace at the beginning of what is no paragraph.
export const backToParagraph: Command = (state, dispatch) => {
  const { $cursor } = state.selection as TextSelection;
  if (!$cursor || $cursor.parentOffset > 0) return false;
  switch ($cursor.parent.type.name) {
    case "subhead":
    case "quoteText":
    case "pullText":
      return become("paragraph")(state, dispatch);
    case "item":
      return $cursor.index($cursor.depth - 1) === 0 ? outOfList(state, dispatch) : false;
    case "embedTitle":
    case "title":
    case "quoteBy":
    case "pullBy":
    case "caption":
    case "credit":
    case "alt":
    case "source":
    case "cell": {
      // What is around stays, and goes by its own command; or where it is empty.
      const block = blockAt(state)!;
      if (block.node.textContent || !["table", "factbox"].includes(block.node.type.name)) return true;
      return remove(state, dispatch);
    }
  }
  return false;
};

// clearAcross empties the fields that a selection reaches over, where the block
// around them has to keep its form.
export const clearAcross: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.sameParent($to) || state.selection instanceof NodeSelection) return false;
  const shared = $from.sharedDepth($to.pos);
  if (shared === 0 || ["list", "factbox"].includes($from.node(shared).type.name)) return false;
  if (dispatch) {
    const tr = state.tr;
    const parts: [number, number][] = [];
    state.doc.nodesBetween($from.pos, $to.pos, (n, pos) => {
      if (n.isTextblock) parts.push([Math.max($from.pos, pos + 1), Math.min($to.pos, pos + 1 + n.content.size)]);
      return !n.isTextblock;
    });
    for (const [from, to] of parts.reverse()) if (to > from) tr.delete(from, to);
    dispatch(tr.setSelection(TextSelection.create(tr.doc, $from.pos)).scrollIntoView());
  }
  return true;
};

// link marks the selection, or the link that the caret is in, and takes the mark
// away where there is no address.
export function link(href: string | null): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link!;
    const { from, to } = linkAround(state) ?? state.selection;
    if (!state.doc.resolve(from).parent.type.allowsMarkType(type) || around(state.selection.$from, "subhead")) return false;
    if (dispatch) {
      const tr = state.tr.removeMark(from, to, type);
      if (href && from === to) tr.insert(from, state.schema.text(href.replace(/^mailto:/, ""), [type.create({ href }), ...state.selection.$from.marks()]));
      else if (href) tr.addMark(from, to, type.create({ href }));
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

// linkAround is the whole of the link that an empty selection is in.
export function linkAround(state: EditorState): { from: number; to: number; href: string } | null {
  const { $from, empty } = state.selection;
  const type = state.schema.marks.link!;
  const at = $from.parent.childAfter($from.parentOffset);
  const mark = at.node && type.isInSet(at.node.marks);
  if (!mark) return null;
  if (!empty) return state.selection.to <= $from.start() + at.offset + at.node!.nodeSize ? { from: state.selection.from, to: state.selection.to, href: mark.attrs.href as string } : null;
  let from = at.index;
  let to = at.index + 1;
  const parent = $from.parent;
  while (from > 0 && mark.isInSet(parent.child(from - 1).marks)) from--;
  while (to < parent.childCount && mark.isInSet(parent.child(to).marks)) to++;
  const place = (i: number) => children(parent).slice(0, i).reduce((n, c) => n + c.nodeSize, $from.start());
  return { from: place(from), to: place(to), href: mark.attrs.href as string };
}

export const deleteAcross: Command = chainCommands(clearAcross, backToParagraph);

// addShot puts one more picture at the end of the gallery.
export function addShot(figure: Figure): Command {
  return (state, dispatch) => {
    const gallery = around(state.selection.$from, "gallery");
    if (!gallery) return false;
    dispatch?.(state.tr.insert(gallery.pos + gallery.node.nodeSize - 1, figureNode(state.schema, "shot", figure)));
    return true;
  };
}

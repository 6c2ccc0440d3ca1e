// fields are how one goes through a block that has several lines to type in, and
// what Enter and Backspace do in lines that cannot be parted or joined.

import { chainCommands } from "@tiptap/pm/commands";
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { NodeSelection, TextSelection, type Command, type Transaction } from "@tiptap/pm/state";
import { children } from "./blocks";
import { around, become, blockAt, copy, paragraphBeside, remove } from "./commands";

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

// deleteAcross is Backspace, before what it does everywhere.
export const deleteAcross: Command = chainCommands(clearAcross, backToParagraph);

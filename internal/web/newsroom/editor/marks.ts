// marks are what can be done to words: strong, em, and links.

import { toggleMark } from "@tiptap/pm/commands";
import type { Command, EditorState } from "@tiptap/pm/state";
import { children } from "./blocks";
import { around } from "./commands";

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

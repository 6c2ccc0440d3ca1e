// run tells where in the runs of a body a selection stands, as ilbo.Body.Runs counts
// them: what a lesson explains is found by that.

import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import type { Block } from "./block";
import { bodyOf } from "./blocks";

// A Chosen is words in a run, from a character on.
export interface Chosen {
  run: number;
  from: number;
  words: string;
}

const read = ["paragraph", "subhead", "quoteText", "pullText", "item"];

// chosenIn gives the words that are selected in text that readers read on; null where
// none are, or those of several runs.
export function chosenIn(state: EditorState): Chosen | null {
  const { $from, $to, empty } = state.selection;
  if (empty || !$from.sameParent($to) || !read.includes($from.parent.type.name)) return null;
  const text = $from.parent.textContent;
  const raw = text.slice($from.parentOffset, $to.parentOffset);
  const words = raw.trim();
  if (!words || words.length > 80) return null;
  const before = text.slice(0, $from.parentOffset + raw.length - raw.trimStart().length);
  let run = 0;
  let parent: Node = state.doc;
  for (let depth = 0; parent !== $from.parent; depth++) {
    const index = $from.index(depth);
    for (let i = 0; i < index; i++) run += runsOf(parent.child(i), parent);
    parent = parent.child(index);
  }
  return { run, from: Array.from(before.trimStart()).length, words };
}

// runsOf is how many runs a node has, within its parent.
function runsOf(node: Node, parent: Node): number {
  if (node.type.name === "item") return 1;
  if (!["doc", "factbox"].includes(parent.type.name) || node.type.name === "title") return 0;
  return bodyOf(parent.type.schema.node("doc", null, [node])).reduce((n, b) => n + count(b), 0);
}

function count(b: Block): number {
  switch (b.kind) {
    case "paragraph":
    case "subhead":
    case "quote":
    case "pullquote":
      return 1;
    case "list":
      return b.items?.length ?? 0;
    case "factbox":
      return (b.blocks ?? []).reduce((n, inner) => n + count(inner), 0);
    default:
      return 0;
  }
}

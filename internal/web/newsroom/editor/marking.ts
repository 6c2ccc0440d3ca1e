// marking keeps decorations that depend on nothing but the textblock they are in:
// after a change only the textblocks that were changed are looked at.

import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

export type Look = (textblock: Node, start: number) => Decoration[];

export function markAll(doc: Node, look: Look): DecorationSet {
  const list: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) list.push(...look(node, pos + 1));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, list);
}

export function markAgain(set: DecorationSet, tr: Transaction, look: Look): DecorationSet {
  set = set.map(tr.mapping, tr.doc);
  for (const { from, to } of changes(tr)) {
    tr.doc.nodesBetween(from, to, (node, pos) => {
      if (node.isTextblock) {
        const end = pos + 1 + node.content.size;
        set = set.remove(set.find(pos + 1, end)).add(tr.doc, look(node, pos + 1));
      }
      return !node.isTextblock;
    });
  }
  return set;
}

// changes are the stretches of the new document that a transaction made.
export function changes(tr: Transaction): { from: number; to: number }[] {
  const list: { from: number; to: number }[] = [];
  const end = tr.doc.content.size;
  tr.mapping.maps.forEach((map, i) => {
    const later = tr.mapping.slice(i + 1);
    map.forEach((_from, _to, from, to) => list.push({ from: Math.max(0, later.map(from, -1)), to: Math.min(end, later.map(to, 1)) }));
  });
  return list;
}

// noBreaks shows the spaces at which no line breaks.
export function noBreaks(): Plugin {
  const key = new PluginKey<DecorationSet>("noBreaks");
  const look: Look = (node, start) => {
    const text = node.textContent;
    const list: Decoration[] = [];
    for (let i = text.indexOf("\u00a0"); i >= 0; i = text.indexOf("\u00a0", i + 1)) {
      list.push(Decoration.inline(start + i, start + i + 1, { class: "nobreak" }));
    }
    return list;
  };
  return new Plugin({
    key,
    state: {
      init: (_, state) => markAll(state.doc, look),
      apply: (tr, set) => (tr.docChanged ? markAgain(set, tr, look) : set),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

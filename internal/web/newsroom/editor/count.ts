// count says how long a story is. What a block comes to is kept with the block,
// which never changes: after a key only the one that was typed in is counted.

import type { Node } from "@tiptap/pm/model";
import type { Language, Video } from "./block";

export interface Length {
  words: number;
  characters: number;
}

const known = new WeakMap<Node, Length>();
const unread = new Set(["credit", "alt", "source"]); // as in Body.Text of body.go

export function lengthOf(doc: Node): Length {
  let words = 0;
  let characters = 0;
  for (let i = 0; i < doc.childCount; i++) {
    const block = doc.child(i);
    let length = known.get(block);
    if (!length) known.set(block, (length = measure(block)));
    words += length.words;
    characters += length.characters;
  }
  return { words, characters };
}

function measure(block: Node): Length {
  const length = { words: 0, characters: 0 };
  const add = (text: string) => {
    length.words += text.match(/[^\s\u0085]+/g)?.length ?? 0;
    length.characters += text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]|[\r\n]/g)?.length ?? 0);
  };
  const look = (node: Node) => {
    if (node.type.name === "video") add((node.attrs.video as Video).poster.caption ?? "");
    else if (node.isTextblock && !unread.has(node.type.name)) add(node.textContent);
    return !node.isTextblock;
  };
  look(block);
  block.descendants(look);
  return length;
}

// minutesOf is how long reading takes: English by words, Korean by characters.
export function minutesOf(length: Length, language: Language): number {
  return Math.max(1, Math.round(language === "ko" ? length.characters / 500 : length.words / 230));
}

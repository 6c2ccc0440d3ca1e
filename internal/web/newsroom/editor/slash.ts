// slash is the menu that "/" opens at the beginning of an empty paragraph: a
// listbox that the text keeps the focus of. It only looks at what is typed, and
// takes keys only between compositions: an unfinished syllable is never touched.

import { Plugin, PluginKey, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { letters } from "./hangul";
import { element, fill, set } from "./say";
import type { Words } from "./words";

export interface Item {
  name: string;
  also: string[]; // other names, in both languages
  say: string;
  run(view: EditorView): void;
}

interface Open {
  pos: number; // of the paragraph
  query: string;
}

const key = new PluginKey<Open | null>("slash");
let menus = 0;

// found are the items whose names have a word that begins as what was typed.
export function found(items: Item[], query: string): Item[] {
  const typed = letters(query.trim());
  if (!typed) return items;
  const begins = (name: string) => {
    const whole = letters(name);
    return whole.startsWith(typed) || whole.replace(/\s/g, "").startsWith(typed) || whole.split(/\s+/).some((w) => w.startsWith(typed));
  };
  return items.filter((i) => [i.name, ...i.also].some(begins));
}

export function slash(words: Words, items: () => Item[], place: HTMLElement, announce: (sentence: string) => void): Plugin {
  const id = "slash-" + ++menus;
  const list = element("ul", { id, class: "slash", role: "listbox", "aria-label": words.Insert, hidden: true });
  let shown: Item[] = [];
  let at = 0;
  let query: string | null = null;
  place.append(list);

  const read = (state: EditorState): Open | null => {
    const { selection } = state;
    const { $from, empty } = selection;
    if (!empty || $from.depth !== 1 || $from.parent.type.name !== "paragraph") return null;
    const text = $from.parent.textContent;
    if (!text.startsWith("/") || $from.parentOffset < 1 || text.length > 30) return null;
    return { pos: $from.before(1), query: text.slice(1) };
  };

  const point = (view: EditorView) => {
    Array.from(list.children).forEach((o, i) => set(o, { "aria-selected": String(i === at) }));
    list.children[at]?.scrollIntoView({ block: "nearest" });
    set(view.dom, { "aria-activedescendant": list.children[at]?.id });
  };

  const close = (view: EditorView) => view.dispatch(view.state.tr.setMeta(key, null));

  const choose = (view: EditorView, item: Item) => {
    const open = key.getState(view.state);
    if (!open) return;
    const { $from } = view.state.selection;
    view.dispatch(view.state.tr.delete($from.start(), $from.end()).setMeta(key, null));
    view.focus();
    item.run(view);
    announce(fill(words.Inserted, item.name));
  };

  const show = (view: EditorView) => {
    const open = key.getState(view.state) ?? null;
    if (!open || !view.editable) {
      if (!list.hidden) {
        list.hidden = true;
        query = null;
        set(view.dom, { "aria-activedescendant": null, "aria-controls": null });
      }
      return;
    }
    if (open.query !== query) {
      query = open.query;
      shown = found(items(), query);
      at = 0;
      list.replaceChildren(
        ...shown.map((item, i) => {
          const option = element("li", { id: id + "-" + i, role: "option", class: "slash__item" }, element("span", { class: "slash__name" }, item.name), element("span", { class: "slash__say" }, item.say));
          option.addEventListener("pointerdown", (e) => e.preventDefault()); // the text keeps the focus
          option.addEventListener("click", () => choose(view, item));
          return option;
        }),
      );
      if (!shown.length) announce(words.NothingFound);
    }
    list.hidden = !shown.length;
    set(view.dom, { "aria-controls": list.hidden ? null : id });
    point(view);
    if (!list.hidden) put(view, open.pos);
  };

  // put sets the list below its line, or above where there is no room.
  const put = (view: EditorView, pos: number) => {
    const line = view.coordsAtPos(pos + 1);
    const box = place.getBoundingClientRect();
    const below = window.innerHeight - line.bottom;
    const up = below < list.offsetHeight + 12 && line.top > list.offsetHeight + 12;
    const left = Math.max(0, Math.min(line.left - box.left, box.width - list.offsetWidth));
    list.style.setProperty("inset-inline-start", left + "px");
    list.style.setProperty("inset-block-start", (up ? line.top - box.top - list.offsetHeight - 6 : line.bottom - box.top + 6) + "px");
  };

  return new Plugin<Open | null>({
    key,
    state: {
      init: () => null,
      apply(tr, open, _before, state) {
        const said = tr.getMeta(key) as Open | null | undefined;
        if (said !== undefined) return said;
        if (tr.getMeta("paste") || (!tr.docChanged && !tr.selectionSet)) return open;
        const now = read(state);
        if (open) return now && now.pos === tr.mapping.map(open.pos) ? now : null;
        return tr.docChanged && now?.query === "" ? now : null;
      },
    },
    props: {
      handleKeyDown(view, e) {
        if (list.hidden || !key.getState(view.state) || e.isComposing || view.composing) return false;
        switch (e.key) {
          case "ArrowDown":
          case "ArrowUp":
            at = (at + (e.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length;
            point(view);
            return true;
          case "Enter":
          case "Tab":
            if (!shown[at]) return false;
            choose(view, shown[at]!);
            return true;
          case "Escape":
            close(view);
            return true;
        }
        return false;
      },
      handleDOMEvents: {
        blur: (view) => {
          if (key.getState(view.state)) close(view);
          return false;
        },
      },
    },
    view: () => ({ update: show, destroy: () => list.remove() }),
  });
}

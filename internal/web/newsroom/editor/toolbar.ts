// toolbar is the row of buttons over the text: one stop of the Tab key, between
// whose buttons the arrows go (WAI-ARIA Authoring Practices, toolbar).

import type { EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { element, set } from "./say";
import type { Words } from "./words";

export interface Button {
  word: string; // of Words
  icon: string; // path on a sheet of 24 by 24, stroked; or a letter
  key?: string; // "Ctrl+B"
  run(view: EditorView): void;
  on?(state: EditorState): boolean; // pressed; undefined: no toggle
  may?(state: EditorState): boolean; // false: cannot be done here
}

export interface Group {
  word: string;
  shown?(state: EditorState): boolean;
  buttons: Button[];
}

const svg = "http://www.w3.org/2000/svg";
const mac = /Mac|iPhone|iPad/.test(navigator.platform);

export class Toolbar {
  element: HTMLElement;
  private buttons: { spec: Button; dom: HTMLButtonElement; group: HTMLElement }[] = [];
  private groups: { spec: Group; dom: HTMLElement }[] = [];

  constructor(
    words: Words,
    groups: Group[],
    private view: () => EditorView,
    controls: string,
  ) {
    this.element = element("div", { class: "tools", role: "toolbar", "aria-label": words.Toolbar, "aria-controls": controls });
    for (const spec of groups) {
      const group = element("div", { class: "tools__group", role: "group", "aria-label": words[spec.word as keyof Words] });
      this.groups.push({ spec, dom: group });
      for (const button of spec.buttons) {
        const dom = this.button(button, words[button.word as keyof Words]);
        this.buttons.push({ spec: button, dom, group });
        group.append(dom);
      }
      this.element.append(group);
    }
    this.element.addEventListener("keydown", (e) => this.key(e));
    this.buttons[0]!.dom.tabIndex = 0;
  }

  private button(spec: Button, name: string): HTMLButtonElement {
    const key = spec.key && (mac ? spec.key.replace("Ctrl+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧") : spec.key);
    const dom = element("button", {
      type: "button",
      class: "tools__button",
      tabindex: "-1",
      "aria-label": name,
      title: key ? `${name} (${key})` : name,
      "aria-keyshortcuts": spec.key?.replace("Ctrl", mac ? "Meta" : "Control").replace("↑", "ArrowUp").replace("↓", "ArrowDown"),
    });
    if (spec.icon.startsWith("M")) {
      const icon = document.createElementNS(svg, "svg");
      set(icon, { viewBox: "0 0 24 24", class: "tools__icon", "aria-hidden": "true" });
      const path = document.createElementNS(svg, "path");
      set(path, { d: spec.icon });
      icon.append(path);
      dom.append(icon);
    } else dom.append(element("span", { class: "tools__letter", "aria-hidden": "true" }, spec.icon));
    dom.addEventListener("pointerdown", (e) => e.preventDefault()); // the text keeps its selection
    dom.addEventListener("click", () => {
      const view = this.view();
      if (spec.may && !spec.may(view.state)) return; // what is shown may be a frame old
      spec.run(view);
      this.stop(dom);
    });
    return dom;
  }

  private key(e: KeyboardEvent): void {
    const list = this.buttons.filter((b) => !b.group.hidden).map((b) => b.dom);
    const at = list.indexOf(e.target as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[e.key];
    if (e.key === "Escape") {
      this.view().focus();
      e.preventDefault();
    }
    if (to === undefined || at < 0) return;
    const next = list[(to + list.length) % list.length]!;
    this.stop(next);
    next.focus();
    e.preventDefault();
  }

  private stop(at: HTMLButtonElement): void {
    for (const b of this.buttons) b.dom.tabIndex = b.dom === at ? 0 : -1;
  }

  update(state: EditorState): void {
    for (const { spec, dom } of this.groups) {
      const hidden = !!spec.shown && !spec.shown(state);
      if (dom.hidden !== hidden) dom.hidden = hidden;
    }
    for (const { spec, dom, group } of this.buttons) {
      if (group.hidden) {
        if (dom.tabIndex === 0) this.stop(this.buttons[0]!.dom);
        continue;
      }
      if (spec.on) set(dom, { "aria-pressed": String(spec.on(state)) });
      if (spec.may) set(dom, { "aria-disabled": spec.may(state) ? null : "true" });
    }
  }
}

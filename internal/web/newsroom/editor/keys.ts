// keys are the editor's shortcuts. None of them is ever pressed while a syllable
// is composed. Tab goes from field to field inside a block; elsewhere, and after
// Escape, it leaves the editor as it leaves any field.

import { baseKeymap, chainCommands } from "@tiptap/pm/commands";
import { redo, undo } from "@tiptap/pm/history";
import { keymap } from "@tiptap/pm/keymap";
import { NodeSelection, Plugin, type Command } from "@tiptap/pm/state";
import * as c from "./commands";
import * as f from "./fields";
import { marking } from "./marks";
import { addRow, cellBelow } from "./table";

const composing = 229; // the code of a key that is an input method's

const nbsp: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText("\u00a0").scrollIntoView());
  return true;
};

const swallow: Command = () => true;

export function keys(ask: { link(): void; find(replace: boolean): void; moved(): void; removed(): void }): Plugin[] {
  let leaving = false;
  const tab = (by: -1 | 1): Command => (state, dispatch) => {
    if (leaving) return false;
    return f.nextField(by, false)(state, dispatch);
  };
  const enter = chainCommands((state, dispatch) => (state.selection.$from.parent.type.name === "cell" ? cellBelow(state, dispatch) : false), f.enterField, f.enterItem);
  const asks = (what: () => void): Command => () => {
    what();
    return true;
  };
  // told runs a command and says that it was done.
  const told = (command: Command, say: () => void): Command => (state, dispatch, view) => {
    const done = command(state, dispatch, view);
    if (done && dispatch) say();
    return done;
  };
  const remove = told(c.remove, ask.removed);
  return [
    new Plugin({
      props: {
        handleKeyDown(view, event) {
          // What is typed, composed or not, never takes the place of a chosen block.
          if (event.keyCode === composing && view.state.selection instanceof NodeSelection) f.leaveBlock(view.state, view.dispatch);
          if (event.isComposing || view.composing) return false;
          if (event.key !== "Tab" && event.key !== "Shift") leaving = event.key === "Escape";
          return false;
        },
        handleTextInput(view, _from, _to, text) {
          if (!(view.state.selection instanceof NodeSelection)) return false;
          f.leaveBlock(view.state, view.dispatch);
          view.dispatch(view.state.tr.insertText(text).scrollIntoView());
          return true;
        },
        handleDOMEvents: {
          blur: () => {
            leaving = false;
            return false;
          },
        },
      },
    }),
    keymap({
      "Mod-b": marking("strong"),
      "Mod-i": marking("em"),
      "Mod-k": asks(ask.link),
      "Mod-f": asks(() => ask.find(false)),
      "Mod-h": asks(() => ask.find(true)),
      "Mod-z": undo,
      "Mod-y": redo,
      "Shift-Mod-z": redo,
      "Mod-Alt-0": c.become("paragraph"),
      "Mod-Alt-2": c.become("subhead"),
      "Mod-Alt-q": c.become("quote"),
      "Mod-Alt-p": c.become("pullquote"),
      "Shift-Mod-8": c.become("list"),
      "Shift-Mod-7": c.become("ordered"),
      "Shift-Mod-Space": nbsp,
      "Shift-Mod- ": nbsp,
      "Alt-ArrowUp": chainCommands(told(c.move(-1), ask.moved), swallow),
      "Alt-ArrowDown": chainCommands(told(c.move(1), ask.moved), swallow),
      "Shift-Mod-Delete": remove,
      "Shift-Mod-Backspace": remove,
      "Mod-Enter": (state, dispatch) => (state.selection.$from.parent.type.name === "cell" ? addRow(true)(state, dispatch) : c.paragraphBeside(true)(state, dispatch)),
      "Shift-Mod-Enter": c.paragraphBeside(false),
      Tab: tab(1),
      "Shift-Tab": tab(-1),
      Enter: enter,
      "Shift-Enter": chainCommands(enter, baseKeymap.Enter!),
      Backspace: f.deleteAcross,
      Delete: f.clearAcross,
    }),
    keymap(baseKeymap),
  ];
}

// lastParagraph keeps an empty paragraph at the end, where one goes on writing.
export function lastParagraph(): Plugin {
  return new Plugin({
    appendTransaction(transactions, _before, state) {
      if (!transactions.some((tr) => tr.docChanged) || state.doc.lastChild?.type.name === "paragraph") return null;
      return state.tr.insert(state.doc.content.size, state.schema.nodes.paragraph!.create());
    },
  });
}

// typography sets what is typed as a typesetter would: quotation marks, dashes,
// the ellipsis, and a number with its unit. What is put in place of what was
// typed is a step of its own: Backspace or Ctrl+Z takes it back, and then it
// stays. Nothing happens while a syllable is composed, nor to what is pasted.

import { closeHistory } from "@tiptap/pm/history";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { Language } from "./block";

// A Setting replaces characters before the cursor, and the typed one, by text.
export interface Setting {
  back: number;
  text: string;
}

const units =
  "km|m|cm|mm|kg|g|mg|t|km/h|mph|°C|°F|kW|MW|GW|kWh|MWh|GWh|TWh|Hz|kHz|MHz|GHz|kB|MB|GB|TB|ha|km²|m²|ft|lb|oz|a\\.m|p\\.m|percent|million|billion|trillion";
const counters = "원|달러|유로|엔|위안|명|개|건|년|월|일|시|분|톤|가구|세대|㎞|㎝|㎏|㎡";
const numbered: Record<Language, RegExp> = {
  en: new RegExp(`\\d (?:${units})$`),
  ko: new RegExp(`(?:\\d|[만억조]) (?:${units}|${counters})(?:이|가|은|는|을|를|의|에|도|와|과|로|으로|까지|부터|씩|쯤|이다)?$`),
};

// set says what becomes of a character that is typed after some text; null where
// it stays.
export function set(before: string, typed: string, language: Language): Setting | null {
  switch (typed) {
    case '"':
      return { back: 0, text: opens(before, "“", "”", language) ? "“" : "”" };
    case "'":
      return { back: 0, text: opens(before, "‘", "’", language) ? "‘" : "’" };
    case ".":
      if (before.endsWith("..") && !before.endsWith("...")) return { back: 2, text: "…" };
      break;
    case "-":
      if (before.endsWith("–")) return { back: 1, text: "—" };
      return before.endsWith("-") && !before.endsWith("--") ? { back: 1, text: "–" } : null;
    case "s": {
      // ’90s lacks its century: the mark is an apostrophe, and opens nothing.
      const decade = /(?:^|[\s([“])‘(\d0)$/.exec(before);
      if (decade) return { back: 3, text: "’" + decade[1] + "s" };
    }
  }
  if (/^[\s,.;:!?)\]”’]$/.test(typed)) {
    const found = numbered[language].exec(before.slice(-40));
    if (found) {
      const after = found[0].slice(found[0].indexOf(" ") + 1);
      return { back: after.length + 1, text: "\u00a0" + after + typed };
    }
  }
  return null;
}

// opens tells an opening quotation mark from a closing one by what stands before
// it. Right after a Korean word, to which particles are joined, it closes what is
// open and else opens.
function opens(before: string, open: string, close: string, language: Language): boolean {
  const last = before.slice(-1);
  if (!last || /[\s([{<«“‘「『《〈—–/]/.test(last)) return true;
  if (language === "ko" && /\p{Script=Hangul}/u.test(last)) return before.lastIndexOf(open) <= before.lastIndexOf(close);
  return false;
}

interface Last {
  from: number;
  to: number;
  typed: string; // what stood there before
}

export const typographyKey = new PluginKey<Last | null>("typography");

export function typography(language: Language, on: () => boolean): Plugin {
  return new Plugin<Last | null>({
    key: typographyKey,
    state: {
      init: () => null,
      apply: (tr, last) => (tr.getMeta(typographyKey) as Last | undefined) ?? (tr.docChanged || tr.selectionSet ? null : last),
    },
    props: {
      handleTextInput(view, from, to, typed) {
        if (view.composing || !on() || typed.length !== 1) return false;
        const $from = view.state.doc.resolve(from);
        if (!$from.sameParent(view.state.doc.resolve(to)) || !$from.parent.isTextblock) return false;
        const before = $from.parent.textBetween(0, $from.parentOffset);
        const setting = set(before, typed, language);
        if (!setting) return false;
        view.dispatch(view.state.tr.insertText(typed, from, to));
        const start = from - setting.back;
        const raw = before.slice(before.length - setting.back) + typed;
        const tr = closeHistory(view.state.tr).insertText(setting.text, start, from + typed.length);
        const end = start + setting.text.length;
        view.dispatch(tr.setMeta(typographyKey, { from: start, to: end, typed: raw }).scrollIntoView());
        return true;
      },
      handleKeyDown(view, event) {
        const last = typographyKey.getState(view.state);
        if (!last || event.key !== "Backspace" || event.isComposing || view.composing) return false;
        view.dispatch(closeHistory(view.state.tr).insertText(last.typed, last.from, last.to).scrollIntoView());
        return true;
      },
    },
  });
}

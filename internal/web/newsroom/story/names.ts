// names completes the last name of a list with commas between, in a field: of
// journalists, or of topics. It is a combobox as ARIA has it.

import { send } from "./send";

interface Name {
  id: string;
  name: string;
  say?: string;
}

let lists = 0;

// completing gives the field completion; by says what is put in: ids or names.
// What was chosen is known by name, so that a byline leads to its journalist.
export function completing(field: HTMLInputElement, root: string, language: string, by: "id" | "name", known: Map<string, string>): void {
  const list = document.createElement("ul");
  list.id = "names-" + ++lists;
  list.className = "names__list";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
  field.parentElement!.classList.add("names");
  field.after(list);
  field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let names: Name[] = [];
  let current = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    current = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (i: number) => {
    current = (i + names.length) % names.length;
    [...list.children].forEach((option, j) => option.setAttribute("aria-selected", String(j === current)));
    field.setAttribute("aria-activedescendant", list.children[current]!.id);
  };
  const choose = (name: Name) => {
    const before = field.value.split(",").slice(0, -1).map((s) => s.trim());
    known.set(name.name, name.id);
    field.value = [...before, by === "id" ? name.id : name.name].join(", ");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const show = () => {
    list.replaceChildren(
      ...names.map((name, i) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${i}`;
        option.role = "option";
        option.setAttribute("aria-selected", "false");
        option.textContent = name.say ? `${name.name} · ${name.say}` : name.name;
        option.addEventListener("mousedown", (e) => {
          e.preventDefault();
          choose(name);
        });
        return option;
      }),
    );
    list.hidden = names.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  field.addEventListener("input", (e) => {
    const typed = field.value.split(",").pop()!.trim();
    const mine = ++asked;
    if (!e.isTrusted || typed === "") {
      return close();
    }
    window.setTimeout(async () => {
      if (mine !== asked) {
        return;
      }
      const { body } = await send<Name[]>(`${root}/names/${field.dataset.names}?language=${language}&q=${encodeURIComponent(typed)}`);
      if (mine === asked && Array.isArray(body)) {
        names = body;
        current = -1;
        show();
      }
    }, 120);
  });
  field.addEventListener("keydown", (e) => {
    if (list.hidden || e.isComposing) {
      return;
    }
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      mark(current + (e.key === "ArrowDown" ? 1 : current < 0 ? 0 : -1));
    } else if (e.key === "Enter" && current >= 0) {
      e.preventDefault();
      choose(names[current]!);
    } else if (e.key === "Escape") {
      close();
    }
  });
  field.addEventListener("blur", close);
}

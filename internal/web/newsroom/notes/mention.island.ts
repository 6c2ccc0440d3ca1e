// mention completes names behind an @ while a note is written: a text field with a
// listbox, by keyboard and pointer (WAI-ARIA Authoring Practices 1.2).

interface Person {
  login: string;
  name: string;
  role: string;
}

let fields = 0;

export function mention(field: HTMLTextAreaElement): void {
  const { ask = "", label = "", found = "", none = "" } = field.dataset;
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let people: Person[] = [];
  let at = -1;
  let asking: AbortController | undefined;

  list.id = "mention-" + ++fields;
  list.className = "mention";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("autocomplete", "off");
  field.after(list, said);

  // typed is what stands between the last @ and the caret, nothing where none is.
  function typed(): string | undefined {
    const before = field.value.slice(0, field.selectionStart);
    return /(?:^|[^\p{L}\p{N}._%+@/-])@([\p{L}a-z0-9._-]{0,40})$/u.exec(before)?.[1];
  }

  async function complete(): Promise<void> {
    const begun = typed();
    asking?.abort();
    if (begun === undefined) return close();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(ask + encodeURIComponent(begun), { signal: mine.signal });
      if (!answer.ok || answer.redirected) return close();
      people = (await answer.json()) as Person[];
    } catch {
      return; // another question took its place, or there is no connection
    }
    if (document.activeElement !== field || typed() !== begun) return;
    show();
  }

  function show(): void {
    at = people.length ? 0 : -1;
    list.replaceChildren(
      ...people.map((p, i) => {
        const option = document.createElement("li");
        const role = document.createElement("span");
        option.id = `${list.id}-${i}`;
        option.setAttribute("role", "option");
        role.textContent = `${p.login} · ${p.role}`;
        option.append(p.name + " ", role);
        return option;
      }),
    );
    list.hidden = !people.length;
    said.textContent = people.length ? found.replace("%d", String(people.length)) : none;
    mark();
  }

  function mark(): void {
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0 || list.hidden) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    list.children[at]!.scrollIntoView({ block: "nearest" });
  }

  function close(): void {
    asking?.abort();
    list.hidden = true;
    said.textContent = "";
    at = -1;
    field.removeAttribute("aria-activedescendant");
  }

  function choose(i: number): void {
    const person = people[i];
    const begun = typed();
    if (!person || begun === undefined) return close();
    const end = field.selectionStart;
    field.setRangeText(person.login + " ", end - begun.length, end, "end");
    close();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  field.addEventListener("input", () => void complete());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (e) => {
    if (list.hidden || e.isComposing) return;
    switch (e.key) {
      case "ArrowDown":
      case "ArrowUp":
        at = (at + (e.key === "ArrowDown" ? 1 : -1) + people.length) % people.length;
        mark();
        break;
      case "Enter":
      case "Tab":
        choose(at);
        break;
      case "Escape":
        close();
        break;
      default:
        return;
    }
    e.preventDefault();
    e.stopPropagation();
  });
  list.addEventListener("pointerdown", (e) => e.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (e) => {
    const option = (e.target as Element).closest("li");
    if (option) choose([...list.children].indexOf(option));
  });
}

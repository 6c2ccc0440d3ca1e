// suggest completes a search field as a combobox with a listbox (WAI-ARIA
// Authoring Practices 1.2). It asks the paper for what is being typed, half
// composed syllables included; the field's form is sent as it always was.

const pause = 120; // milliseconds without a key before the paper is asked
const most = 40; // characters of which the paper knows more
let fields = 0;

export function suggest(input: HTMLInputElement): void {
  const { label = "", found = "", none = "" } = input.dataset;
  const address = input.form!.getAttribute("action")! + "/suggest?q=";
  const list = document.createElement("ul");
  const said = document.createElement("p");
  const known = new Map<string, string[]>();
  let asking: AbortController | undefined;
  let timer = 0;
  let at = -1;

  list.id = "suggest-" + ++fields;
  list.className = "suggest";
  list.hidden = true;
  said.className = "visually-hidden";
  set(list, { role: "listbox", "aria-label": label });
  set(said, { role: "status" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  input.parentElement!.append(list, said);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause);
  });
  input.addEventListener("blur", () => close());
  input.form!.addEventListener("submit", () => close());
  input.addEventListener("keydown", (e) => {
    if (e.isComposing && e.key !== "Escape") return; // the key is the composition's
    switch (e.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (list.hidden) void ask();
        else move(e.key === "ArrowDown" ? 1 : -1);
        break;
      case "Enter":
        if (list.hidden || at < 0) return;
        choose(at);
        break;
      case "Escape":
        if (list.hidden) return;
        close();
        break;
      default:
        return;
    }
    e.preventDefault();
  });
  list.addEventListener("pointerdown", (e) => e.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (e) => {
    const option = (e.target as Element).closest("li");
    if (option) choose([...list.children].indexOf(option));
  });

  async function ask(): Promise<void> {
    const text = input.value.trim();
    asking?.abort();
    if (!text || text.length > most) return close();
    let words = known.get(text);
    if (!words) {
      const mine = (asking = new AbortController());
      try {
        const answer = await fetch(address + encodeURIComponent(text), { signal: mine.signal });
        if (!answer.ok) return close();
        words = ((await answer.json()) as [string, string[]])[1];
      } catch {
        if (asking === mine) close(); // without a connection there is only the form
        return;
      }
      if (known.size > 50) known.clear();
      known.set(text, words);
    }
    if (document.activeElement === input && input.value.trim() === text) show(words);
  }

  function show(words: string[]): void {
    at = -1;
    list.replaceChildren(
      ...words.map((word, i) => {
        const option = document.createElement("li");
        option.id = list.id + "-" + i;
        option.textContent = word;
        set(option, { role: "option", "aria-selected": "false" });
        return option;
      }),
    );
    open(words.length > 0);
    said.textContent = words.length ? found.replace("%d", String(words.length)) : none;
  }

  function open(is: boolean): void {
    list.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
    input.removeAttribute("aria-activedescendant");
  }

  function close(): void {
    clearTimeout(timer);
    asking?.abort();
    at = -1;
    said.textContent = "";
    open(false);
  }

  // move goes through the options, and between the last and the first through
  // the field itself.
  function move(by: number): void {
    const n = list.children.length + 1;
    list.children[at]?.setAttribute("aria-selected", "false");
    at = ((at + 1 + by + n) % n) - 1;
    const option = list.children[at];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function choose(n: number): void {
    input.value = list.children[n]!.textContent!;
    close();
    input.form!.requestSubmit();
  }
}

function set(element: Element, attributes: Record<string, string>): void {
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
}

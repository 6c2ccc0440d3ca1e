// wire makes the basket convenient: it tells of new copy, and is walked through
// by keys. The basket is whole without it.

type Counted = { all: number; filters: Record<string, number>; latest: string; tidings: number };

const every = 20_000; // milliseconds between two looks

export function wire(root: HTMLElement): void {
  look(root);
  walk(root);
}

// look asks how much is new, as long as somebody sees the page.
function look(root: HTMLElement): void {
  const notice = root.querySelector<HTMLElement>(".wire__new")!;
  notice.querySelector("a")!.href = location.href;
  const ask = async (): Promise<void> => {
    if (document.hidden) {
      return;
    }
    let counted: Counted;
    try {
      const answer = await fetch(root.dataset.count!, { headers: { Accept: "application/json" } });
      if (!answer.ok) {
        return;
      }
      counted = (await answer.json()) as Counted;
    } catch {
      return; // the next look may find the paper again
    }
    for (const count of root.querySelectorAll<HTMLElement>("[data-view]")) {
      const id = count.dataset.view!;
      count.textContent = String(id === "0" ? counted.all : (counted.filters[id] ?? 0));
    }
    notice.hidden = counted.latest === root.dataset.latest && counted.tidings === Number(root.dataset.tidings);
  };
  setInterval(() => void ask(), every);
  document.addEventListener("visibilitychange", () => void ask());
}

// walk goes from take to take with j and k, and on to the desk with t.
function walk(root: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest("input, select, textarea")) {
      return;
    }
    const links = [...root.querySelectorAll<HTMLAnchorElement>(".takes__headline a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    switch (event.key) {
      case "j":
      case "k": {
        const next = links[at < 0 ? 0 : at + (event.key === "j" ? 1 : -1)];
        next?.focus();
        next?.scrollIntoView({ block: "nearest" });
        break;
      }
      case "t": {
        const chosen = links[at];
        if (!chosen) {
          return;
        }
        location.href = chosen.href + "#take";
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  });
}

// take brings who came by t, or presses it, to the button that takes the copy.
export function take(root: HTMLElement): void {
  const button = root.querySelector<HTMLElement>("[data-take]");
  if (!button) {
    return;
  }
  if (location.hash === "#take") {
    button.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "t" && !event.ctrlKey && !event.metaKey && !event.altKey && !(event.target as HTMLElement).closest("input, select, textarea")) {
      event.preventDefault();
      button.focus();
    }
  });
}

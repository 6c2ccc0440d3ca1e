// list makes a list of stories quick to work through: j and k go from story to
// story, x ticks, o opens in a window of its own, / goes to the search; with shift
// everything between two ticks is ticked; and how many are ticked is said.

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])"));

export function list(root: HTMLElement): void {
  const titles = () => [...root.querySelectorAll<HTMLAnchorElement>(".story__title")];
  const boxes = [...root.querySelectorAll<HTMLInputElement>(".story__tick input")];
  keys(titles);
  if (boxes.length > 0) {
    ticks(root, boxes);
    choose(root);
  }
  for (const say of document.querySelectorAll<HTMLElement>("[data-keys]")) {
    say.hidden = false;
  }
}

/** keys listens to single letters, but for while somebody writes. */
function keys(titles: () => HTMLAnchorElement[]): void {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || typing(event.target)) {
      return;
    }
    const all = titles();
    const row = document.activeElement?.closest(".story");
    const at = all.findIndex((a) => a.closest(".story") === row);
    switch (event.key) {
      case "j":
        all[Math.min(at + 1, all.length - 1)]?.focus();
        break;
      case "k":
        all[Math.max(at - 1, 0)]?.focus();
        break;
      case "x":
        row?.querySelector<HTMLInputElement>(".story__tick input")?.click();
        break;
      case "o":
        if (at < 0) {
          return;
        }
        window.open(all[at]!.href, "_blank", "noopener");
        break;
      case "/": {
        const find = document.querySelector<HTMLInputElement>("[data-find]");
        if (!find) {
          return;
        }
        find.focus();
        find.select();
        break;
      }
      default:
        return;
    }
    event.preventDefault();
  });
}

/** ticks counts what is ticked, and ticks ranges and everything. */
function ticks(root: HTMLElement, boxes: HTMLInputElement[]): void {
  const all = root.querySelector<HTMLInputElement>("[data-all]")!;
  const say = root.querySelector<HTMLElement>("[data-count]")!;
  let last = -1;
  const count = () => {
    const n = boxes.filter((box) => box.checked).length;
    all.checked = n === boxes.length;
    all.indeterminate = n > 0 && n < boxes.length;
    say.textContent = n > 0 ? root.dataset.ticked!.replace("%d", String(n)) : "";
  };
  all.closest("label")!.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
    count();
  });
  boxes.forEach((box, i) => {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last >= 0) {
        for (let j = Math.min(i, last); j <= Math.max(i, last); j++) {
          boxes[j]!.checked = box.checked;
        }
      }
      last = i;
      count();
    });
  });
  addEventListener("pageshow", count); // browsers keep ticks when one comes back
  count();
}

/** choose shows the fields that the chosen act has, and no others. */
function choose(root: HTMLElement): void {
  const act = root.querySelector<HTMLSelectElement>("[data-act]")!;
  const show = () => {
    for (const field of root.querySelectorAll<HTMLElement>("[data-of]")) {
      field.hidden = field.dataset.of !== act.value;
    }
  };
  act.addEventListener("change", show);
  show();
}

// makeup puts the stories of an issue in their order: by dragging a story's handle, and
// by its buttons without sending the form each time. Without it the buttons send.

export function makeup(form: HTMLElement): void {
  const list = form.querySelector<HTMLElement>("ol.makeup__stories");
  const said = form.querySelector<HTMLElement>("[data-say]");
  if (!list || !said) return;
  const moved = form.dataset.moved ?? "";
  const stories = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(".makeup__story")];

  const tell = (story: HTMLElement): void => {
    const all = stories();
    const words = [story.dataset.title!, String(all.indexOf(story) + 1), String(all.length)];
    said.textContent = moved.replace(/%(?:\[(\d)\])?s/g, (_, n?: string) => (n ? words[Number(n) - 1] : words.shift()) ?? "");
  };

  for (const handle of list.querySelectorAll<HTMLElement>(".makeup__handle")) handle.hidden = false;

  list.addEventListener("click", (e) => {
    const button = (e.target as Element).closest<HTMLButtonElement>("button[name=act]");
    const story = button?.closest<HTMLElement>(".makeup__story");
    const way = button?.value.split(" ")[0];
    if (!button || !story || (way !== "up" && way !== "down")) return;
    e.preventDefault();
    if (way === "up") story.previousElementSibling?.before(story);
    else story.nextElementSibling?.after(story);
    button.focus();
    tell(story);
  });

  list.addEventListener("pointerdown", (e) => {
    const handle = (e.target as Element).closest<HTMLElement>(".makeup__handle");
    const story = handle?.closest<HTMLElement>(".makeup__story");
    if (!handle || !story || e.button !== 0) return;
    e.preventDefault();
    story.classList.add("makeup__story--dragged");
    const move = (at: PointerEvent): void => {
      for (const other of stories()) {
        const box = other.getBoundingClientRect();
        if (other === story || at.clientY < box.top || at.clientY > box.bottom) continue;
        if (at.clientY < box.top + box.height / 2) other.before(story);
        else other.after(story);
      }
    };
    const end = (): void => {
      story.classList.remove("makeup__story--dragged");
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      tell(story);
    };
    // Of the window: what is moved in the page loses the pointer.
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
}

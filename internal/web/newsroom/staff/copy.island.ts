// copy puts what stands in a field on the clipboard.

export function copy(root: HTMLElement): void {
  const field = root.querySelector("input")!;
  const button = root.querySelector("button")!;
  if (!navigator.clipboard) {
    return; // a page over plain HTTP has none
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = root.dataset.done!;
  });
}

// print offers to print the page.

export function print(place: HTMLElement): void {
  const button = place.querySelector("button");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => window.print();
}

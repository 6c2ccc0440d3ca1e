// settings keeps how the reader likes to read on this device, and applies it.
// The inline script in the head (site/setup.js) applies it to later pages
// before they are drawn: both know the same key and the same names.

const key = "ilbo";
const names = ["size", "theme", "face"] as const;

export function settings(form: HTMLFormElement): void {
  const root = document.documentElement;
  for (const name of names) {
    const kept = root.dataset[name];
    const radio = kept && form.querySelector<HTMLInputElement>(`[name=${name}][value="${kept}"]`);
    if (radio) radio.checked = true;
  }
  form.addEventListener("change", () => keep(new FormData(form)));
  form.addEventListener("reset", () => setTimeout(() => keep(new FormData(form))));
  form.addEventListener("submit", (e) => e.preventDefault());

  function keep(data: FormData): void {
    const values: Record<string, string> = {};
    for (const name of names) values[name] = root.dataset[name] = String(data.get(name));
    try {
      localStorage.setItem(key, JSON.stringify(values));
    } catch {
      // A browser that keeps nothing still shows the choice on this page.
    }
  }
}

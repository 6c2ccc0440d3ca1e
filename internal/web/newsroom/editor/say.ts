// say makes elements, and tells those who cannot see what happened.

export type Attributes = Record<string, string | boolean | null | undefined>;

export function element<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: (Element | string)[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  set(e, attributes);
  e.append(...children);
  return e;
}

export function set(e: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) e.removeAttribute(name);
    else if (e.getAttribute(name) !== String(value)) e.setAttribute(name, value === true ? "" : value);
  }
}

// fill puts values in the places of a sentence: "%d of %d".
export function fill(sentence: string, ...values: (string | number)[]): string {
  return sentence.replace(/%[ds]/g, () => String(values.shift() ?? ""));
}

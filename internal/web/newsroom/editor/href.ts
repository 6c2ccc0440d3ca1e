// href says which links may stand in copy. It never lets one pass that SafeHref
// of body.go refuses; of what SafeHref lets pass it refuses names and passwords
// before a host, by which a link shows one site and leads to another.

const longest = 2_048; // bytes

export function safeHref(href: string): boolean {
  if (!href || /[\u0000- \u007f\\]|\p{Surrogate}/u.test(href) || new TextEncoder().encode(href).length > longest) return false;
  const [, main = "", fragment = ""] = /^([^#]*)(#[^]*)?$/.exec(href)!;
  if (!escaped(fragment)) return false;
  const path = main.replace(/\?[^]*$/, "");
  const web = /^https?:\/\/([^/]*)([^]*)$/i.exec(path);
  if (web) return host(web[1]!) && escaped(web[2]!);
  if (/^mailto:/i.test(path)) return /^mailto:[^/]/i.test(path);
  if (path.startsWith("/")) return !path.startsWith("//") && escaped(path);
  return href.startsWith("#");
}

// completed is what somebody typed or pasted as an address, with the scheme that
// they left out; empty where it may not stand in copy.
export function completed(typed: string): string {
  const text = typed.trim();
  for (const href of [text, /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text) ? "mailto:" + text : "https://" + text]) {
    if (safeHref(href) && (href === text || text.includes("."))) return href;
  }
  return "";
}

function host(text: string): boolean {
  return /^(\[[0-9a-f:.]+\]|[\p{L}\p{M}\p{N}._~-]+)(:\d*)?$/iu.test(text);
}

function escaped(text: string): boolean {
  return !/%(?![0-9a-f]{2})/i.test(text);
}

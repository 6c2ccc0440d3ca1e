// clean reads what other programs put on the clipboard, and is the only door for
// their HTML: it is parsed in a document of its own, in which nothing runs and
// nothing is loaded, and what comes out is blocks, or pictures to be uploaded.
// Nothing of the HTML itself goes further.

import { blank, maxColumns, maxRows, printable, type Block, type Inline, type Span, type Table } from "./block";
import { readEmbed } from "./embed";
import { safeHref } from "./href";

export type Piece = Block | { kind: "image"; source: string }; // a data: address

export interface Cleaned {
  pieces: Piece[];
  left: number; // pictures of other sites, which are not taken along
}

const dropped = new Set(
  "script style noscript template svg math head title meta link base object embed applet audio video canvas map button input select textarea datalist option optgroup dialog frame frameset noframes noembed param source track xml rp nav".split(" "),
);
const inline = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rt ruby s samp small span strike strong sub sup time tt u var wbr".split(" "),
);

const lists = /^(ul|ol|menu|dir)$/;

interface Marks {
  strong?: boolean;
  em?: boolean;
  href?: string;
}

// clean reads HTML.
export function clean(html: string): Cleaned {
  const doc = new DOMParser().parseFromString(html, "text/html");
  const setter = new Setter();
  setter.children(doc.body, {});
  setter.flush();
  return { pieces: setter.pieces, left: setter.left };
}

// cleanText reads plain text as wire copy is written: a blank line parts
// paragraphs, and one line's end joins two lines of the same.
export function cleanText(text: string): Piece[] {
  return printable(text)
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t\u00a0\u3000]*\n\s*/)
    .map((p) => p.replace(/[ \t]*\n[ \t]*/g, " ").replace(/\t/g, " ").trim())
    .filter((p) => !blank(p))
    .map((p) => ({ kind: "paragraph", text: [{ text: p }] }));
}

// A Setter sets blocks from elements, one line at a time.
class Setter {
  pieces: Piece[] = [];
  left = 0;
  private line: Span[] = [];
  private kind: "paragraph" | "subhead" | "quote" = "paragraph";
  private items: { list: string; ordered: boolean } | null = null; // the list of Word that the last piece is

  children(node: Node, marks: Marks): void {
    for (const child of Array.from(node.childNodes)) {
      if (child.nodeType === 3) this.text(child.nodeValue!, marks, child.parentElement);
      else if (child.nodeType === 1) this.element(child as HTMLElement, marks);
    }
  }

  // flush ends the line. It gives what the line was, or null.
  flush(): Inline | null {
    const text = tidy(this.line);
    this.line = [];
    if (!text.length) return null;
    if (this.into) this.into.push(text);
    else {
      this.items = null;
      this.pieces.push({ kind: this.kind, text: this.kind === "subhead" ? [{ text: text.map((s) => s.text).join("") }] : text });
    }
    return text;
  }

  // Where lines go instead of becoming blocks: items of a list, text of a cell.
  private into: Inline[] | null = null;

  private lines(node: Node, marks: Marks): Inline[] {
    const before = this.into;
    this.flush();
    const lines: Inline[] = (this.into = []);
    this.children(node, marks);
    this.flush();
    this.into = before;
    return lines;
  }

  private text(value: string, marks: Marks, parent: Element | null): void {
    const text = printable(value);
    if (parent?.closest("pre")) {
      text.split(/\r?\n/).forEach((line, i) => {
        if (i) this.flush();
        if (line) this.line.push({ text: line, ...marks });
      });
      return;
    }
    this.line.push({ text: text.replace(/[ \t\r\n\f]+/g, " ").replace(/[ \u00a0]{2,}/g, " "), ...marks });
  }

  private element(e: HTMLElement, marks: Marks): void {
    const tag = e.localName;
    if (dropped.has(tag) || hidden(e)) return;
    if (tag === "br") {
      if (this.into) this.line.push({ text: " " });
      else this.flush();
      return;
    }
    if (tag === "img" || tag === "image") return this.image(e);
    if (tag === "iframe") return this.frame(e);
    if (inline.has(tag) || tag.startsWith("o:") || tag.startsWith("st1:")) {
      if (!isNote(e)) this.children(e, marked(e, marks));
      return;
    }
    switch (tag) {
      case "ul":
      case "ol":
      case "menu":
      case "dir":
        return this.list(e, marks);
      case "table":
        return this.table(e);
      case "hr":
        this.flush();
        return;
      case "blockquote":
        return this.as("quote", e, marks);
    }
    if (/^h[1-6]$/.test(tag)) return this.as("subhead", e, {});
    const word = this.wordParagraph(e, marks);
    if (word) return;
    this.flush();
    this.children(e, marked(e, marks));
    this.flush();
  }

  private as(kind: "subhead" | "quote", e: HTMLElement, marks: Marks): void {
    this.flush();
    const before = this.kind;
    if (!this.into) this.kind = kind;
    this.children(e, marks);
    this.flush();
    this.kind = before;
  }

  // wordParagraph reads what Word says by styles alone: headings, quotes, and
  // lists, which are paragraphs that begin with their own mark.
  private wordParagraph(e: HTMLElement, marks: Marks): boolean {
    const style = styleOf(e);
    const name = e.className;
    const list = /mso-list:\s*(l\d+)\s+level\d/i.exec(style);
    if (list && !this.into && e.localName !== "li") {
      const mark = e.querySelector("[style*='mso-list:Ignore' i], [style*='mso-list: Ignore' i]")?.textContent?.trim() ?? "";
      const ordered = /^[(（]?([0-9]+|[a-z]|[ivxlc]+|[가-하])[.)）]/i.test(mark);
      const texts = this.lines(e, marked(e, marks));
      if (!texts.length) return true;
      const last = this.pieces[this.pieces.length - 1];
      if (this.items?.list === list[1] && this.items!.ordered === ordered && last?.kind === "list") last.items!.push(joined(texts));
      else this.pieces.push({ kind: "list", items: [joined(texts)], ...(ordered && { ordered }) });
      this.items = { list: list[1]!, ordered };
      return true;
    }
    if (/^(MsoTitle|MsoSubtitle|MsoHeading\d?)$/i.test(name) || /mso-outline-level:\s*[1-6]/i.test(style)) {
      this.as("subhead", e, {});
      return true;
    }
    if (/^Mso(Intense)?Quote/i.test(name)) {
      this.as("quote", e, marks);
      return true;
    }
    return false;
  }

  private list(e: HTMLElement, marks: Marks): void {
    if (this.into) {
      // A list in a list, or in a cell: its items are lines beside the others.
      this.flush();
      this.children(e, marks);
      return;
    }
    this.flush();
    const items = this.itemsOf(e, marks);
    if (items.length) this.pieces.push({ kind: "list", items, ...(e.localName === "ol" && { ordered: true }) });
    this.items = null;
  }

  // itemsOf gives the items of a list and, after each, those of the lists in it:
  // our lists have one level. Google Docs has lists beside items, not in them.
  private itemsOf(list: Element, marks: Marks): Inline[] {
    return (Array.from(list.children) as HTMLElement[])
      .filter((child) => !dropped.has(child.localName) && !hidden(child))
      .flatMap((child) => (lists.test(child.localName) ? this.itemsOf(child, marks) : this.item(child, marks)));
  }

  private item(e: HTMLElement, marks: Marks): Inline[] {
    const nested = Array.from(e.querySelectorAll("ul, ol, menu, dir")).filter((n) => n.parentElement?.closest("li, ul, ol, menu, dir") === e);
    for (const n of nested) n.remove();
    const lines = this.lines(e, marked(e, marks));
    const own = lines.length ? [joined(lines)] : [];
    if (!nested.length) return own;
    return [...own, ...nested.flatMap((n) => this.itemsOf(n, marks))];
  }

  private table(e: HTMLElement): void {
    this.flush();
    const trs = Array.from(e.querySelectorAll("tr")).filter((tr) => tr.closest("table") === e && !hidden(tr));
    const cellsOf = (tr: Element) => Array.from(tr.children).filter((c) => /^t[dh]$/.test(c.localName)) as HTMLTableCellElement[];
    const width = Math.max(0, ...trs.map((tr) => cellsOf(tr).reduce((n, c) => n + span(c.getAttribute("colspan"), maxColumns), 0)));
    const laid = width < 2 || trs.length < 2 || !!e.querySelector("table") || width > maxColumns || trs.length > maxRows || this.into;
    if (laid) {
      // It lays out a page and holds no figures: its cells are copy.
      for (const tr of trs) for (const c of cellsOf(tr)) {
        if (hidden(c)) continue;
        this.flush();
        this.children(c, {});
        this.flush();
      }
      return;
    }
    const caption = Array.from(e.children).find((c) => c.localName === "caption");
    const title = caption ? this.lines(caption, {}).map((l) => l.map((s) => s.text).join("")).join(" ") : "";
    const rows: string[][] = [];
    const down: { rows: number }[] = [];
    for (const tr of trs) {
      const row: string[] = [];
      const fill = () => {
        while (down[row.length]?.rows) {
          down[row.length]!.rows--;
          row.push("");
        }
      };
      for (const c of cellsOf(tr)) {
        fill();
        const text = hidden(c) ? "" : this.lines(c, {}).map((l) => l.map((s) => s.text).join("")).join(" ");
        const rowspan = span(c.getAttribute("rowspan"), maxRows);
        for (let i = span(c.getAttribute("colspan"), maxColumns); i > 0; i--) {
          down[row.length] = { rows: rowspan - 1 };
          row.push(row.length && i < span(c.getAttribute("colspan"), maxColumns) ? "" : text);
        }
      }
      fill();
      rows.push(row);
    }
    const columns = Math.max(...rows.map((r) => r.length));
    if (columns > maxColumns || rows.every((r) => r.every(blank))) return;
    for (const row of rows) while (row.length < columns) row.push("");
    const first = trs[0]!;
    const headed = rows.length > 1 && (first.parentElement?.localName === "thead" || cellsOf(first).every((c) => c.localName === "th"));
    const table: Table = { ...(headed && { head: rows[0]! }), rows: headed ? rows.slice(1) : rows };
    const numeric = Array.from({ length: columns }, (_, i) => i).filter((i) => table.rows.every((r) => /^[-+−]?[\d.,\s]+ ?%?$/.test(r[i]!)));
    this.items = null;
    this.pieces.push({ kind: "table", ...(title && { title }), table: { ...table, ...(numeric.length && { numeric }) } });
  }

  private image(e: Element): void {
    const source = e.getAttribute("src") ?? "";
    const small = (name: string) => /^[0-3](px)?$/.test(e.getAttribute(name) ?? "");
    if (small("width") || small("height")) return; // it counts readers and shows nothing
    if (/^data:image\/(jpeg|png|webp|avif|heic|gif);base64,/i.test(source) && !this.into) {
      this.flush();
      this.pieces.push({ kind: "image", source });
    } else this.left++;
  }

  private frame(e: Element): void {
    const embed = readEmbed(e.getAttribute("src") ?? "", printable(e.getAttribute("title") ?? "").trim());
    if (!embed || this.into) return;
    this.flush();
    this.pieces.push({ kind: "embed", embed });
  }
}

// tidy joins spans with the same marks, and folds and trims the space between.
function tidy(line: Span[]): Inline {
  const spans: Span[] = [];
  for (const s of line) {
    const last = spans[spans.length - 1];
    let text = s.text;
    if (!last || /\s$/.test(last.text)) text = text.replace(/^[ \t\r\n\u3000]+/, "");
    if (!text) continue;
    if (last && last.strong === s.strong && last.em === s.em && last.href === s.href) last.text += text;
    else spans.push({ ...s, text });
  }
  while (spans.length) {
    const last = spans[spans.length - 1]!;
    last.text = last.text.replace(/[\s\u00a0]+$/, "");
    if (last.text) break;
    spans.pop();
  }
  if (spans[0]) spans[0].text = spans[0].text.replace(/^[\s\u00a0]+/, "");
  if (spans[0] && !spans[0].text) return tidy(spans.slice(1));
  return blank(spans.map((s) => s.text).join("")) ? [] : spans;
}

function joined(lines: Inline[]): Inline {
  return lines.reduce((all, line) => (all.length ? [...all, { text: " " }, ...line] : line), []);
}

function styleOf(e: Element): string {
  return e.getAttribute("style") ?? "";
}

// hidden holds for what its program shows to nobody: notes of Word, marks of its
// lists, text for machines.
function hidden(e: Element): boolean {
  if (e.hasAttribute("hidden") || e.getAttribute("aria-hidden") === "true") return true;
  return /(^|;|\s)(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-list\s*:\s*ignore|mso-element\s*:\s*(comment|comment-list|field-begin))/i.test(styleOf(e)) || /^(MsoCommentReference|msocomanchor|msocomtxt)/.test(e.className);
}

// isNote holds for the mark of a comment, as Google Docs and Word link them.
function isNote(e: Element): boolean {
  return e.localName === "a" && /^#(cmnt|_msocom)/.test(e.getAttribute("href") ?? "");
}

function marked(e: Element, marks: Marks): Marks {
  const style = styleOf(e);
  const m = { ...marks };
  if (/^(b|strong)$/.test(e.localName)) m.strong = true;
  if (/^(i|em|cite|dfn|var)$/.test(e.localName)) m.em = true;
  const weight = /(?:^|[;\s])font-weight\s*:\s*(\w+)/i.exec(style)?.[1]!;
  if (weight) {
    delete m.strong;
    if (/^(bold|bolder|[6-9]00)$/i.test(weight)) m.strong = true;
  }
  const slope = /(?:^|[;\s])font-style\s*:\s*(\w+)/i.exec(style)?.[1];
  if (slope) {
    delete m.em;
    if (/^(italic|oblique)$/i.test(slope)) m.em = true;
  }
  if (e.localName === "a") {
    const href = direct((e.getAttribute("href") ?? "").trim());
    delete m.href;
    if (/^(https?:|mailto:)/i.test(href) && safeHref(href)) m.href = href;
  }
  return m;
}

// direct is where a link leads that Google Docs and others send through themselves.
function direct(href: string): string {
  try {
    const u = new URL(href);
    const to = /^(www\.)?google\.[a-z.]+$/.test(u.host) && u.pathname === "/url" ? (u.searchParams.get("q") ?? u.searchParams.get("url")) : null;
    return to && safeHref(to) ? to : href;
  } catch {
    return href;
  }
}

function span(value: string | null, most: number): number {
  const n = parseInt(value ?? "", 10);
  return n > 1 ? Math.min(n, most) : 1;
}

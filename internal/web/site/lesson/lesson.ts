// lesson opens a word's gloss where the word stands, shows and hides the translation of
// a sentence, reads aloud, and prints. Everything that it shows is in the page already:
// without it, words lead to the vocabulary and translations unfold below paragraphs.

import "./quiz";
import "./keep";

const lesson = document.querySelector<HTMLElement>("[data-lesson]")!;
const say = lesson.dataset as Record<string, string>;
lesson.classList.add("lesson--live");
lesson.querySelector<HTMLElement>(".lesson__tools")!.hidden = false;

// The card of a gloss.

const card = document.createElement("div");
card.className = "gloss-card";
card.popover = "manual";
card.tabIndex = -1;
card.lang = say.explained;
card.setAttribute("role", "dialog");
lesson.append(card);
let shown: HTMLElement | undefined;
let returning = false; // the focus, to a word that its reader has read

function open(word: HTMLElement, enter: boolean): void {
  const entry = document.getElementById("w" + word.dataset.gloss)!;
  if (shown !== word) {
    card.replaceChildren(...[...entry.childNodes].map((n) => n.cloneNode(true)));
    for (const e of card.querySelectorAll("[id]")) e.removeAttribute("id");
    const head = card.querySelector("a")!; // it leads nowhere from here
    const name = document.createElement("strong");
    name.className = head.className;
    name.lang = head.lang;
    name.textContent = head.textContent;
    head.replaceWith(name);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "gloss-card__close";
    close.setAttribute("aria-label", say.close);
    close.textContent = "×";
    close.addEventListener("click", () => shut(true));
    card.append(close);
    card.setAttribute("aria-label", name.textContent!);
    shown?.classList.remove("gloss--open");
    shown = word;
    word.classList.add("gloss--open");
    card.showPopover();
    place(word);
  }
  if (enter) card.focus({ preventScroll: true });
}

// place sets the card below the line that the word ends in, or above where there is no
// room, and within the page.
function place(word: HTMLElement): void {
  const lines = word.getClientRects();
  const at = lines[lines.length - 1];
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + 8 + height < innerHeight || at.top < height + 8;
  card.style.left = scrollX + left + "px";
  card.style.top = scrollY + (below ? at.bottom + 8 : at.top - height - 8) + "px";
}

function shut(back: boolean): void {
  if (!shown) return;
  const word = shown;
  shown = undefined;
  word.classList.remove("gloss--open");
  card.hidePopover();
  if (!back) return;
  returning = true;
  word.focus({ preventScroll: true });
  returning = false;
}

for (const word of lesson.querySelectorAll<HTMLElement>("a.gloss")) {
  word.setAttribute("aria-haspopup", "dialog");
  word.addEventListener("click", (e) => {
    if ((e as MouseEvent).ctrlKey || (e as MouseEvent).metaKey) return;
    e.preventDefault();
    open(word, true);
  });
  word.addEventListener("focus", () => !returning && word.matches(":focus-visible") && open(word, false));
  word.addEventListener("blur", (e) => e.relatedTarget !== card && !card.contains(e.relatedTarget as Node | null) && shut(false));
}
card.addEventListener("focusout", (e) => e.relatedTarget && e.relatedTarget !== shown && !card.contains(e.relatedTarget as Node) && shut(false));
addEventListener("keydown", (e) => {
  if (e.key === "Escape" && shown) shut(card.contains(document.activeElement));
});
addEventListener("pointerdown", (e) => {
  const to = e.target as Element;
  if (!card.contains(to) && to.closest("a.gloss") !== shown) shut(false);
});
addEventListener("resize", () => shut(false));

// Translations, sentence by sentence.

const turns: HTMLButtonElement[] = [];
for (const text of lesson.querySelectorAll<HTMLElement>("[data-of]")) {
  const sentence = lesson.querySelector(`[data-sentence="${text.dataset.of}"]`)!;
  const turned = document.createElement("span");
  turned.className = "turned";
  turned.lang = say.explained;
  turned.id = "t" + text.dataset.of;
  turned.hidden = true;
  turned.textContent = text.textContent;
  const turn = document.createElement("button");
  turn.type = "button";
  turn.className = "turn";
  turn.setAttribute("aria-controls", turned.id);
  turn.lang = say.explained;
  turn.textContent = say.explained === "ko" ? "역" : "tr";
  sentence.append("\u2060", turn, turned); // the button stays on the line of the last word
  turn.addEventListener("click", () => show(turn, turned.hidden));
  turns.push(turn);
  show(turn, false);
}

function show(turn: HTMLButtonElement, yes: boolean): void {
  document.getElementById(turn.getAttribute("aria-controls")!)!.hidden = !yes;
  turn.setAttribute("aria-expanded", String(yes));
  turn.setAttribute("aria-label", turn.textContent + ": " + (yes ? say.turned : say.turn)); // what is seen is part of the name
  shut(false);
}

const all = lesson.querySelector<HTMLElement>("[data-all]")!;
all.hidden = turns.length === 0;
all.addEventListener("click", () => {
  const yes = all.getAttribute("aria-pressed") !== "true";
  all.setAttribute("aria-pressed", String(yes));
  for (const turn of turns) show(turn, yes);
});

// Reading aloud, slowly, by a voice of the browser's that knows the language.

const listen = lesson.querySelector<HTMLElement>("[data-listen]")!;
const listening = listen.textContent!;
let reading = 0; // which reading it is: one that was stopped goes on no further

function voice(): SpeechSynthesisVoice | undefined {
  return speechSynthesis.getVoices().find((v) => v.lang.toLowerCase().startsWith(say.language));
}

function stop(): void {
  reading++;
  speechSynthesis.cancel();
  listen.textContent = listening;
  for (const s of lesson.querySelectorAll(".sentence--read")) s.classList.remove("sentence--read");
}

async function read(): Promise<void> {
  const mine = ++reading;
  listen.textContent = listen.dataset.stop!;
  for (const sentence of lesson.querySelectorAll<HTMLElement>(".sentence")) {
    const words = new SpeechSynthesisUtterance([...sentence.childNodes].filter((n) => !(n instanceof HTMLElement && n.matches(".turn, .turned"))).map((n) => n.textContent).join("").replace(/\u2060/g, ""));
    words.lang = say.language;
    words.rate = 0.75;
    words.voice = voice() ?? null;
    sentence.classList.add("sentence--read");
    sentence.scrollIntoView({ block: "nearest" });
    await new Promise((done) => {
      words.onend = words.onerror = done;
      speechSynthesis.speak(words);
    });
    sentence.classList.remove("sentence--read");
    if (mine !== reading) return;
  }
  stop();
}

if ("speechSynthesis" in window) {
  const offer = (): void => void (listen.hidden = !voice()); // browsers load their voices late
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  listen.addEventListener("click", () => (listen.textContent === listening ? void read() : stop()));
  addEventListener("pagehide", stop);
}

lesson.querySelector("[data-print]")!.addEventListener("click", () => print());

export {};

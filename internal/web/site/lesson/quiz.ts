// quiz asks what the page asks on paper: its words become buttons, answers are told at
// once, in sight and in a live region, and unfold with what there is to say. Each
// question counts as it was answered first. Nothing is asked for or sent.

const quiz = document.querySelector<HTMLElement>("[data-quiz]");

type Question = { done?: boolean; ask: HTMLElement };

function run(quiz: HTMLElement): void {
  const say = quiz.dataset as Record<string, string>;
  quiz.classList.add("quiz--live");

  const told = make("p", "visually-hidden");
  told.setAttribute("role", "status");
  const end = make("p", "quiz__end");
  const count = make("strong", "");
  const again = button(say.again);
  again.className = "quiz__button";
  end.append(count, again);
  end.hidden = true;
  quiz.querySelector(".quiz__key")!.before(end, told);

  let questions: Question[] = [];
  const kinds: Record<string, (ask: HTMLElement) => () => Question[]> = { match, gap, order };
  const begin = new Map<HTMLElement, () => Question[]>(); // asks anew
  for (const ask of quiz.querySelectorAll<HTMLElement>("[data-ask]")) begin.set(ask, kinds[ask.dataset.ask!]!(ask));
  const start = (asks: Iterable<HTMLElement>): void => {
    questions = [];
    for (const ask of begin.keys()) ask.hidden = true;
    for (const ask of asks) {
      ask.hidden = false;
      delete ask.dataset.told;
      const answer = ask.querySelector<HTMLDetailsElement>("details")!;
      answer.hidden = true;
      answer.open = false;
      questions.push(...begin.get(ask)!());
    }
    for (const part of quiz.querySelectorAll<HTMLElement>(".quiz__part")) part.hidden = !part.querySelector("[data-ask]:not([hidden])");
    end.hidden = true;
  };
  start(begin.keys());

  again.addEventListener("click", () => {
    const wrong = new Set(questions.filter((q) => !q.done).map((q) => q.ask));
    start(wrong.size ? wrong : begin.keys());
    told.textContent = "";
    quiz.querySelector<HTMLElement>("[data-ask]:not([hidden]) button")!.focus();
  });

  // tell judges a question, and counts when it was the last one.
  function tell(q: Question, right: boolean, more: string, wrong = say.wrong): void {
    q.done = right;
    told.textContent = (right ? say.right : wrong) + " " + more;
    if (questions.some((q) => q.done === undefined)) return;
    const n = questions.filter((q) => q.done).length;
    count.textContent = say.count.replace("{right}", String(n)).replace("{all}", String(questions.length));
    again.textContent = n < questions.length ? say.again : say.anew;
    end.hidden = false;
    told.textContent += " " + count.textContent + ".";
  }

  // unfold shows what there is to say of a question, and whether its answer was right.
  function unfold(ask: HTMLElement, right: boolean, wrong = say.wrong): void {
    const answer = ask.querySelector<HTMLDetailsElement>("details")!;
    ask.dataset.told = answer.querySelector("summary")!.dataset.told = right ? say.right : wrong;
    ask.classList.toggle("ask--wrong", !right);
    answer.hidden = false;
    answer.open = true;
  }

  // Words and meanings: one of each is chosen, in any order.
  function match(ask: HTMLElement): () => Question[] {
    const words = choices(ask, ".ask__words");
    const meanings = choices(ask, ".ask__meanings");
    for (const b of words) b.dataset.n = String((b.parentElement as HTMLLIElement).value);
    let some: Question[] = [];
    const pick = (list: HTMLButtonElement[], b: HTMLButtonElement): void => {
      if (off(b)) return;
      const was = pressed(b);
      for (const o of list) press(o, o === b && !was);
      const word = words.findIndex(pressed);
      const meaning = meanings.findIndex(pressed);
      if (word < 0 || meaning < 0) return;
      const at = Number(words[word].parentElement!.dataset.right);
      const right = at === meaning;
      for (const o of [words[word], meanings[meaning]]) press(o, false);
      for (const o of [words[word], meanings[at]]) mark(o, right);
      meanings[at].dataset.n = words[word].dataset.n;
      tell(some[word], right, words[word].textContent + ": " + meanings[at].textContent);
      if (words.every(off)) unfold(ask, some.every((q) => q.done));
    };
    for (const list of [words, meanings]) for (const b of list) b.addEventListener("click", () => pick(list, b));
    return () => {
      for (const b of [...words, ...meanings]) {
        clear(b);
        press(b, false);
      }
      for (const b of meanings) delete b.dataset.n;
      return (some = words.map(() => ({ ask })));
    };
  }

  // A word that is missing.
  function gap(ask: HTMLElement): () => Question[] {
    const all = choices(ask, ".ask__choices");
    const hole = ask.querySelector<HTMLElement>(".ask__gap")!;
    const empty = [...hole.childNodes];
    let q: Question;
    for (const b of all) {
      b.addEventListener("click", () => {
        if (off(b)) return;
        const is = (o: HTMLElement): boolean => o.parentElement!.hasAttribute("data-right");
        for (const o of all) {
          if (is(o) || o === b) mark(o, is(o));
          else o.setAttribute("aria-disabled", "true");
        }
        const word = all.find(is)!.textContent!;
        const first = !hole.previousSibling!.textContent!.trim(); // the capital that the choices have not
        hole.replaceChildren(first ? word.charAt(0).toUpperCase() + word.slice(1) : word);
        unfold(ask, is(b));
        tell(q, is(b), word + ". " + meaning(ask));
      });
    }
    return () => {
      all.forEach(clear);
      hole.replaceChildren(...empty);
      return [(q = { ask })];
    };
  }

  // Pieces of a sentence: pressed, each goes to the end of the line, and back from there.
  function order(ask: HTMLElement): () => Question[] {
    const pool = ask.querySelector<HTMLElement>(".ask__pieces")!;
    const items = [...pool.querySelectorAll<HTMLElement>("[data-place]")];
    const end = pool.querySelector(".ask__end");
    const line = make("ol", "ask__line");
    line.setAttribute("aria-label", say.line);
    line.lang = pool.lang;
    line.dataset.n = pool.querySelector(".ask__number")!.textContent!;
    const check = button(say.check);
    check.className = "quiz__button";
    pool.before(line);
    pool.after(check);
    let q: Question;
    const text = (list: Iterable<Element>): string => [...list].map((i) => i.textContent).join(" ");
    const story = text([...items].sort((a, b) => Number(a.dataset.place) - Number(b.dataset.place)));
    for (const b of choices(ask, ".ask__pieces")) {
      b.addEventListener("click", () => {
        if (off(b)) return;
        const item = b.parentElement!;
        const beside = [...item.parentElement!.querySelectorAll("button")];
        const at = beside.indexOf(b);
        if (item.parentElement === pool) line.append(item);
        else pool.insertBefore(item, end);
        check.hidden = line.childElementCount < items.length;
        (check.hidden ? (beside[at + 1] ?? beside[at - 1] ?? b) : check).focus();
        told.textContent = text(line.children);
      });
    }
    check.addEventListener("click", () => {
      const right = text(line.children) === story;
      const places = story.split(" ");
      let at = 0;
      for (const i of line.children) { // those that stand where the story has them
        const words = i.textContent!.split(" ");
        mark(i.firstElementChild as HTMLElement, words.every((w, n) => places[at + n] === w));
        at += words.length;
      }
      check.hidden = true;
      unfold(ask, right, say.misplaced);
      const summary = ask.querySelector("summary")!;
      summary.focus();
      tell(q, right, (right ? "" : story + ". " + ask.querySelector(".ask__other")!.textContent) + " " + meaning(ask), say.misplaced);
    });
    return () => {
      for (const i of items) {
        clear(i.firstElementChild as HTMLElement);
        pool.insertBefore(i, end);
      }
      check.hidden = true;
      return [(q = { ask })];
    };
  }
}

function make(tag: string, name: string): HTMLElement {
  const e = document.createElement(tag);
  e.className = name;
  return e;
}

function button(text: string): HTMLButtonElement {
  const b = make("button", "") as HTMLButtonElement;
  b.type = "button";
  b.textContent = text;
  return b;
}

// choices makes buttons of the words of a list. They are never disabled, so that the focus stays.
function choices(ask: HTMLElement, list: string): HTMLButtonElement[] {
  return [...ask.querySelectorAll<HTMLElement>(list + " .ask__choice")].map((word) => {
    const b = button(word.textContent!);
    b.className = word.className;
    if (word.lang) b.lang = word.lang; // empty, it would be of no language
    word.replaceWith(b);
    return b;
  });
}

const off = (b: Element): boolean => b.getAttribute("aria-disabled") === "true";
const pressed = (b: Element): boolean => b.getAttribute("aria-pressed") === "true";
const press = (b: Element, yes: boolean): void => b.setAttribute("aria-pressed", String(yes));

function mark(b: HTMLElement, right: boolean): void {
  b.setAttribute("aria-disabled", "true");
  b.classList.add(right ? "ask__choice--right" : "ask__choice--wrong");
}

function clear(b: HTMLElement): void {
  b.removeAttribute("aria-disabled");
  b.classList.remove("ask__choice--right", "ask__choice--wrong");
}

// meaning is what a sentence is, in the language of the explanations.
const meaning = (ask: HTMLElement): string => ask.querySelector(".ask__rendering")?.textContent ?? "";

if (quiz) run(quiz);

export {};

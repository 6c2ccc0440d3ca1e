// chooser lets somebody choose a picture of the library, or file a new one.

import { desk, Figure, FiledPicture, inWords, sendPicture } from "./upload";

const words = {
  en: {
    title: "Choose a picture", search: "Caption, credit, place, keyword or file name", file: "Or file a new one", close: "Close", more: "Older pictures",
    nothing: "There is no such picture.", away: "The newsroom does not answer. Try again.", ended: "rights have run out", unnamed: "A picture without a name", found: "pictures",
  },
  ko: {
    title: "사진 고르기", search: "설명, 촬영자, 장소, 주제어, 파일 이름", file: "또는 새로 올리기", close: "닫기", more: "이전 사진",
    nothing: "그런 사진이 없습니다.", away: "편집국에 연결되지 않습니다. 다시 하십시오.", ended: "사용 기한 지남", unnamed: "이름 없는 사진", found: "장",
  },
};

// pause is how long typing has to rest before the library is asked.
const pause = 200;

function element<K extends keyof HTMLElementTagNameMap>(name: K, className = "", text = ""): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  e.className = className;
  e.textContent = text;
  return e;
}

// choosePicture opens the dialog, and gives the figure that was chosen, or null
// where it was closed without one. What had the focus has it again.
export function choosePicture(): Promise<Figure | null> {
  const say = inWords(words);
  const before = document.activeElement as HTMLElement | null;
  const dialog = element("dialog", "chooser");
  const sheet = element("div", "chooser__sheet");
  const head = element("div", "chooser__head");
  const title = element("h2", "", say.title);
  title.id = "chooser-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const close = element("button", "", say.close);
  close.type = "button";
  const search = element("input");
  search.type = "search";
  search.maxLength = 200;
  const searchLabel = element("label", "", say.search);
  searchLabel.append(search);
  const file = element("input");
  file.type = "file";
  file.accept = "image/jpeg,image/png,image/webp,image/avif,image/gif";
  const fileLabel = element("label", "", say.file);
  fileLabel.append(file);
  const bar = element("progress");
  bar.max = 1;
  bar.hidden = true;
  bar.setAttribute("aria-label", say.file);
  const problem = element("p", "chooser__problem");
  problem.setAttribute("role", "alert");
  const status = element("p", "visually-hidden");
  status.setAttribute("role", "status");
  const tiles = element("ul", "chooser__tiles");
  const more = element("button", "", say.more);
  more.type = "button";
  more.hidden = true;
  head.append(title, searchLabel, fileLabel, close);
  sheet.append(head, bar, problem, status, tiles, more);
  dialog.append(sheet);
  document.body.append(dialog);

  return new Promise((resolve) => {
    let chosen: Figure | null = null;
    let asked = 0;
    let after = "";
    let timer = 0;

    const choose = (figure: Figure) => {
      chosen = figure;
      dialog.close();
    };

    async function ask(fresh: boolean): Promise<void> {
      const turn = ++asked;
      const query = new URLSearchParams({ q: search.value, after: fresh ? "" : after });
      try {
        const answer = await fetch(`${desk}/choose?${query}`, { headers: { Accept: "application/json" } });
        const found = (await answer.json()) as { pictures?: FiledPicture[]; after?: string; problem?: string };
        if (turn !== asked) {
          return; // somebody typed on
        }
        if (!found.pictures) {
          throw new Error(found.problem);
        }
        problem.textContent = "";
        if (fresh) {
          tiles.replaceChildren();
        }
        const first = tiles.children.length;
        tiles.append(...found.pictures.map(tile));
        after = found.after ?? "";
        more.hidden = after === "";
        status.textContent = tiles.children.length ? `${tiles.children.length} ${say.found}` : say.nothing;
        if (!tiles.children.length) {
          problem.textContent = say.nothing;
        }
        if (!fresh) {
          tiles.children[first]?.querySelector("button")?.focus();
        }
      } catch (reason) {
        if (turn === asked) {
          problem.textContent = (reason instanceof TypeError ? "" : (reason as Error).message) || say.away;
        }
      }
    }

    function tile(p: FiledPicture): HTMLLIElement {
      const item = element("li");
      const button = element("button", "chooser__tile");
      button.type = "button";
      const picture = element("img");
      picture.src = p.preview!.replace("/640.", "/320.");
      picture.alt = p.figure!.alt ?? "";
      picture.loading = "lazy";
      button.append(picture, element("span", "", p.figure!.caption || p.name || say.unnamed));
      if (!p.usable) {
        button.disabled = true;
        button.append(element("span", "chooser__problem", say.ended));
      }
      button.addEventListener("click", () => choose(p.figure!));
      item.append(button);
      return item;
    }

    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => void ask(true), pause);
    });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        clearTimeout(timer);
        void ask(true);
      }
    });
    more.addEventListener("click", () => void ask(false));
    close.addEventListener("click", () => dialog.close());
    file.addEventListener("change", async () => {
      const sent = file.files?.[0];
      if (!sent) {
        return;
      }
      bar.hidden = false;
      problem.textContent = "";
      try {
        const filed = await sendPicture(sent, (fraction) => (bar.value = fraction));
        choose(filed.figure!);
      } catch (reason) {
        problem.textContent = (reason as Error).message;
        file.value = "";
      }
      bar.hidden = true;
    });
    dialog.addEventListener("close", () => {
      asked++;
      clearTimeout(timer);
      dialog.remove();
      before?.focus();
      resolve(chosen);
    });
    dialog.showModal();
    search.focus();
    void ask(true);
  });
}

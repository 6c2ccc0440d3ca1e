// listening reads a story aloud by the browser's own voices, a paragraph after
// another: browsers fall silent in the middle of what is long.

export function listening(story: HTMLElement): void {
  const row = story.querySelector<HTMLElement>(".edition__listen");
  if (!row || !("speechSynthesis" in window)) return;
  const [listen, stop] = [row.querySelector<HTMLButtonElement>("[data-do=listen]")!, row.querySelector<HTMLButtonElement>("[data-do=stop]")!];
  const { listen: begin = "", pause = "", resume = "" } = row.dataset;
  let state: "silent" | "speaking" | "paused" = "silent";
  row.hidden = false;

  function show(s: typeof state): void {
    state = s;
    listen.textContent = { silent: begin, speaking: pause, paused: resume }[s];
    stop.hidden = s === "silent";
  }

  function speak(): void {
    speechSynthesis.cancel();
    const parts = [...story.querySelectorAll(".edition__headline, .edition__deck, .edition__body p, .edition__body h2, .edition__body li")].map((e) => e.textContent?.trim() ?? "").filter((t) => t !== "");
    parts.forEach((text, i) => {
      const said = new SpeechSynthesisUtterance(text);
      said.lang = story.lang === "ko" ? "ko-KR" : "en-US";
      if (i === parts.length - 1) said.onend = () => show("silent");
      said.onerror = (e) => {
        if (e.error !== "interrupted" && e.error !== "canceled") silence();
      };
      speechSynthesis.speak(said);
    });
    show("speaking");
  }

  function silence(): void {
    speechSynthesis.cancel();
    show("silent");
  }

  listen.addEventListener("click", () => {
    if (state === "silent") speak();
    else if (state === "speaking") {
      speechSynthesis.pause();
      show("paused");
    } else {
      speechSynthesis.resume();
      show("speaking");
    }
  });
  stop.addEventListener("click", silence);
  story.addEventListener("left", silence);
  addEventListener("pagehide", silence);
}

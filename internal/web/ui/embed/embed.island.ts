// embed puts another site's player in place when the reader presses, and not
// before: until then nothing is asked of that site.

export function embed(figure: HTMLElement): void {
  const play = figure.querySelector<HTMLAnchorElement>("a");
  play?.addEventListener("click", (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = figure.dataset.frame ?? "";
    frame.title = figure.dataset.title ?? "";
    frame.allow = "fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    play.replaceWith(frame);
    frame.focus();
  });
}

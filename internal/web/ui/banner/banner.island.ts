// banner takes breaking news off the page when it is over, and lets readers close
// it on this device. The inline script in the head (site/setup.js) keeps it away
// from later pages before they are drawn: both know the same key.

export function banner(root: HTMLElement): void {
  const page = document.documentElement;
  const { banner: id = "", bannerUntil: until = "" } = page.dataset;
  const button = root.querySelector("button")!;
  const away = (): void => {
    delete page.dataset.banner;
  };
  setTimeout(away, Number(until) - Date.now());
  button.hidden = false;
  button.addEventListener("click", () => {
    try {
      localStorage.setItem("ilbo-banner", id);
    } catch {
      // A browser that keeps nothing closes it on this page.
    }
    away();
    const main = document.querySelector<HTMLElement>("main");
    if (main) {
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
    }
  });
}

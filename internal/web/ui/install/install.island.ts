// install offers the browser's own way to install the paper where it has one.

interface InstallEvent extends Event {
  prompt(): Promise<void>;
}

export function install(place: HTMLElement): void {
  const button = place.querySelector("button");
  addEventListener("beforeinstallprompt", (e) => {
    e.preventDefault();
    if (!button) return;
    button.hidden = false;
    button.onclick = () => (e as InstallEvent).prompt();
  });
}

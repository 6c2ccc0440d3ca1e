// bookmark keeps the story for a reader who is signed in, and lets it go again. It
// asks nothing of the paper where nobody is: a cookie says that somebody is, and
// whether they subscribe.

export const signedIn = (): boolean => /(^|; )ilbo-signed-in=[12](;|$)/.test(document.cookie);

const headers = { Accept: "application/json" };

export function bookmark(place: HTMLElement): void {
  const story = place.dataset.story!;
  const button = place.querySelector("button")!;
  const word = button.querySelector(".bookmark__word")!;
  const off = word.textContent!;
  if (!signedIn()) return;

  function show(kept: boolean): void {
    button.setAttribute("aria-pressed", String(kept));
    word.textContent = kept ? place.dataset.kept! : off;
    place.hidden = false;
  }

  async function ask(address: string, options: RequestInit = {}): Promise<void> {
    const response = await fetch(address, { headers, redirect: "error", ...options }).catch(() => undefined); // there is no connection
    if (response?.ok) show((await response.json()).kept);
    else if (response?.status === 403) place.hidden = true; // signed out meanwhile
  }

  void ask(`/account/bookmarks/${story}`);
  button.addEventListener("click", () => {
    const drop = button.getAttribute("aria-pressed") === "true";
    void ask(`/account/bookmarks/${drop ? "drop" : "keep"}`, { method: "POST", body: new URLSearchParams({ story }) });
  });
}

// account calls the nameplate's link by what it leads to.
export function account(link: HTMLElement): void {
  if (signedIn()) link.querySelector(".nameplate__word")!.textContent = link.dataset.mine!;
}

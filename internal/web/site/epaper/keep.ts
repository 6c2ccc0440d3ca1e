// keeping puts all pages of an edition, with their pictures, where the service
// worker finds them without a connection: see worker/sw.ts, which knows the name of
// that place too.

const place = "editions";

export function keeping(edition: HTMLElement): void {
  const button = edition.querySelector<HTMLButtonElement>(".edition__keep");
  const said = edition.querySelector<HTMLElement>(".edition__kept");
  if (!button || !said || !("caches" in window) || !navigator.serviceWorker) return;
  const { keep = "[]", kept = "", forget = "", keepSay = "", failed = "" } = edition.dataset;
  const addresses = (JSON.parse(keep) as string[]).filter((a) => a !== "");
  let here = false;

  function show(is: boolean): void {
    here = is;
    button!.textContent = is ? forget : keepSay;
  }

  async function all(): Promise<boolean> {
    const cache = await caches.open(place);
    const found = await Promise.all(addresses.map((a) => cache.match(a)));
    return found.every(Boolean);
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "";
    const cache = await caches.open(place);
    try {
      if (here) {
        await Promise.all(addresses.map((a) => cache.delete(a)));
        show(false);
      } else {
        for (const a of addresses) await cache.add(new Request(a, { credentials: "same-origin" }));
        show(true);
        said.textContent = kept;
      }
    } catch {
      await Promise.all(addresses.map((a) => cache.delete(a)));
      said.textContent = failed;
    }
    button.disabled = false;
  });
  void all().then((is) => {
    show(is);
    button.hidden = false;
  });
}

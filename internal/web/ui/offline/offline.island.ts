// offline lists the pages that are kept on this device, the last read first.
// The service worker (site/worker/sw.ts) keeps them.

export async function offline(section: HTMLElement): Promise<void> {
  const list = section.querySelector("ul");
  if (!list || !("caches" in window)) return;
  const kept = await caches.open("pages");
  const requests = [...(await kept.keys())].reverse();
  for (const request of requests) {
    const page = new DOMParser().parseFromString(await (await kept.match(request))!.text(), "text/html");
    if (page.documentElement.lang !== document.documentElement.lang) continue;
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = page.querySelector("h1")?.textContent?.trim() || page.title;
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
}

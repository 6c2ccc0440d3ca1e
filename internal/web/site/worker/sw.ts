// sw is the service worker of the installed paper. It keeps the pages that were
// read and the last fronts, with their pictures and the site's own files, and
// shows them when there is no connection. With a connection the paper always
// comes from the press: what is kept never hides something newer, and a page
// that the paper took back is forgotten here too.

declare const self: ServiceWorkerGlobalScope;

const pages = "pages";
const pictures = "pictures";
const files = "files";
const most: Record<string, number> = { [pages]: 60, [pictures]: 240, [files]: 40 };

const offlineOf = (path: string): string => (path === "/ko" || path.startsWith("/ko/") ? "/ko/offline" : "/offline");

self.addEventListener("install", (e) => {
  e.waitUntil(
    caches
      .open(files)
      .then((c) => Promise.all(["/offline", "/ko/offline"].map((path) => fetch(path).then((r) => (r.ok ? c.put(path, r) : undefined)).catch(() => undefined))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (e) => {
  e.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => !(n in most)).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (e) => {
  const { request } = e;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (keepable(url)) e.respondWith(page(e, url));
    return;
  }
  if (url.pathname.startsWith("/assets/")) e.respondWith(keptFirst(request, files));
  else if (url.pathname.startsWith("/pictures/")) e.respondWith(keptFirst(request, pictures));
});

// keepable leaves out what is not to be read again later.
function keepable(url: URL): boolean {
  return url.search === "" && !/^(\/ko)?\/(newsroom|account|api|webhooks)(\/|$)|\.[a-z]+$/.test(url.pathname);
}

async function page(e: FetchEvent, url: URL): Promise<Response> {
  const kept = await caches.open(pages);
  try {
    const fresh = await fetch(e.request);
    if (fresh.ok && !fresh.redirected && !/\/(offline|search)$/.test(url.pathname)) {
      const copy = fresh.clone();
      e.waitUntil(kept.delete(url.pathname).then(() => kept.put(url.pathname, copy)).then(() => trim(pages)));
    } else if (fresh.status === 404 || fresh.status === 410) {
      e.waitUntil(kept.delete(url.pathname));
    }
    return fresh;
  } catch (err) {
    const last = (await kept.match(url.pathname)) ?? (await (await caches.open(files)).match(offlineOf(url.pathname)));
    if (last) return last;
    throw err;
  }
}

// keptFirst is for what never changes under its address.
async function keptFirst(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.ok && fresh.status === 200) {
      await cache.put(request, fresh.clone());
      await trim(name);
    }
    return fresh;
  } catch (err) {
    const other = await anyWidth(cache, request.url);
    if (other) return other;
    throw err;
  }
}

// anyWidth finds another rendition of a picture that was kept.
async function anyWidth(cache: Cache, address: string): Promise<Response | undefined> {
  const stem = address.slice(0, address.lastIndexOf("/") + 1);
  const request = (await cache.keys()).find((r) => r.url.startsWith(stem));
  return request && cache.match(request);
}

// trim forgets the oldest of what is kept, past the most that is.
async function trim(name: string): Promise<void> {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most[name]!)).map((k) => cache.delete(k)));
}

export {};

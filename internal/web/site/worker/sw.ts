// sw is the service worker of the installed paper. It keeps the pages that were
// read and the last fronts, with their pictures and the site's own files, and
// shows them when there is no connection. With a connection the paper always
// comes from the press: what is kept never hides something newer, and a page
// that the paper took back is forgotten here too. It shows alerts, and opens the
// story of one that is pressed.

declare const self: ServiceWorkerGlobalScope;

const pages = "pages";
const pictures = "pictures";
const files = "files";
const editions = "editions"; // whole ones, which readers keep: see epaper/keep.ts
const most: Record<string, number> = { [pages]: 60, [pictures]: 240, [files]: 40, [editions]: 2_000 };

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
  else if (/^(\/ko)?\/epaper\/.+\.(svg|jpg)$/.test(url.pathname)) e.respondWith(sheet(e, url));
});

// keepable leaves out what is not to be read again later.
function keepable(url: URL): boolean {
  return url.search === "" && !/^(\/ko)?\/(newsroom|account|alerts|words|api|webhooks)(\/|$)|\.[a-z]+$/.test(url.pathname);
}

async function page(e: FetchEvent, url: URL): Promise<Response> {
  const kept = await caches.open(pages);
  try {
    const fresh = await fetch(e.request);
    if (fresh.ok && !fresh.redirected && !/\/(offline|search)$/.test(url.pathname)) {
      const copy = fresh.clone();
      e.waitUntil(kept.delete(url.pathname).then(() => kept.put(url.pathname, copy)).then(() => trim(pages)));
    } else if (fresh.status === 404 || fresh.status === 410) {
      e.waitUntil(Promise.all([kept.delete(url.pathname), forget(url.pathname)]));
    }
    return fresh;
  } catch (err) {
    const last = (await (await caches.open(editions)).match(url.pathname)) ?? (await kept.match(url.pathname)) ?? (await (await caches.open(files)).match(offlineOf(url.pathname)));
    if (last) return last;
    throw err;
  }
}

// sheet is the picture of a printed page: the paper's own as long as there is a
// connection, so that what it took back is not shown, and what was kept without one.
async function sheet(e: FetchEvent, url: URL): Promise<Response> {
  try {
    const fresh = await fetch(e.request);
    if (fresh.ok) {
      const copy = fresh.clone();
      e.waitUntil(caches.open(pictures).then((c) => c.put(url.pathname, copy)).then(() => trim(pictures)));
    } else if (fresh.status < 500) {
      e.waitUntil(Promise.all([forget(url.pathname), caches.open(pictures).then((c) => c.delete(url.pathname))]));
    }
    return fresh;
  } catch (err) {
    const kept = (await (await caches.open(editions)).match(url.pathname)) ?? (await (await caches.open(pictures)).match(url.pathname));
    if (kept) return kept;
    throw err;
  }
}

async function forget(path: string): Promise<void> {
  await (await caches.open(editions)).delete(path);
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

// An Alert is one as the paper writes it: see Message in internal/mailing/alert.
interface Alert {
  title: string;
  text: string;
  address: string;
  tag: string;
  language: string;
  icon: string;
  at: number;
  stay?: boolean;
}

self.addEventListener("push", (e) => {
  if (!e.data) return;
  const a = e.data.json() as Alert;
  const options = { body: a.text, tag: a.tag, lang: a.language, icon: a.icon, timestamp: a.at, requireInteraction: a.stay ?? false, data: a.address };
  e.waitUntil(self.registration.showNotification(a.title, options));
});

self.addEventListener("notificationclick", (e) => {
  e.notification.close();
  const { href, origin } = new URL(String(e.notification.data), location.origin);
  if (origin === location.origin) e.waitUntil(open(href));
});

// open shows an address in the window that has it, or else in another one.
async function open(address: string): Promise<unknown> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((w) => w.url.split("#")[0] === address);
  return there ? there.focus() : self.clients.openWindow(address);
}

// A push service may give the browser another address: the paper is told, by what
// only this browser knows of the one before.
self.addEventListener("pushsubscriptionchange", (event) => {
  const e = event as ExtendableEvent & { oldSubscription?: PushSubscription; newSubscription?: PushSubscription };
  if (e.oldSubscription) e.waitUntil(move(e.oldSubscription, e.newSubscription));
});

async function move(old: PushSubscription, given?: PushSubscription): Promise<void> {
  const sub = given ?? (await self.registration.pushManager.subscribe(old.options as PushSubscriptionOptionsInit));
  const [before, now] = [old.toJSON().keys!, sub.toJSON().keys!];
  const body = new URLSearchParams({ "old-endpoint": old.endpoint, "old-secret": before.auth!, endpoint: sub.endpoint, key: now.p256dh!, secret: now.auth! });
  await fetch("/alerts/move", { method: "POST", body, headers: { Accept: "application/json" } });
}

export {};

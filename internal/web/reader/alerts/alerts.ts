// alerts turns alerts on and off in this browser, and keeps what its reader
// chooses. The browser is asked for permission only when the button is pressed.

const place = document.querySelector<HTMLElement>("[data-alerts]")!;
const form = place.querySelector("form")!;
const said = place.querySelector<HTMLElement>("[data-said]")!;
const words = place.dataset as Record<string, string>;
const all = (name: string): HTMLElement[] => [...place.querySelectorAll<HTMLElement>(`[${name}]`)];

interface Choices {
  on: boolean;
  least: number;
  sections: string[] | null;
  quiet: boolean;
  from: string;
  to: string;
  woken: boolean;
}

function show(state: string): void {
  for (const part of all("data-state")) part.hidden = part.dataset.state !== state;
  place.hidden = false;
}

function say(text: string, wrong = false): void {
  said.textContent = text;
  said.className = wrong ? "account__wrong" : "account__said";
  said.hidden = false;
}

// turned shows what can be done while alerts are on, or while they are off.
function turned(on: boolean): void {
  for (const part of all("data-when")) part.hidden = (part.dataset.when === "on") !== on;
}

const input = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;

function quieted(): void {
  const quiet = place.querySelector<HTMLElement>("[data-quiet]")!;
  quiet.hidden = !input("quiet").checked;
  for (const time of ["from", "to"]) input(time).disabled = quiet.hidden;
}

function fill(c: Choices): void {
  for (const radio of form.querySelectorAll<HTMLInputElement>("[name=least]")) radio.checked = Number(radio.value) === c.least;
  for (const box of form.querySelectorAll<HTMLInputElement>("[name=section]")) box.checked = (c.sections ?? []).includes(box.value);
  input("quiet").checked = c.quiet;
  input("woken").checked = c.woken;
  if (c.quiet) [input("from").value, input("to").value] = [c.from, c.to];
  quieted();
}

// whose says which subscription this is, by what only this browser knows of it.
function whose(sub: PushSubscription, body = new URLSearchParams()): URLSearchParams {
  const { keys } = sub.toJSON();
  body.set("endpoint", sub.endpoint);
  body.set("key", keys!.p256dh!);
  body.set("secret", keys!.auth!);
  return body;
}

class Refusal extends Error {}

async function ask(what: string, body: URLSearchParams): Promise<unknown> {
  const response = await fetch(`${words.root}/${what}`, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
  const answer = await response.json();
  if (!response.ok) throw new Refusal(answer.problem);
  return answer;
}

// ours reports whether a subscription is to the key that the paper has now.
function ours(sub: PushSubscription): boolean {
  const key = sub.options?.applicationServerKey;
  const want = atob(words.key!.replace(/-/g, "+").replace(/_/g, "/"));
  return !key || String.fromCharCode(...new Uint8Array(key)) === want;
}

async function subscription(registration: ServiceWorkerRegistration): Promise<PushSubscription | null> {
  const sub = await registration.pushManager.getSubscription();
  if (sub && !ours(sub)) {
    await sub.unsubscribe();
    return null;
  }
  return sub;
}

async function save(registration: ServiceWorkerRegistration): Promise<void> {
  let sub = await subscription(registration);
  const was = sub !== null && form.dataset.on === "1";
  if (!sub) {
    if ((await Notification.requestPermission()) !== "granted") {
      if (Notification.permission === "denied") show("blocked");
      return say(words.refused!, true);
    }
    sub = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: words.key! });
  }
  const body = new URLSearchParams([...new FormData(form)] as [string, string][]);
  body.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  await ask("on", whose(sub, body));
  on(true);
  say(was ? words.saved! : words.done!);
}

function on(is: boolean): void {
  form.dataset.on = is ? "1" : "";
  turned(is);
}

async function off(registration: ServiceWorkerRegistration): Promise<void> {
  const sub = await subscription(registration);
  if (sub) {
    await ask("off", whose(sub));
    await sub.unsubscribe();
  }
  on(false);
  say(words.ended!);
}

async function attempt(registration: ServiceWorkerRegistration): Promise<void> {
  const sub = await subscription(registration);
  if (!sub) return on(false);
  await ask("try", whose(sub));
  say(words.tried!);
}

async function start(): Promise<void> {
  const phone = /iPhone|iPad/.test(navigator.userAgent) && !matchMedia("(display-mode: standalone)").matches;
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return show(phone ? "phone" : "none");
  if (Notification.permission === "denied") return show("blocked");
  await navigator.serviceWorker.register("/sw.js");
  const registration = await navigator.serviceWorker.ready;
  const sub = await subscription(registration);
  const choices = sub && ((await ask("choices", whose(sub))) as Choices);
  if (choices?.on) fill(choices);
  on(!!choices?.on);
  quieted();
  show("form");

  // Only one thing is done at a time, and what goes wrong is said.
  const doing = (act: () => Promise<void>) => async (e: Event): Promise<void> => {
    e.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    await act().catch((err) => say(err instanceof Refusal ? err.message : words.failed!, true));
    form.ariaBusy = "false";
  };
  form.addEventListener("submit", doing(() => save(registration)));
  place.querySelector("[data-act=off]")!.addEventListener("click", doing(() => off(registration)));
  place.querySelector("[data-act=try]")!.addEventListener("click", doing(() => attempt(registration)));
  input("quiet").addEventListener("change", quieted);
}

start().catch(() => show("none")); // a page over plain HTTP has no service worker

export {};

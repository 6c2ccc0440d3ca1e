// live tells islands what happens in the newsroom while a page is open, by one
// connection a page. Pages are whole without it: they show what was so when they
// were made.
//
//   const stop = listen(["story:17", "me"], (signal) => { … });
//
// Signals come once, in their order, also those that were sent while the
// connection was broken, or between the making of the page and its start. Where
// too many were missed one comes whose name is "missed": read anew what is shown.
// While the page is out of sight it does not listen, so that a browser's few
// connections to one address are left to the pages that are looked at; it hears
// of everything when it is seen again.

export interface Signal {
  topic: string; // as it was asked for
  name: string; // what happened
  on: string; // "assignment:12"
  by: string; // a login
  at: string;
  detail?: string;
}

interface Listener {
  topics: string[];
  tell: (signal: Signal) => void;
}

const longest = 30_000; // milliseconds between two tries
const lingers = 15_000; // for which a page that is out of sight goes on
const listeners = new Set<Listener>();
let last: string | undefined; // number of the last signal that was heard
let source: EventSource | undefined;
let asked = ""; // what source listens to
let wait = 500;
let again = 0; // timers
let leaving = 0;

// listen is one for the whole page, whichever of its scripts was there first.
export function listen(topics: string[], tell: (signal: Signal) => void): () => void {
  const page = window as Window & { ilboListen?: typeof open };
  page.ilboListen ??= open;
  return page.ilboListen(topics, tell);
}

function open(topics: string[], tell: (signal: Signal) => void): () => void {
  const listener = { topics, tell };
  listeners.add(listener);
  queueMicrotask(connect); // what the page's islands ask for is asked for at once
  return () => {
    listeners.delete(listener);
    queueMicrotask(connect);
  };
}

function connect(): void {
  const topics = [...new Set([...listeners].flatMap((l) => l.topics))].sort().join(",");
  if (topics === asked && source) return;
  close();
  const { live, since } = document.body.dataset;
  last ??= since ?? "";
  if (!topics || !live || document.hidden) return;
  asked = topics;
  source = new EventSource(live + "?on=" + encodeURIComponent(topics) + (last && "&since=" + last));
  source.onopen = () => (wait = 500);
  source.onmessage = (e) => {
    last = e.lastEventId;
    const signal = JSON.parse(e.data) as Signal;
    tell((l) => l.topics.includes(signal.topic), signal);
  };
  source.addEventListener("missed", (e) => {
    last = (e as MessageEvent).lastEventId;
    tell(() => true, { topic: "", name: "missed", on: "", by: "", at: "" });
  });
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    close();
    again = window.setTimeout(connect, wait);
    wait = Math.min(wait * 2, longest);
  };
}

function tell(who: (l: Listener) => boolean, signal: Signal): void {
  for (const listener of [...listeners].filter(who)) {
    try {
      listener.tell(signal);
    } catch (error) {
      console.error(error); // the others are told all the same
    }
  }
}

function close(): void {
  clearTimeout(again);
  source?.close();
  source = undefined;
  asked = "";
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (document.hidden) leaving = window.setTimeout(close, lingers);
  else connect();
});

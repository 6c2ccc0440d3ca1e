// embed reads the address of something to embed, as ReadEmbed of embed.go does.

import type { Embed } from "./block";

interface Provider {
  name: string;
  page: string; // before the ref
  hosts: string[];
  ref(u: URL): string;
}

export const providers: Record<string, Provider> = {
  youtube: {
    name: "YouTube",
    page: "https://www.youtube.com/watch?v=",
    hosts: ["www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"],
    ref: (u) => u.searchParams.get("v") || lastStep(u),
  },
  vimeo: {
    name: "Vimeo",
    page: "https://vimeo.com/",
    hosts: ["vimeo.com", "www.vimeo.com", "player.vimeo.com"],
    ref: lastStep,
  },
};

// readEmbed is null where the address is none, or its site is not on the list.
export function readEmbed(address: string, title = ""): Embed | null {
  const text = address.trim();
  let u: URL;
  try {
    u = new URL(text.startsWith("//") ? "https:" + text : text);
  } catch {
    return null;
  }
  if (u.protocol !== "https:" && u.protocol !== "http:") return null;
  for (const [provider, p] of Object.entries(providers)) {
    const ref = p.ref(u);
    if (p.hosts.includes(u.host) && validRef(ref)) return { provider, ref, title };
  }
  return null;
}

export function validRef(ref: string): boolean {
  return /^[0-9A-Za-z_-]{1,64}$/.test(ref);
}

function lastStep(u: URL): string {
  return u.pathname.replace(/^\/+|\/+$/g, "").split("/").pop()!;
}

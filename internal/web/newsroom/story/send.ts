// send asks the newsroom something, as JSON.

export interface Answer<T> {
  status: number; // 0: the newsroom cannot be reached
  body: T & { problem?: string };
}

export async function send<T>(address: string, what?: unknown, more: RequestInit = {}): Promise<Answer<T>> {
  try {
    const answer = await fetch(address, {
      method: what === undefined ? "GET" : "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: what === undefined ? undefined : JSON.stringify(what),
      redirect: "manual", // who is signed out is sent to the door, which is no answer
      ...more,
    });
    if (answer.type === "opaqueredirect") {
      return { status: 403, body: nothing<T>() };
    }
    return { status: answer.status, body: await answer.json().catch(() => nothing<T>()) };
  } catch {
    return { status: 0, body: nothing<T>() };
  }
}

// nothing is an answer that says nothing: its status says all.
function nothing<T>(): T & { problem?: string } {
  return {} as T & { problem?: string };
}

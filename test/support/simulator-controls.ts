/** What a test may do to a simulator, through its control routes. */
export interface Simulator {
  readonly name: string;
  readonly url: string;
  ledger(): Promise<{ accounts: Record<string, unknown>[]; requests: { method: string; path: string }[] }>;
  fault(rule: Record<string, unknown>): Promise<void>;
  clearFaults(): Promise<void>;
  admin(change: Record<string, unknown> | readonly Record<string, unknown>[]): Promise<unknown>;
}

export function controls({ name, url }: { name: string; url: string }): Simulator {
  const send = async (method: string, path: string, body?: object) => {
    const answer = await fetch(new URL(path, url), {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} of ${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    name,
    url,
    ledger: () => send("GET", "/__ledger") as ReturnType<Simulator["ledger"]>,
    fault: async (rule) => void (await send("POST", "/__faults", rule)),
    clearFaults: async () => void (await send("DELETE", "/__faults")),
    admin: (change) => send("POST", "/__admin", change),
  };
}

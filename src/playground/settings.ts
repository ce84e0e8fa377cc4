/** Where people sign in; as the gateway is configured. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
}

/** What the gateway tells its page. */
export interface Settings {
  readonly isSandbox: boolean;
  readonly openId: OpenIdSettings | null;
}

export async function loadSettings(): Promise<Settings> {
  return load<Settings>("/graphql/playground.json");
}

/** JSON of the gateway itself; throws a sentence that can be shown. */
export async function load<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { accept: "application/json" } }).catch(() => null);
  if (answer === null) throw new Error("The gateway does not answer. Is it running?");
  if (!answer.ok) throw new Error(`The gateway answers ${path} with ${answer.status} ${answer.statusText}.`);
  return answer.json();
}

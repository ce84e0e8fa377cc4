/** One answer of a simulator. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; throws where it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests say by their expectations what they find here.
  json(): any;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Sends JSON (or a form, given as URLSearchParams; or text, verbatim) to one server. */
export function sendTo(baseUrl: string, common: Readonly<Record<string, string>> = {}): Send {
  return async (method, path, body, headers = {}) => {
    const isJson = body !== undefined && !(body instanceof URLSearchParams);
    const answer = await fetch(baseUrl + path, {
      method,
      headers: { ...(isJson && { "content-type": "application/json" }), ...common, ...headers },
      ...(body !== undefined && {
        body: body instanceof URLSearchParams || typeof body === "string" ? body : JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
  };
}

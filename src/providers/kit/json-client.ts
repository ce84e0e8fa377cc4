import type { Call, ChangeRequest, ProviderContext } from "../provider.ts";
import { classifyStatus, isSuccess, readAnswer, readingOf } from "./answers.ts";
import { pathSegment } from "./path-segment.ts";
import type { Answer, RestClient, RestRequest } from "./rest-client.ts";

/** Exchanges JSON with a provider that tells success and failure by HTTP status. */
export interface JsonClient {
  /** The JSON of the answer. */
  get(call: Call, path: string, query: RestRequest["query"]): Promise<unknown>;
  /**
   * The JSON of what has this id below `path`, or of its part `/below`; undefined where the provider knows nothing under it.
   */
  find(call: Call, path: string, id: string, part?: Part): Promise<unknown>;
  /**
   * Sends a planned change, with these headers. `take` reads the JSON of the answer, undefined where it has none (204); what
   * it finds wrong also tells the answer's HTTP status.
   */
  change<Taken>(
    call: Call,
    request: ChangeRequest,
    take: (json: unknown) => Taken,
    headers?: RestRequest["headers"],
  ): Promise<Taken>;
  close(): Promise<void>;
}

/** A part of something: `/accounts/17` and `{ below: "/account-statements" }`. */
export interface Part {
  readonly below: string;
  readonly query?: RestRequest["query"];
}

/** `toError` says what an unsuccessful answer means, where the provider tells more than a status. */
export function createJsonClient(
  rest: RestClient,
  { name, now }: Pick<ProviderContext, "name" | "now">,
  toError: typeof classifyStatus = classifyStatus,
): JsonClient {
  function read(answer: Answer): unknown {
    if (!isSuccess(answer)) throw toError(name, answer, now);
    return readAnswer(name, answer, now);
  }
  return {
    async get(call, path, query = {}) {
      return read(await rest.send(call, { method: "GET", path, query }));
    },
    async find(call, path, id, { below, query = {} } = { below: "" }) {
      const segment = pathSegment(id);
      if (segment === null) return undefined;
      const answer = await rest.send(call, { method: "GET", path: `${path}/${segment}${below}`, query });
      return answer.status === 404 ? undefined : read(answer);
    },
    async change(call, { method, path, body }, take, headers = {}) {
      const content =
        body === null ? { headers } : { body, headers: { "content-type": "application/json", ...headers } };
      const answer = await rest.send(call, { method, path, ...content });
      return readingOf(answer, () => take(answer.status === 204 ? undefined : read(answer)));
    },
    close: rest.close,
  };
}

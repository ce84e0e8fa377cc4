import { type Dispatcher, Pool } from "undici";

/** An answer on its way from the provider to the adapter. */
export interface WireAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly text: string;
}
/** What the adapter gets instead. */
export type Tamper = (answer: WireAnswer) => Partial<Pick<WireAnswer, "status" | "text">>;

/** What happens to everything that passes through a tampered pool. */
export interface Tampering {
  readonly answer: Tamper;
  /** Whether credentials are spoiled on their way, so that the provider refuses them. */
  readonly spoils: () => boolean;
}

/**
 * A real pool whose answers pass through `tampering`, for what no simulator of a healthy provider would send. Works for
 * every provider alike, because it changes nothing but status and text, and whatever headers identify us.
 */
export function tamperedPool(origin: string, { answer: tamper, spoils }: Tampering): Dispatcher {
  return new Pool(origin, { connections: 16 }).compose((dispatch) => (options, handler) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let headers = {};
    return dispatch(spoils() ? { ...options, headers: spoilt(options.headers) } : options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onResponseStart(_, statusCode, received) {
        status = statusCode;
        headers = received;
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      onResponseEnd(controller, trailers) {
        const answer = { method: options.method, path: options.path, status, text: Buffer.concat(chunks).toString() };
        const sent = { ...answer, ...tamper(answer) };
        handler.onResponseStart?.(controller, sent.status, headers);
        handler.onResponseData?.(controller, Buffer.from(sent.text));
        handler.onResponseEnd?.(controller, trailers);
      },
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    });
  });
}

/** Headers that say nothing of who sends them. */
const impersonal: ReadonlySet<string> = new Set(["accept", "content-type", "idempotency-key", "x-idempotency-key"]);

function spoilt(headers: Dispatcher.DispatchOptions["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries((headers ?? {}) as Record<string, string>).map(([name, value]) =>
      impersonal.has(name.toLowerCase()) ? [name, value] : [name, "spoilt"],
    ),
  );
}

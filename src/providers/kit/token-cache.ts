import type { Call } from "../provider.ts";
import type { Answer } from "./rest-client.ts";
import { abortError } from "./transport-error.ts";

export interface Token {
  readonly token: string;
  /** Null when the provider did not tell. */
  readonly lifeSeconds: number | null;
}

export interface TokenCacheOptions {
  /** The configured name, for error messages. */
  readonly provider: string;
  /** Asks the provider for a new token. */
  readonly fetch: (call: Call) => Promise<Token>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly fallbackLifeSeconds: number;
}

export interface TokenCache {
  /** Sends with a valid token, and once more with a new one when the provider answers 401. */
  use(call: Call, send: (token: string) => Promise<Answer>): Promise<Answer>;
}

/** A renewal belongs to no single caller, so it has its own deadline. */
const renewalDeadlineMs = 10_000;

/**
 * Keeps one bearer token. Concurrent callers share one renewal, which goes on when one of them gives up;
 * a token is renewed 30 s, or a tenth of its life if that is less, before it ends.
 */
export function createTokenCache({ provider, fetch, now, fallbackLifeSeconds }: TokenCacheOptions): TokenCache {
  let current: { token: string; renewAt: number } | null = null;
  let renewal: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { token, lifeSeconds } = await fetch({
      signal: AbortSignal.timeout(renewalDeadlineMs),
      priority: "foreground",
    });
    const life = lifeSeconds || fallbackLifeSeconds;
    current = { token, renewAt: now() + (life - Math.min(30, life / 10)) * 1000 };
    return token;
  }

  async function valid({ signal }: Call): Promise<string> {
    if (current !== null && now() < current.renewAt) return current.token;
    if (signal.aborted) throw abortError(provider, signal);
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return unlessAborted(renewal, signal);
  }

  /** Stops waiting when the caller's signal aborts; the renewal goes on for the others. */
  async function unlessAborted(promise: Promise<string>, signal: AbortSignal): Promise<string> {
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(abortError(provider, signal));
    signal.addEventListener("abort", abort);
    try {
      return await Promise.race([promise, aborted.promise]);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  return {
    async use(call, send) {
      const token = await valid(call);
      const answer = await send(token);
      if (answer.status !== 401) return answer;
      if (current?.token === token) current = null; // another caller may have renewed it already
      return send(await valid(call));
    },
  };
}

import { LRUCache } from "lru-cache";
import type { Principal } from "./principal.ts";

/** So many are remembered; the one used longest ago goes first. */
const mostRemembered = 1_000;
/**
 * A caller sends its token with every request, and to check its signature takes a quarter of what the smallest request does.
 * So much longer may a token be used whose key its issuer took back.
 */
const rememberedMs = 30_000;

/** Tokens that were accepted lately, and whose they are. */
export interface AcceptedTokens {
  recall(token: string): Principal | null;
  keep(token: string, principal: Principal): void;
}

interface Accepted {
  readonly principal: Principal;
  /** When it was checked, and until when that is believed: milliseconds since 1970. */
  readonly at: number;
  readonly until: number;
}

export function createAcceptedTokens(now: () => number): AcceptedTokens {
  const tokens = new LRUCache<string, Accepted>({ max: mostRemembered });
  return {
    recall(token) {
      const known = tokens.get(token);
      if (known === undefined) return null;
      const time = now();
      // A clock that is set back makes nothing last longer.
      return known.at <= time && time < known.until ? known.principal : null;
    },
    keep(token, principal) {
      const at = now();
      tokens.set(token, { principal, at, until: Math.min(at + rememberedMs, principal.expiresAt) });
    },
  };
}

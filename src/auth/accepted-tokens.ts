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

export function createAcceptedTokens(now: () => number): AcceptedTokens {
  const tokens = new LRUCache<string, { readonly principal: Principal; readonly until: number }>({
    max: mostRemembered,
  });
  return {
    recall(token) {
      const known = tokens.get(token);
      return known !== undefined && now() < known.until ? known.principal : null;
    },
    keep(token, principal) {
      tokens.set(token, { principal, until: Math.min(now() + rememberedMs, principal.expiresAt) });
    },
  };
}

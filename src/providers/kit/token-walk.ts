import { z } from "zod";
import { GatewayError } from "../../domain/errors.ts";

/** Where a walk along page tokens stands; as JSON text, its cursor. */
const placeSchema = z.object({
  /** The page token to ask with. */
  token: z.string(),
  /** A token met before, moved up after 1, 2, 4, 8 … pages: a walk in a circle comes by it again (Brent's algorithm). */
  mark: z.string(),
  pages: z.number(),
});

export interface TokenWalk {
  /** The page token to ask with; null for the first page. */
  ask(cursor: string | null): string | null;
  /** The cursor after a page that named `nextToken` (null: no further page); null at the end. */
  next(cursor: string | null, page: { readonly nextToken: string | null; readonly isEmpty: boolean }): string | null;
}

/**
 * A list whose pages name the token of the page after them. Throws PROVIDER_MALFORMED_ANSWER when
 * the tokens lead in a circle.
 */
export function tokenWalk(provider: string): TokenWalk {
  const placeOf = (cursor: string | null) => (cursor === null ? null : placeSchema.parse(JSON.parse(cursor)));
  return {
    ask: (cursor) => placeOf(cursor)?.token ?? null,
    next(cursor, { nextToken, isEmpty }) {
      if (nextToken === null) return null;
      const place = placeOf(cursor);
      if (place === null) return JSON.stringify({ token: nextToken, mark: nextToken, pages: 1 });
      const { token, mark, pages } = place;
      if (nextToken === token && isEmpty) return null; // stays at its end instead of naming none
      if (nextToken === mark)
        throw new GatewayError("PROVIDER_MALFORMED_ANSWER", `${provider}'s page tokens lead in a circle`, { provider });
      const isPowerOfTwo = (pages & (pages + 1)) === 0;
      return JSON.stringify({ token: nextToken, mark: isPowerOfTwo ? nextToken : mark, pages: pages + 1 });
    },
  };
}

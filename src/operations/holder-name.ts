import type { AccountFacts } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Provider } from "../providers/provider.ts";

/** Throws FORBIDDEN for a customer that says what a holder is called: the back office finds and judges accounts by that. */
export function refuseName(viewer: Viewer, holderName: string | null): void {
  if (holderName === null || viewer.sees === "everything") return;
  const message = "What a holder is called is for the back office to say: leave `holderName` out.";
  throw new GatewayError("FORBIDDEN", message, { inputPath: ["holderName"] });
}

/**
 * What is remembered of a holder's name that a client gives. Throws BAD_USER_INPUT where the provider tells the name itself.
 */
export function rememberedName({ name, features }: Provider, holderName: string | null): Partial<AccountFacts> {
  if (holderName === null) return {};
  if (!features.includes("HOLDER_NAMES")) return { holderName };
  const message = `Leave \`holderName\` out: ${name} tells by itself what holders are called.`;
  throw new GatewayError("BAD_USER_INPUT", message, { provider: name, inputPath: ["holderName"] });
}

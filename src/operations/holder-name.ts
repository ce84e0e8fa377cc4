import type { AccountFacts } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Provider } from "../providers/provider.ts";

/**
 * What is remembered of a holder's name that a client gives. Throws BAD_USER_INPUT where the provider tells the name itself.
 */
export function rememberedName({ name, features }: Provider, holderName: string | null): Partial<AccountFacts> {
  if (holderName === null) return {};
  if (!features.includes("HOLDER_NAMES")) return { holderName };
  const message = `Leave \`holderName\` out: ${name} tells by itself what holders are called.`;
  throw new GatewayError("BAD_USER_INPUT", message, { provider: name, inputPath: ["holderName"] });
}

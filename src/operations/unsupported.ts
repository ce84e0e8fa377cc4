import { GatewayError } from "../domain/errors.ts";
import { optionalCapabilities, type Provider } from "../providers/provider.ts";

/** Throws UNSUPPORTED_OPERATION, naming the capability that the provider lacks. */
export function unsupported({ name }: Provider, method: keyof typeof optionalCapabilities): never {
  const capability = optionalCapabilities[method];
  throw new GatewayError("UNSUPPORTED_OPERATION", `${name} cannot do this (capability ${capability}).`, {
    provider: name,
    capability,
  });
}

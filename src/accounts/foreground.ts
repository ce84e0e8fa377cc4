import type { Call } from "../providers/provider.ts";

/** A call to a provider for which somebody waits, and that nobody breaks off: each provider has its own longest time. */
export function foreground(): Call {
  return { signal: new AbortController().signal, priority: "foreground" };
}

import type { ProviderCard } from "../../accounts/provider-overview.ts";
import { providerId } from "../relay/node.ts";
import type { Provider } from "./provider-type.ts";

/** A provider as the schema shows it. */
export function providerView(card: ProviderCard): Provider {
  const { name, kind } = card.provider;
  return {
    nodeType: "Provider",
    id: providerId(name),
    name,
    kind,
    capabilities: card.capabilities,
    health: card.health,
    changeDelay: card.changeDelay,
  };
}

import { Ctx, Query, Resolver } from "type-graphql";
import { requireScope } from "../../auth/access.ts";
import type { GatewayContext } from "../context.ts";
import { Provider } from "./provider-type.ts";
import { providerView } from "./provider-view.ts";

@Resolver()
export class ProviderResolver {
  @Query(() => [Provider], { description: "The configured providers: what they can do and how they are." })
  providers(@Ctx() { principal, providers }: GatewayContext): Provider[] {
    requireScope(principal, "accounts:read");
    return providers.cards.map(providerView);
  }
}

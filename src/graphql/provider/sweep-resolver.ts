import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GatewayContext } from "../context.ts";
import { Provider } from "./provider-type.ts";
import { Sweep } from "./sweep-type.ts";

@Resolver(() => Provider)
export class SweepResolver {
  @FieldResolver(() => Sweep, {
    nullable: true,
    description:
      "How the reading of all its accounts stands. Null for customers: it would tell them how many accounts others have.",
  })
  async sweep(@Root() { name }: Provider, @Ctx() { viewer, providers }: GatewayContext): Promise<Sweep | null> {
    return viewer.sees === "everything" ? ((await providers.get(name)?.sweep()) ?? null) : null;
  }
}

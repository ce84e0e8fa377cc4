import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GatewayContext } from "../context.ts";
import { Provider } from "../provider/provider-type.ts";
import { cursorBinding } from "../relay/cursor.ts";
import { offsetPage } from "../relay/offset-page.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { ProductConnection } from "./product-type.ts";

@Resolver(() => Provider)
export class ProductResolver {
  @FieldResolver(() => ProductConnection, {
    nullable: true,
    description:
      "What accounts can be opened under, at most five minutes old. Null with an error where the provider has no such list (capability PRODUCTS).",
  })
  async products(
    @Root() { name }: Provider,
    @Args(() => PageArguments) args: PageArguments,
    @Ctx() { extras, cursors }: GatewayContext,
  ): Promise<ProductConnection> {
    const binding = cursorBinding(["products", name]);
    const products = await extras.products(name);
    return offsetPage(
      args,
      async (offset, limit) => ({ rows: products.slice(offset, offset + limit), total: products.length }),
      {
        seal: (row) => cursors.seal(binding, { key: 0, rowId: row }),
        open: (cursor) => cursors.open(binding, cursor).rowId,
      },
    );
  }
}

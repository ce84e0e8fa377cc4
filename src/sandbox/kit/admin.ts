import type { z } from "zod";
import type { Books } from "./books.ts";
import type { AdminAction, SimulatorAccount } from "./simulator.ts";

/** An administrative wish that cannot be fulfilled; the message goes to whoever asked. */
export class AdminRefusal extends Error {
  override readonly name = "AdminRefusal";
}

/** An admin action with its checked input. */
export function adminAction<A extends SimulatorAccount, Schema extends z.ZodType>(
  schema: Schema,
  act: (books: Books<A>, input: z.output<Schema>) => unknown,
): AdminAction<A> {
  return (books, input) => act(books, schema.parse(input));
}

/** The account, or a refusal that names the id. */
export function mustFind<A extends SimulatorAccount>(books: Books<A>, id: string): A {
  const account = books.get(id);
  if (!account) throw new AdminRefusal(`no account ${id}`);
  return account;
}

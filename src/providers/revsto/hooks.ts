import { z } from "zod";
import { readShape } from "../kit/answers.ts";
import { id, optionalText } from "../kit/wire.ts";
import type { Call } from "../provider.ts";
import type { RevstoClient } from "./client.ts";
import type { Config } from "./config.ts";

/** Everything that says something of accounts (events and webhooks guide). */
const events = [
  ...["account.status.opened", "account.status.blocked", "account.status.unblocked"],
  ...["identity.blocked", "identity.unblocked", "identity.closed"],
  ...["transaction.new", "payment_transaction.settled", "payment_transaction.external_refused"],
];

const wireHooks = z.object({
  items: z.array(z.object({ id, url: optionalText, events: z.array(z.string()).catch([]) })),
});

/**
 * Registers a hook at this gateway's address unless there is one that tells everything. How hooks are listed is not
 * documented: where they cannot be, none is registered, rather than one more at each start.
 */
export async function registerHooks(
  name: string,
  { publicUrl, webhookSecret }: Config,
  client: RevstoClient,
  call: Call,
  address: string | null,
): Promise<boolean> {
  const base = publicUrl === undefined ? address : `${publicUrl.replace(/\/+$/, "")}/webhooks`;
  if (base === null || webhookSecret === undefined) return false;
  const url = `${base}/${name}/${webhookSecret}`;
  const { items: hooks } = readShape(name, wireHooks, await client.get(call, "/hooks", {}));
  const isThere = hooks.some((hook) => hook.url === url && events.every((event) => hook.events.includes(event)));
  if (isThere) return true;
  const body = JSON.stringify({ name: "account gateway", url, events });
  await client.change(call, { method: "POST", path: "/hooks", body, key: null });
  return true;
}

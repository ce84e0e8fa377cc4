import { z } from "zod";
import { readShape } from "../kit/answers.ts";
import { id, optionalText } from "../kit/wire.ts";
import type { Call, ProviderContext } from "../provider.ts";
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
 * documented: where they cannot be, none is registered, rather than one more at each start. One with the same secret at
 * another address may be left from an earlier `publicUrl` or be another gateway's: it is told of, never taken away.
 */
export async function registerHooks(
  { name, log }: Pick<ProviderContext, "name" | "log">,
  { publicUrl, webhookSecret }: Config,
  client: RevstoClient,
  call: Call,
  address: string | null,
): Promise<boolean> {
  const base = publicUrl === undefined ? address : `${publicUrl.replace(/\/+$/, "")}/webhooks`;
  if (base === null || webhookSecret === undefined) return false;
  const url = `${base}/${name}/${webhookSecret}`;
  const { items: hooks } = readShape(name, wireHooks, await client.get(call, "/hooks", {}));
  for (const hook of hooks.filter((one) => one.url !== url && one.url?.endsWith(`/${webhookSecret}`))) {
    const told = { provider: name, hook: hook.id, origin: URL.parse(hook.url ?? "")?.origin };
    log.warn(told, "a hook with this gateway's secret leads to another address; take it away if nobody is there");
  }
  const isThere = hooks.some((hook) => hook.url === url && events.every((event) => hook.events.includes(event)));
  if (isThere) return true;
  const body = JSON.stringify({ name: "account gateway", url, events });
  await client.change(call, { method: "POST", path: "/hooks", body, key: null }, () => null);
  return true;
}

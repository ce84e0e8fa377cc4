import type { AccountFacts, AccountStatus, ProviderAccount } from "../../src/domain/account.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import { mustBeOurs } from "../../src/providers/kit/rest-client.ts";
import type { ChangeRequest, Provider } from "../../src/providers/provider.ts";
import { listedProvider } from "../sync/listed-provider.ts";

/**
 * What happens to a request on its way to the bank: not sent, our credentials refused, refused itself (HTTP 422), not
 * made and answered with HTTP 500, made and not answered, or not made and not answered.
 */
export type Fate = "ok" | "unreachable" | "unwelcome" | "rejected" | "failed" | "lost-after" | "lost-before";

/** A bank by hand: its books are the witness. */
export interface Bank {
  readonly provider: Provider;
  readonly books: Map<string, AccountFacts>;
  /** Every request that reached it. */
  readonly received: ChangeRequest[];
  /** The fates of the next requests; then all is well. */
  readonly fates: Fate[];
  /** Waited for before a request is answered. */
  gate: Promise<unknown>;
}

/** With keys (`keyed`), or with nothing but owner and product to know an account by. */
export function openBank(name: string, { keyed }: { readonly keyed: boolean }): Bank {
  const books = new Map<string, AccountFacts>();
  const byKey = new Map<string, string>();
  const received: ChangeRequest[] = [];
  const fates: Fate[] = [];
  const told = (id: string): ProviderAccount => ({ id, facts: { ...(books.get(id) as AccountFacts) }, raw: "{}" });
  const bank: Bank = { books, received, fates, gate: Promise.resolve(), provider: undefined as never };

  function carryOut({ method, path, body, key }: ChangeRequest): string {
    if (method === "POST") {
      const before = key === null ? undefined : byKey.get(key);
      if (before !== undefined) return before;
      const id = `${name}${books.size + 1}`;
      books.set(id, JSON.parse(body ?? "") as AccountFacts);
      if (key !== null) byKey.set(key, id);
      return id;
    }
    const id = path.slice(1);
    books.set(id, { ...(books.get(id) as AccountFacts), ...(JSON.parse(body ?? "{}") as Partial<AccountFacts>) });
    return id;
  }

  const provider = listedProvider(name, () => ({ accounts: [...books.keys()].map(told) }), {
    getAccount: async (_, id) => (books.has(id) ? told(id) : null),
    availableTransitions: ({ status }): AccountStatus[] =>
      status === "ACTIVE" ? ["SUSPENDED", "CLOSED"] : status === "SUSPENDED" ? ["ACTIVE"] : [],
    updatableFields: ["label"],
    planCreation: (input, { clientAccountId, label, key }) => {
      const { owner, fails = false } = input as { owner: string; fails?: boolean };
      if (fails) throw new GatewayError("BAD_USER_INPUT", "It fails.", { inputPath: ["fails"] });
      const facts = {
        kind: "MAIN",
        status: "ACTIVE",
        providerStatus: "open",
        currencies: ["EUR"],
        owner: { kind: "USER", id: owner, secondaryId: null },
      };
      return {
        request: { method: "POST", path: "/", body: JSON.stringify(facts), key: keyed ? key : null },
        owner: { kind: "USER", id: owner, secondaryId: null },
        productCode: null,
        mainAccountId: null,
        exclusive: !keyed,
        memory: { clientAccountId, ...(label !== null && { label }) },
      };
    },
    planUpdate: ({ id }, { label = "" }) => ({ request: patch(id, { label }), target: { label } }),
    planStatusChange: ({ id }, status) => ({ request: patch(id, { status }), target: { status } }),
    planClosing: ({ id }) => ({ request: patch(id, { status: "CLOSED" }), target: { status: "CLOSED" } }),
    async send(call, request) {
      mustBeOurs(name, call);
      const fate = fates.shift() ?? "ok";
      if (fate === "unreachable") throw new GatewayError("PROVIDER_UNREACHABLE", "nobody there", { provider: name });
      if (fate === "unwelcome")
        throw new GatewayError("PROVIDER_AUTH_FAILED", "who are you", { provider: name, httpStatus: 401 });
      received.push(request);
      await bank.gate;
      if (fate === "rejected")
        throw new GatewayError("PROVIDER_REJECTED", "no", { provider: name, providerCode: "NO", httpStatus: 422 });
      if (fate === "failed") throw new GatewayError("PROVIDER_ERROR", "500", { provider: name, httpStatus: 500 });
      if (fate === "lost-before") throw new GatewayError("PROVIDER_TIMEOUT", "no answer", { provider: name });
      const id = carryOut(request);
      if (fate === "lost-after") throw new GatewayError("PROVIDER_CONNECTION_LOST", "no answer", { provider: name });
      return told(id);
    },
    // Any account of the owner's may be the one; without a key, those that were there before are known.
    ...(keyed ? { findsLookalikes: true } : { takeInventory: async () => ({ ids: [...books.keys()], next: null }) }),
    findCreated: async (_, { plan: { owner }, before }) => {
      const isNew = (id: string) => books.get(id)?.owner?.id === owner?.id && !before?.includes(id);
      return { accounts: [...books.keys()].filter(isNew).map(told), next: null };
    },
  });
  return Object.assign(bank, { provider });
}

function patch(id: string, facts: Partial<AccountFacts>): ChangeRequest {
  return { method: "PATCH", path: `/${id}`, body: JSON.stringify(facts), key: null };
}

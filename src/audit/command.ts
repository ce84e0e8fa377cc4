import { parseArgs } from "node:util";
import { type OwnerKind, ownerKinds } from "../domain/account.ts";
import { parseRefKey } from "../domain/account-ref.ts";
import { UsageError } from "../domain/usage-error.ts";
import type { ErasureTarget } from "../storage/audit-erasure.ts";
import type { Anchor } from "./verify.ts";

export const usage = `Usage:
  npm run audit:verify [-- --head POSITION:HASH] [--beside LOG]
  npm run audit:erase -- --subject SUBJECT [--reason "Without names"]
  npm run audit:erase -- --account PROVIDER:ID [--reason "Without names"]
  npm run audit:erase -- --owner PROVIDER:KIND:ID [--reason "Without names"]

POSITION:HASH is a head as the gateway's log told it. LOG is another log whose anchor is kept in the same folder, because
several databases share it, or this one was begun anew. SUBJECT is the \`sub\` of a person's tokens, or the id of a customer.
--owner takes what is told of a provider's owner itself; KIND is one of ${ownerKinds.join(", ")}. Its accounts go one by one.
`;

export type AuditCommand =
  | {
      readonly verb: "verify";
      readonly heads: readonly Anchor[];
      /** Other logs that may have anchors in the same folder. */
      readonly beside: readonly string[];
    }
  | { readonly verb: "erase"; readonly target: ErasureTarget; readonly reason: string | null };

const longest = 256;
const targets = ["subject", "account", "owner"] as const;

/** Reads the words of the command line, the first of which npm's script gives; throws UsageError. */
export function readAuditCommand([verb, ...words]: readonly string[]): AuditCommand {
  if (verb === "verify") {
    const { head = [], beside = [] } = parse(words, ["head", "beside"]);
    return { verb, heads: head.map(readHead), beside };
  }
  if (verb !== "erase") throw new UsageError("Say verify or erase.");
  const { subject = [], account = [], owner = [], reason = [] } = parse(words, [...targets, "reason"]);
  const meant = [...subject.map((one) => ({ subject: one })), ...account.map(readAccount), ...owner.map(readOwner)];
  const [target] = meant;
  if (target === undefined || meant.length > 1 || reason.length > 1) {
    throw new UsageError("Give one of --subject, --account and --owner, once, and at most one --reason.");
  }
  return { verb, target, reason: reason[0] ?? null };
}

function parse(words: readonly string[], names: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string", multiple: true } as const]));
  try {
    const values = parseArgs({ args: [...words], options }).values as Record<string, string[]>;
    if (Object.values(values).some((all) => all.some((word) => word === "" || word.length > longest))) {
      throw new UsageError(`No word is empty or longer than ${longest} characters.`);
    }
    return values;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readHead(written: string): Anchor {
  const { position, hash } = /^(?<position>\d{1,15}):(?<hash>[0-9a-f]{64})$/.exec(written)?.groups ?? {};
  if (position === undefined || hash === undefined) {
    throw new UsageError("--head is POSITION:HASH, where HASH has 64 hexadecimal digits.");
  }
  return { position: Number(position), hash };
}

function readAccount(written: string): ErasureTarget {
  const account = parseRefKey(written);
  if (account === null) throw new UsageError("--account is PROVIDER:ID, such as inventi:17.");
  return { account };
}

function readOwner(written: string): ErasureTarget {
  const { provider, kind, id } = /^(?<provider>[a-z][a-z0-9-]*):(?<kind>[A-Z]+):(?<id>.+)$/.exec(written)?.groups ?? {};
  const known = ownerKinds.find((one): one is OwnerKind => one === kind);
  if (provider === undefined || known === undefined || id === undefined) {
    throw new UsageError("--owner is PROVIDER:KIND:ID, such as revsto:USER:3641.");
  }
  return { owner: { provider, kind: known, id } };
}

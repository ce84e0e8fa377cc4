import { parseArgs } from "node:util";
import { type OwnerKind, ownerKinds } from "../domain/account.ts";
import { UsageError } from "../domain/usage-error.ts";
import type { Customer, CustomerLinks, LinkTarget } from "./customer-links.ts";
import { type OwnerKinds, ownerProblem } from "./owner-kinds.ts";

export const usage = `Usage:
  npm run customers -- list [CUSTOMER]
  npm run customers -- link CUSTOMER --provider NAME --account ID [--name "Full Name"]
  npm run customers -- link CUSTOMER --provider NAME --owner KIND:ID [--name "Full Name"]
  npm run customers -- unlink CUSTOMER --provider NAME (--account ID | --owner KIND:ID)

CUSTOMER is the \`sub\` of the customer's tokens, KIND one of ${ownerKinds.join(", ")}.
`;

type Command =
  | { readonly verb: "list"; readonly customer: string | null }
  | {
      readonly verb: "link" | "unlink";
      readonly customer: string;
      readonly name: string | null;
      readonly target: LinkTarget;
    };

const longest = 256;

/** Reads the words of the command line; throws UsageError. */
export function readCommand(words: readonly string[], providers: OwnerKinds): Command {
  const { positionals, values } = parse(words);
  const [verb, customer = null, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`${others[0]} is one word too many.`);
  if ([customer, ...Object.values(values)].some((word) => word !== null && (word === "" || word.length > longest))) {
    throw new UsageError(`No name or id is empty or longer than ${longest} characters.`);
  }
  if (verb === "list") return { verb, customer };
  if (verb !== "link" && verb !== "unlink") throw new UsageError("Say list, link or unlink.");
  if (customer === null) throw new UsageError(`Say which customer to ${verb}.`);
  const target = readTarget(values, providers);
  // Whatever was linked once can be unlinked.
  const problem =
    verb === "link" && "owner" in target ? ownerProblem(providers, target.provider, target.owner.kind) : null;
  if (problem !== null) throw new UsageError(`--owner: ${problem}.`);
  return { verb, customer, name: values.name ?? null, target };
}

/** Does what the command says; answers what to print. */
export async function runCommand(links: CustomerLinks, command: Command): Promise<string> {
  if (command.verb === "list") {
    const all = await links.list();
    const shown = all.filter(({ id }) => command.customer === null || id === command.customer);
    return shown.length === 0 ? "No such customer is known.\n" : shown.map(printed).join("");
  }
  const { customer, name, target } = command;
  if (command.verb === "link") {
    await links.link(customer, name, [target]);
    return `${customer} may now see ${inWords(target)}.\n`;
  }
  const removed = await links.unlink(customer, [target]);
  return removed > 0
    ? `${customer} no longer sees ${inWords(target)}.\n`
    : `${customer} was not linked to ${inWords(target)}.\n`;
}

function parse(words: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { provider: text, account: text, owner: text, name: text };
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parse>["values"];

function readTarget({ provider, account, owner }: Values, providers: OwnerKinds): LinkTarget {
  if (provider === undefined || !providers.has(provider)) {
    throw new UsageError(`--provider must be one of ${[...providers.keys()].join(", ")}.`);
  }
  if ((account === undefined) === (owner === undefined)) throw new UsageError("Give either --account or --owner.");
  if (account !== undefined) return { provider, accountId: account };
  const { kind = "", id = "" } = /^(?<kind>[A-Z]+):(?<id>.+)$/.exec(owner ?? "")?.groups ?? {};
  const known = ownerKinds.find((word): word is OwnerKind => word === kind);
  if (known === undefined) throw new UsageError(`--owner is KIND:ID, where KIND is one of ${ownerKinds.join(", ")}.`);
  return { provider, owner: { kind: known, id } };
}

function printed({ id, name, links }: Customer): string {
  const lines = links.map((target) => `  ${inWords(target)}\n`).join("");
  return `${id}${name === null ? "" : ` (${name})`}\n${lines || "  nothing\n"}`;
}

function inWords(target: LinkTarget): string {
  return "owner" in target
    ? `all accounts of ${target.owner.kind} ${target.owner.id} at ${target.provider}`
    : `account ${target.accountId} at ${target.provider}`;
}

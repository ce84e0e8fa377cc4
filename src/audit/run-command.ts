import { readAuditTip } from "../storage/audit-head.ts";
import type { Database } from "../storage/database.ts";
import { readAnchors } from "./anchor-file.ts";
import type { AuditCommand } from "./command.ts";
import { inWords } from "./damage.ts";
import { eraseDetails } from "./erase.ts";
import { type Anchor, verifyAudit } from "./verify.ts";

/** What to print, and whether all is well. */
export interface CommandResult {
  readonly text: string;
  readonly isWell: boolean;
}

/** Does what the command says; `folder` is where the gateway keeps its anchors. */
export async function runAuditCommand(
  database: Database,
  command: AuditCommand,
  folder: string,
): Promise<CommandResult> {
  if (command.verb === "verify") return verify(database, command.heads, folder);
  const { target, reason } = command;
  const erased = await eraseDetails(database, target, { actor: { system: "COMMAND" }, reason });
  const text = `The details of ${entries(erased.entries)} were erased, and what ${operations(erased.requests)} had sent.\n`;
  return { text: text + aboutKept(erased.kept), isWell: true };
}

async function verify(database: Database, heads: readonly Anchor[], folder: string): Promise<CommandResult> {
  const chain = (await readAuditTip(database.read))?.head.chain;
  const filed = await readAnchors(folder);
  const own = filed.filter((anchor) => anchor.chain === chain);
  const { intact, erased, hash, damage } = await verifyAudit(database, [...own, ...heads]);
  const about = own.map(({ position, at }) => `It goes on from the anchor in ${folder}: entry ${position} of ${at}.\n`);
  const strangers = filed.length - own.length;
  if (damage !== null) {
    return { text: `${inWords(damage)}\nBefore it, ${intactEntries(intact)}.\n`, isWell: false };
  }
  return {
    isWell: true,
    text: [
      `${intactEntries(intact)}${erased === 0 ? "" : `; the details of ${erased} were erased`}.\n`,
      intact === 0 ? "" : `The last is ${intact}:${hash}\n`,
      ...about,
      own.length + heads.length > 0 ? "" : `No anchor of this log is in ${folder}, and no --head was given.\n`,
      strangers > 0
        ? `${folder} has ${strangers} anchors of other logs: was this one put in the place of one of them?\n`
        : "",
    ].join(""),
  };
}

/** Nobody takes for gone what is still there. */
function aboutKept(count: number): string {
  if (count === 0) return "";
  const [have, are, they] = count === 1 ? ["has", "is", "it"] : ["have", "are", "they"];
  return `${operations(count)} ${have} not ended, or ${are} in doubt: what ${they} sent is kept. Erase again later.\n`;
}

function operations(count: number): string {
  return count === 1 ? "1 operation" : `${count} operations`;
}

function entries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}

function intactEntries(count: number): string {
  return `${entries(count)} ${count === 1 ? "is" : "are"} intact`;
}

import { readAuditTip } from "../storage/audit-head.ts";
import type { Database } from "../storage/database.ts";
import { type FiledAnchor, readAnchors } from "./anchor-file.ts";
import type { AuditCommand } from "./command.ts";
import { inWords } from "./damage.ts";
import { eraseDetails } from "./erase.ts";
import { verifyAudit } from "./verify.ts";

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
  if (command.verb === "verify") return verify(database, command, folder);
  const { target, reason } = command;
  const erased = await eraseDetails(database, target, { actor: { system: "COMMAND" }, reason });
  const text = `The details of ${entries(erased.entries)} were erased, and what ${operations(erased.requests)} had sent.\n`;
  return { text: text + aboutKept(erased.kept), isWell: true };
}

async function verify(
  database: Database,
  { heads, beside }: Extract<AuditCommand, { verb: "verify" }>,
  folder: string,
): Promise<CommandResult> {
  const chain = (await readAuditTip(database.read))?.head.chain;
  const filed = await readAnchors(folder);
  const own = filed.filter((anchor) => anchor.chain === chain);
  const { intact, erased, hash, damage } = await verifyAudit(database, [...own, ...heads]);
  const about = own.map(({ position, at }) => `It goes on from the anchor in ${folder}: entry ${position} of ${at}.\n`);
  // A log that was put in the place of another one is whole: only the other one's anchor tells.
  const strangers = filed.filter((anchor) => anchor.chain !== chain && !beside.includes(anchor.chain));
  if (damage !== null) {
    return { text: `${inWords(damage)}\nBefore it, ${intactEntries(intact)}.\n`, isWell: false };
  }
  return {
    isWell: strangers.length === 0,
    text: [
      `${intactEntries(intact)}${erased === 0 ? "" : `; the details of ${erased} were erased`}.\n`,
      intact === 0 ? "" : `The last is ${intact}:${hash}\n`,
      ...about,
      own.length + heads.length > 0 ? "" : `No anchor of this log is in ${folder}, and no --head was given.\n`,
      ...strangers.map(aboutStranger),
    ].join(""),
  };
}

function aboutStranger({ chain, position, at }: FiledAnchor): string {
  const anchor = `Another log was anchored in the same folder: ${chain}, at entry ${position} of ${at}.`;
  return `${anchor} Was this one put in its place? If not, say --beside ${chain}.\n`;
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

import { GatewayError } from "../domain/errors.ts";
import { isVisible, isWritten } from "../domain/printable.ts";
import type { Caller, Commands, Keyed, Outcome } from "./commands.ts";
import { refused } from "./outcome.ts";

/** Of Unicode's characters, not of the one or two units that JavaScript makes of each. */
const longestKey = 255;

export const keyRule = `An idempotencyKey has 1 to ${longestKey} printable characters`;

/** The same commands, refusing keys that are none before anything else is looked at. */
export function checkedCommands(commands: Commands): Commands {
  const checked = <Command extends Keyed>(command: (caller: Caller, input: Command) => Promise<Outcome>) => {
    return async (caller: Caller, input: Command): Promise<Outcome> =>
      isKey(input.idempotencyKey) ? command(caller, input) : refused(notAKey());
  };
  return {
    createAccount: checked(commands.createAccount),
    migrateAccount: checked(commands.migrateAccount),
    updateAccount: checked(commands.updateAccount),
    changeAccountStatus: checked(commands.changeAccountStatus),
    closeAccount: checked(commands.closeAccount),
    closeAccountHolder: checked(commands.closeAccountHolder),
    reportConnection: checked(commands.reportConnection),
    adjustBalance: checked(commands.adjustBalance),
    linkCustomer: checked(commands.linkCustomer),
    unlinkCustomer: checked(commands.unlinkCustomer),
    resolveOperation: checked(commands.resolveOperation),
    replayWebhookDelivery: checked(commands.replayWebhookDelivery),
  };
}

/** 1 to 255 characters that can be seen, or blanks between them. */
export function isKey(key: string): boolean {
  return isWritten(key) && isVisible(key) && [...key].length <= longestKey;
}

function notAKey(): GatewayError {
  return new GatewayError("BAD_USER_INPUT", `${keyRule}; a new UUID for each wish is best.`, {
    inputPath: ["idempotencyKey"],
  });
}

import { createAccountCommands } from "./account-commands.ts";
import type { Commands } from "./commands.ts";
import { type CreationParts, createCreationCommands } from "./creation-commands.ts";
import { type CustomerParts, createCustomerCommands } from "./customer-commands.ts";
import { createHolderCommands } from "./holder-commands.ts";
import { checkedCommands } from "./keyed.ts";
import type { Operations } from "./operations.ts";
import { createResolveCommand, type ResolveParts } from "./resolve-command.ts";
import { createWebhookCommands } from "./webhook-commands.ts";

/** All commands, over one journal. */
export function createCommands(parts: CreationParts & CustomerParts & ResolveParts, operations: Operations): Commands {
  return checkedCommands({
    ...createCreationCommands(parts, operations),
    ...createAccountCommands(parts, operations),
    ...createHolderCommands(parts, operations),
    ...createCustomerCommands(parts, operations),
    ...createResolveCommand(parts, operations),
    ...createWebhookCommands(parts, operations),
  });
}

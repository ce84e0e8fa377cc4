import type { z } from "zod";
import { requireScope } from "../../auth/access.ts";
import type { Scope } from "../../auth/principal.ts";
import type { AccountRef } from "../../domain/account-ref.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { MutationName } from "../../domain/operation.ts";
import type { Caller, CommandError, Commands, Outcome } from "../../operations/commands.ts";
import { refused } from "../../operations/outcome.ts";
import type { GatewayContext } from "../context.ts";
import { callerOf } from "../operation/operation-caller.ts";
import { operationView } from "../operation/operation-view.ts";
import { shownAccount } from "../operation/shown-account.ts";
import { errorView } from "./error-view.ts";
import { readInput } from "./input-rules.ts";
import { mutationScopes } from "./mutation-scopes.ts";
import type { MutationPayload } from "./payloads.ts";

export type CommandOf = { readonly [Name in MutationName]: Parameters<Commands[Name]>[1] };

/** How the input of a mutation becomes its command. */
export interface Reading<Name extends MutationName> {
  readonly mutation: Name;
  readonly schema: z.ZodType<CommandOf[Name]>;
  /** What a token must allow for this command, beside what every command of the mutation needs. */
  readonly scopes?: (command: CommandOf[Name]) => readonly Scope[];
  /** Where in the input a mistake is that the command names in its own words; absent: the words are the same. */
  readonly locate?: (path: readonly string[], command: CommandOf[Name]) => readonly string[];
}

/**
 * Does what a mutation asks for. Throws FORBIDDEN when the token lacks a scope; whatever else a client can be told is in
 * the payload.
 */
export async function perform<Name extends MutationName>(
  context: GatewayContext,
  { mutation, schema, scopes = () => [], locate = (path) => path }: Reading<Name>,
  input: unknown,
): Promise<MutationPayload> {
  for (const scope of mutationScopes[mutation]) requireScope(context.principal, scope);
  const command = readInput(schema, input);
  if (command instanceof GatewayError) return payload(context, refused(command), null);
  for (const scope of scopes(command)) requireScope(context.principal, scope);

  const caller: Caller = { ...callerOf(context.principal), viewer: context.viewer };
  const commands: { readonly [One in MutationName]: (by: Caller, command: CommandOf[One]) => Promise<Outcome> } =
    context.commands;
  const outcome = await commands[mutation](caller, command);
  // What this request has read before is from before the change.
  context.accounts.renew();
  const error = outcome.error && relocated(outcome.error, (path) => locate(path, command));
  return payload(context, { ...outcome, error }, "account" in command ? command.account : null);
}

function payload(
  context: GatewayContext,
  { operation: known, replayed, account, error }: Outcome,
  asked: AccountRef | null,
): MutationPayload {
  const operation = known && operationView(context, known, replayed);
  const about = account ?? asked;
  return {
    // Of what was refused there is nothing to show, unless the command itself says so.
    account: () => shownAccount(context, error === null ? about : account),
    operation,
    errors: error === null ? [] : [errorView(context, error, { account: about, operation })],
  };
}

function relocated({ error, existing }: CommandError, locate: (path: readonly string[]) => readonly string[]) {
  const { code, message, details } = error;
  if (details.inputPath === undefined) return { error, existing };
  return {
    error: new GatewayError(code, message, { ...details, inputPath: locate(details.inputPath) }, error),
    existing,
  };
}

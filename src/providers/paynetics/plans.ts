import type { AccountStatus } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { unknownAccount } from "../kit/answers.ts";
import { checkTransition } from "../kit/change-rules.ts";
import { mustBeEmpty, mustHaveNothingBelow } from "../kit/closing.ts";
import { pathSegment } from "../kit/path-segment.ts";
import type { ChangedAccount, CreationContext, PlannedChange, PlannedCreation } from "../provider.ts";
import type { Config } from "./config.ts";
import type { PayneticsCreation } from "./creation-input.ts";
import { toOwner } from "./mapper.ts";
import { bodyText } from "./signing.ts";
import { transitions } from "./transitions.ts";

/** The documents bound an alias nowhere. */
const longestLabel = 255;

/** `POST /v2/accounts`. Paynetics knows no key: a repetition would open another account. */
export function planCreation(
  provider: string,
  config: Config,
  input: PayneticsCreation,
  { clientAccountId, label }: CreationContext,
): PlannedCreation {
  const { program, merchant = null, user = null, mainAccountId = null, skipIbanGeneration = false } = input;
  const refuse = (message: string, ...inputPath: string[]) =>
    new GatewayError("BAD_USER_INPUT", message, { provider, inputPath });

  const owner = toOwner({ merchant, user });
  if (owner === null) throw refuse("Name a merchant, a user, or both.", "merchant");
  const programs = config.programs.map(({ code }) => code);
  if (programs.length > 0 && !programs.includes(program)) {
    const message = `${provider} opens accounts in these programs: ${programs.join(", ")}.`;
    throw refuse(message, "program");
  }
  if (label !== null && label.length > longestLabel) {
    throw refuse(`A label at ${provider} has at most ${longestLabel} characters.`, "label");
  }

  const body = bodyText({
    program,
    merchant: merchant ?? "",
    user: user ?? "",
    main: mainAccountId ?? "",
    skip_iban_generation: skipIbanGeneration,
    alias: label ?? "",
  });
  return {
    request: { method: "POST", path: "/accounts", body, key: null },
    owner,
    productCode: program,
    mainAccountId,
    exclusive: true,
    memory: { clientAccountId, label: label || null, mainAccountId },
  };
}

const statusWords: Readonly<Partial<Record<AccountStatus, string>>> = { ACTIVE: "active", SUSPENDED: "blocked" };

/** `PUT /v2/accounts/{account}/status` */
export function planStatusChange(provider: string, account: ChangedAccount, status: AccountStatus): PlannedChange {
  if (status === "CLOSED") {
    const message = "Closing is for good, and has a call of its own.";
    throw new GatewayError("BAD_USER_INPUT", message, { provider, inputPath: ["status"] });
  }
  checkTransition(provider, { from: account.facts.status, to: status }, transitionsOf(account));
  const body = bodyText({ status: statusWords[status] });
  const path = `${pathOf(provider, account)}/status`;
  return { request: { method: "PUT", path, body, key: null }, target: { status } };
}

/** `DELETE /v2/accounts/{account}`, for good. */
export function planClosing(provider: string, config: Config, account: ChangedAccount): PlannedChange {
  checkTransition(provider, { from: account.facts.status, to: "CLOSED" }, transitionsOf(account));
  if (!config.closesMainWithVirtuals) mustHaveNothingBelow(provider, account);
  if (!config.closesWithBalance) mustBeEmpty(provider, account);
  const path = pathOf(provider, account);
  return { request: { method: "DELETE", path, body: null, key: null }, target: { status: "CLOSED" } };
}

const transitionsOf = ({ facts }: ChangedAccount) => transitions[facts.status] ?? [];

function pathOf(provider: string, { id }: ChangedAccount): string {
  const segment = pathSegment(id);
  if (segment === null) throw unknownAccount(provider);
  return `/accounts/${segment}`;
}

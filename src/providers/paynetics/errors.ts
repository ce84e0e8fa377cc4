import { type ErrorCode, GatewayError } from "../../domain/errors.ts";
import { codeWord } from "../kit/answers.ts";

/** Paynetics' codes that are more than a plain refusal. Its `message` may be a key or prose: only the code counts. */
const errorCodes: ReadonlyMap<string, ErrorCode> = new Map([
  ["401", "PROVIDER_AUTH_FAILED"],
  ["500", "PROVIDER_ERROR"],
  ["11008", "PROVIDER_ERROR"],
]);

export const isUnauthorised = (code: string): boolean => code === "401";

/** 404 is the router's, 11002 the service's word for something that does not exist. */
export const isNotFound = (code: string): boolean => code === "404" || code === "11002";

/** The error that a code other than 0 stands for. A code that nobody listed is a refusal. */
export function refusal(provider: string, code: string): GatewayError {
  const word = codeWord(code);
  const message =
    word === null ? `${provider} answered with a code that is none` : `${provider} answered with its code ${word}`;
  const details = { provider, ...(word !== null && { providerCode: word }) };
  return new GatewayError(errorCodes.get(code) ?? "PROVIDER_REJECTED", message, details);
}

import type { GatewayError } from "../../domain/errors.ts";
import { classifyStatus } from "../kit/answers.ts";
import type { Answer } from "../kit/rest-client.ts";

/** What a refusal means. Its status decides; a code word in the body, such as `ACCOUNT_CLOSED`, is passed on. */
export function toError(provider: string, answer: Answer, now: () => number): GatewayError {
  return classifyStatus(provider, answer, now, codeWord(answer.text));
}

/** Error bodies are not documented. Only a single word is taken: prose may hold personal data. */
function codeWord(body: string): string | null {
  return /"code"\s*:\s*"(\w{1,64})"/.exec(body)?.[1] ?? null;
}

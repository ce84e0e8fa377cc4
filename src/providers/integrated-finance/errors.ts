import { z } from "zod";
import type { GatewayError } from "../../domain/errors.ts";
import { parseJson } from "../../domain/json.ts";
import { classifyStatus, codeWord } from "../kit/answers.ts";
import type { Answer } from "../kit/rest-client.ts";
import { optionalText } from "../kit/wire.ts";

const problem = z.object({ code: optionalText });

/** No error body is documented: the code is looked for where other answers of the provider carry theirs. */
const wireFailure = z.object({ error: problem.optional().catch(undefined), errors: z.array(problem).catch([]) });

/** The error of an unsuccessful answer, by its HTTP status, with the provider's own code where the body has one. */
export function toError(provider: string, answer: Answer, now: () => number): GatewayError {
  return classifyStatus(provider, answer, now, providerCode(answer.text));
}

function providerCode(body: string): string | null {
  try {
    const { error, errors } = wireFailure.parse(parseJson(body));
    return codeWord(error?.code ?? errors[0]?.code);
  } catch {
    return null; // not JSON, or another shape: the status says enough
  }
}

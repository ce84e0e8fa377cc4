import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { FaultRule, FaultRules } from "./fault-rules.ts";
import { isControl } from "./ledger-hooks.ts";
import { parse, rawJSON } from "./raw-json.ts";

/** Puts the faults between the network and the simulator's routes. `withheld` hears of answers that nobody will get. */
export function addFaultHooks(
  server: FastifyInstance,
  faults: FaultRules,
  withheld: (request: FastifyRequest) => void,
): void {
  const silence = (fault: FaultRule, request: FastifyRequest): Promise<never> => {
    withheld(request);
    if (fault.kind === "reset") request.raw.socket.resetAndDestroy();
    return new Promise<never>(() => {}); // Never settled: Fastify waits for ever and sends nothing.
  };

  server.addHook("onRequest", async (request, reply) => {
    if (isControl(request.url)) return;
    const fault = faults.strike(request.method, request.url);
    if (!fault) return;
    request.fault = fault;
    if (fault.when === "after" || fault.kind === "slow") return;
    if (isSilent(fault)) await silence(fault, request);
    else return reply.send(garble(fault, reply, null));
  });

  // Not before the body is read: a client that gives up meanwhile takes nothing back.
  server.addHook("preValidation", async ({ fault }) => {
    if (fault?.when === "before" && fault.kind === "slow") await sleep(fault.delayMs);
  });

  server.addHook("onSend", async (request, reply, payload) => {
    const { fault } = request;
    if (fault?.when !== "after") return payload;
    if (isSilent(fault)) return silence(fault, request);
    if (fault.kind === "slow") {
      await sleep(fault.delayMs);
      return payload;
    }
    return garble(fault, reply, typeof payload === "string" ? payload : null);
  });
}

/** The client gets no answer at all. */
function isSilent(fault: FaultRule): boolean {
  return fault.kind === "hang" || fault.kind === "reset";
}

/** Sets status and type, and returns the text to send instead of `answer` (null where there is none). */
function garble(fault: FaultRule, reply: FastifyReply, answer: string | null): string {
  reply.removeHeader("content-length").type("application/json; charset=utf-8");
  switch (fault.kind) {
    case "500":
      reply.code(fault.status);
      return JSON.stringify({ message: "internal error" });
    case "429":
      reply.code(429);
      if (fault.retryAfter !== undefined) reply.header("retry-after", String(fault.retryAfter));
      return JSON.stringify({ message: "too many requests" });
    case "html":
      reply.code(200).type("text/html; charset=utf-8");
      return "<!doctype html><html><body><h1>We will be back soon</h1></body></html>";
    case "type-change":
      if (answer === null || answer === "") reply.code(200);
      return changeTypes(answer || JSON.stringify({ [fault.field]: null }), fault);
    default:
      if (answer === null || answer.length < 2) reply.code(200);
      return answer !== null && answer.length > 1 ? answer.slice(0, answer.length / 2) : '{"id":';
  }
}

function changeTypes(answer: string, fault: FaultRule): string {
  let left = fault.occurrences ?? Number.POSITIVE_INFINITY;
  return JSON.stringify(
    parse(answer, function (key, value, { source }) {
      // All other digits stay as they are: a double would round long numbers.
      const same = typeof value === "number" && source !== undefined ? rawJSON(source) : value;
      // The reviver sees arrays' places as keys too; a field has an object around it.
      if (key !== fault.field || Array.isArray(this) || left <= 0) return same;
      left -= 1;
      return { unexpected: same };
    }),
  );
}

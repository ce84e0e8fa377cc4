import { expect } from "vitest";
import { errorTable, GatewayError } from "../../../src/domain/errors.ts";
import type { ChangeRequest } from "../../../src/providers/provider.ts";
import type { Example } from "./changes-examples.ts";
import { commits, planner, send } from "./changes-world.ts";
import type { Suite } from "./suite.ts";
import { call, type World } from "./world.ts";

const lost = [
  ["hang", "PROVIDER_TIMEOUT"],
  ["reset", "PROVIDER_CONNECTION_LOST"],
  ["500", "PROVIDER_ERROR"],
  ["malformed", "PROVIDER_MALFORMED_ANSWER"],
  ["html", "PROVIDER_MALFORMED_ANSWER"],
] as const;

/**
 * What is known after a change failed. Whoever is told that nothing happened may try again: that must never be said of a
 * change that was made. The simulator's ledger says whether it was.
 */
export function testFaultyChanges({ it, worldOf }: Suite, examples: readonly Example[]): void {
  // One of each kind: what fails is how its request is sent and its answer read.
  const kinds = examples.filter(
    ({ method }, place) => place === examples.findIndex((other) => other.method === method),
  );
  for (const { method, plan } of kinds) {
    for (const when of ["before", "after"] as const) {
      for (const [kind, code] of lost) {
        it(`does not know what became of ${method} when "${kind}" strikes ${when} the change`, async () => {
          const world = await worldOf();
          const { request, expectMade } = await plan(world);
          await world.fault({ kind, when, match: matching(request) });
          const failure = kind === "hang" ? await cutOff(world, request) : await failureOf(send(world, request));
          expect([failure.code, errorTable[failure.code].outcome]).toEqual([code, "unknown"]);
          await expectAnswered(world, failure);
          expect(await commits(world)).toBe(when === "after" ? 1 : 0);
          await world.heal();
          if (when === "after") await expectMade();
          if (request.key === null) return;
          await send(world, request);
          expect(await commits(world)).toBe(1);
          await expectMade();
        });
      }
    }

    if (method === "planCreation") {
      it("does not know what became of planCreation when its answer has an unknown shape", async () => {
        const world = await worldOf();
        const { request } = await plan(world);
        world.tamper(({ path }) => (path.endsWith("/token") ? {} : { text: "[]" }));
        const failure = await failureOf(send(world, request));
        expect(failure.code).toBe("PROVIDER_MALFORMED_ANSWER");
        await expectAnswered(world, failure);
      });
    }

    it(`knows that ${method} had no effect when it was refused`, async () => {
      const world = await worldOf();
      const { request } = await plan(world);
      const nothing = async (answer: Promise<unknown>, code: string) => {
        const failure = await failureOf(answer);
        expect([failure.code, errorTable[failure.code].outcome]).toEqual([code, "none"]);
        if (code !== "OPERATION_IN_PROGRESS") await expectAnswered(world, failure);
        expect(await commits(world)).toBe(0);
        await world.heal();
      };
      await world.fault({ kind: "429", retryAfter: 7, match: matching(request) });
      await nothing(send(world, request), "PROVIDER_RATE_LIMITED");
      world.spoilCredentials();
      await nothing(send(world, request), "PROVIDER_AUTH_FAILED");
      await nothing(
        send(world, { ...request, path: `${request.path}/nowhere`, body: request.body && "{}" }),
        "PROVIDER_REJECTED",
      );
      const lost = { ...call(), isOurs: () => false };
      await nothing(planner(world.provider, "send")(lost, request), "OPERATION_IN_PROGRESS");
      await expectNothingWithoutToken(world, request);
      // The ledger goes with the simulator: nothing listens any more.
      await world.simulator.stop();
      const failure = await failureOf(send({ ...world, provider: world.another() }, request));
      expect([failure.code, failure.details.httpStatus]).toEqual(["PROVIDER_UNREACHABLE", undefined]);
    });
  }
}

/** Where a token has to be had first and cannot, whatever the reason, the change itself was not sent. */
async function expectNothingWithoutToken(world: World, request: ChangeRequest): Promise<void> {
  if (!(await world.ledger()).some(({ path }) => path.endsWith("/token"))) return;
  for (const kind of ["500", "reset", "html"]) {
    await world.fault({ kind, match: { method: "POST", path: "/token" } });
    const failure = await failureOf(send({ ...world, provider: world.another() }, request));
    expect(errorTable[failure.code], kind).toMatchObject({ outcome: "none" });
    await expectAnswered(world, failure);
    expect(await commits(world)).toBe(0);
    await world.heal();
  }
}

/**
 * A failure tells the HTTP status of the answer that it comes from, which the ledger has, and none
 * where there was no answer.
 */
async function expectAnswered(world: World, { details }: GatewayError): Promise<void> {
  // What was only read afterwards is none of it.
  const asked = (await world.ledger()).findLast(({ method }) => method !== "GET");
  expect(details.httpStatus ?? null).toBe(asked?.status);
}

const matching = ({ method, path }: ChangeRequest) => ({ method, path });

/** Sends, and cuts the call off as a deadline does, once the provider has it. */
async function cutOff(world: World, request: ChangeRequest): Promise<GatewayError> {
  const deadline = new AbortController();
  const failure = failureOf(send(world, request, deadline.signal));
  while (!(await world.ledger()).some(({ outcome }) => outcome.startsWith("hang"))) await new Promise(setImmediate);
  deadline.abort(new DOMException("", "TimeoutError"));
  return failure;
}

async function failureOf(answer: Promise<unknown>): Promise<GatewayError> {
  const error = await answer.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof GatewayError) return error;
  throw error;
}

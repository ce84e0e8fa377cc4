import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGatewayClient } from "../../src/client/index.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A client whose gateway answers one after the other; the last again and again. */
function clientOf(...answers: (() => Response)[]) {
  const sent: string[] = [];
  const send: typeof fetch = async (_, init) => {
    sent.push(String(init?.body));
    const answer = answers[Math.min(sent.length, answers.length) - 1];
    if (answer === undefined) throw new Error("no answer");
    return answer();
  };
  return { gateway: createGatewayClient({ url: "http://gateway", fetch: send }), sent };
}

const json = (body: object) => new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
const well = () => json({ data: { eventCursor: "here" } });
const away = (after: string) => () => new Response("", { status: 503, headers: { "retry-after": after } });
const lost = () => {
  throw new TypeError("the connection broke");
};
const refused = () => json({ data: null, errors: [{ message: "no", extensions: { code: "FORBIDDEN" } }] });

test("without being told, it asks once", async () => {
  const { gateway, sent } = clientOf(lost, well);
  expect((await gateway.eventCursor()).errors).toMatchObject([{ code: "NETWORK_ERROR" }]);
  expect(sent).toHaveLength(1);
});

test("the very same is asked again, while it may help, and as often as was said", async () => {
  const { gateway, sent } = clientOf(lost, lost, well);
  const answer = gateway.account({ id: "1" }, { retries: 2 });
  await vi.runAllTimersAsync();
  expect((await answer).ok).toBe(true);
  expect(sent).toHaveLength(3);
  expect(new Set(sent).size).toBe(1);

  const unlucky = clientOf(lost);
  const none = unlucky.gateway.eventCursor({}, { retries: 2 });
  await vi.runAllTimersAsync();
  expect((await none).errors).toMatchObject([{ code: "NETWORK_ERROR" }]);
  expect(unlucky.sent).toHaveLength(3);
});

test("what will not pass is not asked again", async () => {
  const { gateway, sent } = clientOf(refused, well);
  expect((await gateway.eventCursor({}, { retries: 5 })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
  expect(sent).toHaveLength(1);
});

test("it waits as long as it is asked to, and longer each time when it is not", async () => {
  const told = clientOf(away("7"), well);
  const answer = told.gateway.eventCursor({}, { retries: 1 });
  await vi.advanceTimersByTimeAsync(6_999);
  expect(told.sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect((await answer).ok).toBe(true);

  const untold = clientOf(lost);
  void untold.gateway.eventCursor({}, { retries: 9 });
  const counts: number[] = [];
  // At most half a second, one, two, four, eight.
  for (const ms of [0, 500, 1_000, 2_000, 4_000, 8_000]) {
    await vi.advanceTimersByTimeAsync(ms);
    counts.push(untold.sent.length);
  }
  expect(counts[0]).toBe(1);
  expect(counts.every((count, place) => count > place && count <= place + 2)).toBe(true);
});

test("the caller's signal ends the waiting, with the last answer", async () => {
  const { gateway, sent } = clientOf(away("60"));
  const leave = new AbortController();
  const answer = gateway.eventCursor({}, { retries: 5, signal: leave.signal });
  await vi.advanceTimersByTimeAsync(1_000);
  leave.abort();
  expect((await answer).errors).toMatchObject([{ code: "HTTP_ERROR", httpStatus: 503 }]);
  expect(sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StartError } from "../../src/domain/start-error.ts";
import { openDatabase } from "../../src/storage/database.ts";

// AuthenticationOk and ReadyForQuery, as PostgreSQL's protocol writes them.
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

test.each([
  ["before it has accepted a connection", [], 5_000],
  ["before it has answered a query", [welcome], 25_000],
])("a PostgreSQL that falls silent %s is given up", async (_, says, limitMs) => {
  const answers: Buffer[] = [...says];
  let heard = () => {};
  const silent = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const answerOrHang = (socket: Socket) => {
    const answer = answers.shift();
    if (answer === undefined) heard();
    else socket.write(answer);
  };
  const server = createServer((socket) => socket.on("data", () => answerOrHang(socket)).on("error", () => {}));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const opening = openDatabase(`postgres://user:hunter2@127.0.0.1:${port}/gateway`, { now: Date.now });
  const failure = opening.then(
    () => null,
    (error: Error) => error,
  );
  await silent;
  await vi.advanceTimersByTimeAsync(limitMs);
  const error = await failure;
  expect(error).toBeInstanceOf(StartError);
  expect(error?.message).not.toContain("hunter2");
  server.close();
});

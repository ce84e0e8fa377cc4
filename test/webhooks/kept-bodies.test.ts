import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetDeliveries } from "../../src/storage/webhook-store.ts";
import { age, type HookedDirectory, openHookedDirectory } from "./fixture.ts";

let place: HookedDirectory;
beforeEach(async () => {
  place = await openHookedDirectory();
});
afterEach(() => place.close());

const kept = () => place.database.read.selectFrom("webhook_bodies").selectAll().orderBy("delivery").execute();
const day = 24 * 3_600_000;
const ago = async (ms: number) => new Date(Date.parse(await place.database.now()) - ms).toISOString();
const bodies = async () => (await kept()).map(({ body }) => Buffer.from(body).toString("latin1"));

test("what came is kept byte for byte, once, whatever form it has", async () => {
  // No UTF-8: a text column would change or refuse it.
  const odd = Buffer.from([0, 0xff, 0xfe, 0x80]);
  await place.send({ key: "k" }, odd);
  await place.send({ key: "k" }, Buffer.from("another"));
  const [delivery] = await place.deliveries();
  expect((await kept()).map(({ delivery: of }) => of)).toEqual([delivery?.number]);
  expect((await bodies())[0]?.endsWith(odd.toString("latin1"))).toBe(true);
});

test("the largest that is let in is kept whole", async () => {
  const large = Buffer.alloc(256 * 1024, "x");
  await place.send({}, large);
  expect((await bodies())[0]?.endsWith(large.toString("latin1"))).toBe(true);
});

test("it goes with its delivery, and not while that waits", async () => {
  place.truth.set("1", "ACTIVE");
  await place.send({ accountIds: ["1"] });
  await place.drain();
  await place.send({ accountIds: ["2"] });
  const waiting = (await place.deliveries()).at(-1)?.number;
  expect(await kept()).toHaveLength(2);
  await place.database.write
    .updateTable("webhook_inbox")
    .set({ settled_at: await ago(31 * day) })
    .where("state", "=", "DONE")
    .execute();
  expect(await forgetDeliveries(place.database, await ago(30 * day))).toBe(1);
  expect((await kept()).map(({ delivery }) => delivery)).toEqual([waiting]);
});

test("what is never looked after, as its provider is not configured any more, goes as well", async () => {
  await place.send({ accountIds: ["1"] });
  await age(place.database, 31 * day);
  expect(await forgetDeliveries(place.database, await ago(30 * day))).toBe(1);
  expect(await kept()).toEqual([]);
});

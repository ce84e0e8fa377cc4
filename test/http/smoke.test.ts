import { afterAll, beforeAll, expect, test } from "vitest";
import { results, socketClient, statusDocument, takeResults } from "../support/follow.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

test("smoke", async () => {
  const { accountEvents, eventCursor } = (await gateway
    .client()
    .request(
      `{ eventCursor accountEvents(first: 2) { edges { cursor node { type account { id status provider { name } } } } } }`,
    )) as any;
  console.log(JSON.stringify(accountEvents), eventCursor);
  const client = socketClient(gateway.url, gateway.tokens.backoffice, {
    on: {
      ping: (r: any, p: any) => console.log("ping", p),
      closed: (e: any) => console.log("closed", e.code, e.reason),
    },
  });
  const all = `subscription ($after: String) { accountEvents(after: $after) { cursor type account { id } } }`;
  const it = results(client, all, { after: accountEvents.edges[1].cursor });
  console.log(JSON.stringify(await takeResults(it, 1)));
  const sse = await fetch(gateway.url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${gateway.tokens.backoffice}`,
      accept: "text/event-stream",
      "content-type": "application/json",
    },
    body: JSON.stringify({ query: all, variables: { after: accountEvents.edges[1].cursor } }),
  });
  console.log(sse.status, Object.fromEntries(sse.headers));
  const reader = sse.body!.getReader();
  for (let i = 0; i < 2; i++) console.log(new TextDecoder().decode((await reader.read()).value));
  await reader.cancel();
  console.log(await takeResults(results(client, `{ nope }`), 1).catch((e) => e));
  console.log(await takeResults(results(client, `{ eventCursor }`), 1).catch((e) => e));
  console.log(await takeResults(results(client, all, { after: "x" }), 1).catch((e) => e));
  console.log(
    await gateway
      .client()
      .request(all)
      .catch((e) => e.message),
  );
});

import { afterEach, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

test.each(["PROVIDER_REJECTED", "PROVIDER_UNREACHABLE"] as const)(
  "who was replaced while it waited for the answer, and hears %s, writes nothing down: another one may have sent it",
  async (code) => {
    desk = await openDesk();
    const { provider } = desk.banks.q;
    Object.assign(provider, {
      async send() {
        await desk.leaseEnds();
        await desk.look();
        throw new GatewayError(code, "late", { provider: "q" });
      },
    });
    const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
    expect(operation?.state).toBe("IN_DOUBT");
    expect((await desk.journal.get(operation?.id ?? ""))?.error?.code).toBe("OPERATION_IN_DOUBT");
  },
);

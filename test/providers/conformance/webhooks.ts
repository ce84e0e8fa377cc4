import { expect } from "vitest";
import { GatewayError } from "../../../src/domain/errors.ts";
import type { WebhookReader, WebhookRequest } from "../../../src/providers/provider.ts";
import type { Suite } from "./suite.ts";
import { firstAccount, type World } from "./world.ts";

/** A genuine webhook, as the parts that a test spoils. */
export interface SampleWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pathSecret: string | null;
}

export interface WebhooksFixture {
  /** The field of the configuration that switches webhooks on, and its value where the simulator's own has none. */
  readonly switchedOnBy: { readonly field: string; readonly value?: unknown };
  /** A genuine webhook about that account. */
  sample(world: World, accountId: string): Promise<SampleWebhook>;
  /** Whether its body is signed, so that not a bit of it can be changed. */
  readonly isSigned: boolean;
}

/** A request of HTTP as readers get it. */
export function webhookRequest({ body, headers, pathSecret }: SampleWebhook): WebhookRequest {
  return { body: Buffer.from(body), header: (name) => headers[name] ?? null, pathSecret };
}

interface Sent extends Pick<SampleWebhook, "body"> {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A webhook that a simulator sent to `/hooks` or `/hooks/{secret}`. */
export function sampleOf({ body, headers, path }: Sent): SampleWebhook {
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { body, headers: Object.fromEntries(single), pathSecret: path.split("/")[2] ?? null };
}

/** Webhooks are proved to be the provider's, and say which account to look at. */
export function testWebhooks({ it, worldOf, module, webhooks }: Suite): void {
  if (webhooks === undefined) return;
  const { switchedOnBy, isSigned } = webhooks;

  async function opened() {
    const world = await worldOf();
    const { field, value } = switchedOnBy;
    const config = { ...world.config, ...(value !== undefined && { [field]: value }) };
    const reader = module.webhooks?.(module.configSchema.parse(config)) as WebhookReader;
    const account = await firstAccount(world);
    const sample = await webhooks?.sample(world, account.id);
    if (sample === undefined) throw new Error("there is no webhook to look at");
    return { world, reader, account, sample };
  }
  const codeOf = (reader: WebhookReader, sample: SampleWebhook, now: number): string => {
    try {
      reader.read(webhookRequest(sample), now);
      return "OK";
    } catch (error) {
      return error instanceof GatewayError ? error.code : `not a GatewayError: ${String(error)}`;
    }
  };

  it("takes webhooks in only where it is configured to", async () => {
    const { config } = await worldOf(0);
    const off = Object.fromEntries(Object.entries(config).filter(([name]) => name !== switchedOnBy.field));
    expect(module.webhooks?.(module.configSchema.parse(off))).toBeNull();
  });

  it("reads from a genuine webhook which account to look at, under a key that stays the same", async () => {
    const { reader, sample, account, world } = await opened();
    const hint = reader.read(webhookRequest(sample), world.now());
    expect(hint.accountIds).toEqual([account.id]);
    expect(hint.key).toMatch(/^[!-~]{1,255}$/);
    expect(hint.type).not.toBe("unknown");
    expect(reader.subjectOf(hint.type)).toBe("ACCOUNT");
    expect(reader.read(webhookRequest(sample), world.now())).toEqual(hint);
  });

  it("refuses a webhook without its proof, or with another's", async () => {
    const { reader, sample, world } = await opened();
    expect(codeOf(reader, { ...sample, headers: {}, pathSecret: null }, world.now())).toBe("WEBHOOK_REFUSED");
    expect(codeOf(reader, { ...sample, headers: {}, pathSecret: "some-other-secret" }, world.now())).toBe(
      "WEBHOOK_REFUSED",
    );
    if (!isSigned) return;
    for (const name of Object.keys(sample.headers).filter((header) => header.startsWith("x-"))) {
      const others = { ...sample.headers, [name]: `${sample.headers[name]}x` };
      expect([name, codeOf(reader, { ...sample, headers: others }, world.now())]).toEqual([name, "WEBHOOK_REFUSED"]);
    }
    expect(codeOf(reader, { ...sample, body: `${sample.body} ` }, world.now())).toBe("WEBHOOK_REFUSED");
  });

  it("answers bodies that make no sense with an error of the table, never with a crash", async () => {
    const { reader, sample, world } = await opened();
    const odd = ["", "null", "[]", "7", "{", '"text"', '{"data":[]}', "[".repeat(100_000), '{"__proto__":{"a":1}}'];
    const truncated = Array.from({ length: 50 }, (_, step) => sample.body.slice(0, (sample.body.length * step) / 50));
    for (const body of [...odd, ...truncated]) {
      const code = codeOf(reader, { ...sample, body }, world.now());
      expect(["OK", "BAD_REQUEST", "WEBHOOK_REFUSED"]).toContain(code);
      if (isSigned) expect(code).toBe("WEBHOOK_REFUSED");
    }
  });
}

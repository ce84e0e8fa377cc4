import { setTimeout as sleep } from "node:timers/promises";
import type { Books, Listener, Message } from "./books.ts";
import type { FaultRules } from "./fault-rules.ts";
import type { SimulatorAccount } from "./simulator.ts";
import type { Letter, SimulatorWebhooks } from "./webhooks.ts";

/** What became of a message, as the ledger shows it. */
export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly url: string;
  /** `dropped` only by a fault. */
  state: "processing" | "successful" | "failed" | "dropped";
  attempts: number;
  /** The HTTP status of the last answer; null: there was none. */
  answer: number | null;
}

/** Carries messages to those who asked for them: in order, unless a fault strikes or an attempt fails. */
export interface Courier<A extends SimulatorAccount> {
  readonly listener: Listener<A>;
  /** The newest deliveries, oldest first. */
  deliveries(): readonly Delivery[];
  stop(): void;
}

const kept = 10_000;
const lookEveryMs = 50;
const answerWithinMs = 5_000;

export function createCourier<A extends SimulatorAccount>(
  webhooks: SimulatorWebhooks<A>,
  books: Books<A>,
  faults: FaultRules,
): Courier<A> {
  const stopped = new AbortController();
  const deliveries: Delivery[] = [];
  /** Accounts that time will change, as they were last told of. */
  const growing = new Map<string, A>();
  /** What each address still gets, one after the other. */
  const queues = new Map<string, Promise<void>>();
  /** By address: what waits until another letter has overtaken it. */
  const overtaken = new Map<string, (() => void)[]>();

  const looking = setInterval(() => {
    for (const account of growing.values()) ripen(account);
  }, lookEveryMs).unref();

  /** Lets happen what time has brought, and writes it down, so that it is told once. */
  function ripen(account: A): void {
    const next = webhooks.upcoming(account);
    if (next !== null && next.at <= books.now() && books.get(account.id)) books.update(account.id, next.after);
  }

  function changed(before: A | undefined, after: A | undefined): void {
    const known = before && (growing.get(before.id) ?? before);
    const due = known && webhooks.upcoming(known);
    // A change that comes just after time has brought another one: that one is told first.
    const ripe = due != null && due.at <= books.now() ? due.after : known;
    if (known !== ripe) post(known, ripe);
    post(ripe, after);
    if (known) growing.delete(known.id);
    if (after && webhooks.upcoming(after) !== null) growing.set(after.id, after);
  }

  function post(before: A | undefined, after: A | undefined): void {
    for (const message of webhooks.messages(before, after, books)) told(message);
  }

  function told(message: Message): void {
    const letter = { ...message, id: books.uuid(), at: books.now() };
    for (const url of webhooks.addresses(books, message.type)) {
      const fault = faults.strikeWebhook(message.type);
      const delivery: Delivery = {
        ...{ id: letter.id, type: letter.type, at: letter.at, url },
        ...{ state: fault?.kind === "drop" ? "dropped" : "processing", attempts: 0, answer: null },
      };
      deliveries.push(delivery);
      if (deliveries.length > 2 * kept) deliveries.splice(0, kept);
      if (fault?.kind === "drop") continue;
      const send = () => carry(letter, delivery);
      if (fault?.kind === "delay") void pause(fault.delayMs).then(send);
      else if (fault?.kind === "reorder") overtaken.set(url, [...(overtaken.get(url) ?? []), send]);
      else enqueue(url, send, fault?.kind === "duplicate" ? 2 : 1);
    }
  }

  function enqueue(url: string, send: () => Promise<void>, times: number): void {
    const late = overtaken.get(url) ?? [];
    overtaken.delete(url);
    const work = [...Array.from({ length: times }, () => send), ...late];
    queues.set(
      url,
      work.reduce((before, next) => before.then(next), queues.get(url) ?? Promise.resolve()),
    );
  }

  async function carry(letter: Letter, delivery: Delivery): Promise<void> {
    if (await attempt(letter, delivery)) return;
    // Nobody else's message waits for a repetition.
    void (async () => {
      for (const ms of webhooks.retriesAfterMs(books)) {
        await pause(ms);
        if (stopped.signal.aborted || (await attempt(letter, delivery))) return;
      }
      delivery.state = "failed";
    })();
  }

  async function attempt(letter: Letter, delivery: Delivery): Promise<boolean> {
    if (stopped.signal.aborted) return true;
    delivery.attempts += 1;
    try {
      const { headers, body } = webhooks.request(books, letter);
      const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(answerWithinMs)]);
      const answer = await fetch(delivery.url, { method: "POST", headers, body, signal });
      await answer.body?.cancel();
      delivery.answer = answer.status;
      if (answer.ok) delivery.state = "successful";
      return answer.ok;
    } catch {
      delivery.answer = null;
      return false;
    }
  }

  function pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
  }

  // What the seed, or a journal, left growing.
  for (const account of books.all()) if (webhooks.upcoming(account) !== null) growing.set(account.id, account);

  return {
    listener: { changed, told },
    deliveries: () => deliveries.slice(-kept),
    stop() {
      clearInterval(looking);
      stopped.abort();
    },
  };
}

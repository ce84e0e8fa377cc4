import type { FormattedExecutionResult } from "graphql";
import { GatewayError } from "../domain/errors.ts";
import { gatewayErrorBody } from "../graphql/format-error.ts";
import { type ResultStream, StreamFailed } from "../graphql/streams/result-stream.ts";
import type { ResultText } from "../graphql/streams/shared-results.ts";

/** What wakes a stream of server-sent events: results, time going by, or its end. */
type News =
  | { readonly results: readonly ResultText[] | null }
  | { readonly failed: unknown }
  | { readonly refused: string }
  | "beat"
  | "leave";

/** Where news wait until the client has taken what came before. */
export interface Mailbox {
  put(news: News): void;
  take(): Promise<News>;
}

export function createMailbox(): Mailbox {
  const waiting: News[] = [];
  let wake: ((news: News) => void) | null = null;
  return {
    put(news) {
      if (wake !== null) {
        wake(news);
        wake = null;
      } else if (!waiting.some((one) => isSame(one, news))) waiting.push(news);
    },
    take() {
      const news = waiting.shift();
      if (news !== undefined) return Promise.resolve(news);
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
  };
}

/** Beats, and refusals of an expired token, come again and again, and tell nothing new while nobody has taken the first. */
function isSame(one: News, other: News): boolean {
  return (
    one === other || (typeof one !== "string" && typeof other !== "string" && "refused" in one && "refused" in other)
  );
}

const complete = "event: complete\ndata:\n\n";

/** An answer that is there at once. */
export function* answerFrames(answer: FormattedExecutionResult): Generator<string> {
  yield next(JSON.stringify(answer)) + complete;
}

/**
 * The frames of a subscription. An id without data is a bookmark: it is no event to anybody, but browsers send it as
 * `Last-Event-ID` when they come back. Without `complete` at the end, clients come back by themselves.
 */
export async function* streamFrames(stream: ResultStream, mailbox: Mailbox): AsyncGenerator<string> {
  const ask = () => {
    nextResults(stream).then(
      (results) => mailbox.put({ results }),
      (failed) => mailbox.put({ failed }),
    );
  };
  let told = stream.cursor;
  try {
    // Where it begins: who is cut off before the first event comes back with this.
    if (told !== null) yield bookmark(told);
    ask();
    for (;;) {
      const news = await mailbox.take();
      if (news === "leave") return;
      if (news === "beat") {
        // A line that means nothing keeps proxies from taking the connection for dead.
        const { cursor } = stream;
        yield cursor === null || cursor === told ? ":\n\n" : bookmark(cursor);
        told = cursor ?? told;
      } else if ("results" in news) {
        if (news.results === null) return;
        for (const { cursor, text } of news.results) yield `id: ${cursor}\n${next(await text)}`;
        ask();
      } else {
        yield next(JSON.stringify({ errors: errorsOf(news) })) + complete;
        return;
      }
    }
  } finally {
    stream.close();
  }
}

/** Null at the end. */
async function nextResults(stream: ResultStream): Promise<readonly ResultText[] | null> {
  while (await stream.ready()) {
    const results = await stream.take();
    if (results.length > 0) return results;
  }
  return null;
}

const next = (json: string) => `event: next\ndata: ${json}\n\n`;
const bookmark = (cursor: string) => `id: ${cursor}\n\n`;

function errorsOf(news: { readonly failed: unknown } | { readonly refused: string }) {
  if ("refused" in news) return [gatewayErrorBody(new GatewayError("UNAUTHENTICATED", news.refused))];
  if (news.failed instanceof StreamFailed) return news.failed.errors;
  return [gatewayErrorBody(new GatewayError("INTERNAL_ERROR", "Something went wrong in the gateway. Try again."))];
}

import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Principal } from "../auth/principal.ts";
import type { OperationRequest, Operations } from "../graphql/streams/operations.ts";
import { answerFrames, createMailbox, streamFrames } from "./event-stream-frames.ts";
import type { LiveStreams } from "./live-streams.ts";

export interface EventStreams {
  readonly operations: Operations;
  readonly streams: LiveStreams;
}

/** What a slow client's connection holds at most here, beside what the system does. */
const bufferedBytes = 16 * 1024;
/** Who takes nothing of what waits for it over so many beats is taken for gone; it may come back where it stopped. */
const patientBeats = 4;

/**
 * Whether an operation is to be answered with server-sent events (graphql-sse, distinct connections mode): the client
 * takes nothing else, or takes them too and asks for a subscription.
 */
export function wantsEventStream({ accept = "" }: FastifyRequest["headers"], query: unknown): boolean {
  if (!/\btext\/event-stream\b/.test(accept)) return false;
  return !/json|\*\/\*/.test(accept) || (typeof query === "string" && /\bsubscription\b/.test(query));
}

/** Answers with the operation's results, one event each, and `complete`; every event has its cursor as its id. */
export async function sendEventStream(
  { operations, streams }: EventStreams,
  { request, reply, principal }: { request: FastifyRequest; reply: FastifyReply; principal: Principal },
  asked: OperationRequest,
): Promise<FastifyReply> {
  const { authorization = "", "last-event-id": lastId } = request.headers;
  const gone = new AbortController();
  const mailbox = createMailbox();
  let beatsInVain = 0;
  reply.raw.on("drain", () => {
    beatsInVain = 0;
  });
  const letGo = streams.add({
    ...{ transport: "sse", principal, authorization },
    refuse: (refused) => mailbox.put({ refused }),
    beat() {
      if (reply.raw.writableNeedDrain && ++beatsInVain > patientBeats) return void reply.raw.destroy();
      mailbox.put("beat");
    },
    leave: () => mailbox.put("leave"),
  });
  reply.raw.once("close", () => {
    gone.abort();
    letGo();
    mailbox.put("leave");
  });
  const resumed = typeof lastId === "string" && lastId !== "" ? { resumeAfter: lastId } : {};
  const outcome = await operations.run(asked, { principal, signal: gone.signal, ...resumed });
  if ("stream" in outcome) {
    if (gone.signal.aborted) outcome.stream.close();
    gone.signal.addEventListener("abort", () => outcome.stream.close());
  }
  const frames = "stream" in outcome ? streamFrames(outcome.stream, mailbox) : answerFrames(outcome.answer);
  reply.header("content-type", "text/event-stream; charset=utf-8");
  // It ends with the stream: kept open, it would keep a gateway from stopping.
  reply.header("connection", "close");
  // `no` keeps nginx from collecting events until it has a bufferful.
  reply.header("cache-control", "no-store").header("x-accel-buffering", "no");
  return reply.send(Readable.from(frames, { objectMode: false, highWaterMark: bufferedBytes }));
}

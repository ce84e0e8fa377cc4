import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "./free-port.ts";
import { type Running, start } from "./process.ts";

/** How the line to Redis is: `slow` holds everything back, `silent` lets nothing through, `cut` breaks and refuses. */
export type Line = "good" | "slow" | "silent" | "cut";

/** A Redis of our own, which keeps nothing, and the line to it, which we can spoil. */
export interface Redis {
  readonly url: string;
  setLine(line: Line): void;
  /** It forgets everything. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const slowMs = 300;

export async function openRedis(folder: string): Promise<Redis> {
  const port = await freePort();
  const options = ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no", "--dir", folder];
  const log = `${folder}/redis.log`;
  const up = (): Promise<Running> =>
    start({ file: "redis-server", args: options, ready: /Ready to accept connections/, log });
  let running = await up();
  let line: Line = "good";
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };
  const pass = (from: Socket, to: Socket) => {
    from.on("data", (chunk) => {
      if (line === "silent") return;
      if (line === "slow") setTimeout(() => to.write(chunk), slowMs);
      else to.write(chunk);
    });
    from.on("close", () => to.destroy());
  };
  const proxy = createServer((client) => {
    keep(client);
    if (line === "cut") return client.destroy();
    const server = connect(port, "127.0.0.1");
    keep(server);
    pass(client, server);
    pass(server, client);
    return undefined;
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address() as { readonly port: number };
  const stop = async () => {
    running.kill("SIGKILL");
    await running.ended;
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    setLine(next) {
      line = next;
      if (next === "cut") for (const socket of sockets) socket.destroy();
    },
    async restart() {
      await stop();
      running = await up();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await stop();
    },
  };
}

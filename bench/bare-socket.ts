import { createServer } from "node:http";
import process from "node:process";
import { WebSocketServer } from "ws";

// What the library alone can do: the body of a POST goes to every socket, as it is; the answer is when that began.
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const began = Date.now();
  for (const socket of sockets.clients) socket.send(text);
  response.end(String(began));
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.stdout.write(`ready http://127.0.0.1:${address?.port}/\n`);
});
process.on("SIGTERM", () => process.exit(0));

import process from "node:process";
import Fastify from "fastify";

// The practical limit: a route that parses a request and prints the same JSON, with nothing in between.
// Reads the JSON to answer with from standard input, prints its address.
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answer = JSON.parse(Buffer.concat(chunks).toString());

const server = Fastify();
server.post("/graphql", () => answer);
process.stdout.write(`ready ${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql\n`);
process.on("SIGTERM", () => void server.close());

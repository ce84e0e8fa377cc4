import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** What the page learns of the gateway; nothing of it is secret. */
export interface PlaygroundSettings {
  /** Whether it may fetch itself one of the sandbox's tokens. */
  readonly isSandbox: boolean;
  /** Where people may sign in; null: with a token that they have. */
  readonly openId: { readonly issuer: string; readonly clientId: string; readonly scope: string } | null;
}

/** The playground as the route that it shares with the API needs it. */
export interface PlaygroundPage {
  isAskedFor(request: FastifyRequest): boolean;
  send(reply: FastifyReply): Promise<FastifyReply>;
}

// The same folder, whether this runs compiled (dist/http) or not (src/http).
const builtFolder = fileURLToPath(new URL("../../dist/playground/", import.meta.url));

const notBuilt = `<!doctype html><title>Account Gateway</title>
<p>The playground is not built here. Run <code>npm run build</code>, then reload this page.</p>
<p>The API is <code>POST /graphql</code>.</p>`;

/** Everything that the page loads (`/graphql/playground/…`), and what it is told (`playground.json`). */
export async function registerPlayground(
  server: FastifyInstance,
  settings: PlaygroundSettings,
  folder: string = builtFolder,
): Promise<PlaygroundPage> {
  server.get("/graphql/playground.json", (_, reply) => {
    reply.header("cache-control", "no-store");
    return settings;
  });
  if (existsSync(`${folder}assets`)) {
    await server.register(fastifyStatic, {
      root: `${folder}assets`,
      prefix: "/graphql/playground/assets/",
      // Their names tell one version from another.
      ...{ immutable: true, maxAge: "365d" },
      ...{ preCompressed: true, index: false, dotfiles: "ignore", decorateReply: false },
    });
  }
  const contentSecurityPolicy = { useDefaults: false, directives: policy(settings) };
  return {
    isAskedFor: ({ method, headers }) => method === "GET" && /\btext\/html\b/.test(headers.accept ?? ""),
    async send(reply) {
      const page = await readFile(`${folder}index.html`, "utf8").catch(() => null);
      await reply.helmet({ contentSecurityPolicy });
      reply.header("cache-control", "no-cache").header("vary", "accept").type("text/html; charset=utf-8");
      return page === null ? reply.code(503).send(notBuilt) : reply.send(page);
    },
  };
}

/** What the page may load and whom it may talk to: this gateway, and the issuer where people sign in. */
function policy({ openId }: PlaygroundSettings): Record<string, string[]> {
  const issuer = openId === null ? [] : [new URL(openId.issuer).origin];
  return {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "worker-src": ["'self'"],
    "connect-src": ["'self'", ...issuer],
    // The editor positions everything by style attributes.
    "style-src": ["'self'", "'unsafe-inline'"],
    "font-src": ["'self'", "data:"],
    "img-src": ["'self'", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
  };
}

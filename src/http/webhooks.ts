import type { FastifyInstance, FastifyRequest } from "fastify";
import { GatewayError } from "../domain/errors.ts";
import type { WebhookInbox } from "../webhooks/inbox.ts";

const largestBody = 256 * 1024;

interface ToProvider {
  readonly Params: { readonly provider: string; readonly secret?: string };
  readonly Body: Buffer | undefined;
}

/**
 * `POST /webhooks/{provider}` and, where a secret in the address proves the sender, `POST /webhooks/{provider}/{secret}`.
 * The body is kept byte for byte, as signatures are over bytes. 204 once it is written down, whatever becomes of it.
 */
export function registerWebhooks(server: FastifyInstance, inbox: WebhookInbox): void {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, async (_: FastifyRequest, body: Buffer) => body);
    const options = {
      bodyLimit: largestBody,
      // Before a byte of the body is read.
      onRequest: async ({ params }: FastifyRequest<ToProvider>) => {
        if (!inbox.isOpen(params.provider)) throw new GatewayError("NOT_FOUND", "No webhooks are taken in here.");
      },
    };
    for (const path of ["/webhooks/:provider", "/webhooks/:provider/:secret"]) {
      scope.post<ToProvider>(path, options, async ({ params, headers, body }, reply) => {
        await inbox.receive(params.provider, {
          body: body ?? Buffer.alloc(0),
          header: (name) => single(headers[name]),
          pathSecret: params.secret ?? null,
        });
        return reply.code(204).send();
      });
    }
  });
}

/** Several headers of one name prove nothing; Node joins most of them with a comma. */
function single(header: string | string[] | undefined): string | null {
  return typeof header === "string" ? header : null;
}

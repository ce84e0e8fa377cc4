import type { FastifyInstance, FastifyRequest } from "fastify";
import "./request-state.ts";

/**
 * Bodies as providers take them: JSON and forms, each also kept as text (`request.bodyText`) for signatures. An empty
 * body is no body, whatever its content type says.
 */
export function addBodyParsers(server: FastifyInstance): void {
  server.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    async (request: FastifyRequest, text: string) => {
      request.bodyText = text;
      if (request.bodyText === "") return undefined;
      try {
        return JSON.parse(request.bodyText);
      } catch {
        throw Object.assign(new Error("the body is not JSON"), { statusCode: 400 });
      }
    },
  );
  server.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (request: FastifyRequest, text: string) => {
      request.bodyText = text;
      return Object.fromEntries(new URLSearchParams(request.bodyText));
    },
  );
}

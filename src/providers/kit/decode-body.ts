import { promisify } from "node:util";
import { brotliDecompress, unzip } from "node:zlib";
import { GatewayError } from "../../domain/errors.ts";

export const largestBody = 16 * 1024 * 1024;

const decoders = new Map([
  ["gzip", promisify(unzip)],
  ["x-gzip", promisify(unzip)],
  ["deflate", promisify(unzip)],
  ["br", promisify(brotliDecompress)],
]);

/**
 * A body as text. We ask for no compression, but a server (or what stands before it) may compress whatever it sends.
 * Throws PROVIDER_MALFORMED_ANSWER for what cannot be expanded, or not within 16 MiB.
 */
export async function decodeBody(provider: string, body: Buffer, encoding: string | null): Promise<string> {
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? "");
  if (decode === undefined || body.length === 0) return body.toString();
  try {
    return (await decode(body, { maxOutputLength: largestBody })).toString();
  } catch (error) {
    const message = `${provider} sent a compressed answer that cannot be read`;
    throw new GatewayError("PROVIDER_MALFORMED_ANSWER", message, { provider }, error);
  }
}

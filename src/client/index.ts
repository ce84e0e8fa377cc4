/** `account-gateway/client`: a typed client of the gateway for web pages and services. */

export type { ClientErrorCode, ErrorCode, GatewayErrorCode } from "./error-codes.ts";
export { gatewayErrorCodes } from "./error-codes.ts";
export type { AccountsWalk, GatewayClient } from "./gateway-client.ts";
export { createGatewayClient } from "./gateway-client.ts";
export * from "./generated/documents.ts";
export type { Errors, GatewayError, Result } from "./result.ts";
export { GatewayClientError, unwrap } from "./result.ts";
export type { GatewayClientOptions, RequestOptions } from "./transport.ts";
export type { Connection, WalkOptions } from "./walk.ts";
export type { AccountStatusEvent, Watch, WatchOptions } from "./watch.ts";
export { WatchFailed } from "./watch.ts";

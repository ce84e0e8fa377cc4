import { type Identity, identityOf } from "./identity.ts";
import { load } from "./settings.ts";

export const sandboxRoles = ["backoffice", "readonly", "customer"] as const;
export type SandboxRole = (typeof sandboxRoles)[number];

/** Somebody who is signed in. It lives in the page's memory only: a token is never stored. */
export interface Session {
  readonly token: string;
  readonly identity: Identity;
  /** Null outside the sandbox. */
  readonly role: SandboxRole | null;
}

export function sessionOf(token: string, role: SandboxRole | null = null): Session {
  return { token, identity: identityOf(token), role };
}

/** One of the sandbox's ready-made tokens, signed anew. */
export async function sandboxSession(role: SandboxRole): Promise<Session> {
  const tokens = await load<Record<SandboxRole, string>>("/sandbox/tokens");
  return sessionOf(tokens[role], role);
}

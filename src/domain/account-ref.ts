/** One account of one configured provider. */
export interface AccountRef {
  /** The provider's configured name, such as `inventi`; lower case letters, digits and hyphens, no colon. */
  readonly provider: string;
  /** The provider's own account id, always text. */
  readonly id: string;
}

/** `inventi:42`: what a global id holds, and the key of maps and loaders. */
export function refKey(ref: AccountRef): string {
  return `${ref.provider}:${ref.id}`;
}

/**
 * Whether an account id can be part of a global id. Such ids come back from clients and end in the paths of upstream
 * calls, so only characters that mean nothing in a path are let through (never `/`, never `..`).
 */
export function isAddressable(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(id);
}

/** The reverse of `refKey`; null when the text is not one. */
export function parseRefKey(key: string): AccountRef | null {
  const [, provider, id] = /^([a-z][a-z0-9-]{0,31}):(.*)$/s.exec(key) ?? [];
  return provider === undefined || id === undefined || !isAddressable(id) ? null : { provider, id };
}

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
 * The reverse of `refKey`; null when the text is not one. Ids come from clients here and end in the paths of upstream
 * calls, so only characters that mean nothing in a path are let through (never `/`, never `..`).
 */
export function parseRefKey(key: string): AccountRef | null {
  const [, provider, id] = /^([a-z][a-z0-9-]{0,31}):([A-Za-z0-9][A-Za-z0-9._~-]{0,127})$/.exec(key) ?? [];
  return provider === undefined || id === undefined ? null : { provider, id };
}

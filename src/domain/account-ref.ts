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

/** The reverse of `refKey`; null when the text is not one. Ids may contain colons, provider names never do. */
export function parseRefKey(key: string): AccountRef | null {
  const colon = key.indexOf(":");
  return colon > 0 && colon < key.length - 1 ? { provider: key.slice(0, colon), id: key.slice(colon + 1) } : null;
}

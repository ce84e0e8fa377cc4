/** A Redis of our own, and the line to it, which we can spoil. */
export interface Redis {
  readonly url: string;
  stop(): Promise<void>;
}

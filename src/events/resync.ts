import { GatewayError } from "../domain/errors.ts";

/** The log does not reach back to where somebody has come. What is behind `oldestPosition` is complete. */
export class ResyncRequired extends GatewayError {
  readonly oldestPosition: number;

  constructor(oldestPosition: number, oldestCursor?: string) {
    super(
      "RESYNC_REQUIRED",
      "The log does not reach back to this cursor. Read the accounts anew, with `eventCursor`, and follow from there.",
      oldestCursor === undefined ? {} : { oldestCursor },
    );
    this.oldestPosition = oldestPosition;
  }

  /** As clients are told it. */
  withCursor(oldestCursor: string): ResyncRequired {
    return new ResyncRequired(this.oldestPosition, oldestCursor);
  }
}

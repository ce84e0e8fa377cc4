import { GatewayError } from "../domain/errors.ts";

/** The log does not reach back that far. `oldestPosition`: what is behind it is still complete. */
export class ResyncRequired extends GatewayError {
  readonly oldestPosition: number;

  constructor(oldestPosition: number) {
    super(
      "RESYNC_REQUIRED",
      "The log does not reach back to this cursor. Read the accounts anew, with `eventCursor`, and follow from there.",
    );
    this.oldestPosition = oldestPosition;
  }
}

export function resyncRequired(oldestPosition: number): ResyncRequired {
  return new ResyncRequired(oldestPosition);
}

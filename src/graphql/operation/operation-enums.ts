import { registerEnumType } from "type-graphql";
import type * as domain from "../../domain/operation.ts";
import { words } from "../enum-words.ts";

/** What clients are told of an operation's state: whether it is being sent right now is the gateway's own business. */
const publicStates = ["IN_PROGRESS", "NOT_SENT", "SUCCEEDED", "REJECTED", "IN_DOUBT", "ABANDONED"] as const;
export type PublicState = (typeof publicStates)[number];

export const OperationState = words(publicStates);
registerEnumType(OperationState, {
  name: "OperationState",
  description: "What became of a change that was asked for.",
  valuesConfig: {
    IN_PROGRESS: { description: "Being worked on. Ask again with the same key." },
    NOT_SENT: { description: "It did not reach the provider and had no effect. The same key sends it again." },
    SUCCEEDED: { description: "Done." },
    REJECTED: { description: "Refused, for good: nothing was changed. A new wish takes a new key." },
    IN_DOUBT: {
      description:
        "It was sent, and whether it had its effect is being found out. Ask again with the same key; never with another.",
    },
    ABANDONED: { description: "The back office decided that nothing more is done for this key." },
  },
});

export function publicState(state: domain.OperationState): PublicState {
  return state === "RECEIVED" || state === "DISPATCHING" ? "IN_PROGRESS" : state;
}

export function statesOf(state: PublicState): readonly domain.OperationState[] {
  return state === "IN_PROGRESS" ? ["RECEIVED", "DISPATCHING"] : [state];
}

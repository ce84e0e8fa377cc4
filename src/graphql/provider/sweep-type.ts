import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { words } from "../enum-words.ts";
import { DateTime } from "../scalars.ts";

export const SweepState = words(["PENDING", "RUNNING", "COMPLETE", "FAILED"]);
registerEnumType(SweepState, {
  name: "SweepState",
  description: "How far the gateway is with reading all accounts of a provider.",
  valuesConfig: {
    PENDING: { description: "It has not begun yet." },
    RUNNING: { description: "It is reading them." },
    COMPLETE: { description: "It has read them all and waits for the next time." },
    FAILED: { description: "It could not read them all and tries again." },
  },
});

@ObjectType({ simpleResolvers: true, description: "Why a sweep failed." })
export class SweepFailure {
  @Field(() => String, { description: "The error code, such as `PROVIDER_TIMEOUT`." })
  code!: string;

  @Field(() => String, { description: "The same in words." })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "The reading of all accounts of a provider, again and again; at most a second old.",
})
export class Sweep {
  @Field(() => SweepState, { description: "How far it is." })
  state!: keyof typeof SweepState;

  @Field(() => DateTime, { nullable: true, description: "When the sweep that runs, or ran last, began." })
  startedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When a sweep last came to its end." })
  completedAt!: string | null;

  @Field(() => Int, { description: "How many accounts the sweep that runs, or ran last, has met." })
  seen!: number;

  @Field(() => Int, { description: "How many of these were new or had changed." })
  changed!: number;

  @Field(() => Int, { description: "How many accounts it could not read." })
  failed!: number;

  @Field(() => DateTime, { nullable: true, description: "When the next sweep, or the next attempt, begins." })
  nextAt!: string | null;

  @Field(() => SweepFailure, { nullable: true, description: "Why the last one failed; null when it did not." })
  error!: SweepFailure | null;
}

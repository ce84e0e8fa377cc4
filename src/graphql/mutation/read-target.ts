import { z } from "zod";
import { refKey } from "../../domain/account-ref.ts";
import { accountId, text } from "./input-rules.ts";
import { exactlyOne } from "./one-of.ts";
import { mainAccountField, type ProviderTarget } from "./provider-target.ts";

/** Longer than any text that a provider takes; each has limits of its own, which are asked later. */
const anyText = text(1_000);

/** What a provider is told: as plain objects, with texts that any database can keep. */
const fields = z
  .looseObject({ [mainAccountField]: accountId.transform(refKey).nullish() })
  .superRefine((target, context) => {
    for (const { path, value } of textsIn(target)) {
      const { error } = anyText.safeParse(value);
      if (error?.issues[0]) context.addIssue({ code: "custom", path: [...path], message: error.issues[0].message });
    }
  })
  // Inputs come as objects of classes, which mean nothing to whoever compares or stores them.
  .transform((target) => structuredClone(target));

interface PlacedText {
  readonly path: readonly string[];
  readonly value: string;
}

function textsIn(value: unknown, path: readonly string[] = []): PlacedText[] {
  if (typeof value === "string") return [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => textsIn(below, [...path, name]));
}

/** `target` as the command takes it: `{ revsto: { userId, … } }`, a main account as `provider:id`. */
export function targetOf(targets: readonly ProviderTarget[]) {
  const named = (field: string) => fields.transform((told): Readonly<Record<string, unknown>> => ({ [field]: told }));
  return exactlyOne(Object.fromEntries(targets.map(({ field }) => [field, named(field)])));
}

import { z } from "zod";
import { refKey } from "../../domain/account-ref.ts";
import { accountId, keepable } from "./input-rules.ts";
import { exactlyOne } from "./one-of.ts";
import { mainAccountField, type ProviderTarget } from "./provider-target.ts";

/**
 * What a provider is told: as plain objects, with texts that any database can keep. How long they may
 * be is each provider's rule.
 */
const fields = z
  .looseObject({ [mainAccountField]: accountId.transform(refKey).nullish() })
  .superRefine((target, context) => {
    for (const { path, value } of textsIn(target)) {
      if (!keepable.test(value))
        context.addIssue({ code: "custom", path: [...path], message: "Give printable characters only." });
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

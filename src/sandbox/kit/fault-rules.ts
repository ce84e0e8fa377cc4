import { z } from "zod";
import { createRandom, type Random } from "./random.ts";

/** What can become of a webhook on its way; all other faults meet requests. */
const webhookFaults = ["duplicate", "reorder", "delay", "drop"] as const;

/** What `POST /__faults` takes. */
export const faultRuleSchema = z.strictObject({
  kind: z.enum([
    ...["hang", "reset", "500", "429", "malformed", "slow", "html", "type-change"],
    ...webhookFaults,
  ] as const),
  /** `before`: the change is not made. `after`: it is made, and then its answer is lost or garbled. */
  when: z.enum(["before", "after"]).default("before"),
  match: z
    .strictObject({
      method: z.string().toUpperCase().optional(),
      /** Found in the path with its query, or in the webhook's type, as plain text or as a regular expression. */
      path: z.string().optional(),
    })
    .default({}),
  /** How often it strikes; for ever when absent. */
  times: z.int().positive().optional(),
  probability: z.number().min(0).max(1).default(1),
  /** Makes a probability below 1 repeatable. */
  seed: z.int().default(1),
  /** For `slow` and `delay`. */
  delayMs: z.int().nonnegative().default(1000),
  /** For `429`: seconds, or an HTTP date. */
  retryAfter: z.union([z.number(), z.string()]).optional(),
  /** For `500`: another status of its class. */
  status: z.int().min(500).max(599).default(500),
  /** For `type-change`: the JSON fields of this name become objects … */
  field: z.string().default("id"),
  /** … but only so many of them; all when absent. */
  occurrences: z.int().positive().optional(),
});
export type FaultRule = z.infer<typeof faultRuleSchema>;

interface ArmedRule {
  readonly id: string;
  readonly rule: FaultRule;
  readonly random: Random;
  fired: number;
}

/** The faults that are switched on. They live as long as the process: a restarted simulator is a healthy one. */
export interface FaultRules {
  add(rule: FaultRule): string;
  list(): readonly (FaultRule & { readonly id: string; readonly fired: number })[];
  /** Removes one rule, or all of them. */
  clear(id?: string): void;
  /** The fault that meets this request, counted as fired; the oldest rule wins. */
  strike(method: string, path: string): FaultRule | undefined;
  /** The same for a webhook of this type. */
  strikeWebhook(type: string): FaultRule | undefined;
}

export function createFaultRules(): FaultRules {
  let rules: ArmedRule[] = [];
  let made = 0;

  const struck = (meets: (rule: FaultRule) => boolean): FaultRule | undefined => {
    const first = rules.find(
      ({ rule, random, fired }) =>
        fired < (rule.times ?? Number.POSITIVE_INFINITY) && meets(rule) && random.chance(rule.probability),
    );
    if (first) first.fired += 1;
    return first?.rule;
  };
  return {
    add(rule) {
      made += 1;
      rules.push({ id: String(made), rule, random: createRandom(rule.seed), fired: 0 });
      return String(made);
    },
    list: () => rules.map(({ id, rule, fired }) => ({ id, fired, ...rule })),
    clear(id) {
      rules = id === undefined ? [] : rules.filter((armed) => armed.id !== id);
    },
    strike: (method, path) => struck((rule) => !isOfWebhooks(rule) && matches(rule, method, path)),
    strikeWebhook: (type) => struck((rule) => isOfWebhooks(rule) && matches(rule, "POST", type)),
  };
}

function isOfWebhooks({ kind }: FaultRule): boolean {
  return webhookFaults.some((fault) => fault === kind);
}

function matches({ match }: FaultRule, method: string, path: string): boolean {
  if (match.method !== undefined && match.method !== method) return false;
  return match.path === undefined || path.includes(match.path) || isPatternIn(match.path, path);
}

function isPatternIn(pattern: string, path: string): boolean {
  try {
    return new RegExp(pattern).test(path);
  } catch {
    return false; // Not a regular expression: only plain text can match.
  }
}

/** What came of a change, for whoever asked for it. */
export interface Verdict {
  /** `open`: it may still be done, or be done already; the same key tells later. */
  readonly kind: "done" | "repeated" | "refused" | "open";
  readonly text: string;
  /** The error's code, and where in the input the mistake is; null: it is done. */
  readonly code: string | null;
  /** What to do now; null: nothing. */
  readonly advice: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const done: Verdict = { kind: "done", text: "Done.", code: null, advice: null };
const repeated: Verdict = {
  kind: "repeated",
  text: "This was done before, with the same key. Nothing was done again.",
  code: null,
  advice: "To do it once more, take a new key.",
};

/** What the payloads of an answer's changes say. */
export function verdictsOf(data: Fields): Verdict[] {
  return Object.values(data).flatMap((payload) => {
    if (!isPayload(payload)) return [];
    if (payload.errors.length > 0) return payload.errors.map(refusal);
    return [isFields(payload.operation) && payload.operation.replayed === true ? repeated : done];
  });
}

/** Whether nobody knows yet what becomes of the key: also when the answer was lost, or no payload came. */
export function isOpen({ data, errors = [] }: { readonly data?: Fields | null; readonly errors?: readonly unknown[] }) {
  const isFinal = (error: unknown) =>
    isFields(error) && isFields(error.extensions) && error.extensions.retryable === false;
  return verdictsOf(data ?? {}).some(({ kind }) => kind === "open") || !errors.every(isFinal);
}

/** What remains to be shown of an answer beside its verdicts. */
export function besideVerdicts(data: Fields): Fields {
  const told = Object.entries(data).flatMap(([name, payload]) => {
    if (!isPayload(payload)) return payload === null ? [] : [[name, payload]];
    const { errors, ...rest } = payload;
    return Object.entries(rest).filter(([, value]) => value !== null);
  });
  return Object.fromEntries(told);
}

function refusal(error: unknown): Verdict {
  const { message, code, path, retryable } = isFields(error) ? error : {};
  const place = Array.isArray(path) ? [path.filter((step) => step !== "input").join(" › ")] : [];
  const isOpen = retryable === true;
  return {
    kind: isOpen ? "open" : "refused",
    text: String(message ?? "It was not done."),
    code: [code, ...place].filter(Boolean).join(" · "),
    advice: isOpen
      ? "Do it again in a while, with the same key: it cannot happen twice."
      : "To ask for something else, take a new key.",
  };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isPayload = (value: unknown): value is Fields & { readonly errors: readonly unknown[] } =>
  isFields(value) && Array.isArray(value.errors);

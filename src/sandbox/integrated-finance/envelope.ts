import { invalid } from "./refusal.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** The four containers that every body has. */
export interface Envelope {
  readonly workflow: Fields;
  readonly data: Fields;
  readonly connect: Fields;
  readonly metadata: Fields;
}

/** A request's containers; refuses a body that lacks one. */
export function readEnvelope(body: unknown): Envelope {
  const given = isFields(body) ? body : {};
  return {
    workflow: fieldsAt(given, "workflow"),
    data: fieldsAt(given, "data"),
    connect: fieldsAt(given, "connect"),
    metadata: fieldsAt(given, "metadata"),
  };
}

/** The object at a field; `path` is the way to it, for the refusal. */
export function fieldsAt(parent: Fields, name: string, path = name): Fields {
  const value = parent[name];
  if (!isFields(value)) throw invalid(path, "must be an object");
  return value;
}

/** The text at a field, not empty. */
export function textAt(parent: Fields, name: string, path: string): string {
  const value = parent[name];
  if (typeof value !== "string" || value === "") throw invalid(path, "must be a text");
  return value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An answer's containers, empty where nothing is to be said. */
export function envelope(parts: {
  readonly workflow?: Fields;
  readonly data: Fields;
  readonly connect?: Fields;
  readonly metadata?: Fields;
}): object {
  return {
    workflow: parts.workflow ?? {},
    data: parts.data,
    connect: parts.connect ?? {},
    metadata: parts.metadata ?? {},
  };
}

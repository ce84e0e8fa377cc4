import { headingOf, moneyText, valueText } from "./words.ts";

/** Part of an answer as rows. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  /** Texts, column by column; empty where the answer says null. */
  readonly rows: readonly (readonly string[])[];
  /** How many rows the whole list has, where the answer says. */
  readonly total: number | null;
  /** Whether it is a page of a list that goes on. */
  readonly isPage: boolean;
  /** Where the next page begins; null when there is none, or the operation did not ask. */
  readonly nextPage: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** The data of an answer as tables: a table for each list, and for each thing that stands alone. */
export function tablesOf(data: Fields, now: Date): Table[] {
  return Object.entries(data).flatMap(([field, value]) =>
    tables(field, isFields(value) || Array.isArray(value) ? value : { [field]: value }, now),
  );
}

function tables(field: string, value: unknown, now: Date, isBelow = false): Table[] {
  const title = headingOf([field]);
  if (Array.isArray(value)) return table(title, value, now, isBelow);
  if (!isFields(value)) return [];
  if (!isConnection(value)) return table(title, [value], now, isBelow);
  const { edges, totalCount, pageInfo, ...rest } = value;
  const page = isFields(pageInfo) ? pageInfo : {};
  const [main, ...below] = table(title, edges.map(nodeOf), now, isBelow);
  if (main === undefined) return [];
  const total = typeof totalCount === "number" ? totalCount : null;
  const nextPage = page.hasNextPage === true && typeof page.endCursor === "string" ? page.endCursor : null;
  const beside = Object.entries(rest).flatMap(([field, list]) => (isList(list) ? tables(field, list, now, true) : []));
  return [{ ...main, total, isPage: isFields(pageInfo), nextPage }, ...below, ...beside];
}

const notPaged = { total: null, isPage: false, nextPage: null };

/** What one thing alone has below it gets tables of its own; of several things it has to stand in their cells. */
function table(title: string, items: readonly unknown[], now: Date, isBelow: boolean): Table[] {
  const flat = items.map((item) => flatten(isFields(item) ? item : { value: item }));
  const isAlone = flat.length === 1 && !isBelow;
  const columns = new Map(flat.flatMap((row) => row.map(({ path }) => [path.join("."), path] as const)));
  const below = flat.flat().filter(({ value }) => isAlone && isList(value));
  // A thing that one row lacks (null) has columns for its fields through the other rows.
  const isInPieces = (key: string) => [...columns.keys()].some((other) => other.startsWith(`${key}.`));
  const shown = [...columns].filter(([key]) => !isInPieces(key) && !below.some(({ path }) => path.join(".") === key));
  const rows = flat.map((row) =>
    shown.map(([key]) => cell(row.find(({ path }) => path.join(".") === key)?.value, now)),
  );
  const main = { title, columns: shown.map(([, path]) => headingOf(path)), rows, ...notPaged };
  return [main, ...below.flatMap(({ path, value }) => tables(path.at(-1) ?? title, value, now, true))];
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

function flatten(fields: Fields, path: readonly string[] = []): Leaf[] {
  return Object.entries(fields)
    .filter(([name]) => name !== "__typename")
    .flatMap(([name, value]) => {
      const place = [...path, name];
      return isFields(value) && !isMoney(value) && !isConnection(value)
        ? flatten(value, place)
        : [{ path: place, value }];
    });
}

function cell(value: unknown, now: Date): string {
  if (isMoney(value)) return moneyText(value.amount, value.currency);
  if (isConnection(value)) return cell(value.edges.map(nodeOf), now);
  if (Array.isArray(value)) return told(value.map((item) => cell(item, now))).join(isList(value) ? "\n" : ", ");
  if (isChange(value))
    return `${headingOf([value.field])}: ${cell(value.before, now) || "–"} → ${cell(value.after, now) || "–"}`;
  if (isFields(value)) return told(flatten(value).map((leaf) => cell(leaf.value, now))).join(" · ");
  return valueText(value, now);
}

const told = (texts: readonly string[]): string[] => texts.filter((text) => text !== "");
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isConnection = (value: unknown): value is Fields & { edges: readonly unknown[] } =>
  isFields(value) && Array.isArray(value.edges);
const isMoney = (value: unknown): value is { amount: string; currency: string } =>
  isFields(value) && typeof value.amount === "string" && typeof value.currency === "string";
const isChange = (value: unknown): value is { field: string; before: unknown; after: unknown } =>
  isFields(value) && typeof value.field === "string" && "before" in value && "after" in value;
/** A list of things, not of plain words. */
const isList = (value: unknown): boolean =>
  isConnection(value) || (Array.isArray(value) && (value.length === 0 || value.some(isFields)));
const nodeOf = (edge: unknown): unknown => (isFields(edge) && "node" in edge ? edge.node : edge);

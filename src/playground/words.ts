const capitals = new Set(["iban", "bic", "lei", "id"]);

/** Fields that say nothing without what they are a field of … */
const vague = new Set(["type", "kind", "id", "code", "at", "field", "value", "method", "path", "body"]);
/** … and those that say nothing more than it. */
const obvious = new Set(["name", "message"]);

/**
 * How a column is headed: `["holder", "name"]` → `Holder`, `["holder", "type"]` → `Holder type`, `["health",
 * "lastContactAt"]` → `Last contact at`.
 */
export function headingOf(path: readonly string[]): string {
  const [parent, last = ""] = [path.at(-2), path.at(-1)];
  const fields =
    parent === undefined ? [last] : obvious.has(last) ? [parent] : vague.has(last) ? [parent, last] : [last];
  const words = fields
    .flatMap((field) => field.split(/(?=[A-Z])/))
    .map((word) => word.toLowerCase())
    .map((word) => (capitals.has(word) ? word.toUpperCase() : word));
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `("90071992547409.93", "EUR")` → `90,071,992,547,409.93 EUR`. Text throughout: a number would change it. */
export function moneyText(amount: string, currency: string): string {
  const [whole = "", ...fraction] = amount.split(".");
  return `${[whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".")} ${currency}`;
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const ageFormat = new Intl.RelativeTimeFormat("en", { numeric: "always" });
const day = 24 * 60 * 60;

/** What stands in a cell for one value of an answer; empty for null. `now` is for the age of what is less than a day old. */
export function valueText(value: unknown, now: Date): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" && time.test(value)) {
    const at = new Date(value);
    const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
    return `${timeFormat.format(at)}${Math.abs(seconds) < day ? ` (${ageText(seconds)})` : ""}`;
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function ageText(seconds: number): string {
  // Clocks differ a little.
  if (Math.abs(seconds) < 2) return "now";
  if (Math.abs(seconds) < 120) return ageFormat.format(-seconds, "second");
  if (Math.abs(seconds) < 7200) return ageFormat.format(-Math.round(seconds / 60), "minute");
  return ageFormat.format(-Math.round(seconds / 3600), "hour");
}

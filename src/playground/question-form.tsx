import { pick, useGraphiQL } from "@graphiql/react";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useRunWith } from "./run-operation.ts";
import { headingOf } from "./words.ts";

/** What the open operation asks for, as a field for each plain variable: nobody needs to write JSON to look for another name. */
export function QuestionForm(): ReactNode {
  const { tabs, activeTabIndex } = useGraphiQL(pick("tabs", "activeTabIndex"));
  const runWith = useRunWith();
  const variables = tabs[activeTabIndex]?.variables ?? "";
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  // What the editor, or another tab, says now counts more than what was typed here before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that is why it is cleared
  useEffect(() => setChanged({}), [variables, activeTabIndex]);

  const fields = Object.entries(plainVariables(variables));
  if (fields.length === 0 || runWith === null) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    runWith(Object.fromEntries(fields.map(([name, value]) => [name, read(changed[name], value)])));
  };
  return (
    <form className="question" aria-label="What to ask for" onSubmit={submit}>
      {fields.map(([name, value]) => (
        <label key={name}>
          {headingOf([name])}
          <input
            name={name}
            autoComplete="off"
            spellCheck={false}
            value={changed[name] ?? String(value ?? "")}
            onChange={({ target }) => setChanged({ ...changed, [name]: target.value })}
          />
        </label>
      ))}
      <button type="submit">Ask</button>
    </form>
  );
}

type Plain = string | number | null;

/** Without the place in a list, for which there are buttons. */
function plainVariables(text: string): Readonly<Record<string, Plain>> {
  try {
    const all = Object.entries(JSON.parse(text) as Record<string, unknown>);
    const isPlain = (value: unknown): value is Plain => value === null || ["string", "number"].includes(typeof value);
    return Object.fromEntries(
      all.filter((entry): entry is [string, Plain] => isPlain(entry[1]) && !["after", "before"].includes(entry[0])),
    );
  } catch {
    return {};
  }
}

/** What was typed, in the kind of the value that it replaces. */
function read(typed: string | undefined, before: Plain): Plain {
  if (typed === undefined) return before;
  if (typeof before === "number" && typed.trim() !== "" && !Number.isNaN(Number(typed))) return Number(typed);
  return typed === "" && before === null ? null : typed;
}

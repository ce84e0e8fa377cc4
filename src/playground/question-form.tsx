import { pick, useGraphiQL } from "@graphiql/react";
import { Kind, type OperationDefinitionNode } from "graphql";
import { type FormEvent, type ReactNode, useEffect, useMemo, useState } from "react";
import { newKey } from "./fresh.ts";
import { choicesFor, operationIn } from "./operation.ts";
import { useRunWith } from "./run-operation.ts";
import { headingOf } from "./words.ts";

/**
 * What the open operation asks for, as a field for each plain variable: nobody needs to write JSON to look for another name.
 * `isOpen`: what becomes of a change's key is not known yet; another key could make the change twice.
 */
export function QuestionForm({ isOpen }: { isOpen: boolean }): ReactNode {
  const { tabs, activeTabIndex, schema } = useGraphiQL(pick("tabs", "activeTabIndex", "schema"));
  const runWith = useRunWith();
  const { variables = "", query = "" } = tabs[activeTabIndex] ?? {};
  const operation = useMemo(() => operationIn(query ?? ""), [query]);
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({});
  // What the editor, or another tab, says now counts more than what was typed here before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that is why it is cleared
  useEffect(() => setChanged({}), [variables, activeTabIndex]);

  const fields = Object.entries(plainVariables(variables ?? "", operation?.operation !== "subscription"));
  if (fields.length === 0 || runWith === null) return null;
  const isChange = operation?.operation === "mutation";
  const change = (name: string, value: string) => setChanged({ ...changed, [name]: value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    runWith(
      Object.fromEntries(
        fields.map(([name, value]) => [name, read(changed[name], value, isOptional(name, operation))]),
      ),
    );
  };
  return (
    <form className="question" aria-label="What to ask for" onSubmit={submit}>
      {fields.map(([name, value]) => (
        <Field
          key={name}
          name={name}
          value={changed[name] ?? String(value ?? "")}
          choices={choicesFor(name, operation, schema)}
          onChange={(written) => change(name, written)}
        />
      ))}
      {isChange && "idempotencyKey" in Object.fromEntries(fields) && (
        <button type="button" className="plain" disabled={isOpen} onClick={() => change("idempotencyKey", newKey())}>
          New key
        </button>
      )}
      <button type="submit">{isChange ? "Do it" : "Ask"}</button>
      {isChange && (
        <p className="hint">
          It is done once for each key: doing it again with the same key only tells what came of it.
        </p>
      )}
    </form>
  );
}

interface FieldProperties {
  readonly name: string;
  readonly value: string;
  readonly choices: ReturnType<typeof choicesFor>;
  readonly onChange: (value: string) => void;
}

function Field({ name, value, choices, onChange }: FieldProperties): ReactNode {
  const heading = headingOf([name]);
  if (choices === null) {
    return (
      <label>
        {heading}
        <input
          name={name}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </label>
    );
  }
  return (
    <label>
      {heading}
      <select name={name} value={value} onChange={({ target }) => onChange(target.value)}>
        {choices.map(({ word, meaning }) => (
          <option key={word} value={word} title={meaning}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

type Plain = string | number | null;

/** Without the place in a list, for which there are buttons. */
/** Where a page begins has buttons of its own; where following begins has not. */
function plainVariables(text: string, isPaged: boolean): Readonly<Record<string, Plain>> {
  try {
    const all = Object.entries(JSON.parse(text) as Record<string, unknown>);
    const isPlain = (value: unknown): value is Plain => value === null || ["string", "number"].includes(typeof value);
    return Object.fromEntries(
      all.filter(
        (entry): entry is [string, Plain] => isPlain(entry[1]) && !(isPaged && ["after", "before"].includes(entry[0])),
      ),
    );
  } catch {
    return {};
  }
}

function isOptional(name: string, operation: OperationDefinitionNode | null): boolean {
  const asked = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return asked !== undefined && asked.type.kind !== Kind.NON_NULL_TYPE;
}

/** What was typed, in the kind of the value that it replaces; an empty field that need not be filled in is null. */
function read(typed: string | undefined, before: Plain, isOptional: boolean): Plain {
  if (typed === undefined) return before;
  if (typeof before === "number" && typed.trim() !== "" && !Number.isNaN(Number(typed))) return Number(typed);
  return typed === "" && (isOptional || before === null) ? null : typed;
}

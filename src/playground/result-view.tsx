import { pick, useGraphiQL } from "@graphiql/react";
import { type ReactNode, useMemo, useState } from "react";
import { operationIn } from "./operation.ts";
import { QuestionForm } from "./question-form.tsx";
import { useRunWith } from "./run-operation.ts";
import { type Table, tablesOf } from "./tables.ts";
import { besideVerdicts, isOpen, type Verdict, verdictsOf } from "./verdicts.ts";

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** The answer of the open tab as tables; JSON, as frontends get it, is one click away. */
export function ResultView(): ReactNode {
  const { tabs, activeTabIndex, isFetching } = useGraphiQL(pick("tabs", "activeTabIndex", "isFetching"));
  const [isTable, setTable] = useState(true);
  const { response, query, variables } = tabs[activeTabIndex] ?? {};
  const answer = useMemo(() => read(response ?? ""), [response]);
  const operation = useMemo(() => operationIn(query ?? "")?.operation, [query]);
  const isChange = operation === "mutation";
  const verdicts = isChange ? verdictsOf(answer?.data ?? {}) : [];
  // The age of what it shows is as of its arrival.
  const tables = useMemo(() => {
    const data = answer?.data ?? {};
    return tablesOf(isChange ? besideVerdicts(data) : data, new Date());
  }, [answer, isChange]);
  const isShown = isTable && answer !== null && (tables.length + verdicts.length > 0 || answer.errors !== undefined);
  return (
    <section className="result" aria-label="Result" data-view={isShown || answer === null ? "table" : "json"}>
      <QuestionForm isOpen={isChange && answer !== null && isOpen(answer)} />
      {answer === null ? (
        <Hint>{hintFor(operation, isFetching)}</Hint>
      ) : (
        <fieldset className="views" aria-label="How the result is shown">
          <ViewButton text="Table" isChosen={isTable} onChoose={() => setTable(true)} />
          <ViewButton text="JSON" isChosen={!isTable} onChoose={() => setTable(false)} />
        </fieldset>
      )}
      {isShown && (
        <div className="tables">
          {answer.errors?.map(({ message, extensions }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: errors of one answer never move
            <p key={index} role="alert">
              {message} <code>{[extensions?.provider, extensions?.code].filter(Boolean).join(" · ")}</code>
            </p>
          ))}
          {verdicts.map((verdict, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: verdicts of one answer never move
            <VerdictView key={index} verdict={verdict} />
          ))}
          {tables.map((table, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tables of one answer never move
            <TableView key={index} table={table} query={query ?? ""} variables={variables ?? ""} />
          ))}
        </div>
      )}
    </section>
  );
}

/** What to say while there is no answer; null: it is on its way. */
function hintFor(operation: string | undefined, isFetching: boolean): string | null {
  if (isFetching) return operation === "subscription" ? nothingYet : null;
  return operation === "mutation" ? notDoneYet : pickOne;
}

function Hint({ children }: { children: string | null }): ReactNode {
  return children !== null && <p className="hint">{children}</p>;
}

const nothingYet = "Nothing has happened yet. Whatever does is shown here at once.";
const pickOne = "Pick an example on the left: what it finds is shown here.";
const notDoneYet = "Nothing is done yet. Look at the fields, then press Do it.";

function VerdictView({ verdict: { kind, text, code, advice } }: { verdict: Verdict }): ReactNode {
  return (
    <p role={kind === "refused" || kind === "open" ? "alert" : "status"} data-verdict={kind}>
      {text} {code !== null && <code>{code}</code>}
      {advice !== null && <small>{advice}</small>}
    </p>
  );
}

function ViewButton(properties: { text: string; isChosen: boolean; onChoose: () => void }): ReactNode {
  return (
    <button type="button" aria-pressed={properties.isChosen} onClick={properties.onChoose}>
      {properties.text}
    </button>
  );
}

function TableView({ table, query, variables }: { table: Table; query: string; variables: string }): ReactNode {
  const { title, columns, rows, total, isPage, nextPage } = table;
  return (
    <section aria-label={title}>
      <h3>
        {title} <small>{countText(rows.length, total)}</small>
      </h3>
      {rows.length === 0 && <p>Nothing found.</p>}
      {rows.length === 1 ? <Sheet columns={columns} row={rows[0] ?? []} /> : <Grid columns={columns} rows={rows} />}
      {isPage && /\$after\b/.test(query) && <Pager nextPage={nextPage} isFirst={!/"after":\s*"/.test(variables)} />}
    </section>
  );
}

function countText(shown: number, total: number | null): string {
  if (total !== null && total > shown) return `${shown} of ${total}`;
  return shown === 1 ? "" : String(shown);
}

function Grid({ columns, rows }: Pick<Table, "columns" | "rows">): ReactNode {
  if (rows.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer never move
          <tr key={index}>
            {columns.map((column, place) => (
              <Value key={column} column={column} text={row[place] ?? ""} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One thing alone is read from top to bottom. */
function Sheet({ columns, row }: { columns: readonly string[]; row: readonly string[] }): ReactNode {
  return (
    <table className="sheet">
      <tbody>
        {columns.map((column, place) => (
          <tr key={column}>
            <th scope="row">{column}</th>
            <Value column={column} text={row[place] ?? ""} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ column, text }: { column: string; text: string }): ReactNode {
  if (text === "") return <td className="unknown">–</td>;
  const [, time, age] = /^(\d+ \w+ \d{4}, [\d:]+)(?: \((.+)\))?$/.exec(text) ?? [];
  if (time !== undefined)
    return (
      <td className="time">
        {time} {age !== undefined && <small>({age})</small>}
      </td>
    );
  if (/(^|\s)ID$/.test(column) && text.length > 20) {
    return (
      <td className="id" title={text}>
        {text}
      </td>
    );
  }
  if (/^-?[\d,]+(\.\d+)? [A-Z]{3}$/m.test(text)) return <td className="money">{text}</td>;
  return <td {...(/(^|\s)(status|state|outcome)$/i.test(column) && { "data-word": text })}>{text}</td>;
}

function Pager({ nextPage, isFirst }: { nextPage: string | null; isFirst: boolean }): ReactNode {
  const runWith = useRunWith();
  return (
    <p className="pager">
      <button type="button" disabled={isFirst || runWith === null} onClick={() => runWith?.({ after: null })}>
        First page
      </button>
      <button
        type="button"
        disabled={nextPage === null || runWith === null}
        onClick={() => nextPage !== null && runWith?.({ after: nextPage })}
      >
        Next page
      </button>
    </p>
  );
}

/** Null for what is no answer, such as nothing. */
function read(text: string): Answer | null {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return null;
  }
}
